import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import type { GraphFacts, HostRank } from '../../model/host-ranks.js'
import { defineAudit } from '../../model/judgement.js'
import { isPlatformName, manyWords } from '../quality/graph-facts.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import { flag, isTrustedReferrer, pass, provenTier, unknown } from '../risk/trusted.js'
import { spamPolicies } from '../risk/references.js'
import type { RiskDomainFacts } from '../risk/facts.js'

/**
 * RISK-29: a domain whose rank comes from links outside the good core of the web graph (spam mass, GR-04).
 *
 * Of the signs of a farm this is the one a ranked graph gives (dense cores: `dense-link-core`); it never decides alone, since whole good communities can
 * be missing from the core (`riskVersion` 2: without another signal the risk stays normal).
 */
export default defineAudit({
  id: 'link-farm-topology',
  rule: 'RISK-29',
  judges: 'domain',
  title: 'The domain’s rank comes from sites known for good, or is too small to matter',
  failureTitle: 'Nearly all of the domain’s rank comes from outside the good part of the web',
  why: 'A farm lifts a site by many pages made for the purpose. What such a site has of rank does not come from universities, authorities, hospitals or whom these link to.',
  innocent: 'Good communities that the core does not hold look the same: small countries, other languages, hobbies, local trades. It says something only together with other signs.',
  notMeasured: ['what rank remains without the nearest links, and how the number of supporters grows with distance: each takes columns and passes over the whole graph of its own, which published rankings do not have, for a sign that never decides alone. Dense cores among linking sites are looked for beside this (`dense-link-core`)'],
  severity: 'high',
  action: 'none',
  references: [{ title: 'Gyöngyi, Berkhin, Garcia-Molina, Pedersen: Link Spam Detection Based on Mass Estimation (VLDB 2006)', url: 'http://ilpubs.stanford.edu:8090/697/' }, spamPolicies],
  needs: ['domain', 'web graph'],
  options: { relativeMassWarn: 0.9, relativeMassHigh: 0.98 },
  evidence: z.object({
    found: z.string().describe('What was seen, with the bounds of a warning'),
    name: z.string().describe('Name in the web graph'),
    relativeMass: z.number().describe('Share of its PageRank from outside the good core'),
    scaledPageRank: z.number().describe('Its PageRank; 1 for a site that nobody links to'),
    release: z.string().describe('Release of the graph'),
    position: z.string().describe('Its rank'),
    seedDistance: z.number().nullable().describe('Steps from the nearest health seed'),
  }),
  judge(facts: RiskDomainFacts, options) {
    const { graph, domain, hosts, lists } = facts
    if (graph === null || graph === undefined) return unknown('web graph')
    const ranked = hosts.flatMap((host) => {
      const rank = graph.ranks.get(host)
      return rank === undefined || isPlatformName(host, rank.name, lists) ? [] : [rank]
    })
    if (isTrustedReferrer(Math.min(6, ...facts.links.map(({ tier }) => provenTier(tier))), domain, lists) || ranked.some(({ seedDistance }) => seedDistance === 0)) return pass()
    const weighed = ranked.filter((rank): rank is HostRank & { spamMass: NonNullable<HostRank['spamMass']> } => rank.spamMass !== null)
    if (weighed.length === 0) return unknown('spam mass of the domain')
    const worst = weighed.reduce((a, b) => (b.spamMass.relative > a.spamMass.relative ? b : a))
    const { relative, scaledPagerank, flagged } = worst.spamMass
    if (!flagged || relative < (options['relativeMassWarn'] as number)) return pass()
    const position = worst.authorityRank === null ? 'not ranked' : `${countWords(worst.authorityRank)} of ${manyWords(worst.nodes)}`
    const isHigh = relative >= (options['relativeMassHigh'] as number)
    const bound = (isHigh ? options['relativeMassHigh'] : options['relativeMassWarn']) as number
    const found = `spam mass ${Math.floor(1_000 * relative) / 10}\u202f%, ${isHigh ? 'high' : 'a warning'} from ${Math.round(100 * bound)}\u202f% on; scaled PageRank ${scaledWords(scaledPagerank)}, asked from 10 on`
    return flag(isHigh ? 0.6 : 0.4, [{ found, name: worst.name, relativeMass: Math.round(relative * 1_000) / 1_000, scaledPageRank: Math.round(scaledPagerank * 10) / 10, release: graph.release, position, seedDistance: worst.seedDistance }])
  },
  examples: [
    { title: 'a rank from nowhere good', facts: exampleFacts({ relative: 0.99, flagged: true }), verdict: 'flag' },
    { title: 'mostly from nowhere good', facts: exampleFacts({ relative: 0.93, flagged: true }), verdict: 'flag' },
    { title: 'too little rank to matter', facts: exampleFacts({ relative: 0.99, flagged: false }), verdict: 'pass' },
    { title: 'an ordinary blog', facts: exampleFacts({ relative: 0.55, flagged: false }), verdict: 'pass' },
    { title: 'a seed, whatever the numbers say', facts: exampleFacts({ relative: 0.99, flagged: true }, { seedDistance: 0 }), verdict: 'pass' },
    { title: 'a graph without spam mass', facts: exampleFacts(null), verdict: 'unknown' },
    { title: 'no web graph', facts: exampleDomainFacts('heartfriends.example', [{}]), verdict: 'unknown' },
  ],
})

function scaledWords(scaled: number): string {
  return scaled < 100 ? (Math.floor(scaled * 10) / 10).toFixed(1) : countWords(Math.floor(scaled))
}

function exampleFacts(mass: { relative: number; flagged: boolean } | null, part: Partial<HostRank> = {}): RiskDomainFacts {
  const rank: HostRank = { name: 'heartfriends.example', authorityRank: 90_000, authorityBy: 'harmonic', nodes: 100_000_000, strongerThan: 99.9, trustScore: null, seedDistance: null, seedPath: null, seedWays: null, spamMass: mass === null ? null : { absolute: 1e-6, scaledPagerank: mass.flagged ? 5_120 : 3, ...mass }, ...part }
  const graph: GraphFacts = { release: 'example graph', level: 'domain', vertexCount: 100_000_000, trust: null, ranks: new Map([['heartfriends.example', rank]]) }
  return { ...exampleDomainFacts('heartfriends.example', [{}]), graph }
}
