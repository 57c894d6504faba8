import { html, type Markup } from './markup.js'
import { table } from './html-parts.js'
import type { Survival } from './survival.js'
import { countOf, countWords, shareWords } from './words.js'

const width = 680
const height = 220
const left = 64
const bottom = 28
const plotWidth = width - left - 84
const plotHeight = height - bottom - 10

/** The curve as a picture: steps from 100 %, its interval behind it, the scale from nought. */
function survivalChart({ curve, marks }: Survival): Markup {
  const years = curve.at(-1)!.years
  const wholeYears = Math.floor(years)
  const x = (at: number) => round(left + (at / years) * plotWidth)
  const y = (share: number) => round(10 + (1 - share) * plotHeight)
  const steps = (value: (point: Survival['curve'][number]) => number) => curve.map((point, at) => (at === 0 ? `M${x(0)} ${y(value(point))}` : `H${x(point.years)}V${y(value(point))}`)).join('')
  const back = curve.toReversed().map((point, at, all) => (at === 0 ? `L${x(point.years)} ${y(point.low)}` : `V${y(point.low)}H${x(all[at]!.years)}`)).join('')
  const summary = `After ${marks.map((mark) => `${yearsWords(mark.years)} ${shareWords(mark.share)}`).join(', ')} of the links still stood`
  return html`<svg class="chart survival" role="img" aria-labelledby="survival-title" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMinYMin meet">
<title id="survival-title">${summary}</title>
${[0, 0.5, 1].map((share) => html`<line x1="${left}" x2="${left + plotWidth}" y1="${y(share)}" y2="${y(share)}" class="rule-line"/><text x="${left - 8}" y="${y(share) + 4}" text-anchor="end" class="number">${shareWords(share)}</text>`)}
<path d="${steps(({ high }) => high)}${back}Z" class="accent band-area"/>
<path d="${steps(({ share }) => share)}" class="curve"/>
${Array.from({ length: wholeYears + 1 }, (_, at) => html`<text x="${x(at)}" y="${height - 8}" text-anchor="${at === 0 ? 'start' : 'middle'}" class="number">${at === 0 ? 'first seen' : at === wholeYears ? yearsWords(at) : at}</text>`)}
<text x="${x(years) + 8}" y="${y(curve.at(-1)!.share) + 4}" class="label">${shareWords(curve.at(-1)!.share)}</text>
</svg>`
}

const round = (value: number) => Math.round(value * 10) / 10
const yearsWords = (years: number) => countOf(years, 'year')

/** What was given for links that stand, for one currency. */
export interface GivenFor {
  currency: string
  amount: number
  entries: number
  linkYears: number
}

/** How long links of tier 1 to 3 stand, and what those that something was given for cost so far. */
export function lifeOfLinks(survival: Survival, given: readonly GivenFor[]): Markup {
  const { links, lost, linkYears, marks } = survival
  if (links === 0) return html`<p>No link of tier 1 to 3 is known yet, so nothing can be said of how long they last.</p>`
  return html`<p>${countOf(links, 'link')} of tier 1 to 3 ${links === 1 ? 'was' : 'were'} ever seen, ${countWords(lost)} of them ${lost === 1 ? 'is' : 'are'} lost. Together they stood for at least ${yearsText(linkYears)}, from the first to the last time each was seen.</p>
${marks.length === 0 ? html`<p class="soft">Too few were followed for a year or more to say what share lasts.</p>` : html`${survivalChart(survival)}
${table('Share of links that still stood', ['After', 'Still stood', 'With 95 % certainty', 'Links followed so long'], marks.map((mark) => [yearsWords(mark.years), shareWords(mark.share), `${shareWords(mark.low)} to ${shareWords(mark.high)}`, countWords(mark.followed)]), [1, 2, 3])}
<p class="soft">Estimated after Kaplan and Meier. A link may be older than its first sighting, and what was gone before any source saw it is counted nowhere.</p>`}
${given.length === 0 ? '' : table('What was given for links that stand, by the ledger', ['Currency', 'Given', 'Entries', 'Link-years so far', 'For one link-year'], given.map((one) => [one.currency, amountWords(one.amount), countWords(one.entries), one.linkYears.toFixed(1), amountWords(one.amount / one.linkYears)]), [1, 2, 3, 4])}`
}

export const yearsText = (years: number) => (years < 1.5 ? 'about a year or less' : `${countWords(Math.round(years))} link-years`)
export const amountWords = (amount: number) => countWords(Math.round(amount))
