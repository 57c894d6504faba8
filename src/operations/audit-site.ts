import { findingsOfLink, indexFindings, profileRisk, profileValue } from '../audits/index.js'
import { decideDisavow } from '../decisions/index.js'
import type { AuditResult } from '../model/audit-result.js'
import type { BriefLink, SiteFacts } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import { listJudgedLink, type ListedLink } from '../model/listed-link.js'
import type { Context } from '../model/operation.js'
import type { TargetScope } from '../model/outside.js'
import { emptyProfile } from '../model/profile.js'
import { nextSteps, openingSentence } from '../report/next-steps.js'
import { ProfileSummary } from '../report/summary.js'
import { ensureJudged, judgementVersions } from './judge.js'
import { withHostRanks } from './ranks-in-use.js'
import { siteOfScope } from './sites.js'

/** Everything judged about one site, held in memory: links without the long texts that only one link's page needs. */
interface JudgedProfile {
  facts: { site: Pick<SiteFacts, 'profile'>; lists: Context['lists'] }
  links: BriefLink[]
  rows: ListedLink[]
  summary: ProfileSummary
  /** Verdicts of the audits of the whole profile, all three kinds. */
  profileFindings: Finding[]
}

/** Reads the judged links of a site and asks the questions that need all of them. */
async function judgeProfile(scope: TargetScope, context: Context): Promise<JudgedProfile> {
  const key = await ensureJudged(scope, context)
  const { profileFindings } = await context.index.judgedNotes(scope, key)
  const found = indexFindings(profileFindings)
  const links: BriefLink[] = []
  const rows: ListedLink[] = []
  const summary = new ProfileSummary()
  for await (const brief of context.index.judgedAll(scope, key)) {
    const judged: BriefLink = { ...brief, findings: findingsOfLink(brief, brief.findings, found) }
    links.push(judged)
    rows.push(listJudgedLink(judged))
    summary.add(judged)
  }
  rows.sort((a, b) => b.quality - a.quality || a.tier - b.tier || (a.id < b.id ? -1 : 1))
  for (const finding of profileFindings) summary.addProfileFinding(finding)
  const profile = (await context.desk.profile(scope.domain)) ?? emptyProfile
  return { facts: { site: { profile }, lists: context.lists }, links, rows, summary, profileFindings }
}

/** The whole answer for one site, and what the files beside the report hold. */
export async function auditSite(scope: TargetScope, read: Pick<AuditResult, 'inputs' | 'problems'>, context: Context): Promise<{ result: AuditResult; rows: ListedLink[]; findings: Finding[] }> {
  const { facts, links, rows, summary, profileFindings } = await judgeProfile(scope, context)
  const sums = summary.finish(await context.index.sources(scope))
  const { profile } = facts.site
  const site = siteOfScope(scope)
  const name = profile.names[0] ?? site
  const findings = [...profileFindings, ...distinctFindings(links)]
  const decision = decideDisavow({ site: scope.host ?? scope.domain, profile, links, findings: [...profileFindings, ...domainFindingsOf(links)], lists: facts.lists, asOf: context.now })
  const value = profileValue(links.filter((judged) => judged.link.state !== 'lost').map(({ link, quality, type }) => ({ cluster: link.referringDomain, score: quality.unrounded, type: type.type })))
  const risk = profileRisk(links)
  const result: AuditResult = {
    ...sums,
    value: { total: value.value, lostWithoutBestThree: value.withoutBestThree, topDecileShare: value.topDecileShare },
    risk: { shareAtRisk: risk.shareAtRisk, links: risk.linksAtRisk, referringDomains: risk.domainsAtRisk },
    site, name, asOf: context.now,
    sentence: openingSentence(sums, name),
    passed: profileFindings.filter((finding) => finding.verdict === 'pass').map(({ rule, title }) => ({ rule, title })),
    notJudged: profileFindings.filter((finding) => finding.verdict === 'unknown').map(({ rule, title, missing }) => ({ rule, title, missing })),
    verdict: { verdict: decision.verdict, sentence: decision.headline, reasons: decision.reasons },
    next: nextSteps({ ...sums, inputs: read.inputs, profileKnown: profile.names.length > 0 }),
    inputs: read.inputs,
    problems: read.problems,
    versions: { ...judgementVersions(), lists: facts.lists.version, ...(await graphVersion(context.graphs)) },
  }
  return { result, rows, findings }
}

/** Which web graph the answer rests on, where there is one. */
function graphVersion(graphs: Context['graphs']): Promise<Record<string, string>> {
  return withHostRanks(graphs, async (ranks): Promise<Record<string, string>> => (ranks === null ? {} : { 'web graph': `${ranks.release}, ranks ${ranks.checksum.slice(0, 12)}` }))
}

/** Findings of links, and those of domains once, although every link of the domain carries them. */
function distinctFindings(links: readonly BriefLink[]): Finding[] {
  return [...links.flatMap((judged) => judged.findings.filter((finding) => finding.judges === 'link')), ...domainFindingsOf(links)]
}

export function domainFindingsOf(links: readonly BriefLink[]): Finding[] {
  const found = new Map(links.flatMap((judged) => judged.findings.filter((finding) => finding.judges === 'domain')).map((finding) => [`${finding.audit} ${finding.subject}`, finding]))
  return [...found.values()]
}
