import { z } from 'zod'
import { publicSuffixStart } from '../../model/domain.js'
import { defineAudit } from '../../model/judgement.js'
import { lookUpHost } from '../../model/lists.js'
import { exampleDomainFacts, repeated } from '../risk/example-facts.js'
import { looksDrawn } from '../risk/random-text.js'
import { linkSpamUpdate, spamPolicies } from '../risk/references.js'
import { flag, pass, suspectable } from '../risk/trusted.js'
import type { RiskDomainFacts } from '../risk/facts.js'

/**
 * RISK-07, one domain: it answers under any name put before it, so that each link stands on a host of its own. Seen by the
 * hosts that link: many, most of them letters drawn by chance. A hint beside other signs, as all of RISK-07.
 */
export default defineAudit({
  id: 'wildcard-subdomains',
  rule: 'RISK-07',
  judges: 'domain',
  title: 'Linking hosts of the domain have names that people gave them',
  failureTitle: 'Links come from many hosts of one domain whose names look drawn by chance',
  why: 'Throw-away sites answer under any name put before their domain, and hand each link a host of its own. A hint beside other signs, nothing by itself.',
  innocent: 'Preview addresses of software, download networks and platforms on which everybody gets a part have such names too. No action follows from this.',
  severity: 'low',
  action: 'none',
  references: [linkSpamUpdate, spamPolicies],
  needs: ['links'],
  options: { hostsMin: 5, drawnShareMin: 0.6 },
  evidence: z.object({ linkId: z.string().describe('Link'), host: z.string().describe('Host'), drawn: z.number().describe('Hosts of this kind that link'), of: z.number().describe('Of so many hosts of the domain that link') }),
  judge(facts: RiskDomainFacts, options) {
    const hostsMin = options['hostsMin'] as number
    if (facts.links.length < hostsMin) return pass()
    const hosts = new Map<string, string>()
    for (const { link } of suspectable(facts.links, facts.lists)) {
      // Platforms give everybody a part; their names are those of their users.
      if (lookUpHost(facts.lists.hostKinds, link.referringHost) !== undefined) return pass()
      if (link.referringHost !== link.referringDomain && !hosts.has(link.referringHost)) hosts.set(link.referringHost, link.id)
    }
    if (hosts.size < hostsMin) return pass()
    const drawn = [...hosts].filter(([host]) => host.slice(0, publicSuffixStart(host) - 1).split('.').slice(0, -1).some(looksDrawn))
    if (drawn.length < hostsMin || drawn.length / hosts.size < (options['drawnShareMin'] as number)) return pass()
    return flag(0.2, drawn.slice(0, 8).map(([host, linkId]) => ({ linkId, host, drawn: drawn.length, of: hosts.size })))
  },
  examples: [
    { title: 'six hosts with names of chance', facts: exampleDomainFacts('cheap-web.example', ['jqxmoymgti', 'iyqvzrbzt', 'x7k2m9qa4b', 'wqkvbtrnz', 'lzfxuqrtz', 'kjqavvsqb'].map((part) => ({ page: `https://${part}.cheap-web.example/a` }))), verdict: 'flag' },
    { title: 'editions of a city magazine', facts: exampleDomainFacts('city-mag.example', ['riverton', 'eastvale', 'stelma', 'harbourview', 'lakeside', 'northgate'].map((part) => ({ page: `https://${part}.city-mag.example/a` }))), verdict: 'pass' },
    { title: 'many pages of one host', facts: exampleDomainFacts('runblog.example', repeated(9, { page: 'https://www.runblog.example/{n}' })), verdict: 'pass' },
  ],
})
