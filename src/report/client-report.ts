import type { JudgedPeriod, JudgedSummary } from '../model/judged-summary.js'
import type { Decision } from '../model/correction.js'
import type { ListedLink } from '../model/listed-link.js'
import { tiers, type Tier } from '../model/link-types.js'
import { csvLine } from '../lib/csv-write.js'
import { stackedBar, type Bar } from './charts.js'
import { address, folded, section, table, tierBadge } from './html-parts.js'
import { html, Markup } from './markup.js'
import { amountWords, lifeOfLinks, yearsText, type GivenFor } from './life-of-links.js'
import { reportStyle } from './style.js'
import type { Survival } from './survival.js'
import { groupMarks } from './tokens.js'
import { workDone, workSentence, type WorkDone } from './work-done.js'
import { countOf, countWords, dateWords, noneOrCount, periodWords, shareWords, shortAddress, signWords, sourceNamesOf, sourcesLine } from './words.js'

type Group = JudgedSummary['groups'][number]['group']
type Handful = ListedLink & { tierName: string; tierReason: string; typeReason: string; title: string | null; context: string }

export interface SiteMix {
  name: string
  referringDomains: number
  recognisable: number
  groups: ReadonlyArray<{ group: Group; referringDomains: number; share: number }>
}

/** What a client report is made from: nothing in it is worked out here but words. */
export interface ClientReport {
  site: string
  name: string
  sentence: string
  /** The period told of, as days. */
  from: string
  until: string
  asOf: string
  look: { name: string; colour: string; footer: string }
  totals: JudgedSummary['totals']
  handful: readonly Handful[]
  gained: readonly ListedLink[]
  gainedDomains: number
  lost: readonly ListedLink[]
  own: SiteMix
  rivals: readonly SiteMix[]
  findings: ReadonlyArray<{ rule: string; title: string; severity: string; where: string; actionWords: string; actionable: boolean; innocent: string; quotes: readonly string[] }>
  fine: ReadonlyArray<{ rule: string; title: string }>
  notJudged: ReadonlyArray<{ rule: string; title: string; missing: readonly string[] }>
  spike: string
  markedByOthers: number
  decisions: readonly Decision[]
  /** New and lost in each month that the period touches. */
  months: readonly JudgedPeriod[]
  tiers: JudgedSummary['tiers']
  survival: Survival
  given: readonly GivenFor[]
  work: WorkDone
  next: ReadonlyArray<{ what: string; why: string }>
  ledger: { kept: number; missing: number; notSeen: number }
  sources: ReadonlyArray<{ seenBy: string; referringDomains: number; lastSeen: string | null }>
  unseen: { verdict: 'estimate' | 'unknown'; unseen: { low: number; best: number; high: number } | null; sources: readonly string[]; missing: string | null }
  graph: { release: string | null; missing: string | null }
  versions: Readonly<Record<string, string>>
}

/** One number of the report, with where it comes from and of when it is. */
export interface ReportFigure {
  page: string
  name: string
  value: string
  source: string
  asOf: string
}

const pages = { first: '1 Links a patient would recognise', changes: '2 What changed', mix: '3 Kinds of links', life: '4 How long links last', risk: '5 Risk, and what we did not do', work: '6 Work done', sources: 'Sources' } as const

