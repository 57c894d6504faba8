import type { SiteFacts } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import { domainOfHost } from '../../model/domain.js'
import { foldWord, isUnspaced, wordsOf } from './normalise.js'
import { sameWord, stemKey } from './inflection.js'
import { tagPhrases } from './tag-phrases.js'

/** Medical concept of the shipped lexicon or of the profile; `site:` ids are the provider's own words. */
export interface Concept {
  id: string
  kind: string
  /** Grade of its words alone: 2 treatment, procedure, device, specialty or provider; 1 condition or symptom; 0 anatomy. */
  grade: 0 | 1 | 2
}

export type Role = 'concept' | 'place' | 'near' | 'price' | 'superlative' | 'filler' | 'generic' | 'stop'

interface Phrase {
  words: string[]
  role: Role
  concept: Concept | null
}

export interface Brand {
  words: string[]
  shown: string
  source: 'name' | 'former name' | 'domain' | 'clinician'
  /** Made of nothing but money words, places and fillers (AN-02, generic brand). */
  generic: boolean
}

interface Clinician {
  shown: string
  first: string
  words: ReadonlySet<string>
}

/**
 * Everything anchors of one site are compared with, built once: brand entities (AN-02), money words (AN-03), generic and
 * spam words (AN-04). Words are folded; phrases of concepts are keyed by word class, so that inflected forms meet.
 */
export interface Lexicon {
  lists: Lists
  phrases: Map<string, Phrase[]>
  exactPhrases: Map<string, Phrase[]>
  genericPhrases: ReadonlySet<string>
  brands: Brand[]
  brandsByJoined: Map<string, Brand>
  brandsByWord: Map<string, Array<{ brand: Brand; at: number }>>
  joinedLengthMax: number
  clinicians: Map<string, Clinician[]>
  titles: ReadonlySet<string>
  phoneLabels: ReadonlySet<string>
  addressWords: ReadonlySet<string>
  ownAddress: ReadonlySet<string>
  ownDomains: ReadonlySet<string>
  spamDrugs: ReadonlySet<string>
  spamSale: Map<string, string[][]>
  spamSaleWeak: ReadonlySet<string>
  spamPlain: Map<string, string[][]>
  generalConcepts: ReadonlySet<string>
  parents: ReadonlyMap<string, string>
  /** Concepts of the profile: what the provider says it treats and does. */
  siteConcepts: ReadonlySet<string>
  sitePhrases: Array<{ words: string[]; concept: Concept }>
  compounding: ReadonlySet<string>
  inflecting: ReadonlySet<string>
  siteLanguages: readonly string[]
  cut(word: string): string[]
  classOf(word: string): string
}

const gradeTwo = new Set(['treatment', 'procedure', 'device', 'specialty', 'provider', 'drug'])
const classCacheMax = 50_000

/** Words of a text, with runs of unspaced scripts cut at the lexicon's words. */
export function lexiconWords(text: string, lexicon: Pick<Lexicon, 'cut'>): string[] {
  const words: string[] = []
  for (const word of wordsOf(text)) {
    if (hasUnspaced(word)) words.push(...lexicon.cut(word))
    else words.push(word)
  }
  return words
}

function hasUnspaced(word: string): boolean {
  for (let i = 0; i < word.length; i += 1) if (word.charCodeAt(i) >= 0x0e00 && isUnspaced(word.codePointAt(i)!)) return true
  return false
}

const sharedByLists = new WeakMap<Lists, WeakMap<SiteFacts, Lexicon>>()

/** The lexicon of a site under these lists, from a cache that goes when the site's facts go. */
export function lexiconOf(site: SiteFacts, lists: Lists): Lexicon {
  let bySite = sharedByLists.get(lists)
  if (bySite === undefined) sharedByLists.set(lists, (bySite = new WeakMap()))
  let lexicon = bySite.get(site)
  if (lexicon === undefined) bySite.set(site, (lexicon = buildLexicon(site, lists)))
  return lexicon
}

