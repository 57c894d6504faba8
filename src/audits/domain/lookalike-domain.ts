import { z } from 'zod'
import { domainToUnicode } from 'node:url'
import { editDistance } from '../../lib/edit-distance.js'
import { recent, type Recent } from '../../lib/recent.js'
import { defineAudit } from '../../model/judgement.js'
import type { Lists } from '../../model/lists.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import { skeleton } from '../risk/name-likeness.js'
import { flag, isTrustedReferrer, pass, provenTier } from '../risk/trusted.js'
import { spamPolicies } from '../risk/references.js'
import type { RiskDomainFacts } from '../risk/facts.js'
import { wordSet } from '../tiers/label-patterns.js'

interface Row {
  ownDomain: string
  likeness: string
  strength: number
}

/** RISK-32: a domain whose name can be mistaken for one of the provider's. */
export default defineAudit({
  id: 'lookalike-domain',
  rule: 'RISK-32',
  judges: 'domain',
  title: 'The domain cannot be mistaken for the provider’s own',
  failureTitle: 'A domain looks like one of the provider’s own',
  why: 'Patients may take a look-alike address for the clinic. Whoever answers for the clinic’s name should look at the site.',
  innocent: 'It may be a sister practice, a franchise, a reseller, a former address, or a practice elsewhere of a similar name. Add your own domains to the profile.',
  severity: 'high',
  action: 'legal-review',
  references: [{ title: 'ICANN: Uniform Domain-Name Dispute-Resolution Policy', url: 'https://www.icann.org/resources/pages/policy-2012-02-25-en' }, spamPolicies],
  needs: ['domain', 'profile'],
  options: { lettersMin: 6 },
  evidence: z.object({ ownDomain: z.string().describe('Domain of the provider'), likeness: z.string().describe('How the names are alike'), strength: z.number().describe('How strong, 0–1') }),
  judge(facts: RiskDomainFacts, options) {
    const { domain, site, lists } = facts
    const own = [site.domain, ...site.profile.domains].map((name) => name.toLowerCase())
    if (own.includes(domain) || facts.links.some((judged) => judged.type.flags.includes('same-owner') || provenTier(judged.tier) <= 2) || isTrustedReferrer(6, domain, lists)) return pass()
    const rows: Row[] = []
    for (const ownDomain of new Set(own)) {
      const row = likenessOf(domain, ownDomain, options['lettersMin'] as number, lists)
      if (row !== null) rows.push({ ownDomain, ...row })
    }
    return rows.length === 0 ? pass() : flag(Math.max(...rows.map((row) => row.strength)), rows)
  },
  examples: [
    { title: 'one letter away', facts: exampleDomainFacts('northgate-haert.example', [{ page: 'https://northgate-haert.example/' }]), verdict: 'flag' },
    { title: 'letters of another script', facts: exampleDomainFacts('xn--nrthgate-heart-vzl.example', [{ page: 'https://xn--nrthgate-heart-vzl.example/' }]), verdict: 'flag' },
    { title: 'another name', facts: exampleDomainFacts('heartfriends.example', [{}]), verdict: 'pass' },
    { title: 'a domain of the provider', facts: exampleDomainFacts('northgateheart.example', [{ page: 'https://northgateheart.example/' }], [], { profile: { domains: ['northgateheart.example'] } }), verdict: 'pass' },
  ],
})

function likenessOf(domain: string, own: string, lettersMin: number, lists: Lists): { likeness: string; strength: number } | null {
  const theirs = labelOf(domain)
  const ours = labelOf(own)
  const plainOurs = ours.replaceAll('-', '')
  if (plainOurs.length < lettersMin) return null
  const oursSeen = ownSkeleton(plainOurs, lists)
  if (theirs.startsWith('xn--')) {
    const shown = domainToUnicode(theirs) || theirs
    if (skeleton(shown, lists).replaceAll('-', '') === oursSeen) return { likeness: `letters of another script: ${shown}`, strength: 0.75 }
  }
  const plainTheirs = theirs.replaceAll('-', '')
  if (plainTheirs === plainOurs) {
    return ours === theirs ? { likeness: 'the same name under another ending', strength: 0.4 } : { likeness: 'the same name with other hyphens', strength: 0.6 }
  }
  if (skeleton(plainTheirs, lists) === oursSeen) return { likeness: 'letters replaced by similar signs', strength: 0.75 }
  for (const part of [theirs.slice(0, theirs.length - ours.length), theirs.slice(ours.length)]) {
    const word = part.replaceAll('-', '')
    if (word !== '' && wordSet(lists, 'identity/official-words').has(word) && (theirs === `${part}${ours}` || theirs === `${ours}${part}`)) return { likeness: `the name with “${word}” added`, strength: 0.5 }
  }
  const allowed = plainOurs.length >= 10 ? 2 : 1
  const distance = editDistance(plainTheirs, plainOurs, allowed)
  return distance <= allowed ? { likeness: `${distance} ${distance === 1 ? 'letter' : 'letters'} different`, strength: distance === 1 ? 0.65 : 0.45 } : null
}

/** How a name of the site looks; asked for with every referring domain. */
function ownSkeleton(name: string, lists: Lists): string {
  let known = skeletons.get(lists)
  if (known === undefined) skeletons.set(lists, (known = recent(skeletonsMax)))
  let text = known.get(name)
  if (text === undefined) known.set(name, (text = skeleton(name, lists)))
  return text
}

const skeletonsMax = 200
const skeletons = new WeakMap<Lists, Recent<string>>()

function labelOf(domain: string): string {
  const dot = domain.indexOf('.')
  return dot === -1 ? domain : domain.slice(0, dot)
}
