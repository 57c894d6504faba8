import { countOf, countWords } from '../lib/number-words.js'
import { readableHosts } from '../model/readable-host.js'

export { countOf, countWords, shareWords } from '../lib/number-words.js'

const kindNames: Readonly<Record<string, string>> = {
  'AK-EMPTY': 'empty', 'AK-IMG': 'image', 'AK-URL': 'address', 'AK-PHONE': 'phone or postal address', 'AK-BRAND': 'name of the provider', 'AK-COMPOUND': 'name and service',
  'AK-EXACT': 'exact service phrase', 'AK-PARTIAL': 'service phrase and other words', 'AK-TITLE': 'title of the page', 'AK-GENERIC': 'generic words', 'AK-TOPIC': 'medical topic',
  'AK-OTHER': 'other words', 'AK-SPAM': 'spam words', 'AK-UNKNOWN': 'not told',
}

/** Anchor kind in words a marketer reads. */
export function anchorKindName(kind: string): string {
  return kindNames[kind] ?? kind
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-03-03T…` as `3 Mar 2026`. */
export function dateWords(instant: string): string {
  const [year, month, day] = instant.slice(0, 10).split('-').map(Number) as [number, number, number]
  return `${day} ${months[month - 1] ?? '?'} ${year}`
}

/** `2026-03-03T14:05:00.000Z` as `3 Mar 2026, 14:05 UTC`. */
export function dateTimeWords(instant: string): string {
  return `${dateWords(instant)}, ${instant.slice(11, 16)} UTC`
}

/** An address short enough for a line, its host by its letters: the middle is cut, host and end stay. */
export function shortAddress(url: string, charsMax = 60): string {
  const bare = readableHosts(url).replace(/^https?:\/\/(?:www\.)?/u, '').replace(/\/$/u, '')
  if (bare.length <= charsMax) return bare
  const head = Math.ceil((charsMax - 1) * 0.6)
  return `${bare.slice(0, head)}…${bare.slice(bare.length - (charsMax - 1 - head))}`
}

const sourceNames: Array<[RegExp, string]> = [
  [/^archive:/u, 'web archive'], [/^crawl/u, 'own crawl'], [/^search-console/u, 'Search Console'], [/^bing/u, 'Bing'], [/^ahrefs/u, 'Ahrefs'], [/^semrush/u, 'Semrush'],
  [/^majestic/u, 'Majestic'], [/^moz/u, 'Moz'], [/^screaming-frog/u, 'Screaming Frog'], [/^linkody/u, 'Linkody'], [/^buzzstream/u, 'BuzzStream'], [/^dataforseo/u, 'DataForSEO'],
  [/^se-ranking/u, 'SE Ranking'], [/^plain-list/u, 'a plain list'], [/^disavow-file/u, 'a disavow file'],
]

/** A source id in words: `ahrefs-backlinks` as `Ahrefs`, `archive:2026.warc.gz` as `web archive 2026.warc.gz`. */
export function sourceName(seenBy: string): string {
  const named = sourceNames.find(([pattern]) => pattern.test(seenBy))
  if (!named) return seenBy
  return seenBy.startsWith('archive:') ? `web archive ${seenBy.slice('archive:'.length)}` : named[1]
}

/** Sources in words, told apart: where two exports of one tool are named, each says which it is (`Search Console, latest links`). */
export function sourceNamesOf(ids: readonly string[]): string[] {
  const names = ids.map(sourceName)
  return ids.map((id, at) => {
    const name = names[at]!
    const start = sourceNames.find(([pattern]) => pattern.test(id))?.[0].exec(id)?.[0]
    if (start === undefined || id.startsWith('archive:') || names.filter((other) => other === name).length === 1) return name
    const rest = id.slice(start.length).replaceAll('-', ' ').trim()
    return rest === '' ? name : `${name}, ${rest}`
  })
}

/** Sources in one line: each tool once, and archives counted, whose file names tell a reader nothing. */
export function sourcesLine(ids: readonly string[]): string {
  const archives = new Set(ids.filter((id) => id.startsWith('archive:'))).size
  const tools = new Set(ids.filter((id) => !id.startsWith('archive:')).map(sourceName))
  return [...tools, ...(archives === 0 ? [] : [archives === 1 ? 'a web archive' : `${countWords(archives)} web archives`])].join(', ')
}

/** `no link`, `1 link`, `2 links`: inside a sentence a nought is a word. */
export function noneOrCount(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? `no ${one}` : countOf(count, one, many)
}

/** `1 Jul to 30 Sep 2026`: the year is said once where it is one. */
export function periodWords(from: string, until: string): string {
  const [first, last] = [dateWords(from), dateWords(until)]
  if (first === last) return first
  return `${from.slice(0, 4) === until.slice(0, 4) ? first.replace(/ \d+$/u, '') : first} to ${last}`
}

/** Where a finding was made, for the line that names it. */
export function whereFound({ judges, referringDomains, ownSite }: { judges: string; referringDomains: number; ownSite: boolean }): string {
  if (ownSite) return 'on your own site'
  return judges === 'profile' && referringDomains === 0 ? 'whole profile' : countOf(referringDomains, 'domain')
}

const signTexts: Readonly<Record<string, string>> = { low: 'weak sign', medium: 'sign', high: 'strong sign', critical: 'concerns people' }

/** How much a finding says, in words: the strength of the sign, not of an alarm. */
export function signWords(severity: string): string {
  return signTexts[severity] ?? severity
}
