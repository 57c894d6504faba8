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

/** True if none of the sources that saw a link says whether it is followed. */
export function isRelUntold({ rel, seenBy }: { rel: readonly string[]; seenBy: readonly string[] }): boolean {
  return rel.length === 0 && seenBy.length > 0 && seenBy.every((source) => relUntold.includes(source))
}
