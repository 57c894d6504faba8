import type { Gate } from './compose-quality.js'
import type { GateId, QualityFacts } from './quality-parts.js'
import { shareWords } from '../../lib/number-words.js'
import type { Lists } from '../../model/lists.js'
import { pageKey, parseUrl, type Url } from '../../model/url.js'
import { fold } from '../risk/spam-scan.js'
import { keyOfTarget } from '../target-key.js'
import { mainTextOf } from './page-text.js'

/** Gates of link-quality.md section 3. */
export const openGate: Readonly<Record<GateId, (facts: QualityFacts) => Gate>> = {
  'GT-01': live, 'GT-02': indexable, 'GT-03': path, 'GT-04': qualified, 'GT-05': risky,
}

const unchecked: Gate = { factor: 1, evidence: 'told by a source, not yet checked' }
const standing: Gate = { factor: 1, evidence: 'seen on its page' }

/** A name that is for sale has no readers, though its last page may still hold the link (state `parked`). */
const parked: Gate = { factor: 0, evidence: 'the domain is parked or for sale (RISK-27)' }

function live({ link, page, risk }: QualityFacts): Gate {
  // A tool that says "noindexed" speaks of a page that still has its link, which is the next gate's business; our own looks did not find it.
  if (link.state === 'lost' && (link.lostReason !== 'noindexed' || link.lastLook != null)) return { factor: 0, evidence: `lost${link.lostReason === null ? '' : `: ${link.lostReason}`}${link.lastLook == null ? '' : `, looked at on ${link.lastLook.at.slice(0, 10)}`}` }
  // The title of an export's row alone may be that of an article on names for sale.
  if (page !== null && risk.signals.some(({ id }) => id === 'RISK-27')) return parked
  const { lastLook } = link
  if (lastLook != null) {
    const on = lastLook.at.slice(0, 10)
    return doesNotAnswer(lastLook.status) ? { factor: 0.5, evidence: `page answered ${lastLook.status} on ${on}; it may come back` } : { factor: 1, evidence: `not found on its page on ${on}; lost only where a second look, a day later or more, misses it too` }
  }
  if (doesNotAnswer(link.status)) return { factor: 0.5, evidence: `page answered ${link.status}; it may come back` }
  return link.state === 'unconfirmed' ? unchecked : standing
}

const doesNotAnswer = (status: number | null) => status !== null && (status === 429 || status >= 500)

/** Answers that ask the reader to sign in or to pay. */
const closedStatus = new Set([401, 402, 407])

function indexable({ link, page, type, lists, canonicalLacksLink = false }: QualityFacts): Gate {
  const says = (word: string) => link.robots.includes(word) || (page !== null && page.robots.includes(word))
  const factors: Gate[] = []
  if (says('noindex') || says('none') || link.lostReason === 'noindexed') factors.push({ factor: 0.15, evidence: 'noindex' })
  if (says('robots-blocked')) factors.push({ factor: 0.3, evidence: 'robots.txt blocks the page' })
  if (canonicalLacksLink) factors.push({ factor: 0.25, evidence: `the page names ${page?.canonical ?? 'another page'} as canonical, which was read and has no such link` })
  if (type.type === 'LT-16') factors.push({ factor: 1 - (1 - copied) * Math.min(1, Math.max(0, type.confidence)), evidence: `a copy of another page, at ${shareWords(type.confidence)} (LT-16): search engines show the first` })
  const closed = type.type === 'LT-23' ? undefined : closedTo(link.status, page, lists)
  if (closed !== undefined) factors.push({ factor: 0.5, evidence: closed })
  if (type.flags.includes('js-only')) factors.push({ factor: 0.7, evidence: 'the link appears only after scripts ran' })
  if (isPdf(link.referringPage)) factors.push({ factor: 0.8, evidence: 'inside a PDF' })
  return factors.length === 0 ? unhindered : factors.sort((a, b) => a.factor - b.factor)[0]!
}

/** A copy stands to its original as a page does that names another as canonical, whether or not it says so. */
const copied = 0.25

const unhindered: Gate = { factor: 1, evidence: 'nothing forbids indexing' }

