/** A postal address as the markup of a page gives it. */
export interface PostalPlace {
  street: string | null
  city: string | null
  region: string | null
  postcode: string | null
  country: string | null
}

/** Degrees, as a page gives them. */
export interface GeoPoint {
  latitude: number
  longitude: number
}

/** Keys of `PageFeatures.extra`: extraction writes them, judgements read them, and rows written earlier may lack some. */
export interface PageExtra {
  /** First and last 600 characters of the main text: dateline, disclosure, boilerplate. */
  mainStart: string
  mainEnd: string
  /** Lines of at most 80 characters in the main text. */
  shortLines: string[]
  /** Texts of byline elements as written. */
  bylines: string[]
  /** Text of boxes about the author, at most 600 characters. */
  authorBio: string
  /** Texts of links in header and nav (at most 80, 4 000 characters in all) and in the footer (40, 2 000), each of at most 160: "Write for us", "Advertise". */
  siteLinkTexts: string[]
  breadcrumb: string[]
  /** Comments on the page, and whether there is a list or form for them. */
  commentCount: number
  commentList: boolean
  /** Most sibling blocks of one shape. */
  recordCount: number
  /** External links in the main content: domain, anchor text, whether followed; at most 60. */
  externalLinks: Array<{ domain: string; text: string; followed: boolean }>
  mainExternalLinkCount: number
  /** External links in comments that are followed: neither `nofollow` nor `ugc` nor `sponsored`; at most 20. */
  commentLinks: Array<{ domain: string; text: string }>
  places: PostalPlace[]
  organisations: string[]
  /** Where the page says it is: coordinates of structured data and of metas such as `ICBM`; at most 10. */
  points: GeoPoint[]
  /** Lines of the footer, at most 12 of 160 characters: postal address, operator. */
  footerLines: string[]
  /** `medicalSpecialty` and `specialty` of structured data, as written; at most 20. */
  specialties: string[]
  /** `sameAs` of structured data, at most 20. */
  sameAs: string[]
  /** Other domains that the markup gives to who keeps the page: of publisher, parent and sister bodies, and of editions in other languages (LT-27); at most 20. */
  ownerDomains: string[]
  /** Links to other sites that stand side by side in header, menu, side column or footer, three sites or more: places of the first and the last among the links of the page, and the domains, each once, at most 24; at most 12 rows (LT-27). */
  frameRuns: Array<{ from: number; to: number; domains: string[] }>
  ratingCount: number
  trackingIds: string[]
  /** Network address of the server as the archive tells it; null where it does not (RISK-03, QU-02). */
  serverAddress: string | null
  /** True with `citation_…` metas: a paper in a repository. */
  citationMeta: boolean
  /** Inputs that ask for a URL to list. */
  urlInputCount: number
  mapCount: number
  imageCount: number
  contactLinkCount: number
  /** How many times the main text shrinks when packed, and its share of different words in 300; null under 300 words (RISK-15). */
  textCompression: number | null
  wordVariety: number | null
  /** How many times the first 900 words of the main text shrink when packed; null where it has fewer (RISK-15). */
  startCompression: number | null
  /** Hashes of passages of eight words of the main text, each eight hex digits, one in sixteen and at most 48; empty under 300 words (RISK-15). */
  textRuns: string
  /** Links within the site that are given the address of another in a parameter, at most 10; absent where there is none (RISK-42). */
  relays?: string[]
  /** What the page says of reading it without paying or signing in; null where it says nothing (GT-02). */
  accessibleForFree: boolean | null
}