/** Every number of the report. The report prints them from here, so that none stands without source and date. */
export function reportFigures(report: ClientReport): ReportFigure[] {
  const seen = report.sources.filter(({ referringDomains }) => referringDomains > 0)
  const tools = sourcesLine(seen.map(({ seenBy }) => seenBy)) || 'no source yet'
  const latest = seen.flatMap(({ lastSeen }) => (lastSeen === null ? [] : [lastSeen])).sort().at(-1) ?? report.asOf
  const linked = { source: tools, asOf: latest }
  const period = periodWords(report.from, report.until)
  const figure = (page: string, name: string, value: string, from: { source: string; asOf: string } = linked): ReportFigure => ({ page, name, value, ...from })
  const desk = { source: 'decisions and ledger kept here', asOf: report.asOf }
  return [
    figure(pages.first, 'Medical bodies that link (tier 1 to 3)', countWords(report.totals.recognisable)),
    figure(pages.first, 'Referring domains', countWords(report.totals.referringDomains)),
    figure(pages.first, `New referring domains, ${period}`, countWords(report.gainedDomains)),
    figure(pages.first, `New links of tier 1 to 3, ${period}`, countWords(report.gained.length)),
    figure(pages.first, `Lost links of tier 1 to 3, ${period}`, countWords(report.lost.length)),
    figure(pages.changes, `Lost referring domains, in the months of ${period}`, countWords(sum(report.months, 'lostDomains'))),
    ...[report.own, ...report.rivals].flatMap((site) => site.groups.filter(({ referringDomains }) => referringDomains > 0).map(({ group, share }) => figure(pages.mix, `${site.name}: ${group}`, shareWords(share)))),
    ...(report.survival.links === 0 ? [] : [figure(pages.life, 'Links of tier 1 to 3 ever seen', countWords(report.survival.links)), figure(pages.life, 'Link-years of tier 1 to 3, at least', yearsText(report.survival.linkYears))]),
    ...report.survival.marks.map((mark) => figure(pages.life, `Links of tier 1 to 3 that stood ${countOf(mark.years, 'year')}`, `${shareWords(mark.share)} (${shareWords(mark.low)} to ${shareWords(mark.high)})`)),
    ...report.given.map((one) => figure(pages.life, `Given for one link-year, ${one.currency}`, amountWords(one.amount / one.linkYears), desk)),
    figure(pages.risk, 'Kinds of findings that ask for action', countWords(report.findings.filter(({ actionable }) => actionable).length)),
    figure(pages.risk, 'Domains another tool warns of', countWords(report.markedByOthers)),
    figure(pages.risk, 'Disavow files uploaded or proposed', countWords(report.decisions.filter(({ kind, state }) => kind === 'disavow' && state !== 'withdrawn').length), desk),
    figure(pages.risk, 'Links of the ledger that lack the rel that is due', countWords(report.ledger.missing), desk),
    figure(pages.work, `Files imported, ${period}`, countWords(report.work.imports.reduce((total, { files }) => total + files, 0)), desk),
    figure(pages.work, `Judgements corrected by people, ${period}`, countWords(report.work.corrections.reduce((total, { count }) => total + count, 0)), desk),
    figure(pages.work, `Sites approved, ${period}`, countWords(report.work.prospects.approved), desk),
    figure(pages.work, 'Tasks open', countWords(report.work.tasks.open), desk),
    ...(report.unseen.unseen === null ? [] : [figure(pages.sources, 'Referring domains nobody has shown us, at least', `${countWords(report.unseen.unseen.best)} (${countWords(report.unseen.unseen.low)} to ${countWords(report.unseen.unseen.high)})`, { source: report.unseen.sources.join(', '), asOf: latest })]),
  ]
}

export function figuresCsv(figures: readonly ReportFigure[]): string {
  return [csvLine(['page', 'name', 'value', 'source', 'asOf']), ...figures.map(({ page, name, value, source, asOf }) => csvLine([page, name, value, source, asOf]))].join('')
}

const freshPages = ['changes', 'risk']

