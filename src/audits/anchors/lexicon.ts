import type { SiteFacts } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import { domainOfHost } from '../../model/domain.js'
import { addBrands, type Brand, type Clinician } from './brand-names.js'
import { wordsOf } from './normalise.js'
import { umlautForms } from './transliterate.js'
import { cutWords, gradeOf, isInflected, phraseLength, vocabularyOf, type Concept, type Phrase, type Role, type Vocabulary } from './vocabulary.js'
import { makeClasses, makeCutter, makeLongestFirst, type LongestFirst } from './word-tables.js'

export type { Concept, Role } from './vocabulary.js'

/**
 * Everything anchors of one site are compared with, built once: brand entities (AN-02) and its own money words (AN-03)
 * over the vocabulary of the shipped lists.
 */
export interface Lexicon {
  vocabulary: Vocabulary
  phrases: LongestFirst<Phrase>
  exactPhrases: LongestFirst<Phrase>
  /** One-word places of the site, which inflect in many languages ("w Krakowie"). */
  places: ReadonlyMap<string, Phrase>
  /** True if the site names any place at all. */
  hasPlaces: boolean
  brands: Brand[]
  brandsByJoined: Map<string, Brand>
  brandsByWord: Map<string, Array<{ brand: Brand; at: number }>>
  /** Names by the stem of their first word, for those of which every word is bent ("Kardiologii Kasztanowej"). */
  brandsByStem: Map<string, Brand[]>
  joinedLengthMax: number
  clinicians: Map<string, Clinician[]>
  ownAddress: ReadonlySet<string>
  ownDomains: ReadonlySet<string>
  parents: ReadonlyMap<string, string>
  /** Concepts of the profile: what the provider says it treats and does. */
  siteConcepts: ReadonlySet<string>
  /** Fields of medicine the concepts of the profile belong to. */
  siteFields: ReadonlySet<string>
  sitePhrases: Array<{ words: string[]; concept: Concept }>
  siteLanguages: readonly string[]
  cut(word: string): string[]
  classOf(word: string): string
}

/** Words of a text, with runs of unspaced scripts cut at the lexicon's words. */
export function lexiconWords(text: string, lexicon: Pick<Lexicon, 'cut'>): string[] {
  return cutWords(text, lexicon)
}

const byVocabulary = new WeakMap<Vocabulary, WeakMap<SiteFacts, Lexicon>>()

/** The lexicon of a site under these lists, from a cache that goes when the site's facts go. */
export function lexiconOf(site: SiteFacts, lists: Lists): Lexicon {
  const vocabulary = vocabularyOf(lists)
  let bySite = byVocabulary.get(vocabulary)
  if (bySite === undefined) byVocabulary.set(vocabulary, (bySite = new WeakMap()))
  let lexicon = bySite.get(site)
  if (lexicon === undefined) bySite.set(site, (lexicon = buildLexicon(site, vocabulary)))
  return lexicon
}

