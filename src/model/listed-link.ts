import { z } from 'zod'
import type { BriefLink, TypeAnswer } from './facts.js'
import type { Finding } from './judgement.js'
import { AreaSchema, LinkStateSchema, LostReasonSchema } from './link.js'
import { AnchorKindSchema, LinkTypeSchema, linkTypes, TierSchema } from './link-types.js'
import { redactedUrl } from './redacted-url.js'

/** A link as lists, CSV files and the report show it. The order of keys is the order of columns. */
export const ListedLinkSchema = z.object({
  referringPage: z.string().nullable().describe('URL of the page on which the link stands'),
  referringDomain: z.string().describe('Registrable domain of that page'),
  target: z.string().nullable().describe('URL the link points to'),
  anchorText: z.string().nullable().describe('Visible words of the link, or the alt text of its image'),
  anchorKind: AnchorKindSchema.describe('Kind of anchor text (anchors, AN-00)'),
  rel: z.array(z.string()).describe('rel tokens'),
  area: AreaSchema.nullable().describe('Where on the page the link stands'),
  type: LinkTypeSchema.describe('Link type id'),
  typeName: z.string().describe('Link type in words'),
  typeConfidence: z.number().min(0).max(1).describe('Probability of the type'),
  runnerUp: z.string().describe('Second type and its probability'),
  tier: TierSchema.describe('Identity tier of the referring domain, 1 is best'),
  quality: z.number().int().min(0).max(100).describe('Link quality, 0–100'),
  findings: z.array(z.string()).describe('Rules that flag this link'),
  state: LinkStateSchema.describe('live, lost or unconfirmed'),
  firstSeen: z.string().describe('Earliest sighting, UTC'),
  lastSeen: z.string().describe('Latest sighting, UTC'),
  seenBy: z.array(z.string()).describe('Sources that saw it'),
  lostReason: LostReasonSchema.nullable().describe('Why the link was lost'),
  corrected: z.array(z.string()).describe('Fields a person corrected'),
  id: z.string().describe('Link id, for corrections and explanations'),
})
export type ListedLink = z.infer<typeof ListedLinkSchema>
export const listedLinkColumns = Object.keys(ListedLinkSchema.shape) as Array<keyof ListedLink>

/** Filters, order and paging of a listing of links; the same at every door. */
export const LinkQuerySchema = z.object({
  type: z.array(LinkTypeSchema).default([]).describe('Only these link types'),
  area: z.array(AreaSchema).default([]).describe('Only these areas'),
  rel: z.array(z.string()).default([]).describe('Only links that carry one of these rel tokens'),
  followed: z.boolean().optional().describe('Only followed (true) or only qualified (false) links'),
  state: z.array(LinkStateSchema).default([]).describe('Only these states'),
  live: z.boolean().optional().describe('Only links that are not lost (true), or only lost ones (false)'),
  tier: z.array(TierSchema).default([]).describe('Only these identity tiers'),
  since: z.string().optional().describe('First seen on or after this date'),
  until: z.string().optional().describe('First seen on or before this date'),
  text: z.string().optional().describe('Only links whose address, title or anchor text has this text'),
  findings: z.boolean().optional().describe('Only links with (true) or without (false) findings'),
  finding: z.array(z.string()).default([]).describe('Only links that one of these rules or audits flags, such as RISK-03 or link-farm-page'),
  anchorKind: z.array(AnchorKindSchema).default([]).describe('Only these kinds of anchor text'),
  seenBy: z.array(z.string()).default([]).describe('Only links that one of these sources saw'),
  corrected: z.boolean().optional().describe('Only links of which a person corrected something (true), or nothing (false)'),
  domain: z.string().optional().describe('Only links from this referring domain'),
  targetPage: z.string().optional().describe('Only links to this very address'),
  anchor: z.string().optional().describe('Only links with this very anchor text, in whatever case and spacing'),
  qualityMin: z.number().int().min(0).max(100).optional().describe('Only links of at least this quality'),
  onePerDomain: z.boolean().default(false).describe('Only the best link of each referring domain'),
  sort: z.enum(['quality', 'tier', 'firstSeen', 'lastSeen', 'referringDomain', 'typeConfidence']).default('quality').describe('Sort by this column'),
  order: z.enum(['asc', 'desc']).optional().describe('Direction; the natural one of the column by default'),
  limit: z.number().int().min(1).max(1000).default(50).describe('Rows of one page'),
  cursor: z.string().optional().describe('Where the page before ended, as it said in nextCursor'),
  offset: z.number().int().min(0).optional().describe('Rows left out before the first; not together with a cursor'),
})
export type LinkQuery = z.infer<typeof LinkQuerySchema>

