import { z } from 'zod'
import { domainAudits, linkAudits, profileAudits } from '../../audits/index.js'
import type { JudgedSummary } from '../../model/judged-summary.js'
import type { Finding } from '../../model/judgement.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { handfulRow, quoteOf } from '../../report/summary.js'
import { actionWords } from '../../report/words.js'
import { briefsOf } from '../briefs.js'
import { linkQuery } from '../link-query.js'

/** A finding of the whole site as the overview and the report show it. */
export const FindingRowSchema = z.object({
  rule: z.string(), audit: z.string(), title: z.string(), severity: z.string(), judges: z.string(),
  referringDomains: z.number().int(), links: z.number().int(),
  action: z.string(), actionWords: z.string(), actionable: z.boolean(), innocent: z.string(), quotes: z.array(z.string()),
})
export type FindingRow = z.infer<typeof FindingRowSchema>

/** What hangs on the judged table alone. */
export interface SiteNumbers {
  summary: JudgedSummary
  handful: Array<ReturnType<typeof handfulRow>>
  findings: FindingRow[]
  lost: Array<{ tier: number; referringDomain: string; id: string }>
  profileFindings: Finding[]
}

const handfulMax = 20
/** Findings of links and domains that are quoted. */
const quotedMax = 10
const examplesMax = 3

export async function siteNumbers(scope: TargetScope, key: string, context: Pick<Context, 'index'>): Promise<SiteNumbers> {
  const { index } = context
  const [summary, best, lost, notes] = await Promise.all([
    index.judgedSummary(scope, key),
    index.queryJudged(scope, key, linkQuery({ tier: [1, 2, 3], live: true, onePerDomain: true, sort: 'tier', limit: handfulMax })),
    index.queryJudged(scope, key, linkQuery({ tier: [1, 2, 3], live: false, onePerDomain: true, sort: 'tier', limit: handfulMax })),
    index.judgedNotes(scope, key),
  ])
  const [handful, findings] = await Promise.all([briefsOf(scope, key, best.rows.map(({ id }) => id), context), findingRows(scope, key, summary, notes.profileFindings, context)])
  return {
    summary, findings,
    handful: handful.map((brief) => handfulRow(brief, brief.tier)),
    lost: lost.rows.map(({ tier, referringDomain, id }) => ({ tier, referringDomain, id })),
    profileFindings: notes.profileFindings,
  }
}

const auditsByRule = new Map([...linkAudits, ...domainAudits, ...profileAudits].map((audit) => [audit.rule, audit]))
const severityOrder = ['critical', 'high', 'medium', 'low']

/**
 * Findings by rule, the gravest first. What to do about one is told by the risk of the links that have it, not by its
 * audit: the doings of others ask for nothing (RISK-00).
 */
async function findingRows(scope: TargetScope, key: string, summary: JudgedSummary, profileFindings: readonly Finding[], context: Pick<Context, 'index'>): Promise<FindingRow[]> {
  const ofProfile = new Map(profileFindings.filter(({ verdict }) => verdict === 'flag').map((finding) => [finding.rule, finding]))
  const counted = summary.findings
    .flatMap(({ rule, links, referringDomains }) => (auditsByRule.has(rule) && !ofProfile.has(rule) ? [{ audit: auditsByRule.get(rule)!, links, referringDomains }] : []))
    .sort((a, b) => severityOrder.indexOf(a.audit.severity) - severityOrder.indexOf(b.audit.severity) || b.referringDomains - a.referringDomains || (a.audit.rule < b.audit.rule ? -1 : 1))
  const quoted = await Promise.all(counted.slice(0, quotedMax).map(async ({ audit, links, referringDomains }): Promise<FindingRow> => {
    const { rows } = await context.index.queryJudged(scope, key, linkQuery({ finding: [audit.rule], live: true, limit: examplesMax }))
    const briefs = await briefsOf(scope, key, rows.map(({ id }) => id), context)
    const action = briefs.map(({ risk }) => risk.action).find(isAction) ?? 'none'
    const quotes = new Set(briefs.flatMap(({ findings }) => findings.filter(({ rule, verdict }) => rule === audit.rule && verdict === 'flag').flatMap(({ evidence }) => evidence.slice(0, 1).map(quoteOf))))
    return { rule: audit.rule, audit: audit.id, title: audit.failureTitle, severity: audit.severity, judges: audit.judges, referringDomains, links, action, actionWords: actionWords(action), actionable: isAction(action), innocent: audit.innocent, quotes: [...quotes] }
  }))
  const countOfRule = new Map(summary.findings.map((row) => [row.rule, row]))
  const whole = [...ofProfile.values()].map((finding): FindingRow => {
    const named = countOfRule.get(finding.rule)
    return {
      rule: finding.rule, audit: finding.audit, title: finding.title, severity: finding.severity, judges: finding.judges, referringDomains: named?.referringDomains ?? 0, links: named?.links ?? 0,
      action: finding.action, actionWords: actionWords(finding.action), actionable: isAction(finding.action), innocent: finding.innocent, quotes: finding.evidence.slice(0, 3).map(quoteOf),
    }
  })
  return [...whole, ...quoted].sort((a, b) => Number(b.actionable) - Number(a.actionable) || severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) || b.referringDomains - a.referringDomains || (a.rule < b.rule ? -1 : 1))
}

const isAction = (action: string) => action !== 'none' && action !== 'monitor'