function buildLexicon(site: SiteFacts, lists: Lists): Lexicon {
  const { profile } = site
  const cutter = makeCutter()
  const classes = makeClasses()
  const phrases = new Map<string, Phrase[]>()
  const exactPhrases = new Map<string, Phrase[]>()
  const self = { cut: cutter.cut }

  const rolePhrases: Array<[Role, string, Concept | null]> = []
  for (const id of lists.wordIds('concept/')) {
    const [, kind = '', name = ''] = id.split('/')
    const concept: Concept = { id: name, kind, grade: gradeTwo.has(kind) ? 2 : kind === 'anatomy' ? 0 : 1 }
    for (const word of lists.words(id)) rolePhrases.push(['concept', word, concept])
  }
  const siteTerms: Array<[string, string]> = [
    ...profile.treatments.map((term): [string, string] => ['treatment', term]),
    ...profile.specialties.map((term): [string, string] => ['specialty', term]),
    ...profile.conditions.map((term): [string, string] => ['condition', term]),
  ]
  for (const place of placeForms(profile, lists)) rolePhrases.push(['place', place, null])
  for (const word of lists.words('anchors/near-me')) rolePhrases.push(['near', word, null])
  for (const word of lists.words('anchors/price')) rolePhrases.push(['price', word, null])
  for (const word of lists.words('anchors/superlative')) rolePhrases.push(['superlative', word, null])
  for (const word of lists.words('anchors/brand-filler')) rolePhrases.push(['filler', word, null])
  for (const word of wordsUnder(lists, 'anchors/generic-words/')) rolePhrases.push(['generic', word, null])
  for (const word of wordsUnder(lists, 'anchors/stop/')) rolePhrases.push(['stop', word, null])

  // The dictionary of unspaced scripts comes first: phrases are cut by it.
  for (const [, word] of rolePhrases) cutter.add(word)
  for (const [, term] of siteTerms) cutter.add(term)
  for (const word of wordsUnder(lists, 'anchors/generic/')) cutter.add(word)
  for (const name of [...profile.names, ...profile.formerNames, ...profile.clinicians.map((one) => one.name)]) cutter.add(name)

  for (const [role, text, concept] of rolePhrases) addPhrase(text, role, concept)
  const sitePhrases: Lexicon['sitePhrases'] = []
  const siteConcepts = new Set<string>()
  for (const [kind, term] of siteTerms) {
    const words = lexiconWords(term, self)
    if (words.length === 0) continue
    const known = coveringConcept(words)
    const concept: Concept = known ?? { id: `site:${words.join(' ')}`, kind, grade: kind === 'condition' ? 1 : 2 }
    siteConcepts.add(concept.id)
    if (known === null) addPhrase(term, 'concept', concept)
    sitePhrases.push({ words: words.map(classes.classOf), concept })
  }

  const lexicon: Lexicon = {
    lists, phrases, exactPhrases, sitePhrases, siteConcepts,
    genericPhrases: new Set(wordsUnder(lists, 'anchors/generic/').map((phrase) => lexiconWords(phrase, self).join(' '))),
    brands: [], brandsByJoined: new Map(), brandsByWord: new Map(), joinedLengthMax: 0, clinicians: new Map(),
    titles: foldedSet(lists, 'anchors/clinician-titles'),
    phoneLabels: foldedSet(lists, 'anchors/phone-labels'),
    addressWords: foldedSet(lists, 'anchors/address-words'),
    ownAddress: new Set(addressTexts(profile).flatMap((text) => wordsOf(text))),
    ownDomains: new Set([site.domain, ...profile.domains].map((domain) => domainOfHost(domain.toLowerCase().replace(/^www\./u, '')))),
    spamDrugs: foldedSet(lists, 'anchors/spam/drugs'),
    spamSale: phraseTable(lists.words('anchors/spam/sale'), self),
    spamSaleWeak: foldedSet(lists, 'anchors/spam/sale-weak'),
    spamPlain: phraseTable(lists.words('anchors/spam/plain'), self),
    generalConcepts: new Set(lists.words('anchors/general-concepts')),
    parents: new Map(lists.words('concept-parents').map((row) => row.split(' ') as [string, string])),
    compounding: new Set(lists.words('anchors/compounding')),
    inflecting: new Set(lists.words('anchors/inflecting')),
    siteLanguages: profile.languages.map((language) => language.toLowerCase().split('-')[0]!),
    cut: cutter.cut,
    classOf: classes.classOf,
  }
  addBrands(lexicon, site)
  return lexicon

  function addPhrase(text: string, role: Role, concept: Concept | null): void {
    const words = lexiconWords(text, self)
    if (words.length === 0) return
    // Places are compared as written: "Dayton" is no form of "Daytona".
    const inflected = role === 'concept' || role === 'price' || role === 'superlative'
    const keyed = inflected ? words.map(classes.add) : words
    const table = inflected ? phrases : exactPhrases
    const list = table.get(keyed[0]!) ?? []
    // Kept longest first, in order of arrival among equals.
    const at = list.findIndex((phrase) => phrase.words.length < keyed.length)
    list.splice(at === -1 ? list.length : at, 0, { words: keyed, role, concept })
    table.set(keyed[0]!, list)
  }

  function coveringConcept(words: string[]): Concept | null {
    const keyed = words.map(classes.classOf)
    const found = (phrases.get(keyed[0]!) ?? []).find((phrase) => phrase.role === 'concept' && phrase.words.length === keyed.length && phrase.words.every((word, i) => word === keyed[i]))
    return found?.concept ?? null
  }
}

