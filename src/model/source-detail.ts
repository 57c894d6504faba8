/**
 * What the rows of an export tell of a link besides its ends. Of several exports the one that tells more gives a link its
 * fields; otherwise a list of bare addresses, which often carries no date and so counts as seen on the day of its import,
 * would take away the words around a link and its rel.
 */
export const wordsAroundTold: readonly string[] = ['ahrefs-backlinks', 'ahrefs-broken-backlinks', 'ahrefs-legacy-backlinks', 'ahrefs-api', 'dataforseo-backlinks']

/** Exports without a column for rel, and lists that rarely have one: a link that only they saw may be followed or not. */
export const relUntold: readonly string[] = [
  'search-console-latest-links', 'search-console-sample-links', 'search-console-top-linking-sites', 'bing-backlinks', 'bing-referring-domains', 'ahrefs-referring-domains', 'semrush-referring-domains',
  'ahrefs-link-intersect', 'buzzstream-link-partners', 'disavow-file', 'plain-list',
]

/** Lists that somebody picked by hand: each may hold other links than the one before it, and what days it tells are when they were noted. */
const pickedByHand = /^(?:disavow-file|plain-list|ndjson|citewell|buzzstream|linkody|semrush-domain-comparison|ahrefs-link-intersect)/u
/** Parts of a tool's index that it picked by a fault: their days are those of the index. */
const pickedByFault = /^(?:semrush-backlink-audit|ahrefs-broken)/u

/** True of lists that somebody picked by hand or by a fault: they say nothing about how much of the web a tool sees. */
export function isPicked(seenBy: string): boolean {
  return pickedByHand.test(seenBy) || pickedByFault.test(seenBy)
}

/** True if what a source did not show before may have come since: not of picked lists, unless they tell the days of an index. */
export function showsWhatCame(seenBy: string, { tellsDays }: { tellsDays: boolean }): boolean {
  return !pickedByHand.test(seenBy) && (tellsDays || !pickedByFault.test(seenBy))
}

/** True if none of the sources that saw a link says whether it is followed. */
export function isRelUntold({ rel, seenBy }: { rel: readonly string[]; seenBy: readonly string[] }): boolean {
  return rel.length === 0 && seenBy.length > 0 && seenBy.every((source) => relUntold.includes(source))
}
