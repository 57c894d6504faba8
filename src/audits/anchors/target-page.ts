import type { SiteFacts } from '../../model/facts.js'
import { pageKey, parseUrl } from '../../model/url.js'
import { fieldOf, lexiconWords, type Lexicon } from './lexicon.js'
import type { Concept } from './vocabulary.js'
import { tagPhrases } from './tag-phrases.js'

/** What a target page is about, from its title and headings if it was read, and from its address. */
export interface TargetPage {
  read: boolean
  isHome: boolean
  /** True if a folder of its address is one for patients and readers: "guides", "Ratgeber", "choroby". */
  isForPatients: boolean
  /** Words of the last part of its address, by class. */
  slug: ReadonlySet<string>
  concepts: ReadonlySet<string>
  /** Fields of medicine they belong to. */
  fields: ReadonlySet<string>
  /** Content words (by class) of the title, of its parts and of each heading. */
  titles: ReadonlyArray<ReadonlySet<string>>
  /** Words of the title, headings and address, by class. */
  words: ReadonlySet<string>
  /** Of a page that was not read: all that is known of it but the words of its address; null for one that was. */
  subjects: string | null
}

const pagesBySite = new WeakMap<Lexicon, Map<string, TargetPage>>()
const pagesMax = 20_000

export function targetPageOf(target: string | null, site: SiteFacts, lexicon: Lexicon): TargetPage {
  let pages = pagesBySite.get(lexicon)
  if (pages === undefined) pagesBySite.set(lexicon, (pages = new Map()))
  const key = target ?? ''
  let page = pages.get(key)
  if (page === undefined) {
    if (pages.size > pagesMax) pages.clear()
    pages.set(key, (page = readTarget(target, site, lexicon)))
  }
  return page
}

function readTarget(target: string | null, site: SiteFacts, lexicon: Lexicon): TargetPage {
  const url = target === null ? undefined : parseUrl(target)
  if (url === undefined) return { read: false, isHome: target === null, isForPatients: false, slug: new Set(), concepts: new Set(), fields: new Set(), titles: [], words: new Set(), subjects: `${target === null}` }
  const key = pageKey(url)
  const known = site.targetPages.get(key)
  const path = new URL(url).pathname
  const concepts = new Set<string>()
  const isHome = path === '/' || /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?|index\.\w{2,5})$/u.test(path)
  const texts = known === undefined ? [] : [known.title ?? '', ...known.headings]
  const words = new Set<string>()
  for (const text of [...texts, decodePath(path)]) {
    for (const { id } of conceptsOf(text, lexicon)) concepts.add(id)
    for (const word of lexiconWords(text.slice(0, 1_000), lexicon)) words.add(lexicon.classOf(word))
  }
  const parts = path.toLowerCase().split('/').filter(Boolean)
  const isForPatients = parts.length > 1 && parts.slice(0, -1).some((part) => lexicon.vocabulary.guideFolders.has(part))
  const slug = new Set(isForPatients ? lexiconWords(decodePath(parts.at(-1)!), lexicon).map(lexicon.classOf) : [])
  const subjects = known === undefined ? `${isHome} ${isForPatients} ${[...concepts].sort().join(' ')}` : null
  return { read: known !== undefined, isHome, isForPatients, slug, concepts, words, subjects, fields: new Set([...concepts].map((id) => fieldOf(id, lexicon.parents))), titles: texts.flatMap((text) => titleForms(text, lexicon)) }
}

/** Concepts of short texts seen lately: anchors and titles come again and again. */
const conceptsBySite = new WeakMap<Lexicon, Map<string, readonly Concept[]>>()
const rememberedMax = 20_000
const rememberedCharsMax = 200

/** Concepts named in a text, each once. */
export function conceptsOf(text: string, lexicon: Lexicon): readonly Concept[] {
  if (text.length > rememberedCharsMax) return readConcepts(text, lexicon)
  let known = conceptsBySite.get(lexicon)
  if (known === undefined) conceptsBySite.set(lexicon, (known = new Map<string, readonly Concept[]>()))
  let concepts = known.get(text)
  if (concepts === undefined) {
    if (known.size >= rememberedMax) known.clear()
    known.set(text, (concepts = readConcepts(text, lexicon)))
  }
  return concepts
}

function readConcepts(text: string, lexicon: Lexicon): Concept[] {
  const found = new Map<string, Concept>()
  for (const { concept } of tagPhrases(lexiconWords(text.slice(0, 4_000), lexicon), lexicon, false)) if (concept !== null) found.set(concept.id, concept)
  return [...found.values()]
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).replace(/[/_.+-]+/gu, ' ')
  } catch {
    return path.replace(/[/_.+-]+/gu, ' ')
  }
}

/** A title and its parts between separators ("Implants | Oak Street Dental"), as sets of content words. */
function titleForms(text: string, lexicon: Lexicon): Array<ReadonlySet<string>> {
  const parts = text.slice(0, 500).split(/ [|–—·•»:-] |[|·•»:]/u)
  return [...new Set([text, ...parts])].map((part) => contentWords(lexiconWords(part, lexicon), lexicon)).filter((words) => words.size > 0)
}

/** Words that carry meaning, by class. */
export function contentWords(words: readonly string[], lexicon: Lexicon): ReadonlySet<string> {
  const content = new Set<string>()
  for (const word of words) {
    const stop = lexicon.exactPhrases.get(word)?.some((phrase) => phrase.role === 'stop' && phrase.words.length === 1)
    if (stop !== true) content.add(lexicon.classOf(word))
  }
  return content
}

/** Share of words two sets have in common, of the larger one. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const word of a) if (b.has(word)) both += 1
  return both / Math.max(a.size, b.size, 1)
}
