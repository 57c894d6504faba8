import { domainToUnicode } from './punycode.js'
import { registrableDomain } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'
import { folded } from './phrases.js'
import type { WordLists } from './word-lists.js'

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
    reading = read(host, words)
    cache.set(host, reading)
  }
  return reading
}

const genericTwoLetter = new Set(['io', 'co', 'me', 'tv', 'ai', 'fm', 'ly', 'to', 'cc', 'ws', 'gg', 'sh', 'eu'])

function read(host: string, words: WordLists): HostReading {
  const shown = folded(domainToUnicode(host))
  const domain = registrableDomain(host)
  const suffix = domain === undefined ? '' : domain.slice(domain.indexOf('.') + 1)
  const own = (suffix !== '' && shown.endsWith(`.${suffix}`) ? shown.slice(0, -suffix.length - 1) : shown).replace(/^www\d?\./u, '')
  const parts = own.split(/[.\-_]/u).filter(Boolean)
  const labels = own.split('.').map((label) => label.replaceAll('-', ''))
  const kinds = new Map<string, string>()
  for (const { kind, word, whole } of words.hostWords) {
    if (kinds.has(kind)) continue
    const plain = word.replaceAll('-', '')
    // A long word may begin or end a label ("rivertonchamber"); a short one must be a part of its own ("fc-riverton").
    const fits = parts.includes(word) || (word.includes('-') && own.includes(word)) || (!whole && labels.some((label) => label.startsWith(plain) || label.endsWith(plain)))
    if (fits) kinds.set(kind, word)
  }
  if (/\.lib\.[a-z]{2}\.us$/u.test(host)) kinds.set('library', 'lib')
  else if (/\.k12\.[a-z]{2}\.us$/u.test(host)) kinds.set('school', 'k12')
  const last = suffix.slice(suffix.lastIndexOf('.') + 1)
  return {
    kinds,
    name: labels.join(' '),
    parts,
    suffix,
    isGovernment: /(?:^|\.)(?:gov|gouv|gob|gub|govt|mil|gv|go|nhs|admin|gc)(?:\.[a-z]{2})$|(?:^|\.)(?:gov|mil)$|(?:^|\.)bund\.de$|(?:^|\.)nhs\.uk$|(?:^|\.)europa\.eu$|(?:^|\.)gov\.[a-z]{2,4}\.[a-z]{2}$/u.test(host) && !/\.go\.(?:com)$/u.test(host),
    isUniversity: /(?:^|\.)edu$|(?:^|\.)(?:edu|ac)\.[a-z]{2}$/u.test(host),
    country: last.length === 2 && !genericTwoLetter.has(last) ? (last === 'uk' ? 'gb' : last) : null,
  }
}
