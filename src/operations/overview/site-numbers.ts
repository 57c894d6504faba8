import { z } from 'zod'
import { domainAudits, linkAudits, profileAudits } from '../../audits/index.js'
import type { DomainDigest } from '../../decisions/index.js'
import type { JudgedSummary } from '../../model/judged-summary.js'
import type { Action, Finding } from '../../model/judgement.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { actionOfFinding, actionWords, askingRiskMin, isAction, strongerAction } from '../../model/risk-action.js'
import { foundFine } from '../../report/found-fine.js'
import { handfulRow, quoteOf } from '../../report/summary.js'
import { whereFound } from '../../report/words.js'
import { briefsOf } from '../briefs.js'
import { linkQuery } from '../link-query.js'

/** A finding of the whole site as the overview and the report show it. */
export const FindingRowSchema = z.object({
  rule: z.string(), audit: z.string(), title: z.string(), severity: z.string(), judges: z.string(),
  where: z.string().describe('Where it was found, in words'), ownSite: z.boolean().describe('True where it is about pages of the site itself'),
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
  /** What was looked at over the whole profile and found fine. */
  fine: Array<{ rule: string; title: string }>
}

const handfulMax = 20
/** Links of a finding that are read, the weakest first; and how many are quoted. */
const readMax = 20
const quotesMax = 3
/** Links that are asked what to do beside them, those of domains that somebody arranged and of the highest risk first. */
const askedMax = 2_000

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
    fine: foundFine(notes.profileFindings, findings),
  }
}

const audits = new Map([...linkAudits, ...domainAudits, ...profileAudits].map((audit) => [audit.id, audit]))
const severityOrder = ['critical', 'high', 'medium', 'low']

/**
 * Findings by audit, the gravest first: several audits may answer one rule, and each has a title, a count and words of
 * its own. What to do about one of links is told by their risk, not by the audit alone: the doings of others ask for
 * nothing (RISK-00).
 */
async function findingRows(scope: TargetScope, key: string, summary: JudgedSummary, profileFindings: readonly Finding[], context: Pick<Context, 'index'>): Promise<FindingRow[]> {
  const counts = new Map(summary.findings.map((row) => [row.audit, row]))
  const asked = await actionsAsked(scope, key, context)
  const ofLinks = await Promise.all(summary.findings.flatMap((row) => {
    const audit = audits.get(row.audit)
    return audit === undefined || audit.judges === 'profile' || row.links === 0 ? [] : [rowOfLinks(scope, key, audit, row, asked.get(row.audit) ?? 'none', context)]
  }))
  const ofProfile = profileFindings.filter(({ verdict }) => verdict === 'flag').map((finding): FindingRow => {
    const { rule, audit, title, severity, judges, action, innocent, ownSiteAdvice } = finding
    const { referringDomains, links } = counts.get(audit) ?? { referringDomains: 0, links: 0 }
    const ownSite = ownSiteAdvice !== undefined
    return {
      rule, audit, title, severity, judges, referringDomains, links, action, innocent, ownSite,
      where: whereFound({ judges, referringDomains, ownSite }), actionWords: actionWords(finding), actionable: isAction(action), quotes: [...finding.evidence.slice(0, quotesMax).map(quoteOf), ...(finding.cut === undefined ? [] : [finding.cut])],
    }
  })
  return [...ofProfile, ...ofLinks].sort((a, b) => Number(b.actionable) - Number(a.actionable) || severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) || b.referringDomains - a.referringDomains || (`${a.rule} ${a.audit}` < `${b.rule} ${b.audit}` ? -1 : 1))
}

/**
 * What findings of links ask for, by audit. Few links ask for anything but by a rule that asks it of every link, and the
 * digests of their domains tell which these may be: nobody reads a million links for it.
 */
async function actionsAsked(scope: TargetScope, key: string, { index }: Pick<Context, 'index'>): Promise<Map<string, Action>> {
  const candidates: Array<{ domain: string; links: number; risk: number; isArranged: boolean }> = []
  for await (const [, text] of index.judgedDigests(scope, key)) {
    const { domain, links, risk, agency, findings } = JSON.parse(text) as DomainDigest
    if (risk > askingRiskMin || findings.some((finding) => 'rule' in finding && finding.rule === 'RISK-01')) candidates.push({ domain, links, risk, isArranged: agency === 'placed-by-you' || agency === 'probably-placed' })
  }
  candidates.sort((a, b) => Number(b.isArranged) - Number(a.isArranged) || b.risk - a.risk)
  let count = 0
  const domains = candidates.filter(({ links }) => count < askedMax && (count += links) > 0).map(({ domain }) => domain)
  const asked = new Map<string, Action>()
  let read = 0
  if (domains.length > 0) for await (const { link, risk, findings } of index.judgedOfDomains(scope, key, domains)) {
    if ((read += 1) > askedMax) break
    if (link.state === 'lost') continue
    for (const finding of findings) if (finding.verdict === 'flag') asked.set(finding.audit, strongerAction(asked.get(finding.audit) ?? 'none', actionOfFinding(finding, risk)))
  }
  return asked
}

/** A finding of links or their domains: quoted by those it weighs on most, and what these ask for. */
async function rowOfLinks(scope: TargetScope, key: string, audit: Pick<Finding, 'rule' | 'judges' | 'severity' | 'innocent' | 'action'> & { id: string; failureTitle: string }, { referringDomains, links }: { referringDomains: number; links: number }, asked: Action, context: Pick<Context, 'index'>): Promise<FindingRow> {
  const { id, rule, failureTitle: title, severity, judges, innocent } = audit
  const { rows } = await context.index.queryJudged(scope, key, linkQuery({ finding: [id], live: true, sort: 'quality', order: 'asc', limit: readMax }))
  const briefs = await briefsOf(scope, key, rows.map((row) => row.id), context)
  const action = briefs.map(({ risk }) => actionOfFinding(audit, risk)).reduce(strongerAction, asked)
  const quotes = new Set(briefs.flatMap(({ findings }) => findings.filter((finding) => finding.audit === id && finding.verdict === 'flag').flatMap(({ evidence }) => evidence.slice(0, 1).map(quoteOf))))
  return {
    rule, audit: id, title, severity, judges, referringDomains, links, action, innocent, ownSite: false,
    where: whereFound({ judges, referringDomains, ownSite: false }), actionWords: actionWords({ rule, action }), actionable: isAction(action), quotes: [...quotes].slice(0, quotesMax),
  }
}
