import type { Capture, RecordMarks } from '../model/capture.js'
import { parseInstant, type Instant } from '../model/instant.js'
import { parseUrl } from '../model/url.js'

/**
 * Revisits: records that say "the same bytes as then" in place of a page (WARC 1.1, 6.7). Each is told which earlier
 * record it repeats; only one with a page of its own is ever taken for that, so that records that refer to one another
 * lead nowhere.
 */
export interface Revisit {
  url: string
  at: Instant
  /** True where the server said "not modified" and no bytes were compared. */
  byServer: boolean
  digest: string | null
  /** Id, address and instant of the record it refers to, as far as it tells them. */
  ofRecord: string | null
  ofUrl: string | null
  ofAt: Instant | null
  askedBy: Capture['askedBy']
  offset: number
}

/** Revisits of one archive that are looked up; of each some hundred bytes are held. */
export const revisitsMax = 100_000

/** A revisit to look up; null for one that tells no date, and so nothing of when the page was the same. */
export function revisitOf({ url, at, headers, askedBy, offset, marks }: Capture): Revisit | null {
  if (at === null) return null
  const told = (name: string) => headers.get(name) ?? null
  const date = told('warc-refers-to-date')
  const address = told('warc-refers-to-target-uri')
  return {
    url, at, askedBy, offset, digest: marks?.digest ?? null, byServer: /server-not-modified\s*$/iu.test(told('warc-profile') ?? ''),
    ofRecord: told('warc-refers-to'), ofUrl: address === null ? null : (parseUrl(address) ?? address), ofAt: date === null ? null : (parseInstant(date) ?? null),
  }
}

/** What is asked of a record that may be the one a revisit repeats. */
export interface Repeated {
  kind: Capture['kind']
  url: string
  at: Instant | null
  marks?: RecordMarks | undefined
}

/**
 * How surely a record is the one that a revisit repeats: 3 by its id, 2 by its address, 1 by the digest of its bytes alone; 0 if
 * it is not. One that is younger than the revisit is not, nor one whose bytes have another digest.
 */
export function repeats(revisit: Revisit, { kind, url, at, marks }: Repeated): 0 | 1 | 2 | 3 {
  if ((kind !== 'response' && kind !== 'resource') || at === null || at > revisit.at) return 0
  const isOwn = revisit.url === url
  const digest = marks?.digest ?? null
  // The answer "not modified" has no bytes, so a digest beside it may be that of nothing.
  if (!revisit.byServer && revisit.digest !== null && digest !== null && revisit.digest !== digest) return 0
  // A server speaks of its own page; of another's only equal bytes do.
  if (!isOwn && (revisit.byServer || revisit.digest === null || revisit.digest !== digest)) return 0
  if (revisit.ofRecord !== null && revisit.ofRecord === (marks?.id ?? null)) return 3
  if ((revisit.ofUrl ?? revisit.url) === url && (revisit.ofAt === null || revisit.ofAt === at)) return 2
  return revisit.digest !== null && revisit.digest === digest ? 1 : 0
}

/** Finds for each revisit the record it repeats, of those shown to it: the surest, and of equally sure ones the latest. Found are revisits by the places that were given. */
export function originals(revisits: readonly Revisit[]): { show(record: Repeated, place: number): void; found(): Map<number, Revisit[]> } {
  const best = new Map<Revisit, { place: number; rank: number; at: string }>()
  const by = new Map<string, Revisit[]>()
  const listed = (name: string, revisit: Revisit) => {
    const list = by.get(name)
    if (list === undefined) by.set(name, [revisit])
    else if (list.length < alikeMax) list.push(revisit)
  }
  for (const revisit of revisits) {
    if (revisit.ofRecord !== null) listed(`id ${revisit.ofRecord}`, revisit)
    listed(`url ${revisit.ofUrl ?? revisit.url}`, revisit)
    if (revisit.digest !== null) listed(`bytes ${revisit.digest}`, revisit)
  }
  return {
    show(record, place) {
      const names = [record.marks?.id == null ? '' : `id ${record.marks.id}`, `url ${record.url}`, record.marks?.digest == null ? '' : `bytes ${record.marks.digest}`]
      for (const name of names) for (const revisit of by.get(name) ?? []) {
        const rank = repeats(revisit, record)
        const known = best.get(revisit)
        if (rank > 0 && (known === undefined || rank > known.rank || (rank === known.rank && record.at! >= known.at))) best.set(revisit, { place, rank, at: record.at! })
      }
    },
    found() {
      const found = new Map<number, Revisit[]>()
      for (const [revisit, { place }] of best) {
        const list = found.get(place)
        if (list === undefined) found.set(place, [revisit])
        else list.push(revisit)
      }
      return found
    },
  }
}

/** Revisits that name one address, record or content; more than this many of one are looked up no further. */
const alikeMax = 1_000

/** The page as it was when it was visited again: the earlier record's bytes under the address and at the time of the revisit. */
export function revisited(original: Capture, { url, at, askedBy, offset }: Revisit): Capture {
  return { ...original, url, at, offset, ...(askedBy === undefined ? {} : { askedBy }) }
}
