import type { SeedSets } from './seed-sets.js'
import type { SuffixRule } from './suffix-rule.js'

/**
 * Lists that ship with the program (folder `data/`): each file carries source, licence and date. Read once by
 * `files/shipped-lists.ts` and handed to judgements as a fact, because pure folders know no disk.
 */
export interface Lists {
  /** One version for all lists: a hash of their bytes; part of every cache key. */
  version: string
  /** Kind of a host by curated list: key is a host or domain, looked up from the longest label chain down. */
  hostKinds: ReadonlyMap<string, HostKindEntry>
  /** Known bodies with their identity tier. */
  seeds: ReadonlyMap<string, SeedEntry>
  /** Suffixes that prove who registered a name, by suffix without its first dot; the longest that fits decides. */
  suffixRules: ReadonlyMap<string, SuffixRule>
  /** Words by list id: `cues/paid/en`, `anchors/generic/de`, `health/conditions/en`, `spam/pharmacy`. Normalised by their owner. */
  words(id: string): readonly string[]
  /** Ids that begin with a prefix, sorted. */
  wordIds(prefix: string): readonly string[]
  /** Trusted and distrusted sites from which scores of a web graph are worked out. */
  seedSets: SeedSets
  /** Tables of numbers: `link-type-weights`, `quality-weights`. */
  table(id: string): Readonly<Record<string, number>>
}

export interface HostKindEntry {
  /** news, chamber, school, government, directory, social, review, press-wire, forum, wiki, archive, seo-tool, health-body, shortener, … */
  kind: string
  subtype?: string
  country?: string
  place?: string
  source: string
  /** When the row was last looked at; that of its file where the row names none. */
  date?: string
}

export interface SeedEntry {
  name: string
  tier: 1 | 2 | 3 | 4 | 5
  kind: string
  country?: string
  place?: string
  source: string
  /** When the row was last looked at; that of its file where the row names none. */
  date?: string
}

/** Entry for the longest label chain of `host` that the map knows: `a.b.nih.gov`, then `b.nih.gov`, `nih.gov`, `gov`. */
export function lookUpHost<Entry>(map: ReadonlyMap<string, Entry>, host: string): { key: string; entry: Entry } | undefined {
  const last = lastOf.get(map) as LookedUp<Entry> | undefined
  if (last?.host === host && last.size === map.size) return last.found
  const found = walkUp(map, host)
  if (last === undefined) lastOf.set(map, { host, size: map.size, found })
  else {
    last.host = host
    last.size = map.size
    last.found = found
  }
  return found
}

interface LookedUp<Entry> {
  host: string
  size: number
  found: { key: string; entry: Entry } | undefined
}

/** What each map was asked last: the rules and audits of one link ask for the same host some twenty times. */
const lastOf = new WeakMap<ReadonlyMap<string, unknown>, LookedUp<unknown>>()

function walkUp<Entry>(map: ReadonlyMap<string, Entry>, host: string): { key: string; entry: Entry } | undefined {
  let name = host
  for (;;) {
    const entry = map.get(name)
    if (entry !== undefined) return { key: name, entry }
    const dot = name.indexOf('.')
    if (dot === -1) return undefined
    name = name.slice(dot + 1)
  }
}
