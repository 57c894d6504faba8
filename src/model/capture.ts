import type { Instant } from './instant.js'

/** Headers by lower-case name; repeated ones joined by ", " in order. */
export type HeaderMap = ReadonlyMap<string, string>

/** What a WARC record says of itself: its id and the digest of its payload, as written. */
export interface RecordMarks {
  id: string | null
  digest: string | null
}

/**
 * Bytes and headers got from one URL at one time. The body is free of transfer and content coding.
 *
 * `kind` is `response` (an HTTP answer), `revisit` (the archive says: unchanged since), `resource` (a file without
 * HTTP headers), or `wat` (no body: the links as the archive's metadata lists them).
 */
export interface Capture {
  kind: 'response' | 'revisit' | 'resource' | 'wat'
  url: string
  at: Instant | null
  status: number | null
  headers: HeaderMap
  /** Media type without parameters, lower case, from the headers or the record; '' when unknown. */
  mediaType: string
  /** Decoded body; null for a revisit and for WAT. */
  body: Uint8Array | null
  /** True if the body was cut at `limits.pageBytesMax` or the record ended early. */
  truncated: boolean
  /** Network address of the server that answered, where the archive tells it (`WARC-IP-Address`, ARC). */
  address?: string | null
  /** What who asked for it called itself (`User-Agent` of the request), where the archive keeps the request. */
  askedBy?: string | null
  /** Told by WARC records alone. */
  marks?: RecordMarks
  /** Links and page data listed by a WAT record. */
  wat: WatPage | null
  /** Name of the file and byte offset of the record in it as stored. */
  file: string
  offset: number
}

/** What a WAT record tells of a page; addresses are as written on the page, not resolved. */
export interface WatPage {
  base: string | null
  title: string | null
  metas: ReadonlyArray<{ name: string; content: string }>
  links: ReadonlyArray<{ path: string; url: string; text: string | null; rel: string | null; title: string | null; alt: string | null }>
}
