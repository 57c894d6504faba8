import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import { domainAudits, findingsOfLink, indexFindings, linkAudits, profileAudits } from '../../audits/index.js'
import { baselineWeeks, testWeek } from '../../audits/risk/velocity.js'
import { reviewDomains, shownHosts } from '../../decisions/index.js'
import type { BriefLink } from '../../model/facts.js'
import { FindingSchema, type Finding } from '../../model/judgement.js'
import type { LinkQuery } from '../../model/listed-link.js'
import { defineOperation, type Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { emptyProfile } from '../../model/profile.js'
import { inARow } from '../../report/periods.js'
import { spikeSentence, spikeWeeks } from '../../report/spike.js'
import { countOf, noneOrCount } from '../../report/words.js'
import { briefsOf } from '../briefs.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { domainRow } from '../domain-row.js'
import { ensureJudged } from '../judge.js'
import { keptAnswer } from '../kept-answers.js'
import { linkQuery } from '../link-query.js'
import { FindingRowSchema, siteNumbers } from '../overview/site-numbers.js'
import { siteOfScope } from '../sites.js'
import { ReviewSchema } from '../disavow/answer.js'

/** Exports that are lists of what another tool warns of. */
const warningLists = ['semrush-backlink-audit']
const weeksShown = 26

export default defineOperation({
  id: 'risk.review',
  summary: 'Review what was found on links: by kind, domain by domain, with the evidence and what other tools say',
  description: 'Findings are named and quoted, never summed to a score of fear. Other tools\' figures are shown beside ours and never used. With --by others it lists the domains that an imported audit of another tool warns of.',
  effect: 'read',
  mcp: true,
  input: z.object({
    site: clientSiteInput,
    rule: z.string().max(60).optional().describe('Only domains that this rule or audit flags, such as RISK-03 or link-farm-page'),
    by: z.enum(['us', 'others']).default('us').describe('Domains on which we found something, or those another tool warns of'),
    text: z.string().max(200).optional().describe('Only links whose address, title or anchor text has this text'),
    limit: z.number().int().min(1).max(100).default(25).describe('Domains of one page'),
    offset: z.number().int().min(0).default(0).describe('Domains left out before the first'),
  }),
  output: z.object({
    site: z.string(), by: z.enum(['us', 'others']), sentence: z.string(), links: z.number().int().describe('Links known, lost ones among them; 0 where there is nothing to review yet'),
    groups: z.array(FindingRowSchema.extend({ why: z.string() })).describe('Findings by kind, what asks for action first'),
    domains: z.array(ReviewSchema.extend({ linkIds: z.array(z.string()) })), total: z.number().int(),
    markedByOthers: z.number().int().describe('Domains in the warning lists of other tools'),
    spike: z.object({
      verdict: z.enum(['usual', 'unusual', 'unknown']), words: z.string(), missing: z.array(z.string()),
      weeks: z.array(z.object({ period: z.string(), newDomains: z.number().int(), usualLow: z.number().int().nullable(), usualHigh: z.number().int().nullable(), unusual: z.boolean() })),
      finding: FindingSchema.nullable(),
    }),
    profileFindings: z.array(FindingSchema).describe('Findings of the whole profile, with the first rows of their evidence'),
    fine: z.array(z.object({ rule: z.string(), title: z.string() })), notJudged: z.array(z.object({ rule: z.string(), title: z.string(), missing: z.array(z.string()) })),
  }),
  table: 'domains',
  shown: ['domain', 'tier', 'types', 'links', 'bestQuality', 'agency', 'comparison'],
  positional: ['site'],
  example: 'citewell risk review clinic.example',
  words({ by, sentence, links, groups, domains, total, spike }) {
    return [
      sentence,
      // Whoever asks for the list of others has not asked for our findings again.
      ...(by === 'others' || links === 0 ? [] : [spike.words]), ...(by === 'others' ? [] : groups).flatMap((group) => ['', `${group.rule} ${group.title}: ${group.where}. ${group.actionWords}. It can be innocent: ${group.innocent}`, ...group.quotes.map((quote) => `    ${quote}`)]),
      ...(domains.length === 0 ? [] : ['', `Domains (${domains.length} of ${total})`]),
      ...domains.map((row) => `  ${shownHosts(row.domain)}  T${row.tier}  ${row.findings.map(({ rule, title }) => `${rule} ${title}`).join('; ') || 'nothing found by us'}${row.comparison === null ? '' : `\n    ${shownHosts(row.comparison)}`}${row.protectedBecause === null ? '' : `\n    Never listed: ${shownHosts(row.protectedBecause)}`}`),
    ].join('\n')
  },
  async run({ site, rule, by, text, limit, offset }, context) {
    const scope = await siteAsked(site, context)
    const key = await ensureJudged(scope, context)
    const asked = (more: Partial<LinkQuery>) => context.index.queryJudged(scope, key, linkQuery({ live: true, onePerDomain: true, sort: 'quality', order: 'asc', limit, offset, ...more }))
    const filter: Partial<LinkQuery> = by === 'others' ? { seenBy: warningLists } : rule === undefined ? { findings: true } : { finding: [rule] }
    const [numbers, page, marked, found] = await Promise.all([
      keptAnswer('site-numbers', scope, key, context, () => siteNumbers(scope, key, context)),
      asked({ ...filter, ...(by === 'others' && rule !== undefined ? { finding: [rule] } : {}), ...(text === undefined ? {} : { text }) }),
      // The sentence speaks of the whole profile, whatever is looked for in it.
      asked({ seenBy: warningLists, limit: 1, offset: 0 }),
      asked({ findings: true, limit: 1, offset: 0 }),
    ])
    const { findings, profileFindings, summary, fine } = numbers
    return {
      site: siteOfScope(scope),
      by, sentence: by === 'others' ? `Lists of other tools warn of ${noneOrCount(marked.total, 'domain')}` : summary.totals.links === 0 ? 'No links to review yet' : sentenceOf(findings, found.total),
      links: summary.totals.links,
      groups: findings.map((finding) => ({ ...finding, why: whyOf.get(finding.audit) ?? '' })),
      domains: await reviewsOf(scope, key, page.rows.map(({ id }) => id), profileFindings, context), total: page.total,
      markedByOthers: marked.total,
      spike: spikeOf(profileFindings, inARow(summary.weeks, 'week', weeksShown + baselineWeeks, context.now)),
      profileFindings: profileFindings.filter(({ verdict }) => verdict === 'flag').map(withFirstEvidence),
      fine,
      notJudged: profileFindings.filter(({ verdict }) => verdict === 'unknown').map(({ rule: id, title, missing }) => ({ rule: id, title, missing })),
    }
  },
})

function sentenceOf(findings: ReadonlyArray<{ actionable: boolean }>, domains: number): string {
  const acting = findings.filter(({ actionable }) => actionable).length
  if (findings.length === 0) return 'Nothing was found that would need a second look'
  if (acting > 0) return `${countOf(acting, 'kind')} of finding ask${acting === 1 ? 's' : ''} you to act`
  if (domains === 0) return `${countOf(findings.length, 'kind')} of finding ${findings.length === 1 ? 'is worth knowing, and it does not ask' : 'are worth knowing, and none of them asks'} you to act`
  return `${countOf(domains, 'domain')} ${domains === 1 ? 'has' : 'have'} something worth knowing, and nothing of it asks you to act`
}

const whyOf = new Map([...linkAudits, ...domainAudits, ...profileAudits].map(({ id, why }) => [id, why]))

/** Domains as the walk towards a disavow file sees them, each by its weakest and its best link, with what was found about them, their links and the whole profile they are part of. */
async function reviewsOf(scope: TargetScope, key: string, ids: readonly string[], profileFindings: readonly Finding[], context: Context) {
  const weakest = await briefsOf(scope, key, ids, context)
  const rows = await Promise.all(weakest.map(({ link }) => domainRow(scope, key, link.referringDomain, context)))
  const best = await briefsOf(scope, key, rows.flatMap((row) => (row?.bestLink === undefined || ids.includes(row.bestLink) ? [] : [row.bestLink])), context)
  const profile = (await context.desk.profile(scope.domain)) ?? emptyProfile
  // Findings of the whole profile are kept once, apart from the links they name.
  const ofProfile = indexFindings(profileFindings)
  return weakest.map((brief, at) => {
    const { referringDomain } = brief.link
    const links = [brief, ...best.filter(({ link }) => link.referringDomain === referringDomain)].map((one) => ({ ...one, findings: findingsOfLink(one, one.findings, ofProfile) }))
    const review = reviewDomains({ site: scope.host ?? scope.domain, profile, links, findings: [...domainFindings(links), ...profileFindings], lists: context.lists })[0] ?? plainReview(brief)
    const row = rows[at]
    return { ...review, links: row?.liveLinks ?? links.length, bestQuality: row?.bestQuality ?? review.bestQuality, linkIds: links.map(({ link }) => link.id) }
  })
}

function domainFindings(links: readonly BriefLink[]): Finding[] {
  return links.flatMap(({ findings }) => findings.filter(({ judges }) => judges === 'domain'))
}

/** A domain on which nobody found anything: one that a list of another tool names without a figure. */
function plainReview({ link, tier, type, quality, risk }: BriefLink) {
  return { domain: link.referringDomain, tier: tier.tier, tierName: tier.name, types: [type.type], links: 1, bestQuality: quality.score, risk: risk.risk, agency: risk.agency, findings: [], otherTools: [], comparison: null, protectedBecause: null }
}

function spikeOf(profileFindings: readonly Finding[], weeks: Parameters<typeof spikeWeeks>[0]) {
  const finding = profileFindings.find(({ rule }) => rule === 'RISK-13') ?? null
  const rows = finding?.verdict === 'flag' ? finding.evidence : []
  // Weeks of the audit end at the day of the judgement; those of the picture begin on a Monday.
  const mondays = new Set(rows.flatMap(({ weekFrom }) => (typeof weekFrom === 'string' ? [mondayIn(weekFrom, weeks.map(({ period }) => period))] : [])))
  const marked = spikeWeeks(weeks, baselineWeeks, weeksShown, mondays, (before, count) => testWeek(before, count).spike)
  const verdict = finding === null || finding.verdict === 'unknown' ? ('unknown' as const) : finding.verdict === 'flag' ? ('unusual' as const) : ('usual' as const)
  return { verdict, words: spikeSentence(verdict, rows, finding?.missing ?? []), missing: finding?.missing ?? [], weeks: marked, finding: finding === null ? null : withFirstEvidence(finding) }
}

/** Rows of evidence shown, and names in one of them: of a large profile a finding names thousands of links. */
const evidenceShownMax = 20

function withFirstEvidence(finding: Finding): Finding {
  const cut = (row: Finding['evidence'][number]) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, evidenceShownMax) : value]))
  const rows = finding.evidence.length
  const shown = rows > evidenceShownMax ? `The first ${evidenceShownMax} of ${countWords(rows)} rows of evidence are shown here; "audit" writes all of them to findings.json.` : undefined
  const cuts = [finding.cut, shown].filter((text) => text !== undefined)
  return { ...finding, evidence: finding.evidence.slice(0, evidenceShownMax).map(cut), ...(cuts.length === 0 ? {} : { cut: cuts.join(' ') }) }
}

/** The Monday whose week shares most days with the week from this day on. */
function mondayIn(from: string, mondays: readonly string[]): string {
  const middle = new Date(Date.parse(from) + 3 * 86_400_000).toISOString().slice(0, 10)
  return mondays.findLast((monday) => monday <= middle) ?? ''
}
