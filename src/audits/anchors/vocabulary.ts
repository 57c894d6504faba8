import type { Lists } from '../../model/lists.js'
import { foldWord, wordsOf } from './normalise.js'
import { inflectionOf, type Inflection } from './inflection.js'
import { hasUnspaced, makeClasses, makeCutter, makeLongestFirst, type Cutter, type LongestFirst, type WordClasses } from './word-tables.js'

/** Medical concept of the shipped lexicon or of the profile; `site:` ids are the provider's own words. */
export interface Concept {
  id: string
  kind: string
  /** Grade of its words alone: 2 treatment, procedure, device, specialty or provider; 1 condition or symptom; 0 anatomy. */
  grade: 0 | 1 | 2
}

export type Role = 'concept' | 'place' | 'near' | 'price' | 'superlative' | 'filler' | 'generic' | 'stop' | 'audience'

export interface Phrase {
  words: string[]
  role: Role
  concept: Concept | null
}

/** What the shipped lists say, ready for comparing; one for all sites under the same lists. */
export interface Vocabulary {
  lists: Lists
  /** Phrases of concepts, prices and superlatives, by class of their first word, so that inflected forms meet. */
  phrases: LongestFirst<Phrase>
  /** Phrases compared as written. */
  exactPhrases: LongestFirst<Phrase>
  genericPhrases: ReadonlySet<string>
  /** Words of doing and of places on the web ("downloaded", "website"), which alone or together say nothing of a subject. */
  navigation: ReadonlySet<string>
  /** Words that only point at something or ask politely ("his", "that", "please"). */
  pointing: ReadonlySet<string>
  /** Words for a site or page, and for those whose site it may be. */
  siteWords: ReadonlySet<string>
  owners: ReadonlySet<string>
  titles: ReadonlySet<string>
  allTitles: ReadonlySet<string>
  legalForms: ReadonlySet<string>
  fillers: ReadonlySet<string>
  phoneLabels: ReadonlySet<string>
  addressWords: ReadonlySet<string>
  streets: ReadonlySet<string>
  streetEndings: readonly string[]
  spamDrugs: ReadonlySet<string>
  spamDrugsAlone: ReadonlySet<string>
  spamSale: ReadonlyMap<string, string[][]>
  spamSaleWeak: ReadonlySet<string>
  spamPlain: ReadonlyMap<string, string[][]>
  generalConcepts: ReadonlySet<string>
  parents: ReadonlyMap<string, string>
  kinds: ReadonlyMap<string, string>
  compounding: ReadonlySet<string>
  inflecting: ReadonlySet<string>
  /** Words that look like compounds of medical ones and are none. */
  compoundExceptions: ReadonlySet<string>
  /** Words a domain label may be made of, besides those of the names. */
  labelWords: ReadonlySet<string>
  /** Words of place before a town ("cardiologist in Springfield"). */
  placePrepositions: ReadonlySet<string>
  /** Folders of addresses under which a provider writes for patients. */
  guideFolders: ReadonlySet<string>
  cutter: Cutter
  inflection: Inflection
  classes: WordClasses
}

const gradeTwo = new Set(['treatment', 'procedure', 'device', 'specialty', 'provider', 'drug'])

export function gradeOf(kind: string): 0 | 1 | 2 {
  return gradeTwo.has(kind) ? 2 : kind === 'anatomy' ? 0 : 1
}

/** Words of a text, with runs of unspaced scripts cut at the words of a dictionary. */
export function cutWords(text: string, cutter: Pick<Cutter, 'cut'>): string[] {
  const words: string[] = []
  for (const word of wordsOf(text)) {
    if (hasUnspaced(word)) words.push(...cutter.cut(word))
    else words.push(word)
  }
  return words
}

/** True for roles whose words are compared by class; places are compared as written: "Dayton" is no form of "Daytona". */
export function isInflected(role: Role): boolean {
  return role === 'concept' || role === 'price' || role === 'superlative' || role === 'audience'
}

const byLists = new WeakMap<Lists, Vocabulary>()

export function vocabularyOf(lists: Lists): Vocabulary {
  let vocabulary = byLists.get(lists)
  if (vocabulary === undefined) byLists.set(lists, (vocabulary = buildVocabulary(lists)))
  return vocabulary
}

export const phraseLength = (phrase: Phrase): number => phrase.words.length

