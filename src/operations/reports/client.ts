import { z } from 'zod'
import { parseInstant } from '../../model/instant.js'
import { CitewellError } from '../../model/error.js'
import { shownLink } from '../../model/listed-link.js'
import { defineOperation, type Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { clientReportHtml, figuresCsv, reportFigures, type ClientReport } from '../../report/client-report.js'
import { survivalOf } from '../../report/survival.js'
import { dateWords } from '../../report/words.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import considerationsCheck from '../considerations/check.js'
import { ensureJudged, judgementVersions } from '../judge.js'
import { linkQuery } from '../link-query.js'
import overviewShow from '../overview/show.js'
import riskReview from '../risk/review.js'
import { MadeFileSchema } from '../schemas.js'
import { readSettings } from '../settings/client-settings.js'
import { siteOfScope } from '../sites.js'
import { newDomains } from './new-domains.js'
import { givenFor, workOf } from './work.js'

/** A quarter, where no period is named. */
const daysByDefault = 91
const rowsMax = 200
/** Links whose lives are told of, the best tiers first. */
const lifeRowsMax = 1_000

export default defineOperation({
  id: 'reports.client',
  summary: 'Make the report for a client: links a patient would recognise, what changed, kinds of links beside competitors, how long links last, risk and what was not done, work done',
  description: 'One HTML file without anything from elsewhere, ready to print, with the name and colour of the settings; and every figure as CSV with its source and date.',
  effect: 'read',
  long: true,
  input: z.object({
    site: clientSiteInput,
    from: z.string().max(30).optional().describe('First day of the period, or "first" for the earliest sighting (default: a quarter before the last)'),
    until: z.string().max(30).optional().describe('Last day of the period (default: today)'),
  }),
  output: z.object({
    figures: z.array(z.object({ page: z.string(), name: z.string(), value: z.string(), source: z.string(), asOf: z.string() })),
    files: z.array(MadeFileSchema),
  }),
  table: 'figures',
  positional: ['site'],
  jobTitle: ({ from, until }) => `Client report${titlePeriod(from, until)}`,
  example: 'citewell reports client clinic.example --from 2026-07-01 --out report/',
  async run({ site, from, until }, context) {
    const scope = await siteAsked(site, context)
    const report = await gather(scope, period(from, until, context.now, from === 'first' ? await earliest(scope, context) : undefined), context)
    const figures = reportFigures(report)
    return {
      figures,
      files: [
        { name: 'client-report.html', mediaType: 'text/html', text: clientReportHtml(report) },
        { name: 'figures.csv', mediaType: 'text/csv', text: figuresCsv(figures) },
      ],
    }
  },
})

/** The period as the title of a job says it; what is no date stands as it was given, and is refused when the job runs. */
function titlePeriod(from: string | undefined, until: string | undefined): string {
  const day = (text: string) => (parseInstant(text) === undefined ? text : dateWords(parseInstant(text)!))
  if (from === undefined && until === undefined) return ''
  if (from === 'first') return `, everything known${until === undefined ? '' : ` until ${day(until)}`}`
  return `,${from === undefined ? '' : ` from ${day(from)}`}${until === undefined ? '' : ` until ${day(until)}`}`
}

function period(from: string | undefined, until: string | undefined, now: string, earliestDay: string | undefined): { from: string; until: string } {
  const day = (text: string, name: string) => {
    const instant = parseInstant(text)
    if (instant === undefined) throw new CitewellError('invalid', `${name}: "${text}" is no date. Write it like 2026-03-02.`)
    return instant.slice(0, 10)
  }
  const last = until === undefined ? now.slice(0, 10) : day(until, 'until')
  const first = from === 'first' ? (earliestDay ?? last) : from === undefined ? new Date(Date.parse(last) - daysByDefault * 86_400_000).toISOString().slice(0, 10) : day(from, 'from')
  if (first > last) throw new CitewellError('invalid', `The period ends (${last}) before it begins (${first}).`)
  return { from: first, until: last }
}

/** Day of the earliest sighting of any link, where there is one. */
async function earliest(scope: TargetScope, context: Context): Promise<string | undefined> {
  const { rows } = await context.index.judgedDomains(scope, await ensureJudged(scope, context), { tier: [], sort: 'firstSeen', order: 'asc', limit: 1 })
  return rows[0]?.firstSeen.slice(0, 10)
}

async function gather(scope: TargetScope, { from, until }: { from: string; until: string }, context: Context): Promise<ClientReport> {
  const site = siteOfScope(scope)
  const key = await ensureJudged(scope, context)
  const listed = (more: Parameters<typeof linkQuery>[0]) => context.index.queryJudged(scope, key, linkQuery({ limit: rowsMax, ...more }))
  const [overview, review, ledger, decisions, settings, gained, gainedDomains, lost, vouching, work] = await Promise.all([
    overviewShow.run(overviewShow.input.parse({ site }), context),
    riskReview.run(riskReview.input.parse({ site, limit: 1 }), context),
    considerationsCheck.run(considerationsCheck.input.parse({ site }), context),
    context.desk.decisions(scope.domain), context.desk.settings(),
    listed({ live: true, tier: [1, 2, 3], since: from, until, onePerDomain: true, sort: 'tier' }),
    newDomains(scope, key, { from, until }, context),
    listed({ live: false, tier: [1, 2, 3], onePerDomain: true, sort: 'lastSeen' }),
    listed({ tier: [1, 2, 3], sort: 'tier', limit: lifeRowsMax }),
    workOf(scope.domain, { from, until }, context),
  ])
  const { reportName, reportColour, reportFooter } = readSettings(settings)
  const { name, sentence, totals, handful, findings, fine, notJudged, sources, unseen, graph, groups, rivals, months, tiers, next } = overview
  return {
    site, name, sentence, from, until, asOf: context.now, look: { name: reportName, colour: reportColour, footer: reportFooter },
    totals, handful, findings, fine, notJudged, sources, unseen, graph,
    gained: gained.rows.map(shownLink), gainedDomains,
    lost: lost.rows.map(shownLink).filter(({ lastSeen }) => lastSeen.slice(0, 10) >= from && lastSeen.slice(0, 10) <= until),
    own: { name, referringDomains: totals.referringDomains, recognisable: totals.recognisable, groups }, rivals,
    spike: review.spike.words, markedByOthers: review.markedByOthers, decisions,
    months: months.filter(({ period: month }) => month >= from.slice(0, 7) && month <= until.slice(0, 7)), tiers, work, next: next.map(({ what, why }) => ({ what, why })),
    survival: survivalOf(vouching.rows.map(({ firstSeen, lastSeen, state }) => ({ firstSeen, lastSeen, isLost: state === 'lost' }))), given: givenFor(ledger.rows),
    ledger: { kept: ledger.counts.kept, missing: ledger.counts.missing, notSeen: ledger.counts.notSeen },
    versions: { ...judgementVersions(), lists: context.lists.version },
  }
}
