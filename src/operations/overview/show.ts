import { z } from 'zod'
import { JudgedSummarySchema } from '../../model/judged-summary.js'
import { ListedLinkSchema } from '../../model/listed-link.js'
import { defineOperation, type Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { inARow } from '../../report/periods.js'
import { deskSteps, openingSentence, type NextStep } from '../../report/next-steps.js'
import { estimateUnseen, UnseenSchema } from '../../report/unseen.js'
import { countOf, countWords, shareWords, sourceName } from '../../report/words.js'
import { olderArchives, olderArchivesSentence, type OlderArchive } from '../archives/older-archives.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { considerationsMissing } from '../considerations/check-ledger.js'
import { ensureJudged } from '../judge.js'
import { keptAnswer } from '../kept-answers.js'
import { withHostRanks } from '../ranks-in-use.js'
import { siteOfScope } from '../sites.js'
import { groupShares, GroupShareSchema, rivalNumbers, RivalSchema, rivalsMax } from './rivals.js'
import { FindingRowSchema, siteNumbers } from './site-numbers.js'

const { totals: TotalsSchema, tiers: TiersSchema, months: MonthsSchema, weeks: WeeksSchema, sources: SourcesSchema } = JudgedSummarySchema.shape
const HandfulSchema = ListedLinkSchema.extend({ tierName: z.string(), tierReason: z.string(), typeReason: z.string(), title: z.string().nullable(), context: z.string() })

/** Weeks and months shown. */
const weeksShown = 26
const monthsShown = 36
/** Steps that are shown, as many as there are without those of archives. */
const stepsShown = 5
/** How long an import's refused rows are among the next steps. */
const refusedDays = 14

export default defineOperation({
  id: 'overview.show',
  summary: 'Show a site at a glance: the handful that matters, the mix of links, coverage, findings and what to do next',
  description: 'Counts are referring domains unless they say links: a hundred links of one domain are one voice. The estimate of the unseen is a lower bound with its assumptions beside it.',
  effect: 'read',
  mcp: true,
  input: z.object({ site: clientSiteInput }),
  output: z.object({
    site: z.string(), name: z.string(), sentence: z.string().describe('What is true now, in one sentence'), asOf: z.string(), empty: z.boolean().describe('True where no link is known yet'),
    totals: TotalsSchema,
    handful: z.array(HandfulSchema).describe('Best link of up to twenty domains of tier 1 to 3, the best tier first'),
    tiers: TiersSchema, groups: z.array(GroupShareSchema), months: MonthsSchema, weeks: WeeksSchema,
    rivals: z.array(RivalSchema), rivalsWithoutLinks: z.array(z.string()).describe('Competitors of which no link is in the index'),
    rivalsLeftOut: z.array(z.string()).describe('Competitors beyond the first fifteen, which are not compared'),
    sources: z.array(SourcesSchema.element.extend({ name: z.string() })),
    overlap: z.array(z.object({ a: z.string(), b: z.string(), referringDomains: z.number().int(), shareOfA: z.number(), shareOfB: z.number() })),
    unseen: UnseenSchema,
    findings: z.array(FindingRowSchema),
    next: z.array(z.object({ what: z.string(), why: z.string(), minutes: z.number().int(), page: z.string(), query: z.record(z.string(), z.string()) })),
    fine: z.array(z.object({ rule: z.string(), title: z.string() })), notJudged: z.array(z.object({ rule: z.string(), title: z.string(), missing: z.array(z.string()) })),
    graph: z.object({ release: z.string().nullable(), missing: z.string().nullable().describe('Why no web graph takes part') }),
  }),
  positional: ['site'],
  example: 'citewell overview show clinic.example',
  words({ sentence, site, totals, handful, groups, rivals, rivalsLeftOut, unseen, findings, next, fine }) {
    return [
      sentence, `${site}: ${countOf(totals.referringDomains, 'referring domain')}, ${countOf(totals.links, 'link')} (${countWords(totals.live)} live, ${countWords(totals.unconfirmed)} unconfirmed, ${countWords(totals.lost)} lost)`,
      ...(handful.length === 0 ? [] : ['', 'The handful that matters', ...handful.map((row) => `  T${row.tier} ${row.referringDomain}: ${row.typeName.toLowerCase()}; ${row.tierReason}`)]),
      '', `Mix: ${groups.map(({ group, share }) => `${group} ${shareWords(share)}`).join(', ')}`,
      ...rivals.map((rival) => `  ${rival.name}: ${countOf(rival.referringDomains, 'domain')}; ${rival.groups.map(({ group, share }) => `${group} ${shareWords(share)}`).join(', ')}`),
      ...(rivalsLeftOut.length === 0 ? [] : [`  Not compared, for at most ${rivalsMax} are: ${rivalsLeftOut.slice(0, 5).join(', ')}${rivalsLeftOut.length > 5 ? ` and ${rivalsLeftOut.length - 5} more` : ''}`]),
      unseen.total === null ? `Unseen: not known. ${unseen.missing ?? ''}` : `Unseen: at least about ${countOf(unseen.unseen!.best, 'more domain')} (${countWords(unseen.unseen!.low)} to ${countWords(unseen.unseen!.high)}), from ${unseen.sources.join(', ')}`,
      ...(findings.length === 0 ? [] : ['', 'Findings', ...findings.map((finding) => `  ${finding.rule} ${finding.title}: ${finding.where}. ${finding.actionWords}.`)]),
      ...(next.length === 0 ? ['', 'Nothing to do now.'] : ['', 'What to do next', ...next.map(({ what, why, minutes }) => `  ${what} ${why} (${minutes} min)`)]),
      ...(fine.length === 0 ? [] : ['', `Looked at and found fine: ${fine.map(({ title }) => title).join('; ')}`]),
    ].join('\n')
  },
  async run({ site }, context) {
    const scope = await siteAsked(site, context)
    const key = await ensureJudged(scope, context)
    const [numbers, rivals, desk, older] = await Promise.all([
      keptAnswer('site-numbers', scope, key, context, () => siteNumbers(scope, key, context)),
      rivalNumbers(scope, context),
      deskNumbers(scope, key, context),
      olderArchives(context.index, scope.domain),
    ])
    const { summary, handful, findings, lost, profileFindings, fine } = numbers
    const groups = groupShares(summary)
    const name = desk.name ?? siteOfScope(scope)
    const tools = new Set(summary.sources.filter(({ referringDomains }) => referringDomains > 0).map(({ seenBy }) => (seenBy.startsWith('archive:') ? 'archive' : sourceName(seenBy))))
    return {
      site: siteOfScope(scope), name, sentence: openingSentence(summary, name), asOf: context.now, empty: summary.totals.links === 0,
      totals: summary.totals, handful, tiers: summary.tiers, groups,
      months: inARow(summary.months, 'month', monthsShown, context.now), weeks: inARow(summary.weeks, 'week', weeksShown, context.now),
      rivals: rivals.rivals, rivalsWithoutLinks: rivals.without, rivalsLeftOut: rivals.leftOut,
      sources: summary.sources.map((source) => ({ ...source, name: sourceName(source.seenBy) })),
      overlap: overlapShares(summary),
      unseen: estimateUnseen(summary),
      findings,
      next: withOlderArchives(older, deskSteps({ totals: summary.totals, findings, lost, inputs: desk.inputs, groups, profileKnown: desk.profileKnown }, {
        toolCount: tools.size, rivalCount: rivals.rivals.length + rivals.without.length, rivalsWithoutLinks: rivals.without, relMissing: desk.relMissing, prospectsProposed: desk.prospectsProposed, graphInUse: desk.graph.release !== null,
      })),
      fine,
      notJudged: profileFindings.filter(({ verdict }) => verdict === 'unknown').map(({ rule, title, missing }) => ({ rule, title, missing })),
      graph: desk.graph,
    }
  },
})

/** An upgrade is worth less than it could be until its archives are read again: the last of the steps, after what the links ask for. */
function withOlderArchives(older: readonly OlderArchive[], steps: NextStep[]): NextStep[] {
  const why = olderArchivesSentence(older)
  if (why === undefined) return steps
  return [...steps.slice(0, stepsShown - 1), { what: `Add ${countOf(older.length, 'archive')} again.`, why, minutes: 5, page: 'imports', query: {} }]
}

function overlapShares({ overlap, sources }: Pick<z.infer<typeof JudgedSummarySchema>, 'overlap' | 'sources'>) {
  const seenBy = new Map(sources.map((source) => [source.seenBy, source.referringDomains]))
  const share = (both: number, source: string) => both / Math.max(1, seenBy.get(source) ?? 0)
  return overlap.map(({ a, b, referringDomains }) => ({ a, b, referringDomains, shareOfA: share(referringDomains, a), shareOfB: share(referringDomains, b) }))
}

/** What people told and decided, as far as the next steps rest on it. */
async function deskNumbers(scope: TargetScope, key: string, context: Context) {
  const { desk } = context
  const [profile, imports, prospects, relMissing, graph] = await Promise.all([
    desk.profile(scope.domain), desk.imports.list(), desk.prospects.list(), considerationsMissing(scope, key, context),
    withHostRanks(context.graphs, async (ranks, missing) => ({ release: ranks?.release ?? null, missing: ranks === null ? missing : null })),
  ])
  return {
    name: profile?.names[0] ?? (context.client.name === 'Home' ? undefined : context.client.name),
    profileKnown: (profile?.names.length ?? 0) > 0,
    // Refused rows of long ago were looked at, or nobody will.
    inputs: imports.filter(({ undoneAt, at }) => undoneAt === null && Date.parse(at) > Date.parse(context.now) - refusedDays * 86_400_000), prospectsProposed: prospects.filter(({ state }) => state === 'proposed').length, relMissing, graph,
  }
}
