import { lookUpHost, type HostKindEntry, type SeedEntry } from '../../model/lists.js'
import type { LinkFacts } from '../../model/facts.js'
import type { PageFeatures } from '../../model/page.js'
import { folded, wordsOf } from './phrases.js'
import { hostReading, type HostReading } from './host-reading.js'
import { profileReading, type ProfileReading } from './profile-reading.js'
import { pathWords, wordLists, type WordLists } from './word-lists.js'
import type { PageExtra } from '../../model/page-extra.js'

/** The facts of one link taken apart once, for all rules. */
export interface LinkReading {
  facts: LinkFacts
  words: WordLists
  profile: ProfileReading
  host: HostReading
  /** Name of the host without public suffix, dots and hyphens. */
  hostName: string
  curated: { key: string; entry: HostKindEntry } | undefined
  seed: { key: string; entry: SeedEntry } | undefined
  /** Decoded path of the referring page, its words, the query keys, the extension. */
  path: string
  pathWords: string[]
  query: string
  /** What follows "#", with it: the place on the page that an export names. */
  fragment: string
  depth: number
  /** Words of the last path segment that is no bare number, without extension: the slug. */
  slug: string[]
  title: string
  titleWords: string[]
  anchorWords: string[]
  /** Folded words before and after the link. */
  context: string
  contextWords: string[]
  features: PageFeatures | null
  extra: Partial<PageExtra>
}

export function readLink(facts: LinkFacts): LinkReading {
  const { link, lists } = facts
  const words = wordLists(lists)
  const parts = urlParts(link.referringPage)
  const title = link.title ?? facts.page?.title ?? ''
  const context = link.context === null ? '' : folded(`${link.context.before} \u2026 ${link.context.after}`)
  const features = facts.page?.features ?? null
  const host = hostReading(link.referringHost, lists, words)
  return {
    facts,
    words,
    profile: profileReading(facts.site.profile, facts.lists),
    host,
    hostName: host.name.replaceAll(' ', ''),
    curated: lookUpHost(lists.hostKinds, link.referringHost),
    seed: lookUpHost(lists.seeds, link.referringHost),
    ...parts,
    title: folded(title),
    titleWords: wordsOf(title.slice(0, 300)),
    anchorWords: wordsOf((link.anchorText ?? '').slice(0, 300)),
    context,
    contextWords: context === '' ? [] : wordsOf(context.slice(0, 600)),
    features,
    extra: (features?.extra ?? {}) as Partial<PageExtra>,
  }
}

function urlParts(url: string | null): { path: string; pathWords: string[]; query: string; fragment: string; depth: number; slug: string[] } {
  if (url === null) return { path: '', pathWords: [], query: '', fragment: '', depth: 0, slug: [] }
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const rest = start === -1 ? '/' : url.slice(start, start + 1_000)
  const hash = rest.indexOf('#')
  const bare = hash === -1 ? rest : rest.slice(0, hash)
  const mark = bare.indexOf('?')
  const path = decoded(mark === -1 ? bare : bare.slice(0, mark))
  const segments = path.split('/').filter(Boolean)
  // Behind a title many systems put the number of the article as a segment of its own.
  const named = segments.length >= 2 && /^\d{5,}$/u.test(segments.at(-1)!) ? segments.at(-2) : segments.at(-1)
  const last = (named ?? '').replace(/\.(?:html?|php|aspx?|jsp|shtml)$/iu, '')
  return { path, pathWords: pathWords(path), query: mark === -1 ? '' : decoded(bare.slice(mark + 1)), fragment: hash === -1 ? '' : rest.slice(hash, hash + 100), depth: segments.length, slug: wordsOf(last) }
}

function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
