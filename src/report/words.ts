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

/** 12345 as `12 345` with thin no-break spaces. */
export function countWords(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, '\u202f')
}

/** 0.618 as `62 %`. */
export function shareWords(share: number): string {
  return `${Math.round(share * 100)}\u202f%`
}

/** `1 link`, `2 links`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`
}

/** An address short enough for a line: the middle is cut, host and end stay. */
export function shortAddress(url: string, charsMax = 60): string {
  const bare = url.replace(/^https?:\/\/(?:www\.)?/u, '').replace(/\/$/u, '')
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

const actionTexts: Readonly<Record<string, string>> = {
  none: 'No action needed',
  monitor: 'Keep an eye on it',
  'fix-own-practice': 'If you or an agency arranged these, stop, and ask for rel="sponsored" or your name as the words',
  'request-removal': 'Ask the site to remove what was placed for you',
  'consider-disavow': 'See the walk of questions before listing anything',
  'report-hack': 'Tell the owner of the site, if a contact is published',
  'legal-review': 'Show it to whoever answers for privacy or legal matters',
}

/** What to do about a finding, as a sentence. */
export function actionWords(action: string): string {
  return actionTexts[action] ?? action.replaceAll('-', ' ')
}

const signTexts: Readonly<Record<string, string>> = { low: 'weak sign', medium: 'sign', high: 'strong sign', critical: 'concerns people' }

/** How much a finding says, in words: the strength of the sign, not of an alarm. */
export function signWords(severity: string): string {
  return signTexts[severity] ?? severity
}
