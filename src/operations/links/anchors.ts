import { z } from 'zod'
import { anchorGroups, groupWords } from '../../audits/anchors/cohort.js'
import type { AnchorMix } from '../../model/anchor-mix.js'
import { AnchorKindSchema } from '../../model/link-types.js'
import { defineOperation } from '../../model/operation.js'
import { ensureJudged } from '../judge.js'
import { siteInput } from '../schemas.js'
import { scopeOf, siteOfScope } from '../sites.js'
import { compareAnchors } from './rival-anchors.js'

const Row = z.object({
  anchorText: z.string(),
  anchorKind: z.string(),
  domains: z.number().int().describe('Referring domains that use it'),
  links: z.number().int(),
  followedLinks: z.number().int(),
  firstSeen: z.string(),
  lastSeen: z.string(),
})

const count = (what: string) => z.number().int().describe(what)

/** One site of the comparison: referring domains by group of kinds, with AN-11 and AN-17. */
const SiteRow = z.object({
  site: z.string(),
  domains: count('Referring domains with a known, followed anchor'),
  brand: count(anchorGroups.brand),
  url: count(anchorGroups.url),
  generic: count(anchorGroups.generic),
  image: count(anchorGroups.image),
  topical: count(anchorGroups.topical),
  compound: count(anchorGroups.compound),
  exact: count(anchorGroups.exact),
  other: count(anchorGroups.other),
  commercialShare: z.number().describe('Estimated share of referring domains with a commercial phrase (AN-11)'),
  commercialLow: z.number(),
  commercialHigh: z.number().describe('The share lies between low and high with 90 % probability'),
  distinctAnchors: count('Distinct anchors that are neither a name nor an address (AN-17)'),
  entropy: z.number().nullable().describe('How evenly those are used, 0 to 1; descriptive only'),
  herfindahl: z.number().nullable().describe('Chance that two of them are the same; descriptive only'),
})

const GroupRow = z.object({
  group: z.string(),
  share: z.number().describe('Share of the votes here'),
  rivalShare: z.number().describe('Share among the rivals'),
  chanceHigher: z.number().describe('Chance that the share is higher here than at such a site as the rivals are'),
})

const Comparison = z.object({
  verdict: z.enum(['usual', 'unusual', 'unknown']),
  missing: z.string().nullable().describe('For unknown: what there is too little of'),
  leftOut: z.array(z.string()).describe('Rivals beyond the first fifteen, which are not compared'),
  unnamedRivals: z.array(z.string()).describe('Rivals of whose names only the domain is known: neither saved nor said on a page of theirs that was read. Names, topics and other words are then taken together on both sides'),
  rivalsCounted: z.number().int(),
  divergenceBits: z.number().nullable().describe('Jensen–Shannon divergence from the rivals together, in bits'),
  p: z.number().nullable().describe('How often chance alone gives as much'),
})

export default defineOperation({
  id: 'links.anchors',
  summary: 'List the anchor texts that point to a site, most used first',
  description: 'Counted by referring domain: a hundred links of one site are one voice. With --compare also the kinds of anchors as a whole, beside those of the competitors and rivals that are named and whose links are in the index. Their anchors are read with the treatments, specialties and places of the site, and with their own names. No mix is a goal to reach: choosing texts to reach one is manipulation itself.',
  effect: 'read',
  mcp: true,
  input: z.object({
    target: siteInput,
    text: z.string().optional().describe('Only anchors that have this text'),
    kind: z.array(AnchorKindSchema).default([]).describe('Only these kinds of anchor text'),
    compare: z.boolean().default(false).describe('Also the mix of kinds, compared with the rivals of the profile'),
    limit: z.number().int().min(1).max(1000).default(50).describe('Rows of one page'),
    cursor: z.string().optional().describe('Where the page before ended'),
    offset: z.number().int().min(0).optional().describe('Rows left out before the first; not together with a cursor'),
  }),
  output: z.object({
    target: z.string(),
    total: z.number().int(),
    rows: z.array(Row),
    nextCursor: z.string().nullable(),
    sites: z.array(SiteRow).describe('With compare: the site, then its rivals with links in the index'),
    groups: z.array(GroupRow).describe('With compare and at least five rivals: share of each group beside theirs'),
    comparison: Comparison.nullable(),
  }),
  table: 'rows',
  positional: ['target'],
  example: 'citewell links anchors clinic.example',
  async run({ target, compare, ...query }, context) {
    const scope = scopeOf(target)
    const key = await ensureJudged(scope, context)
    const listed = { target: siteOfScope(scope), ...(await context.index.judgedAnchors(scope, key, query)) }
    if (!compare) return { ...listed, sites: [], groups: [], comparison: null }
    const { own, rivals, leftOut, unnamed, verdict, missing, rivalCount, divergenceBits, p, higherThan } = await compareAnchors(scope, (await context.index.judgedNotes(scope, key)).anchors, context)
    return {
      ...listed,
      sites: [siteRow(listed.target, own), ...rivals.map(({ site, mix }) => siteRow(site, mix))],
      groups: higherThan.map(({ groups, share, rivalShare, chance }) => ({ group: groupWords(groups), share, rivalShare, chanceHigher: chance })),
      comparison: { verdict, missing, leftOut, unnamedRivals: unnamed, rivalsCounted: rivalCount, divergenceBits, p },
    }
  },
})

function siteRow(site: string, { n, counts, money, diversity }: AnchorMix): z.infer<typeof SiteRow> {
  return { site, domains: n, ...counts, commercialShare: money.mean, commercialLow: money.low, commercialHigh: money.high, distinctAnchors: diversity.distinct, entropy: diversity.entropy, herfindahl: diversity.herfindahl }
}