/** The report as one HTML file: nothing from elsewhere, and each page on paper of its own. */
export function clientReportHtml(report: ClientReport): string {
  const figures = reportFigures(report)
  const head = report.look.name === '' ? 'Citewell' : report.look.name
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="robots" content="noindex"><title>${report.sentence} – ${report.name}</title><style>${new Markup(reportStyle())}${new Markup(ownStyle(report.look.colour))}</style></head>
<body><a class="skip" href="#main">Skip to the report</a><div class="band" aria-hidden="true"></div>
<header><p class="mark-line">${report.look.name === '' ? html`<span class="mark" aria-hidden="true">[+]</span> ` : ''}${head} · ${report.name} · ${periodWords(report.from, report.until)}</p></header>
<main id="main"><h1>${report.sentence}</h1>
<p class="lead">${report.site} · ${countOf(report.totals.referringDomains, 'referring domain')}, ${countOf(report.totals.links, 'link')} · as of ${dateWords(report.asOf)}</p>
${minute(report)}${recognised(report, figures)}${changes(report, figures)}${mix(report, figures)}${paged('life', 'How long links last', html`${lifeOfLinks(report.survival, report.given)}${figureNotes(figures, pages.life)}`)}${risk(report, figures)}${paged('work', 'What was done, and what waits', html`${workDone(report.work)}${figureNotes(figures, pages.work)}`)}${sources(report, figures)}
</main>${report.look.footer === '' ? '' : html`<footer><p class="soft">${report.look.footer}</p></footer>`}</body></html>`
  return page.text
}

/** The colour is the client's choice, so it colours shapes and no text: contrast then holds whatever it is. */
function ownStyle(colour: string): string {
  const safe = /^#[0-9a-f]{6}$/iu.test(colour) ? colour : '#0b6e69'
  return `.band{height:8px;background:${safe};print-color-adjust:exact;-webkit-print-color-adjust:exact}h2{border-top:2px solid ${safe}}footer{max-width:760px;margin:40px auto 0;padding:12px 20px;border-top:1px solid var(--line)}@media print{.page.fresh{break-before:page}}`
}

const sum = (months: readonly JudgedPeriod[], key: 'newDomains' | 'lostDomains' | 'newLinks' | 'lostLinks') => months.reduce((total, month) => total + month[key], 0)

/** Everything in five lines, for the person who reads no further. */
function minute(report: ClientReport): Markup {
  const acting = report.findings.filter(({ actionable }) => actionable)
  const [next] = report.next
  return html`<section class="minute" aria-label="In one minute"><ul>
<li>${periodWords(report.from, report.until)}: ${noneOrCount(report.gainedDomains, 'new referring domain')}, ${noneOrCount(report.gained.length, 'new link')} of tier 1 to 3, ${report.lost.length === 0 ? 'none lost' : `${countWords(report.lost.length)} lost`}.</li>
<li>${acting.length === 0 ? 'Nothing was found that asks you to act.' : `${countOf(acting.length, 'kind')} of finding ${acting.length === 1 ? 'asks' : 'ask'} you to act: ${acting.map(({ title }) => title.toLowerCase()).join('; ')}.`} ${report.decisions.some(({ kind, state }) => kind === 'disavow' && state !== 'withdrawn') ? 'A disavow file was made.' : 'We disavowed nothing.'}</li>
<li>Work: ${lowerFirst(workSentence(report.work))}</li>
${next === undefined ? html`<li>Nothing needs to be done now.</li>` : html`<li>Next: ${next.what} <span class="soft">${next.why}</span></li>`}
</ul></section>`
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** A profile of many links always loses some; the title speaks of domains, and is silent on links only where none moved. */
function changesTitle({ gainedDomains, months }: ClientReport): string {
  if (gainedDomains + sum(months, 'lostDomains') > 0) return 'What came and went'
  return sum(months, 'newLinks') + sum(months, 'lostLinks') === 0 ? 'Nothing came or went' : 'Links came and went, no referring domain did'
}

/** What came and went in the period, by month and by who stands behind it, and why links were lost. */
function changes(report: ClientReport, figures: readonly ReportFigure[]): Markup {
  const { months } = report
  const isByYear = months.length > monthsMax
  const reasons = new Map<string, number>()
  for (const { lostReason } of report.lost) reasons.set(reasonWords(lostReason), (reasons.get(reasonWords(lostReason)) ?? 0) + 1)
  return paged('changes', changesTitle(report), html`
${months.length === 0 ? html`<p>No month of this period has a new or lost link.</p>` : table(`By ${isByYear ? 'year' : 'month'}; the first and last are counted whole, also where the period begins or ends within them${months[0]!.period > report.from.slice(0, 7) ? `; before ${monthWords(months[0]!.period)} it is not kept by month` : ''}`, [isByYear ? 'Year' : 'Month', 'New domains', 'Lost domains', 'New links', 'Lost links', 'Standing domains'], (isByYear ? inYears(months) : months).map((month) => [isByYear ? month.period : monthWords(month.period), countWords(month.newDomains), countWords(month.lostDomains), countWords(month.newLinks), countWords(month.lostLinks), countWords(month.standingDomains)]), [1, 2, 3, 4, 5])}
${table('Who vouches: referring domains by identity tier; what came and went is followed for tier 1 to 3', ['Tier', 'Standing', 'New in the period', 'Lost in the period'], report.tiers.map(({ tier, name, referringDomains }) => [tierBadge(tier, name), countWords(referringDomains), tier <= 3 ? countWords(report.gained.filter((row) => row.tier === tier).length) : '–', tier <= 3 ? countWords(report.lost.filter((row) => row.tier === tier).length) : '–']), [1, 2, 3])}
${reasons.size === 0 ? '' : html`<p>Why links of tier 1 to 3 were lost: ${[...reasons].map(([reason, count]) => `${reason} (${countWords(count)})`).join(', ')}.</p>`}
${figureNotes(figures, pages.changes)}`)
}

const reasonWords = (reason: ListedLink['lostReason']) => (reason === null ? 'the source does not say' : reason.replaceAll('-', ' '))
/** Months beyond which years are told. */
const monthsMax = 15

function inYears(months: readonly JudgedPeriod[]): JudgedPeriod[] {
  const years = new Map<string, JudgedPeriod[]>()
  for (const month of months) years.set(month.period.slice(0, 4), [...(years.get(month.period.slice(0, 4)) ?? []), month])
  return [...years].map(([period, of]) => ({ ...of.at(-1)!, period, newDomains: sum(of, 'newDomains'), lostDomains: sum(of, 'lostDomains'), newLinks: sum(of, 'newLinks'), lostLinks: sum(of, 'lostLinks') }))
}

const monthWords = (period: string) => dateWords(`${period}-01`).replace(/^\d+ /u, '')

function recognised(report: ClientReport, figures: readonly ReportFigure[]): Markup {
  const none = html`<p>No health authority, university, hospital or professional society links to ${report.name} as far as known. Such links are the ones to earn next; the list of domains that link to others like you names some.</p>`
  return paged('recognised', report.handful.length === 0 ? 'No link that a patient would recognise yet' : 'Links a patient would recognise', html`
${report.handful.length === 0 ? none : html`<ol class="cards">${report.handful.map((row) => html`<li class="card"><p class="card-title">${row.title ?? row.referringDomain}</p><p>${address(row.referringPage, row.referringDomain)}</p>
${row.context === '' ? '' : html`<p class="quote">“${row.context}”</p>`}<p class="facts">${tierBadge(row.tier, row.tierName)} <span>${row.typeName}</span> <span>${row.state === 'live' ? 'seen on the page' : 'told by a tool, page not yet read'}</span></p>
<p class="why">${row.tierReason === '' ? '' : html`Who: ${row.tierReason}. `}First seen ${dateWords(row.firstSeen)} by ${sourcesLine(row.seenBy)}${row.target === null ? '' : html`; leads to ${shortAddress(row.target)}`}.</p></li>`)}</ol>`}
${listed(`New, ${periodWords(report.from, report.until)}`, 'No new link of tier 1 to 3 came in this period.', report.gained, 'firstSeen')}
${listed(`Lost, ${periodWords(report.from, report.until)}`, 'No link of tier 1 to 3 was lost in this period.', report.lost, 'lastSeen')}
${figureNotes(figures, pages.first)}`)
}

function listed(title: string, none: string, rows: readonly ListedLink[], date: 'firstSeen' | 'lastSeen'): Markup {
  if (rows.length === 0) return html`<p>${none}</p>`
  return table(title, ['Domain', 'Tier', 'Type', date === 'firstSeen' ? 'First seen' : 'Last seen', ...(date === 'lastSeen' ? ['Why'] : [])],
    rows.map((row) => [address(row.referringPage, row.referringDomain), `T${row.tier} ${tiers[row.tier as Tier]}`, row.typeName, dateWords(row[date]), ...(date === 'lastSeen' ? [reasonWords(row.lostReason)] : [])]))
}

function mix(report: ClientReport, figures: readonly ReportFigure[]): Markup {
  const sites = [report.own, ...report.rivals]
  // Kinds that nobody here has would only make the table wider than the paper.
  const groups = (Object.keys(groupMarks) as Group[]).filter((group) => sites.some((site) => site.groups.some((one) => one.group === group && one.referringDomains > 0)))
  const bar = (site: SiteMix, at: number) => {
    const bars: Bar[] = site.groups.filter(({ referringDomains }) => referringDomains > 0).map(({ group, referringDomains, share }) => ({ label: `${group} ${shareWords(share)}`, shape: groupMarks[group].shape, value: referringDomains, text: countWords(referringDomains), className: `g-${group.replace(' ', '-')}`, unknown: group === 'unknown' }))
    if (bars.length === 0) return html`<h3>${site.name}</h3><p class="soft">No links known.</p>`
    return html`<div class="keep"><h3>${site.name} <span class="soft">${countOf(site.referringDomains, 'referring domain')}</span></h3>${stackedBar(`mix-${at}`, `${site.name}: ${bars.map(({ label }) => label).join(', ')}`, bars)}</div>`
  }
  const title = report.rivals.length === 0 ? 'Kinds of links' : 'Kinds of links, beside others like you'
  return paged('mix', title, html`${sites.map(bar)}
${table('Share of referring domains by kind', ['Site', 'Domains', 'Tier 1 to 3', ...groups], sites.map((site) => [site.name, countWords(site.referringDomains), countWords(site.recognisable), ...groups.map((group) => shareWords(site.groups.find((one) => one.group === group)?.share ?? 0))]), groups.map((_, at) => at + 3).concat(1, 2))}
<p class="soft">No mix is a goal to reach. A hundred links of one domain are one voice. ${report.rivals.length === 0 ? 'No competitor has links here to compare with yet.' : 'Competitors are those whose links were imported; each tool sees only a part.'}</p>${figureNotes(figures, pages.mix)}`)
}

function risk(report: ClientReport, figures: readonly ReportFigure[]): Markup {
  const acting = report.findings.filter(({ actionable }) => actionable)
  const title = acting.length === 0 ? 'Nothing was found that asks you to act' : `${countOf(acting.length, 'kind')} of finding ask${acting.length === 1 ? 's' : ''} you to act`
  const standing = report.decisions.filter(({ state }) => state !== 'withdrawn')
  return paged('risk', title, html`
${report.findings.map((finding) => html`<div class="finding"><p><strong>${finding.title}</strong> <span class="rule">${finding.rule}</span> <span class="severity${finding.actionable ? ' worth-a-look' : ''}">${signWords(finding.severity)}</span> <span class="whole">${finding.where}</span></p>
<p>${finding.actionWords}. It can be innocent: ${finding.innocent}</p>${finding.quotes.length === 0 ? '' : html`<ul class="quotes">${finding.quotes.slice(0, 3).map((quote) => html`<li>${quote}</li>`)}</ul>`}</div>`)}
<p>${report.spike}</p>
<h3>What we did not do</h3><ul>
<li>${standing.some(({ kind }) => kind === 'disavow') ? 'A disavow file was made; it is named below with its cause.' : 'We disavowed nothing. Search engines ignore most bad links by themselves, and a file without a cause can take good links away.'}</li>
${report.markedByOthers > 0 ? html`<li>We removed nothing because of another tool's score. ${countOf(report.markedByOthers, 'domain')} of such a list ${report.markedByOthers === 1 ? 'was' : 'were'} looked at one by one.</li>` : ''}
<li>${ledgerWords(report.ledger)}</li></ul>
${standing.length === 0 ? '' : table('Decisions', ['Date', 'Decision', 'Reviewer', 'Reason'], standing.map((decision) => [dateWords(decision.at), decision.kind === 'disavow' ? `disavow file (${decision.state})` : 'do nothing', decision.reviewer || 'not named', decision.reason.slice(0, 300)]))}
${report.fine.length === 0 ? '' : html`<h3>Looked at and found fine</h3><ul>${report.fine.map((audit) => html`<li>${audit.title} <span class="rule">${audit.rule}</span></li>`)}</ul>`}
${report.notJudged.length === 0 ? '' : folded(`${countOf(report.notJudged.length, 'question')} could not be answered`, table('Not judged, and what is missing', ['Question', 'Rule', 'Missing'], report.notJudged.map((audit) => [audit.title, audit.rule, audit.missing.join('; ')])))}
${figureNotes(figures, pages.risk)}`)
}

function sources(report: ClientReport, figures: readonly ReportFigure[]): Markup {
  const names = sourceNamesOf(report.sources.map(({ seenBy }) => seenBy))
  return paged('sources', 'Where the figures come from', html`
${table('Sources', ['Source', 'Referring domains', 'Latest date'], report.sources.map((source, at) => [names[at]!, countWords(source.referringDomains), source.lastSeen === null ? 'not told' : dateWords(source.lastSeen)]), [1])}
<p>${unseenWords(report.unseen)}</p>
<p>${report.graph.release === null ? html`No web graph was used: ${report.graph.missing}.` : html`Authority and trust rest on the web graph ${report.graph.release}.`}</p>
${figureNotes(figures, pages.sources)}<p class="soft">Made by these versions of the rules: ${Object.entries(report.versions).map(([name, version]) => `${name.replaceAll('-', ' ')} ${version}`).join(' · ')}</p>${figuresOnPaper(figures)}`)
}

function unseenWords({ unseen, missing }: ClientReport['unseen']): string {
  if (unseen === null) return `How much nobody has shown us is not known. ${missing ?? ''}`
  if (unseen.best === 0) return 'The sources agree so well that hardly any referring domain can be missing. That is a lower bound: tools that crawl alike miss the same sites.'
  return `At least about ${countOf(unseen.best, 'more domain')} ${unseen.best === 1 ? 'links' : 'link'} to you that no source has shown (${countWords(unseen.low)} to ${countWords(unseen.high)}, with 95 % certainty under the assumptions of capture and recapture).`
}

/** What was given for links, as far as anybody wrote it down. */
function ledgerWords({ kept, missing, notSeen }: ClientReport['ledger']): string {
  const entries = kept + missing + notSeen
  if (entries === 0) return 'The ledger names no link for which money, goods or another link was given.'
  return `The ledger names ${countOf(entries, 'entry', 'entries')} for which something was given: ${countWords(kept)} with the rel that is due, ${countWords(missing)} without it, ${countWords(notSeen)} whose link was not seen.`
}

/** The numbers of a page with source and date. */
function figureNotes(figures: readonly ReportFigure[], page: string): Markup {
  const own = figures.filter((figure) => figure.page === page)
  if (own.length === 0) return html``
  return html`<div class="on-screen">${folded('Each figure with its source and date', bySource(own, ['Figure', 'Value'], (figure) => [figure.name, figure.value]))}</div>`
}

/** The same of all pages at the end of what is printed: between the pages they would take as much paper as the report. */
function figuresOnPaper(figures: readonly ReportFigure[]): Markup {
  return html`<div class="on-paper"><h3>Each figure with its source and date</h3>${bySource(figures, ['Page', 'Figure', 'Value'], (figure) => [figure.page, figure.name, figure.value])}</div>`
}

/** One table for each source and date, which its caption says once. */
function bySource(figures: readonly ReportFigure[], head: readonly string[], row: (figure: ReportFigure) => string[]): Markup {
  const groups = new Map<string, ReportFigure[]>()
  for (const figure of figures) {
    const caption = `Source: ${figure.source}; as of ${dateWords(figure.asOf)}`
    groups.set(caption, [...(groups.get(caption) ?? []), figure])
  }
  return html`${[...groups].map(([caption, own]) => table(caption, head, own.map(row)))}`
}

/** On paper some begin a page of their own. */
function paged(id: string, title: string, body: Markup): Markup {
  return html`<div class="page${freshPages.includes(id) ? ' fresh' : ''}">${section(id, title, body)}</div>`
}
