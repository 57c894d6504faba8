import { isPublicSuffix, reversedName } from './domain.js'
import { CitewellError } from './error.js'
import { limits } from './limits.js'
import { whatwgUrl } from './whatwg-url.js'

/**
 * Seeds: the sites from which trust or distrust flows along the links of a web graph (GR-02 to GR-04, GR-06).
 *
 * A set is reviewed as a whole and has a version, because every trust score is a statement about the set it came from.
 */
export interface SeedSet {
  id: string
  version: string
  title: string
  kind: 'trusted' | 'distrusted'
  /** What the set is for, and by which rule a site is in it. */
  about: string
  source: string
  licence: string
  /** Day of the list, and day of its last review; null for lists taken over with nothing but false entries removed. */
  date: string
  reviewedOn: string | null
  /** By domain, each once. Made when first asked for: some sets are worked out from thousands of rows. */
  readonly entries: readonly SeedSetEntry[]
  has(domain: string): boolean
}

export interface SeedSetEntry {
  /** The name itself, and nothing above or below it: `nhs.uk` says nothing of who else stands under it. */
  domain: string
  name: string
  /** Identity tier, 1 to 5; null for distrusted ones. */
  tier: number | null
  kind: string
  /** ISO 3166 code; null for international bodies and where it is not known. */
  country: string | null
  /** Languages it writes in, ISO 639; empty where not known. */
  languages: readonly string[]
  /** Why it is a seed, one sentence. */
  why: string
  source: string
  licence: string
  reviewedOn: string | null
}

/** All seed sets that ship with the program, by id. */
export interface SeedSets {
  /** In the order in which they are shown. */
  readonly ids: readonly string[]
  get(id: string): SeedSet | undefined
}

/** Lists without any set, for tests and for folders that hold none. */
export const noSeedSets: SeedSets = { ids: [], get: () => undefined }

/**
 * Names under which a web graph can know a domain, best first: labels reversed, as published, and for a public suffix
 * that is a body's own name (`nhs.uk`, `gov.uk`) also its `www` host. Never a parent: trust in `ecdc.europa.eu` is none
 * in all of `europa.eu`.
 *
 *     vertexNamesOf('nih.gov')  // ['gov.nih']
 *     vertexNamesOf('nhs.uk')   // ['uk.nhs', 'uk.nhs.www']
 */
export function vertexNamesOf(domain: string): string[] {
  const name = reversedName(domain)
  return isPublicSuffix(domain) ? [name, `${name}.www`] : [name]
}

/** One line of a seed file. */
export interface SeedFileEntry {
  /** Host of a domain or URL as typed, lower case; any other name as it is typed. */
  name: string
  /** The vertex itself, where the line is a number. */
  id: number | null
  /** How much of the whole it gets, above 0; equal shares are all 1. */
  weight: number
  line: number
}

/** So that any number of them adds up. */
const weightMax = 1e100
const headerNames = new Set(['domain', 'host', 'name', 'id', 'vertex', 'url', 'seed', 'site'])

/**
 * Seeds of a user's own file: one domain, URL, vertex name or vertex number a line, optionally with a weight behind a
 * comma, semicolon or tab. Lines that begin with `#` and a header row are skipped. Unlike what comes from the web, such
 * a file is refused as a whole when a line is wrong: a seed lost in silence would change every score.
 */
export function parseSeedFile(text: string, fileName = 'the seed file'): SeedFileEntry[] {
  const entries: SeedFileEntry[] = []
  const lineOf = new Map<string, number>()
  let line = 0
  for (const raw of text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u)) {
    line += 1
    const trimmed = raw.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const refuse = (what: string) => new CitewellError('invalid', `${fileName}, line ${line}: ${what}`)
    if (trimmed.length > limits.urlCharsMax) throw refuse(`longer than ${limits.urlCharsMax} characters. Put one domain or number on each line.`)
    const cells = trimmed.split(/[,;\t]/u).map((cell) => cell.trim().replace(/^"(.*)"$/u, '$1'))
    const first = cells[0]!
    if (entries.length === 0 && headerNames.has(first.toLowerCase())) continue
    if (first === '') throw refuse('no name before the comma. Put one domain or number on each line.')
    if (cells.length > 2 && cells.slice(2).some((cell) => cell !== '')) throw refuse(`${cells.length} columns. Only a name and a weight are read; remove the others.`)
    const weight = cells[1] === undefined || cells[1] === '' ? 1 : Number(cells[1])
    if (!Number.isFinite(weight) || weight <= 0) throw refuse(`the weight “${cells[1]!.slice(0, 40)}” is not a number above 0.`)
    if (weight > weightMax || weight < 1 / weightMax) throw refuse(`the weight “${cells[1]!.slice(0, 40)}” is beyond what can be added up. Only the share of each in all counts: take numbers near 1.`)
    const { name, id } = seedName(first, refuse)
    const key = id === null ? name : `#${id}`
    const earlier = lineOf.get(key)
    if (earlier !== undefined) throw refuse(`${name} stands on line ${earlier} already. Remove one of the two.`)
    if (entries.length === limits.seedsMax) throw refuse(`more than ${limits.seedsMax} seeds. Keep those you have reviewed.`)
    lineOf.set(key, line)
    entries.push({ name, id, weight, line })
  }
  if (entries.length === 0) throw new CitewellError('invalid', `${fileName}: no seed in it. Put one domain or vertex number on each line.`)
  return entries
}

function seedName(text: string, refuse: (what: string) => CitewellError): { name: string; id: number | null } {
  if (/^\d+$/u.test(text)) {
    const id = Number(text)
    if (id > limits.vertexIdMax) throw refuse(`${text.slice(0, 40)} is no vertex number; they end at ${limits.vertexIdMax}.`)
    return { name: String(id), id }
  }
  if (/\s/u.test(text)) throw refuse(`“${text.slice(0, 60)}” has a space in it. Put one domain or number on each line.`)
  const isUrl = /^https?:\/\//iu.test(text)
  if (!isUrl && !/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+\.?\/?$/u.test(text)) return { name: text, id: null }
  const host = whatwgUrl(isUrl ? text : `http://${text}`)?.hostname.replace(/\.$/u, '')
  if (host === undefined || host === '') throw refuse(`“${text.slice(0, 60)}” is not an address.`)
  return { name: host, id: null }
}
