import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { CitewellError } from '../model/error.js'
import type { SeedEntry } from '../model/lists.js'
import type { SeedSet, SeedSetEntry, SeedSets } from '../model/seed-sets.js'

/**
 * The seed sets that ship with the program: every `*.json` and `*.json.gz` of `data/seed-sets`.
 *
 * A file says once where it comes from, and holds one or more sets in one of three shapes: `entries` (bodies, each with
 * the sets it is in), `packed` (names only, for thousands) or a set's own `tiers` (a rule over the known bodies). Files
 * are read at the start, because their bytes are part of the lists' version, but parsed only when a set is asked for.
 */

const name = z.string().min(1)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u)
const tier = z.number().int().min(1).max(5)

const SetFileSchema = z.object({
  id: name, source: name, licence: name, date: day, reviewedOn: day.nullable(), about: name,
  sets: z.array(z.object({ id: name, version: name, kind: z.enum(['trusted', 'distrusted']), title: name, about: name, tiers: z.array(tier).optional() })).min(1),
  reasons: z.record(z.string(), name).or(z.array(name)),
  entries: z.array(z.object({ domain: name, name, tier, kind: name, country: z.string().optional(), languages: z.array(z.string()), why: name, sets: z.array(name).min(1) })).optional(),
  packed: z.object({
    kinds: z.array(name),
    sources: z.array(z.object({ source: name, licence: name, url: name, date: z.string() })),
    /** Domain, kind by number, source by number. */
    rows: z.array(z.tuple([name, z.number().int().min(0), z.number().int().min(0)])),
  }).optional(),
})
type SetFile = z.infer<typeof SetFileSchema>
type SetHead = SetFile['sets'][number]

/** Order in which sets are shown; what is not named here follows by name. */
const shownFirst = ['health-general', 'good-core', 'bad-core']

/** Reads the files of `dir`; sets by rule are worked out from `known`, the bodies of the other lists. */
export async function readSeedSets(dir: string, known: ReadonlyMap<string, SeedEntry>): Promise<{ sets: SeedSets; hash: string }> {
  const hash = createHash('sha256')
  if (!existsSync(dir)) return { sets: { ids: [], get: () => undefined }, hash: '' }
  const names = (await readdir(dir)).filter((file) => /\.json(?:\.gz)?$/u.test(file)).sort()
  const files = await Promise.all(names.map(async (file) => {
    const bytes = await readFile(join(dir, file))
    return { file, bytes, parsed: once(() => parseSetFile(join(dir, file), bytes)) }
  }))
  for (const { file, bytes } of files) hash.update(file).update('\0').update(bytes)
  const sets = once(() => {
    const byId = new Map<string, SeedSet>()
    const add = (file: SetFile, head: SetHead) => byId.set(head.id, seedSet(file, head, () => entriesOf(file, head, known, byId)))
    for (const { parsed } of files) for (const head of parsed().sets) add(parsed(), head)
    const ids = [...byId.keys()].sort()
    return { byId, ids: [...shownFirst.filter((id) => byId.has(id)), ...ids.filter((id) => !shownFirst.includes(id))] }
  })
  return { sets: { get ids() { return sets().ids }, get: (id) => sets().byId.get(id) }, hash: hash.digest('hex') }
}

function parseSetFile(path: string, bytes: Buffer): SetFile {
  try {
    return SetFileSchema.parse(JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? cause.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') : cause instanceof Error ? cause.message : String(cause)
    throw new CitewellError('invalid', `The seed sets of ${path} are damaged (${why}). Restore the file, or install the package again.`, { cause })
  }
}

function seedSet(file: SetFile, head: SetHead, made: () => SeedSetEntry[]): SeedSet {
  const entries = once(() => made().sort((a, b) => (a.domain < b.domain ? -1 : a.domain > b.domain ? 1 : 0)))
  const domains = once(() => new Set(entries().map(({ domain }) => domain)))
  const { id, version, title, kind, about } = head
  return {
    id, version, title, kind, about, source: file.source, licence: file.licence, date: file.date, reviewedOn: file.reviewedOn,
    get entries() { return entries() },
    has: (domain) => domains().has(domain),
  }
}

function entriesOf(file: SetFile, head: SetHead, known: ReadonlyMap<string, SeedEntry>, others: ReadonlyMap<string, SeedSet>): SeedSetEntry[] {
  const reasons: Readonly<Record<string, string>> = Array.isArray(file.reasons) ? Object.fromEntries(file.reasons.map((why, at) => [at, why])) : file.reasons
  const { licence, reviewedOn, source } = file
  if (head.tiers !== undefined) return byTiers(head.tiers, reasons, known, others)
  if (file.packed !== undefined) {
    const { kinds, sources, rows } = file.packed
    return rows.map(([domain, kind, from]) => ({
      domain, name: domain, tier: null, kind: kinds[kind] ?? '', country: null, languages: [], why: reasons[kind] ?? head.about,
      source: sources[from]?.source ?? source, licence: sources[from]?.licence ?? licence, reviewedOn,
    }))
  }
  return (file.entries ?? []).filter(({ sets }) => sets.includes(head.id)).map(({ domain, name: body, tier: rank, kind, country, languages, why }) => ({
    domain, name: body, tier: rank, kind, country: country ?? null, languages, why: reasons[why] ?? why, source, licence, reviewedOn,
  }))
}

/** Licences of the sources that the known bodies name, by a word in the name of the source. */
const licenceOf = (source: string) => /CC0/u.test(source) ? 'CC0-1.0' : /MIT/u.test(source) ? 'MIT' : /public domain/u.test(source) ? 'public domain' : 'Apache-2.0'

/** All known bodies of these tiers, and every reviewed seed; names that can never be a real site are none. */
function byTiers(tiers: readonly number[], reasons: Readonly<Record<string, string>>, known: ReadonlyMap<string, SeedEntry>, others: ReadonlyMap<string, SeedSet>): SeedSetEntry[] {
  const found = new Map<string, SeedSetEntry>()
  for (const set of others.values()) {
    if (set.kind === 'trusted' && set.reviewedOn !== null) for (const entry of set.entries) found.set(entry.domain, entry)
  }
  for (const [domain, { name: body, tier: rank, kind, country, source }] of known) {
    if (!tiers.includes(rank) || found.has(domain) || domain.endsWith('.example')) continue
    found.set(domain, { domain, name: body, tier: rank, kind, country: country ?? null, languages: [], why: reasons[rank] ?? '', source, licence: licenceOf(source), reviewedOn: null })
  }
  return [...found.values()]
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