function wordsUnder(lists: Lists, prefix: string): string[] {
  return lists.wordIds(prefix).flatMap((id) => [...lists.words(id)])
}

function foldedSet(lists: Lists, id: string): ReadonlySet<string> {
  return new Set(lists.words(id).flatMap((word) => [foldWord(word), ...(word.includes(' ') ? [] : wordsOf(word))]))
}

function phraseTable(list: readonly string[], lexicon: Pick<Lexicon, 'cut'>): Map<string, string[][]> {
  const table = new Map<string, string[][]>()
  for (const text of list) {
    const words = lexiconWords(text, lexicon)
    if (words.length > 0) table.set(words[0]!, [...(table.get(words[0]!) ?? []), words])
  }
  return table
}

/** Places served, in every recorded name of each: exonyms, oblique forms, abbreviations of regions. */
function placeForms(profile: SiteFacts['profile'], lists: Lists): string[] {
  const own = [profile.address.city, profile.address.region, ...profile.serviceArea.places, profile.address.postcode, ...profile.serviceArea.postcodes].filter((place): place is string => place !== undefined && place !== '')
  const folded = new Set(own.map((place) => wordsOf(place).join(' ')))
  const groups = [...lists.words('anchors/exonyms'), ...lists.words('anchors/regions')].map((group) => group.split('|')).filter((group) => group.some((name) => folded.has(wordsOf(name).join(' '))))
  return [...own, ...own.flatMap(umlautForms), ...groups.flat()]
}

