import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzip } from 'node:zlib'
import { promisify } from 'node:util'
import { z } from 'zod'
import { CitewellError } from '../model/error.js'
import type { HostKindEntry, Lists, SeedEntry } from '../model/lists.js'
import { SuffixGroupSchema, type SuffixRule } from '../model/suffix-rule.js'
import { readSeedSets } from './shipped-seed-sets.js'

/**
 * Lists that ship with the program, read from every `*.json` and `*.json.gz` of the data folder.
 *
 * Each file says where it comes from, under which licence and of which day it is. What it holds is told by its keys:
 * `words` (word lists by id), `table` (numbers by id), `hosts` (kinds of hosts), `seeds` (known bodies with their
 * identity tier), `suffixRules` (suffixes that only some may have) and `concepts` (medical concepts with their words by
 * language, unfolded into word lists).
 */

const tierNumber = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])

const ListFileSchema = z.object({
  id: z.string().min(1),
  source: z.string().min(1),
  licence: z.string().min(1),
  date: z.string().regex(/^\d{4}-\d{2}(?:-\d{2})?$/u),
  words: z.record(z.string(), z.array(z.string())).optional(),
  table: z.record(z.string(), z.record(z.string(), z.number())).optional(),
  hosts: z.array(z.object({ host: z.string().min(1), kind: z.string().min(1), subtype: z.string().optional(), country: z.string().optional(), place: z.string().optional(), source: z.string().optional() })).optional(),
  suffixRules: z.array(SuffixGroupSchema).optional(),
  concepts: z.array(z.object({ id: z.string().min(1), kind: z.string().min(1), parent: z.string().optional(), words: z.record(z.string(), z.string()) })).optional(),
  seeds: z.array(z.object({ domain: z.string().min(1), name: z.string(), tier: tierNumber, kind: z.string(), country: z.string().optional(), place: z.string().optional(), source: z.string() })).optional(),
  /** The same as `seeds`, with sources and kinds by number: for thousands of rows. */
  packedSeeds: z.object({
    sources: z.array(z.string()),
    kinds: z.array(z.string()),
    rows: z.array(z.unknown()),
  }).optional(),
})
type ListFile = z.infer<typeof ListFileSchema>

/** Domain, name, tier, kind number, country or '', place or '', source number. */
type PackedSeed = [string, string, SeedEntry['tier'], number, string, string, number]

/** Reads all shipped lists; `dir` is the package's own data folder unless told otherwise. */
export async function loadLists(dir: string = packageDataDir()): Promise<Lists> {
  let names: string[]
  try {
    names = (await readdir(dir)).filter((name) => /\.json(?:\.gz)?$/u.test(name)).sort()
  } catch (cause) {
    throw new CitewellError('unavailable', `The lists that ship with Citewell could not be read from ${dir}. Install the package again.`, { cause })
  }
  const files = await Promise.all(names.map((name) => readListFile(join(dir, name))))
  const hash = createHash('sha256')
  const hostKinds = new Map<string, HostKindEntry>()
  const seeds = new Map<string, SeedEntry>()
  const words = new Map<string, string[]>()
  const tables = new Map<string, Record<string, number>>()
  const suffixRules = new Map<string, SuffixRule>()
  for (const { name, bytes, file } of files) {
    hash.update(name).update('\0').update(bytes)
    for (const [id, list] of Object.entries(file.words ?? {})) addWords(words, id, list)
    for (const [id, table] of Object.entries(file.table ?? {})) tables.set(id, { ...tables.get(id), ...table })
    for (const { host, source, ...entry } of file.hosts ?? []) hostKinds.set(host, { ...entry, source: source ?? file.source, date: file.date })
    for (const { suffixes, kind, who } of file.suffixRules ?? []) for (const suffix of suffixes) suffixRules.set(suffix, { kind, who, source: file.source, date: file.date })
    for (const concept of file.concepts ?? []) addConcept(words, concept)
    addSeeds(seeds, file, name)
  }
  const { sets, hash: setsHash } = await readSeedSets(join(dir, 'seed-sets'), seeds)
  hash.update(setsHash)
  const ids = [...words.keys()].sort()
  return {
    seedSets: sets,
    version: hash.digest('hex').slice(0, 12),
    hostKinds,
    seeds,
    suffixRules,
    words: (id) => words.get(id) ?? [],
    wordIds: (prefix) => ids.filter((id) => id.startsWith(prefix)),
    table: (id) => tables.get(id) ?? {},
  }
}

