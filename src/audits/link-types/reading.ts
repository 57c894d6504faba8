import { recent } from '../../lib/recent.js'
import { lookUpHost, type HostKindEntry, type SeedEntry } from '../../model/lists.js'
import type { LinkFacts, MergedLink } from '../../model/facts.js'
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
  /** The link stands in a sentence of the main text, however short: what the cue "prose" says of longer blocks alone. */
  inSentence: boolean
  features: PageFeatures | null
  extra: Partial<PageExtra>
}

interface TextReading {
  folded: string
  words: string[]
}

const textsMax = 4_000
const textCharsMax = 300
/** Titles and anchors seen lately, which come again and again. */
const texts = recent<TextReading>(textsMax)

function textReading(text: string): TextReading {
  if (text === '') return noText
  if (text.length > textCharsMax) return { folded: folded(text), words: wordsOf(text.slice(0, textCharsMax)) }
  let reading = texts.get(text)
  if (reading === undefined) texts.set(text, (reading = { folded: folded(text), words: wordsOf(text) }))
  return reading
}

const noText: TextReading = { folded: '', words: [] }

export function readLink(facts: LinkFacts): LinkReading {
  const { link, lists } = facts
  const words = wordLists(lists)
  const parts = urlParts(link.referringPage)
  const title = textReading(link.title ?? facts.page?.title ?? '')
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
    // Written out, for one shape of object: this is done for every link there is.
    path: parts.path,
    pathWords: parts.pathWords,
    query: parts.query,
    fragment: parts.fragment,
    depth: parts.depth,
    slug: parts.slug,
    title: title.folded,
    titleWords: title.words,
    anchorWords: textReading(link.anchorText ?? '').words,
    context,
    contextWords: context === '' ? [] : wordsOf(context.slice(0, 600)),
    inSentence: isInSentence(link),
    features,
    extra: (features?.extra ?? {}) as Partial<PageExtra>,
  }
}

const noSentence = new Set(['list', 'table', 'caption', 'figure', 'logo-grid', 'sponsors', 'reference-list', 'byline', 'author-box', 'blogroll', 'comment', 'form', 'ad', 'share', 'hidden'])
const sentenceWordsMin = 4
/** "Website:", "Home >": what stands before a link then is its name, not the beginning of a sentence. */
const fieldEnd = /[:|•·>»–-]\s*$/u
const sentenceEnd = /[.!?…。؟]["'”»)\]]*\s*$/u

/** True of a link in a block of words that end as sentences do. */
function isInSentence({ area, cues, context, anchorText, image }: MergedLink): boolean {
  if (area !== 'main' && area !== null) return false
  if (cues.includes('prose')) return true
  if (context === null || image !== null || (anchorText ?? '') === '' || cues.some((cue) => noSentence.has(cue)) || fieldEnd.test(context.before)) return false
  return sentenceEnd.test(context.after === '' ? (anchorText ?? '') : context.after) && wordsOf(`${context.before} ${context.after}`).length >= sentenceWordsMin
}

function urlParts(url: string | null): { path: string; pathWords: string[]; query: string; fragment: string; depth: number; slug: string[] } {
  if (url === null) return { path: '', pathWords: [], query: '', fragment: '', depth: 0, slug: [] }
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const rest = start === -1 ? '/' : url.slice(start, start + 1_000)
  const hash = rest.indexOf('#')
  const bare = hash === -1 ? rest : rest.slice(0, hash)
  const mark = bare.indexOf('?')
  const path = decoded(mark === -1 ? bare : bare.slice(0, mark))
  let [depth, last, before] = [0, '', '']
  for (let from = 0; from < path.length;) {
    const slash = path.indexOf('/', from)
    const end = slash === -1 ? path.length : slash
    if (end > from) {
      depth += 1
      before = last
      last = path.slice(from, end)
    }
    from = end + 1
  }
  // Behind a title many systems put the number of the article as a segment of its own.
  const named = depth >= 2 && bareNumber.test(last) ? before : last
  const slug = named.includes('.') ? named.replace(pageEnding, '') : named
  return { path, pathWords: pathWords(path), query: mark === -1 ? '' : decoded(bare.slice(mark + 1)), fragment: hash === -1 ? '' : rest.slice(hash, hash + 100), depth, slug: wordsOf(slug) }
}

const bareNumber = /^\d{5,}$/u
const pageEnding = /\.(?:html?|php|aspx?|jsp|shtml)$/iu

function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
