import { besideRivals, comparisonSentence } from '../audits/anchors/beside-rivals.js'
import { groupWords } from '../audits/anchors/cohort.js'
import { findingsOfLink, indexFindings, profileRisk, profileValue, topicOfLink, type RiskyLink, type ValuedLink } from '../audits/index.js'
import { decideDisavow } from '../decisions/index.js'
import type { AnchorMix } from '../model/anchor-mix.js'
import type { AuditResult } from '../model/audit-result.js'
import { CitewellError } from '../model/error.js'
import type { Finding } from '../model/judgement.js'
import { linkTypes } from '../model/link-types.js'
import type { Context } from '../model/operation.js'
import type { TargetScope } from '../model/outside.js'
import { emptyProfile, type ProviderProfile } from '../model/profile.js'
import { foundFine } from '../report/found-fine.js'
import { commandOf, nextSteps, openingSentence } from '../report/next-steps.js'
import { ProfileSummary } from '../report/summary.js'
import { olderArchives, olderArchivesSentence } from './archives/older-archives.js'
import { decidingDomains, lookedAtLinks } from './disavow/deciding-links.js'
import { ensureJudged, judgementVersions } from './judge.js'
import { compareAnchors, type AnchorComparison } from './links/rival-anchors.js'
import { withHostRanks } from './ranks-in-use.js'
import { siteOfScope } from './sites.js'

/** What a report says of all links of a site, added up link by link: of the links themselves only figures stay in memory. */
interface JudgedProfile {
  key: string
  profile: ProviderProfile
  summary: ProfileSummary
  /** Of the links that are not lost. */
  values: ValuedLink[]
  risks: RiskyLink[]
  diversity: AnchorMix['diversity']
  beside: AnchorComparison
  /** What bounds left out, as sentences. */
  cut: readonly string[]
  /** Verdicts of the audits of the whole profile, all three kinds. */
  profileFindings: Finding[]
  /** Findings of links, and those of domains once, although every link of the domain carries them. */
  findings: Finding[]
}

/** Reads the judged links of a site and asks the questions that need all of them. */
async function judgeProfile(scope: TargetScope, context: Context): Promise<JudgedProfile> {
  const key = await ensureJudged(scope, context)
  const { profileFindings: judged, anchors, domainKin, cut = [] } = await context.index.judgedNotes(scope, key)
  const beside = await anchorsBeside(scope, anchors, context)
  const profileFindings = besideRivals(judged, beside)
  const found = indexFindings(profileFindings)
  const summary = new ProfileSummary()
  const values: ValuedLink[] = []
  const risks: RiskyLink[] = []
  const ofLinks: Finding[] = []
  const ofDomains = new Map<string, Finding>()
  const one = sharedTexts()
  // Domains of one keeper (QU-03) are one cluster; of most nobody knows who keeps them.
  const keepers = new Map(domainKin.flatMap(([domain, { keeper }]) => (keeper === null ? [] : [[domain, keeper.marks] as const])))
  for await (const brief of context.index.judgedAll(scope, key)) {
    context.signal.throwIfAborted()
    const { link, type, quality, risk } = brief
    summary.add({ ...brief, findings: findingsOfLink(brief, brief.findings, found) })
    for (const finding of brief.findings) {
      if (finding.judges === 'link') ofLinks.push({ ...finding, title: one(finding.title), innocent: one(finding.innocent) })
      else if (finding.judges === 'domain') ofDomains.set(`${finding.audit} ${finding.subject}`, finding)
    }
    if (link.state === 'lost') continue
    const cluster = one(keepers.get(link.referringDomain) ?? link.referringDomain)
    values.push({ cluster, score: quality.unrounded, type: type.type, topic: one(topicOfLink(brief, context.lists)) })
    risks.push({ cluster, beforeRisk: quality.beforeRisk, risk: risk.risk })
  }
  for (const finding of profileFindings) summary.addProfileFinding(finding)
  const profile = (await context.desk.profile(scope.domain)) ?? emptyProfile
  return { key, profile, summary, values, risks, diversity: anchors.diversity, beside, cut, profileFindings, findings: [...ofLinks, ...ofDomains.values()] }
}

