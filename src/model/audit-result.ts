import { z } from 'zod'
import { ListedLinkSchema } from './listed-link.js'

const Count = z.number().int()
const Share = z.number().min(0).max(1)

/** The whole answer of an audit of one site: what the report, the terminal summary and `findings.json` are made from. */
export const AuditResultSchema = z.object({
  site: z.string(),
  name: z.string().describe('First name of the profile, or the site'),
  asOf: z.string(),
  sentence: z.string().describe('What is true now, in one sentence'),
  totals: z.object({
    links: Count,
    live: Count,
    lost: Count,
    unconfirmed: Count,
    followed: Count,
    referringDomains: Count,
    recognisable: Count.describe('Referring domains of tier 1 to 3 with a link that is not lost'),
  }),
  sources: z.array(z.object({ seenBy: z.string(), links: Count, referringDomains: Count, onlyHere: Count, firstSeen: z.string(), lastSeen: z.string() })),
  overlap: z.array(z.object({ a: z.string(), b: z.string(), referringDomains: Count })).describe('Referring domains that both sources saw'),
  handful: z.array(ListedLinkSchema.extend({ tierName: z.string(), tierReason: z.string(), typeReason: z.string(), title: z.string().nullable(), context: z.string() })),
  groups: z.array(z.object({ group: z.enum(['editorial', 'guest post', 'directory', 'local', 'other', 'unknown']), referringDomains: Count, links: Count, share: Share })),
  types: z.array(z.object({ type: z.string(), typeName: z.string(), referringDomains: Count, links: Count })),
  tiers: z.array(z.object({ tier: Count, name: z.string(), referringDomains: Count, links: Count })),
  bands: z.array(z.object({ band: z.string(), links: Count })),
  anchors: z.object({
    kinds: z.array(z.object({ kind: z.string(), referringDomains: Count, share: Share })),
    top: z.array(z.object({ anchorText: z.string(), kind: z.string(), referringDomains: Count })),
    counted: Count.describe('Referring domains whose anchor text is known'),
    diversity: z.object({
      distinct: Count.describe('Different texts that are neither a name nor an address'),
      entropy: z.number().nullable().describe('How evenly they are used: 1 if each is used by as many sites as the others; null with fewer than two'),
      herfindahl: z.number().nullable().describe('How far few of them hold all: 1 if there is but one; null where there is none'),
    }).optional().describe('Variety of the texts (AN-17): described, never held against anybody'),
    comparison: z.object({
      verdict: z.enum(['usual', 'unusual', 'unknown']),
      sentence: z.string().describe('What the comparison says, or what there is too little of'),
      rivals: Count.describe('Rivals that were counted'),
      divergenceBits: z.number().nullable(),
      p: z.number().nullable().describe('How often chance alone gives as much'),
      groups: z.array(z.object({ group: z.string(), share: Share, rivalShare: Share, chanceHigher: Share })),
    }).optional().describe('The kinds of anchor texts beside those of named rivals (AN-20); absent from results made before they were compared'),
  }),
  value: z.object({
    total: z.number(), lostWithoutBestThree: Share, topDecileShare: Share,
    types: z.array(z.object({ type: z.string(), typeName: z.string(), share: Share })).describe('What links of each type hold of it, most first'),
    topics: z.array(z.object({ topic: z.string(), share: Share })).optional().describe('What links about each specialty hold of it, most first; absent from results made before it was worked out'),
  }).describe('Value of the profile (LQ-20), what it would lose without its best three links, and what the best tenth of links holds'),
  risk: z.object({ shareAtRisk: Share, links: Count, referringDomains: Count }).describe('What comes from links that score above 60: it would vanish if engines ignored them (RISK-00)'),
  lost: z.array(ListedLinkSchema),
  findings: z.array(z.object({ rule: z.string(), audit: z.string(), title: z.string(), severity: z.string(), judges: z.string(), referringDomains: Count, links: Count, action: z.string(), actionWords: z.string().describe('What to do, in words'), ownSite: z.boolean().describe('True where it is about pages of the site itself'), innocent: z.string(), quotes: z.array(z.string()), actionable: z.boolean() })),
  passed: z.array(z.object({ rule: z.string(), title: z.string() })),
  notJudged: z.array(z.object({ rule: z.string(), title: z.string(), missing: z.array(z.string()) })),
  verdict: z.object({ verdict: z.enum(['do-nothing', 'disavow']), sentence: z.string(), reasons: z.array(z.string()) }),
  next: z.array(z.object({ what: z.string(), why: z.string(), minutes: Count, command: z.string().nullable().describe('Where to begin at the command line') })).describe('What to do next, at most five; may be empty'),
  inputs: z.array(z.object({ file: z.string(), recognised: z.string(), rows: Count, accepted: Count, refused: Count, problems: Count })),
  problems: z.array(z.object({ file: z.string(), where: z.string(), message: z.string() })),
  versions: z.record(z.string(), z.string()),
})
export type AuditResult = z.infer<typeof AuditResultSchema>