/** True for the address of a PDF document. */
export function isPdf(url: string | null): boolean {
  if (url === null) return false
  const mark = url.search(/[?#]/u)
  const end = mark === -1 ? url.length : mark
  return end >= 4 && url.slice(end - 4, end).toLowerCase() === '.pdf'
}

/** A preview is short; whoever may read a long text may read the link in it. */
const previewWordsMax = 400

/**
 * What closes a page to those who neither pay nor sign in; undefined where it is open, or where its structured data tells
 * search engines of the paywall, who then read on. Papers behind a paywall are cited all the same (LT-23).
 */
function closedTo(status: number | null, page: QualityFacts['page'], lists: Lists): string | undefined {
  if (page?.features?.extra['accessibleForFree'] === false) return undefined
  if (status !== null && closedStatus.has(status)) return `page answered ${status}: only who signs in or pays sees it`
  if (page === null || page.features === null || page.features.extra['accessibleForFree'] === true || page.features.mainWordCount > previewWordsMax) return undefined
  const text = fold(mainTextOf(page)).replace(/[’‘]/gu, "'")
  const phrase = lists.words('quality/closed-page').find((words) => text.includes(words))
  return phrase === undefined ? undefined : `behind a paywall or sign-in that structured data does not tell of: “${phrase}”`
}

/** Redirects followed from the target; a chain longer than this, or a circle, leads nowhere. */
const hopsMax = 5
/** Each hop after the first. */
const furtherHop = 0.9
/** A link to a page that now leads to the home page has lost its subject. */
const ledHome = 0.4

const direct: Gate = { factor: 1, evidence: 'direct' }

/** GT-03: the way from the linking page to what the reader gets, as far as the target's own pages were looked at. */
function path({ link, site }: QualityFacts): Gate {
  const { moved } = site
  // Few pages of a site have moved: of all others nothing has to be followed.
  if (link.element !== 'redirect' && (link.target === null || moved === undefined || moved.size === 0 || !moved.has(keyOfTarget(link.target, site)))) return direct
  const seen = link.element === 'redirect' ? [hop(link.status)] : []
  let at = link.target === null ? undefined : parseUrl(link.target)
  const wantedHome = at !== undefined && isHome(at)
  for (let followed = 0; at !== undefined; followed += 1) {
    const answer = moved?.get(pageKey(at))
    if (answer === undefined) break
    const when = `on ${answer.seenAt.slice(0, 10)}`
    if (answer.redirectTo === null) return { factor: 0, evidence: `the target answered ${answer.status ?? 'that it is gone'} ${when}: a link to win back` }
    if (followed === hopsMax) return { factor: 0, evidence: `the target leads through more than ${hopsMax} redirects ${when}` }
    seen.push(hop(answer.status))
    at = parseUrl(answer.redirectTo)
    if (at !== undefined && isHome(at) && !wantedHome) return { factor: ledHome, evidence: `the target leads to the home page ${when}` }
  }
  const [first] = seen
  if (first === undefined) return direct
  return { factor: first.factor * furtherHop ** (seen.length - 1), evidence: seen.map(({ evidence }) => evidence).join(', then ') }
}

function hop(status: number | null): Gate {
  if (status === 301 || status === 308) return { factor: 0.95, evidence: `permanent redirect (${status})` }
  if (status === 302 || status === 303 || status === 307) return { factor: 0.9, evidence: `temporary redirect (${status})` }
  return { factor: 0.6, evidence: 'meta refresh or script' }
}

function isHome(url: Url): boolean {
  return new URL(url).pathname === '/'
}

function qualified({ link, lists }: QualityFacts): Gate {
  const table = lists.table('quality-rel')
  const found: Gate[] = []
  for (const token of link.rel) if (table[token] !== undefined) found.push({ factor: table[token], evidence: `rel=${token}` })
  if (link.robots.includes('nofollow') || link.robots.includes('none') || link.cues.includes('page-nofollow')) found.push({ factor: table.nofollow ?? 0.55, evidence: 'the page as a whole is nofollow' })
  return found.length === 0 ? followed : found.sort((a, b) => a.factor - b.factor)[0]!
}

const followed: Gate = { factor: 1, evidence: 'followed' }

function risky({ risk }: QualityFacts): Gate {
  if (risk.signals.length === 0 && risk.risk === 0) return harmless
  return { factor: riskFactor(risk.risk), evidence: risk.signals.length === 0 ? 'no risk found' : `risk ${Math.round(risk.risk)}: ${risk.signals.map(({ id }) => id).join(', ')}` }
}

const harmless: Gate = { factor: 1, evidence: 'no risk found' }

/** GT-05: falls from 1 at 30 to 0.5 at 60 and 0 at 100. A link can lose all its value by risk, never more. */
export function riskFactor(risk: number): number {
  if (!(risk > 30)) return 1
  return risk <= 60 ? 1 - (risk - 30) / 60 : Math.max(0, 0.5 - (risk - 60) / 80)
}