/** German ä, ö, ü and Nordic å as typed without them: Köln, Koeln. */
function umlautForms(text: string): string[] {
  const other = text.normalize('NFC').replace(/[äöüåÄÖÜÅ]/gu, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' })[letter.toLowerCase()] ?? letter)
  return other === text ? [] : [other]
}

function addressTexts({ address }: SiteFacts['profile']): string[] {
  return [address.street, address.city, address.region, address.postcode, address.country].filter((text): text is string => text !== undefined)
}

/** Cuts runs of unspaced scripts at dictionary words, longest first; what is between them stays together. */
function makeCutter(): { add(text: string): void; cut(word: string): string[] } {
  const byFirst = new Map<string, string[]>()
  return {
    add(text) {
      for (const word of wordsOf(text)) {
        if (!hasUnspaced(word)) continue
        const list = byFirst.get(word[0]!) ?? []
        const at = list.findIndex((entry) => entry.length < word.length)
        if (!list.includes(word)) list.splice(at === -1 ? list.length : at, 0, word)
        byFirst.set(word[0]!, list)
      }
    },
    cut(word) {
      const pieces: string[] = []
      let rest = ''
      for (let i = 0; i < word.length;) {
        const found = byFirst.get(word[i]!)?.find((entry) => word.startsWith(entry, i))
        if (found === undefined) {
          rest += word[i]
          i += 1
          continue
        }
        if (rest !== '') pieces.push(rest)
        rest = ''
        pieces.push(found)
        i += found.length
      }
      if (rest !== '') pieces.push(rest)
      return pieces
    },
  }
}

const arabicClitics = ['وال', 'بال', 'كال', 'فال', 'لل', 'ال', 'و', 'ب', 'ل']
const hebrewClitics = ['וה', 'שה', 'בה', 'לה', 'ו', 'ה', 'ב', 'ל', 'מ', 'ש']

/** Word without the particles that Arabic and Hebrew write together with it; itself first. */
function withoutClitics(word: string): string[] {
  const code = word.charCodeAt(0)
  const clitics = code >= 0x600 && code <= 0x6ff ? arabicClitics : code >= 0x5d0 && code <= 0x5ea ? hebrewClitics : []
  return [word, ...clitics.filter((clitic) => word.startsWith(clitic) && word.length - clitic.length >= 3).map((clitic) => word.slice(clitic.length))]
}

/** Classes of words that are forms of one; the first form added gives its name. */
function makeClasses(): { add(word: string): string; classOf(word: string): string } {
  const known = new Map<string, string>()
  const buckets = new Map<string, string[]>()
  const cache = new Map<string, string>()
  const find = (word: string): string | undefined => {
    for (const form of withoutClitics(word)) {
      const exact = known.get(form)
      if (exact !== undefined) return exact
    }
    for (const form of withoutClitics(word)) {
      const head = buckets.get(stemKey(form))?.find((one) => sameWord(one, form))
      if (head !== undefined) return head
    }
    return undefined
  }
  return {
    add(word) {
      const bare = withoutClitics(word).at(word.startsWith('ال') ? -1 : 0)!
      const head = find(word) ?? bare
      known.set(word, head)
      known.set(bare, head)
      if (head === bare) {
        const bucket = buckets.get(stemKey(bare)) ?? []
        if (!bucket.includes(bare)) bucket.push(bare)
        buckets.set(stemKey(bare), bucket)
      }
      return head
    },
    classOf(word) {
      const cached = cache.get(word)
      if (cached !== undefined) return cached
      const found = find(word) ?? word
      if (cache.size > classCacheMax) cache.clear()
      cache.set(word, found)
      return found
    },
  }
}

function addBrands(lexicon: Lexicon, site: SiteFacts): void {
  const { profile } = site
  const legalForms = foldedSet(lexicon.lists, 'anchors/legal-forms')
  const allTitles = foldedSet(lexicon.lists, 'anchors/titles')
  const nameWords: string[] = []
  const addName = (text: string, source: Brand['source']) => {
    for (const form of [text, ...umlautForms(text)]) {
      let words = wordsOf(form)
      while (words.length > 1 && legalForms.has(words.at(-1)!)) words = words.slice(0, -1)
      if (words.length > 1 && words[0] === 'the') words = words.slice(1)
      nameWords.push(...words)
      addBrand(lexicon, words, text, source)
      const bare = words.filter((word) => !allTitles.has(word))
      // "Dr. Amara Rao Dental" is known as "Amara Rao Dental" too; a lone word would be anybody's.
      if (bare.length >= 2 && bare.length < words.length) addBrand(lexicon, bare, text, source)
    }
  }
  for (const name of profile.names) addName(name, 'name')
  for (const name of profile.formerNames) addName(name, 'former name')
  const vocabulary = new Set([...nameWords, ...lexicon.lists.words('anchors/label-words'), ...lexicon.lists.wordIds('concept/').flatMap((id) => lexicon.lists.words(id).flatMap((word) => wordsOf(word)))])
  for (const domain of lexicon.ownDomains) {
    const label = foldWord(domain.split('.')[0]!)
    const words = label.split('-').flatMap((part) => splitLabel(part, vocabulary))
    if (label.length >= 3) addBrand(lexicon, words, domain, 'domain')
  }
  for (const { name } of profile.clinicians) {
    const words = wordsOf(name).filter((word) => !allTitles.has(word) && word.length > 1)
    if (words.length === 0) continue
    if (words.some((word) => hasUnspaced(word))) {
      addBrand(lexicon, words, name, 'clinician')
      continue
    }
    const clinician: Clinician = { shown: name, first: words.length > 1 ? words[0]! : '', words: new Set(words) }
    // Of two surnames either may stand alone with the first name (García López).
    for (const surname of new Set(words.length > 1 ? words.slice(1).filter((word) => word.length > 2 || word === words.at(-1)) : words)) {
      lexicon.clinicians.set(surname, [...(lexicon.clinicians.get(surname) ?? []), clinician])
    }
  }
}

function addBrand(lexicon: Lexicon, words: string[], shown: string, source: Brand['source']): void {
  const joined = words.join('')
  if (joined.length < 2 || lexicon.brandsByJoined.has(joined)) return
  const brand: Brand = { words, shown, source, generic: isGenericName(words, lexicon) }
  lexicon.brands.push(brand)
  lexicon.brandsByJoined.set(joined, brand)
  lexicon.joinedLengthMax = Math.max(lexicon.joinedLengthMax, joined.length)
  words.forEach((word, at) => lexicon.brandsByWord.set(word, [...(lexicon.brandsByWord.get(word) ?? []), { brand, at }]))
}

/** True if a name says nothing but what is sold and where: "Dayton Dental Implants". */
function isGenericName(words: readonly string[], lexicon: Lexicon): boolean {
  const tags = tagPhrases(words, lexicon, false)
  return tags.some((tag) => tag.concept !== null) && tags.every((tag) => tag.role !== 'other')
}

/** Splits a domain label at known words ("oakstreetdental"), fewest pieces; itself where it can't be done. */
function splitLabel(label: string, vocabulary: ReadonlySet<string>): string[] {
  if (label.length > 63 || vocabulary.has(label)) return [label]
  const best: Array<string[] | null> = [[]]
  for (let end = 1; end <= label.length; end += 1) {
    best[end] = null
    for (let start = Math.max(0, end - 24); start < end; start += 1) {
      const before = best[start]
      const piece = label.slice(start, end)
      if (before == null || piece.length < 2 || !vocabulary.has(piece)) continue
      if (best[end] == null || before.length + 1 < best[end]!.length) best[end] = [...before, piece]
    }
  }
  return best[label.length] ?? [label]
}