function buildVocabulary(lists: Lists): Vocabulary {
  const cutter = makeCutter(null)
  const inflection = inflectionOf(lists)
  const classes = makeClasses(null, inflection)
  const phrases = makeLongestFirst<Phrase>(phraseLength, null)
  const exactPhrases = makeLongestFirst<Phrase>(phraseLength, null)
  const labelWords = new Set(lists.words('anchors/label-words'))
  const kinds = new Map<string, string>()
  const rows: Array<[Role, string, Concept | null]> = []
  for (const id of lists.wordIds('concept/')) {
    const [, kind = '', name = ''] = id.split('/')
    const concept: Concept = { id: name, kind, grade: gradeOf(kind) }
    kinds.set(name, kind)
    for (const word of lists.words(id)) rows.push(['concept', word, concept])
  }
  const roles: Array<[Role, readonly string[]]> = [
    ['near', lists.words('anchors/near-me')], ['price', lists.words('anchors/price')], ['superlative', lists.words('anchors/superlative')], ['audience', lists.words('anchors/audience')],
    ['filler', lists.words('anchors/brand-filler')], ['generic', wordsUnder(lists, 'anchors/generic-words/')], ['stop', wordsUnder(lists, 'anchors/stop/')],
  ]
  for (const [role, words] of roles) for (const word of words) rows.push([role, word, null])
  const generic = wordsUnder(lists, 'anchors/generic/')
  // The dictionary of unspaced scripts comes first: phrases are cut by it.
  for (const [, word] of rows) cutter.add(word)
  for (const word of generic) cutter.add(word)
  for (const [role, text, concept] of rows) {
    const words = cutWords(text, cutter)
    if (words.length === 0) continue
    if (role === 'concept') for (const word of words) labelWords.add(word)
    const keyed = isInflected(role) ? words.map(classes.add) : words
    const table = isInflected(role) ? phrases : exactPhrases
    table.add(keyed[0]!, { words: keyed, role, concept })
  }
  return {
    lists, phrases, exactPhrases, cutter, inflection, classes, labelWords, kinds,
    genericPhrases: new Set(generic.map((phrase) => cutWords(phrase, cutter).join(' '))),
    navigation: foldedWords(wordsUnder(lists, 'anchors/navigation/')), pointing: foldedWords(wordsUnder(lists, 'anchors/pointing/')), siteWords: foldedSet(lists, 'anchors/site-words'), owners: foldedSet(lists, 'anchors/owners'),
    titles: foldedSet(lists, 'anchors/clinician-titles'), allTitles: foldedSet(lists, 'anchors/titles'), legalForms: foldedSet(lists, 'anchors/legal-forms'),
    fillers: foldedSet(lists, 'anchors/brand-filler'), phoneLabels: foldedSet(lists, 'anchors/phone-labels'), addressWords: foldedSet(lists, 'anchors/address-words'),
    streets: foldedSet(lists, 'anchors/streets'), streetEndings: lists.words('anchors/street-endings').map(foldWord),
    spamDrugs: foldedSet(lists, 'anchors/spam/drugs'), spamDrugsAlone: foldedSet(lists, 'anchors/spam/drugs-alone'), spamSale: phraseTable(lists.words('anchors/spam/sale'), cutter),
    spamSaleWeak: foldedSet(lists, 'anchors/spam/sale-weak'), spamPlain: phraseTable(lists.words('anchors/spam/plain'), cutter),
    generalConcepts: new Set(lists.words('anchors/general-concepts')), placePrepositions: foldedSet(lists, 'anchors/place-prepositions'), guideFolders: new Set(lists.words('anchors/guide-folders')),
    parents: new Map(lists.words('concept-parents').map((row) => row.split(' ') as [string, string])),
    compounding: new Set(lists.words('anchors/compounding')), inflecting: new Set(lists.words('anchors/inflecting')), compoundExceptions: foldedSet(lists, 'anchors/compound-exceptions'),
  }
}

function wordsUnder(lists: Lists, prefix: string): string[] {
  return lists.wordIds(prefix).flatMap((id) => [...lists.words(id)])
}

function foldedSet(lists: Lists, id: string): ReadonlySet<string> {
  return foldedWords(lists.words(id))
}

function foldedWords(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => [foldWord(word), ...(word.includes(' ') ? [] : wordsOf(word))]))
}

function phraseTable(list: readonly string[], cutter: Cutter): Map<string, string[][]> {
  const table = new Map<string, string[][]>()
  for (const text of list) {
    const words = cutWords(text, cutter)
    if (words.length > 0) table.set(words[0]!, [...(table.get(words[0]!) ?? []), words])
  }
  return table
}
