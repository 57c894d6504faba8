import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { namedLinks } from '../risk/named-links.js'
import { spamPolicies } from '../risk/references.js'
import { flag, pass, suspectable } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

/** RISK-20 in bulk: entries in twenty directories that list anyone were submitted by somebody. */
export default defineAudit({
  id: 'bulk-directories',
  rule: 'RISK-20',
  judges: 'profile',
  title: 'Entries in directories that list anyone are few',
  failureTitle: 'The site is entered in many directories that list anyone',
  why: 'Directories and bookmark sites without an editor are named in the spam policies. One entry is nothing; dozens were bought as a packet.',
  innocent: 'Such directories copy each other, so an entry made once may turn up in many without anybody’s doing.',
  severity: 'medium',
  action: 'monitor',
  references: [spamPolicies],
  needs: ['links'],
  options: { domainsMin: 20, confidenceMin: 0.5 },
  evidence: z.object({ domains: z.number().describe('Directories'), examples: z.string().describe('Some of them'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    const links = suspectable(facts.links, facts.lists).filter(({ type, link }) => type.type === 'LT-03' && type.subtype === 'low-quality' && type.confidence >= (options['confidenceMin'] as number) && link.state !== 'lost')
    const domains = [...new Set(links.map(({ link }) => link.referringDomain))].sort()
    if (domains.length < (options['domainsMin'] as number)) return pass()
    return flag(0.5, [{ domains: domains.length, examples: domains.slice(0, 8).join(', '), linkIds: namedLinks(links) }])
  },
  examples: [
    { title: 'twenty-five of them', facts: exampleProfileFacts(repeated(25, { page: 'https://webdir-{n}.example/health', type: 'LT-03', subtype: 'low-quality' })), verdict: 'flag' },
    { title: 'twenty-five local directories', facts: exampleProfileFacts(repeated(25, { page: 'https://town-{n}.example/doctors', type: 'LT-03', subtype: 'general-local' })), verdict: 'pass' },
  ],
})
