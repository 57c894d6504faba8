/** What a page of a referring domain said at one time it was read (RISK-04, RISK-17). */
export interface PastPage {
  url: string
  seenAt: string
  title: string
  /** First part of its language tag, in lower case; null where it tells none. */
  language: string | null
  /** Name the page gives its site; null where it gives none. */
  siteName: string | null
  /** Longer words of title, headings and description, each once. */
  words: readonly string[]
  /** Country of its first postal address. */
  country: string | null
  /** Phrase by which it offers drugs, gambling or the like; null where it does not. */
  offer: string | null
  /** True if it names a subject of health. */
  isOfHealth: boolean
  /** True if the domain was for sale or parked then. */
  isParked: boolean
  /** Domain of somebody else to which it led. */
  leadsTo: string | null
  /** True if it linked to the site that is judged. */
  linksSite: boolean
}

/** What a domain was before its addresses led to the site (RISK-17, LT-17). */
export interface FormerUse {
  /** True if what stood there had nothing to do with the site, and more than that speaks for a name that had lapsed. */
  isUnrelated: boolean
  clues: ReadonlyArray<{ clue: string; before: string; after: string }>
}