/** The comparison with rivals; where the links of one can't be judged now, the audit goes without it and says why. */
async function anchorsBeside(scope: TargetScope, own: AnchorMix, context: Context): Promise<AnchorComparison> {
  try {
    return await compareAnchors(scope, own, context)
  } catch (error) {
    if (!(error instanceof CitewellError) || error.code !== 'unavailable') throw error
    return { own, rivals: [], namedCount: 1, leftOut: [], unnamed: [], verdict: 'unknown', missing: error.message.replace(/\.$/u, ''), rivalCount: 0, higherThan: [], divergenceBits: null, p: null }
  }
}

function comparisonOf(beside: AnchorComparison): NonNullable<AuditResult['anchors']['comparison']> {
  const { verdict, rivalCount, divergenceBits, p, higherThan, namedCount } = beside
  const groups = higherThan.map(({ groups: ids, share, rivalShare, chance }) => ({ group: groupWords(ids), share, rivalShare, chanceHigher: chance }))
  return { verdict, sentence: comparisonSentence(beside, namedCount), rivals: rivalCount, divergenceBits, p, groups }
}

/** The one copy of a text that many links have. */
function sharedTexts(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const same = known.get(text)
    if (same !== undefined) return same
    known.set(text, text)
    return text
  }
}

/** The whole answer for one site, and what the files beside the report hold. */
export async function auditSite(scope: TargetScope, read: Pick<AuditResult, 'inputs' | 'problems'>, context: Context): Promise<{ result: AuditResult; key: string; findings: Finding[] }> {
  const { key, profile, summary, values, risks, diversity, beside, cut, profileFindings, findings } = await judgeProfile(scope, context)
  const sums = summary.finish(await context.index.sources(scope))
  const site = siteOfScope(scope)
  const name = profile.names[0] ?? site
  const domains = await decidingDomains(scope, key, profile, context)
  const told = { site: scope.host ?? scope.domain, profile, digests: domains.digests, reviews: domains.reviews, findings: profileFindings, lists: context.lists, asOf: context.now }
  const decision = decideDisavow({ ...told, links: await lookedAtLinks(scope, key, domains, told, context) })
  const value = profileValue(values)
  const risk = profileRisk(risks)
  const older = olderArchivesSentence(await olderArchives(context.index, scope.domain))
  const result: AuditResult = {
    ...sums,
    anchors: { ...sums.anchors, diversity, comparison: comparisonOf(beside) },
    value: { total: value.value, lostWithoutBestThree: value.withoutBestThree, topDecileShare: value.topDecileShare, types: value.byType.map(({ type, share }) => ({ type, typeName: linkTypes[type].name, share })), topics: value.byTopic },
    risk: { shareAtRisk: risk.shareAtRisk, links: risk.linksAtRisk, referringDomains: risk.domainsAtRisk },
    site, name, asOf: context.now,
    sentence: openingSentence(sums, name),
    passed: foundFine(profileFindings, sums.findings),
    notJudged: profileFindings.filter((finding) => finding.verdict === 'unknown').map(({ rule, title, missing }) => ({ rule, title, missing })),
    verdict: { verdict: decision.verdict, sentence: decision.headline, reasons: decision.reasons },
    next: nextSteps({ ...sums, inputs: read.inputs, profileKnown: profile.names.length > 0 }).map(({ what, why, minutes, page, query }) => ({ what, why, minutes, command: commandOf({ page, query }, site) })),
    inputs: read.inputs,
    problems: [...read.problems, ...[...cut, ...(older === undefined ? [] : [older])].map((message) => ({ file: 'link index', where: '', message }))],
    versions: { ...judgementVersions(), 'quality weights': `${context.lists.table('quality-weights')['version'] ?? 0}${profile.qualityWeights === undefined ? '' : ', changed by the profile'}`, lists: context.lists.version, ...(await graphVersion(context.graphs)) },
  }
  return { result, key, findings: [...profileFindings, ...findings] }
}

/** Which web graph the answer rests on, where there is one. */
function graphVersion(graphs: Context['graphs']): Promise<Record<string, string>> {
  return withHostRanks(graphs, async (ranks): Promise<Record<string, string>> => (ranks === null ? {} : { 'web graph': `${ranks.release}, ranks ${ranks.checksum.slice(0, 12)}` }))
}
