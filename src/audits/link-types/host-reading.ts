import { domainToUnicode } from '../../lib/punycode.js'
import { registrableDomain } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'
import { officialNameOf } from '../tiers/official-suffixes.js'
import { folded } from './phrases.js'
import { borrowedKinds, misnamed } from './misnamed.js'
import { edgeCharsMin, type HostWord, type HostWords, type WordLists } from './word-lists.js'

/** What the name of a host alone says. */
export interface HostReading {
  /** Kinds whose words stand in the name, with the word; the longest word of each kind. */
  kinds: ReadonlyMap<string, string>
  /** Folded labels without the public suffix, joined: for place names and brands. */
  name: string
  parts: readonly string[]
  suffix: string
  isGovernment: boolean
  isUniversity: boolean
  /** Why words for bodies and papers in the name count for nothing; null where they count. */
  misnamed: string | null
  /** Country of a country-code suffix, `gb` for uk; null for generic ones. */
  country: string | null
}

const hostsMax = 20_000
const caches = new WeakMap<Lists, Map<string, HostReading>>()

/** Readings are kept per host, since one host stands behind many links. */
export function hostReading(host: string, lists: Lists, words: WordLists): HostReading {
  let cache = caches.get(lists)
  if (cache === undefined) caches.set(lists, (cache = new Map()))
  let reading = cache.get(host)
  if (reading === undefined) {
    if (cache.size >= hostsMax) cache.clear()
    reading = read(host, lists, words)
    cache.set(host, reading)
  }
  return reading
}

const frontWords: ReadonlySet<string> = new Set(['ville', 'stadt', 'mesto', 'miasto'])
const governmentKinds = new Set(['health authority', 'government', 'military', 'intergovernmental body', 'national health service', 'hospital', 'practice'])
const genericTwoLetter = new Set(['io', 'co', 'me', 'tv', 'ai', 'fm', 'ly', 'to', 'cc', 'ws', 'gg', 'sh', 'eu'])

function read(host: string, lists: Lists, words: WordLists): HostReading {
  const shown = folded(domainToUnicode(host))
  const domain = registrableDomain(host)
  const suffix = domain === undefined ? '' : domain.slice(domain.indexOf('.') + 1)
  const own = (suffix !== '' && shown.endsWith(`.${suffix}`) ? shown.slice(0, -suffix.length - 1) : shown).replace(/^www\d?\./u, '')
  const parts = own.split(/[.\-_]/u).filter(Boolean)
  const labels = own.split('.').map((label) => label.replaceAll('-', ''))
  const kinds = kindsOf(own, parts, labels, words.hostWords)
  // "ville-x" is a town, "velo-en-ville" is in one.
  if (frontWords.has(kinds.get('municipality') ?? '') && parts[0] !== kinds.get('municipality')) kinds.delete('municipality')
  if (/\.lib\.[a-z]{2}\.us$/u.test(host)) kinds.set('library', 'lib')
  else if (/\.k12\.[a-z]{2}\.us$/u.test(host)) kinds.set('school', 'k12')
  if (!kinds.has('wiki') && parts.some((part) => part.length >= 7 && /wikis?$/u.test(part))) kinds.set('wiki', 'wiki')
  const last = suffix.slice(suffix.lastIndexOf('.') + 1)
  const official = officialNameOf(host, lists)
  if (official?.kind === 'school' && !kinds.has('school')) kinds.set('school', official.rule)
  const why = official === null ? misnamed(host, own.split('.'), kinds, lists) : null
  if (why !== null) for (const kind of borrowedKinds) kinds.delete(kind)
  // "university.maker.example" is where a maker teaches its customers; a university has the word in the name that it registered.
  if (official === null && labels.length > 1 && kinds.has('university')) {
    const registered = own.slice(own.lastIndexOf('.') + 1)
    if (!kindsOf(registered, registered.split(/[-_]/u), labels.slice(-1), words.hostWords).has('university')) kinds.delete('university')
  }
  return {
    kinds,
    misnamed: why,
    name: labels.join(' '),
    parts,
    suffix,
    isGovernment: official !== null && governmentKinds.has(official.kind),
    isUniversity: official?.kind === 'university',
    country: last.length === 2 && !genericTwoLetter.has(last) ? (last === 'uk' ? 'gb' : last) : null,
  }
}

/**
 * Kinds whose words stand in a name, the longest word of each. A long word may begin or end a label ("rivertonchamber"); a
 * short one must be a part of its own ("fc-riverton"). Every beginning and end is looked up once, whatever the size of the list.
 */
function kindsOf(own: string, parts: readonly string[], labels: readonly string[], { byPart, byEdge, hyphenated }: HostWords): Map<string, string> {
  const found: HostWord[] = []
  const take = (rows: readonly HostWord[] | undefined) => {
    if (rows) found.push(...rows)
  }
  for (const part of parts) take(byPart.get(part))
  for (const row of hyphenated) if (own.includes(row.word)) found.push(row)
  // Words stand at the edges of what hyphens part as well: "klinikbewertung-net".
  for (const label of parts.length > labels.length ? [...labels, ...parts] : labels) {
    const length = Math.min(label.length, wordCharsMax)
    for (let size = edgeCharsMin; size <= length; size += 1) {
      take(byEdge.get(label.slice(0, size)))
      if (size < label.length) take(byEdge.get(label.slice(-size)))
    }
  }
  const kinds = new Map<string, string>()
  for (const { kind, word } of found.sort((a, b) => a.order - b.order)) if (!kinds.has(kind)) kinds.set(kind, word)
  return kinds
}

const wordCharsMax = 40
