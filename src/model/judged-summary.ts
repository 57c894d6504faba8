import { z } from 'zod'

const Count = z.number().int().min(0)

/** Links and referring domains of one kind. A domain counts where at least one of its links of that kind is not lost. */
const counted = {
  links: Count.describe('Links that are not lost'),
  lostLinks: Count.describe('Links that are lost'),
  referringDomains: Count.describe('Referring domains with a link that is not lost'),
}

/** Kinds of links by which a profile is first told: the four founding types, what is neither, and what nobody can tell. */
export const linkGroups = ['editorial', 'guest post', 'directory', 'local', 'other', 'unknown'] as const
export const LinkGroupSchema = z.enum(linkGroups)

/** What came and went in one week or month. A period in which nothing did is left out. */
const PeriodSchema = z.object({
  period: z.string().describe('2026-03 for a month; the Monday, 2026-03-02, for a week'),
  newLinks: Count.describe('Links first seen then'),
  lostLinks: Count.describe('Links that are lost, by when they were last seen'),
  newDomains: Count.describe('Referring domains whose first link was first seen then'),
  lostDomains: Count.describe('Referring domains all of whose links are lost, by when the last of them was last seen'),
  standingDomains: Count.describe('New less lost referring domains up to the end of it'),
  groups: z.array(z.object({ group: LinkGroupSchema, newDomains: Count })).describe('The new referring domains by the type of their first link'),
})
export type JudgedPeriod = z.infer<typeof PeriodSchema>

/** What the overview of a site counts, all of it worked out at once. A hundred links of one domain are one voice. */
export const JudgedSummarySchema = z.object({
  totals: z.object({
    links: Count.describe('Every link, lost ones too'),
    live: Count,
    lost: Count,
    unconfirmed: Count,
    followed: Count,
    qualified: Count.describe('Links that carry nofollow, sponsored or ugc, or stand on a page that asks for nofollow'),
    flagged: Count.describe('Links with at least one finding'),
    corrected: Count.describe('Links of which a person corrected something'),
    referringDomains: Count.describe('Referring domains with a link that is not lost'),
    lostDomains: Count.describe('Referring domains all of whose links are lost'),
    recognisable: Count.describe('Referring domains of tier 1 to 3 with a link that is not lost'),
  }),
  tiers: z.array(z.object({ tier: z.number().int(), name: z.string(), ...counted })),
  groups: z.array(z.object({ group: LinkGroupSchema, ...counted })),
  types: z.array(z.object({ type: z.string(), typeName: z.string(), ...counted })),
  areas: z.array(z.object({ area: z.string().nullable(), ...counted })),
  anchorKinds: z.array(z.object({ anchorKind: z.string(), ...counted })),
  followed: z.array(z.object({ followed: z.boolean(), ...counted })),
  findings: z.array(z.object({ rule: z.string(), audit: z.string().describe('Audit that found it: several may answer one rule'), ...counted })),
  qualities: z.array(z.object({ from: z.number().int(), until: z.number().int(), ...counted })).describe('By link quality, in steps of ten'),
  months: z.array(PeriodSchema),
  weeks: z.array(PeriodSchema),
  sources: z.array(z.object({
    seenBy: z.string(),
    links: Count,
    referringDomains: Count.describe('Referring domains it saw, those too of which it named no page'),
    onlyHere: Count.describe('Referring domains that no other source saw'),
    firstSeen: z.string().nullable().describe('Earliest date the source gave'),
    lastSeen: z.string().nullable(),
  })),
  overlap: z.array(z.object({ a: z.string(), b: z.string(), referringDomains: Count })).describe('Referring domains that both sources saw, each pair once'),
  seenByCounts: z.array(z.object({ sources: Count, referringDomains: Count })).describe('Referring domains by the number of sources that saw them: from it the unseen are estimated'),
})
export type JudgedSummary = z.infer<typeof JudgedSummarySchema>

const facet = <Value extends z.ZodType>(value: Value) => z.array(z.object({ value, links: Count }))

/** How many links each further choice would list. Each facet leaves out its own filter, so that its other choices can be seen. */
export const JudgedFacetsSchema = z.object({
  total: Count.describe('Links that pass all filters'),
  referringDomains: Count.describe('Referring domains of those'),
  type: facet(z.string()),
  tier: facet(z.number().int()),
  area: facet(z.string().nullable()),
  state: facet(z.string()),
  anchorKind: facet(z.string()),
  followed: facet(z.boolean()),
  seenBy: facet(z.string()),
  finding: facet(z.string()).describe('By rule that flags the link'),
  corrected: facet(z.boolean()),
})
export type JudgedFacets = z.infer<typeof JudgedFacetsSchema>