/** A judged link as a row of a listing. */
export function listJudgedLink({ link, type, anchor, tier, quality, findings, corrected }: Pick<BriefLink, 'link' | 'type' | 'anchor' | 'tier' | 'findings' | 'corrected'> & { quality: Pick<BriefLink['quality'], 'score'> }): ListedLink {
  return {
    referringPage: link.referringPage,
    referringDomain: link.referringDomain,
    target: link.target,
    anchorText: link.anchorText,
    anchorKind: anchor.kind,
    rel: link.rel,
    area: link.area,
    type: type.type,
    typeName: linkTypes[type.type].name,
    typeConfidence: Math.round(type.confidence * 1000) / 1000,
    runnerUp: listedRunnerUp(type),
    tier: tier.tier,
    quality: quality.score,
    findings: listedFindings(findings),
    state: link.state,
    firstSeen: link.firstSeen,
    lastSeen: link.lastSeen,
    seenBy: link.seenBy,
    lostReason: link.lostReason,
    corrected: corrected.map((correction) => correction.field),
    id: link.id,
  }
}

/**
 * A link as lists, files and reports show it. What may reveal a patient (RISK-31) is cut out of its addresses, and its
 * words are left out, since these are exported and mailed; whoever answers for privacy finds them whole in the explanation
 * of the link.
 */
export function shownLink<Row extends Pick<ListedLink, 'findings' | 'referringPage' | 'target'> & { anchorText?: string | null; title?: string | null; context?: string }>(row: Row): Row {
  if (!mayRevealPatient(row.findings)) return row
  const cut = (url: string | null) => (url === null ? null : redactedUrl(url))
  return {
    ...row, referringPage: cut(row.referringPage), target: cut(row.target),
    ...(row.anchorText === undefined ? {} : { anchorText: null }), ...(row.title === undefined ? {} : { title: null }), ...(row.context === undefined ? {} : { context: '' }),
  }
}

/** True of the rules that flag a link whose addresses or words may reveal a patient. */
export const mayRevealPatient = (rules: readonly string[]) => rules.includes('RISK-31')

/** The second type and its probability, as a listing says it. */
export function listedRunnerUp({ runnerUp }: Pick<TypeAnswer, 'runnerUp'>): string {
  return `${linkTypes[runnerUp.type].name} ${runnerUp.confidence.toFixed(2)}`
}

/** Rules that flag a link, each once. */
export function listedFindings(findings: readonly Finding[]): string[] {
  return rulesOfFound(foundBy(findings))
}

/** What flags a link as tables keep it, `RISK-03 link-farm-page`: several audits may answer one rule, each with a title and a count of its own. */
export function foundBy(findings: readonly Finding[]): string[] {
  return findings.length === 0 ? [] : [...new Set(findings.filter(({ verdict }) => verdict === 'flag').map(({ rule, audit }) => `${rule} ${audit}`))].sort()
}

/** Rule and audit of what was kept. */
export function ruleAndAudit(found: string): { rule: string; audit: string } {
  const [rule = '', audit = ''] = found.split(' ')
  return { rule, audit }
}

/** Rules of what was kept, each once. */
export function rulesOfFound(found: readonly string[]): string[] {
  return found.length === 0 ? [] : [...new Set(found.map((one) => ruleAndAudit(one).rule))]
}

/** The cells of a listed link in the order of `listedLinkColumns`; lists are joined by a space. */
export function listedLinkCells(row: ListedLink): Array<string | number | null> {
  return listedLinkColumns.map((column) => {
    const value = row[column]
    return Array.isArray(value) ? value.join(' ') : value
  })
}