function buildLexicon(site: SiteFacts, vocabulary: Vocabulary): Lexicon {
  const { profile } = site
  const cutter = makeCutter(vocabulary.cutter)
  const classes = makeClasses(vocabulary.classes, vocabulary.inflection)
  const phrases = makeLongestFirst<Phrase>(phraseLength, vocabulary.phrases)
  const exactPhrases = makeLongestFirst<Phrase>(phraseLength, vocabulary.exactPhrases)
  const places = new Map<string, Phrase>()
  const siteTerms: Array<[string, string]> = [
    ...profile.treatments.map((term): [string, string] => ['treatment', term]),
    ...profile.specialties.map((term): [string, string] => ['specialty', term]),
    ...profile.conditions.map((term): [string, string] => ['condition', term]),
  ]
  const placeTexts = placeForms(profile, vocabulary.lists)
  for (const text of placeTexts) cutter.add(text)
  for (const [, term] of siteTerms) cutter.add(term)
  for (const name of [...profile.names, ...profile.formerNames, ...profile.clinicians.map((one) => one.name)]) cutter.add(name)

  for (const text of placeTexts) {
    const place = addPhrase(text, 'place', null)
    if (place !== null && place.words.length === 1) places.set(place.words[0]!, place)
  }
  const sitePhrases: Lexicon['sitePhrases'] = []
  const siteConcepts = new Set<string>()
  for (const [kind, term] of siteTerms) {
    const words = cutWords(term, cutter)
    if (words.length === 0) continue
    // Lists of symptoms and body parts hold many things under one name; what the provider offers is one of them.
    const covering = coveringConcept(words)
    const known = covering === null || covering.kind === 'symptom' || covering.kind === 'anatomy' ? null : covering
    const concept: Concept = known ?? { id: `site:${words.join(' ')}`, kind, grade: gradeOf(kind) }
    siteConcepts.add(concept.id)
    if (known === null) addPhrase(term, 'concept', concept)
    sitePhrases.push({ words: words.map(classes.classOf), concept })
  }

  const lexicon: Lexicon = {
    vocabulary, phrases, exactPhrases, places, hasPlaces: placeTexts.length > 0, sitePhrases, siteConcepts, siteFields: new Set([...siteConcepts].map((id) => fieldOf(id, vocabulary.parents))),
    brands: [], brandsByJoined: new Map(), brandsByWord: new Map(), brandsByStem: new Map(), joinedLengthMax: 0, clinicians: new Map(),
    ownAddress: new Set(addressTexts(profile).flatMap((text) => wordsOf(text))),
    ownDomains: new Set([site.domain, ...profile.domains].map((domain) => domainOfHost(domain.toLowerCase().replace(/^www\./u, '')))),
    parents: vocabulary.parents,
    siteLanguages: profile.languages.map((language) => language.toLowerCase().split('-')[0]!),
    cut: cutter.cut,
    classOf: classes.classOf,
  }
  addBrands(lexicon, site)
  return lexicon

  function addPhrase(text: string, role: Role, concept: Concept | null): Phrase | null {
    const words = cutWords(text, cutter)
    if (words.length === 0) return null
    const keyed = isInflected(role) ? words.map(classes.add) : words
    const phrase: Phrase = { words: keyed, role, concept }
    const table = isInflected(role) ? phrases : exactPhrases
    table.add(keyed[0]!, phrase)
    return phrase
  }

  function coveringConcept(words: string[]): Concept | null {
    const keyed = words.map(classes.classOf)
    const found = (phrases.get(keyed[0]!) ?? []).find((phrase) => phrase.role === 'concept' && phrase.words.length === keyed.length && phrase.words.every((word, i) => word === keyed[i]))
    return found?.concept ?? null
  }
}

/** The field of medicine a concept belongs to: the last of its parents. */
export function fieldOf(id: string, parents: ReadonlyMap<string, string>): string {
  let field = id
  for (let steps = 0; steps < 6; steps += 1) {
    const parent = parents.get(field)
    if (parent === undefined) return field
    field = parent
  }
  return field
}

/** Places served, in every recorded name of each: exonyms, oblique forms, abbreviations of regions. */
function placeForms(profile: SiteFacts['profile'], lists: Lists): string[] {
  const own = [profile.address.city, profile.address.region, ...profile.serviceArea.places, profile.address.postcode, ...profile.serviceArea.postcodes].filter((place): place is string => place !== undefined && place !== '')
  const folded = new Set(own.map((place) => wordsOf(place).join(' ')))
  const groups = placeGroups(lists).filter(({ keys }) => keys.some((key) => folded.has(key)))
  return [...own, ...own.flatMap(umlautForms), ...groups.flatMap(({ names }) => names)]
}

const groupsByLists = new WeakMap<Lists, Array<{ keys: string[]; names: string[] }>>()

function placeGroups(lists: Lists): Array<{ keys: string[]; names: string[] }> {
  let groups = groupsByLists.get(lists)
  if (groups === undefined) {
    groups = [...lists.words('anchors/exonyms'), ...lists.words('anchors/regions')].map((group) => {
      const names = group.split('|')
      return { names, keys: names.map((name) => wordsOf(name).join(' ')) }
    })
    groupsByLists.set(lists, groups)
  }
  return groups
}

function addressTexts({ address }: SiteFacts['profile']): string[] {
  return [address.street, address.city, address.region, address.postcode, address.country].filter((text): text is string => text !== undefined)
}