/** The nearest `data` folder above this module: the same from `src/` and from `dist/`. */
function packageDataDir(): string {
  let dir = fileURLToPath(new URL('.', import.meta.url))
  for (let up = 0; up < 4; up += 1) {
    dir = join(dir, '..')
    if (existsSync(join(dir, 'package.json')) && existsSync(join(dir, 'data'))) return join(dir, 'data')
  }
  return join(fileURLToPath(new URL('../..', import.meta.url)), 'data')
}

async function readListFile(path: string): Promise<{ name: string; bytes: Buffer; file: ListFile }> {
  const name = path.slice(path.lastIndexOf('/') + 1)
  try {
    const bytes = await readFile(path)
    const text = (name.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes).toString('utf8')
    return { name, bytes, file: ListFileSchema.parse(JSON.parse(text)) }
  } catch (cause) {
    const why = cause instanceof z.ZodError ? cause.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') : cause instanceof Error ? cause.message : String(cause)
    throw new CitewellError('invalid', `The list ${name} in ${path.slice(0, -name.length)} is damaged (${why}). Restore the file, or install the package again.`, { cause })
  }
}

function addWords(words: Map<string, string[]>, id: string, list: readonly string[]): void {
  words.set(id, [...new Set([...(words.get(id) ?? []), ...list])])
}

/**
 * Unfolds a concept: `health/<kind>s/<language>` lists its words among those of its kind, `concept/<kind>/<id>` all its
 * words in every language, and `concept-parents` the tree, one "child parent" a row.
 */
function addConcept(words: Map<string, string[]>, concept: NonNullable<ListFile['concepts']>[number]): void {
  const plural = concept.kind === 'specialty' ? 'specialties' : concept.kind === 'anatomy' ? 'anatomy' : `${concept.kind}s`
  for (const [language, list] of Object.entries(concept.words)) {
    const split = list.split(',').map((word) => word.trim()).filter(Boolean)
    push(words, `health/${plural}/${language}`, split)
    push(words, `concept/${concept.kind}/${concept.id}`, split)
  }
  if (concept.parent !== undefined) push(words, 'concept-parents', [`${concept.id} ${concept.parent}`])
}

function push(words: Map<string, string[]>, id: string, list: readonly string[]): void {
  const known = words.get(id)
  if (known === undefined) words.set(id, [...list])
  else known.push(...list)
}

function addSeeds(seeds: Map<string, SeedEntry>, file: ListFile, name: string): void {
  for (const { domain, ...entry } of file.seeds ?? []) seeds.set(domain, { ...entry, date: file.date })
  const packed = file.packedSeeds
  if (packed === undefined) return
  for (const row of packed.rows) {
    if (!isPackedSeed(row)) throw new CitewellError('invalid', `The list ${name} is damaged: a seed is not of the expected shape. Build it again with scripts/seeds.mjs.`)
    const [domain, label, tier, kind, country, place, source] = row
    // A file read later never overrides an entry: names are sorted, and each domain is in the built list once.
    if (seeds.has(domain)) continue
    const entry: SeedEntry = { name: label, tier, kind: packed.kinds[kind] ?? 'body', source: packed.sources[source] ?? file.source, date: file.date }
    if (country !== '') entry.country = country
    if (place !== '') entry.place = place
    seeds.set(domain, entry)
  }
}

function isPackedSeed(row: unknown): row is PackedSeed {
  return Array.isArray(row) && row.length === 7 && typeof row[0] === 'string' && typeof row[1] === 'string' && typeof row[2] === 'number' && row[2] >= 1 && row[2] <= 5 && typeof row[3] === 'number' && typeof row[4] === 'string' && typeof row[5] === 'string' && typeof row[6] === 'number'
}
