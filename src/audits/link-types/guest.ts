import type { PageFeatures } from '../../model/page.js'
import { findPhrases, wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'
import { titles } from './rules-page.js'
import type { WordLists } from './word-lists.js'

/** What a page as a whole says of its writer (F-AUTH). */
export interface GuestReading {
  /** Words by which the page calls the writer one from outside, or null. */
  outsider: string | null
  /** What tells who the writer is, in running text: words of the sentences, empty where there are none. */
  bio: readonly string[]
  /** The same as written, for evidence and to see whether a link stands in it. */
  bioText: string
}

const nobody: GuestReading = { outsider: null, bio: [], bioText: '' }
const kept = new WeakMap<PageFeatures, { words: WordLists; reading: GuestReading }>()

/** Kept for each page, since several of its links may be asked about. */
export function guestReading(reading: LinkReading): GuestReading {
  const { features, words } = reading
  if (features === null) return nobody
  const known = kept.get(features)
  if (known !== undefined && known.words === words) return known.reading
  const found = read(reading, features)
  kept.set(features, { words, reading: found })
  return found
}

/** Shorter texts are records and notices, which name people as well. */
const textWordsMin = 80
const bioCharsMax = 260

function read(reading: LinkReading, features: PageFeatures): GuestReading {
  const { extra } = reading
  if (features.mainWordCount < textWordsMin) return nobody
  const outsider = outsiderOf(reading, features)
  const start = (extra.mainStart ?? '').slice(0, 420)
  const end = extra.mainEnd ?? ''
  const texts = [...(extra.bylines ?? []), extra.authorBio ?? '', end, ...(outsider === null ? [] : [start])]
  for (const text of texts) {
    const bioText = bioIn(text, features, reading, { within: text === end ? endChars : text.length, isIntroduction: text === start })
    if (bioText !== null) return { outsider, bio: wordsOf(bioText), bioText }
  }
  return { ...nobody, outsider }
}

/** "Guest: …" in title or byline, "Gast" for an author, or a line like "The views are personal". */
function outsiderOf({ extra, words, title, facts }: LinkReading, features: PageFeatures): string | null {
  for (const text of [facts.page?.title ?? title, ...features.headings.slice(0, 2), ...(extra.bylines ?? []), ...features.authors]) {
    const found = guestMark.exec(text) ?? guestSeries.exec(text)
    if (found) return found[0].trim()
  }
  for (const text of [(extra.mainStart ?? '').slice(0, 300), (extra.mainEnd ?? '').slice(-400), ...(extra.shortLines ?? []).slice(0, 12), ...(extra.bylines ?? [])]) {
    const found = findPhrases(words.relation.outsider, wordsOf(text), '')[0]
    if (found) return found.text
  }
  return null
}

const guestMark = /^(?:guest|gast|gastautor(?:in)?|invité[e]?|invitad[oa]|ospite|convidad[oa]|gość|gästinlägg|gæst|vieras)(?:\s?[:–—|]|\s(?:post|column|writer|author|essay)\b|$)/iu
/** Names of columns in which people from outside answer or write. */
const guestSeries = /^(?:ask the expert|our expert|guest of the month|frag(?:en sie)? (?:den|die|unsere[nr]?) expert|l['’]ospite|la parola all['’]esperto|l['’]esperto risponde|l['’]expert répond|el experto responde|o especialista responde|de gast|de expert|zapytaj eksperta|gość miesiąca)/iu

/** A bio stands in the last words; what is further up tells of people in the text. */
const endChars = 420
const titled = String.raw`(?:(?:Dr|Dra|Drs|Dott|Prof|Mr|Mrs|Ms|Frau|Herr|Mgr|med|mgr|lek|lic|Ir)\.?(?:ssa|in)?\s){0,3}`
const person = String.raw`${titled}\p{Lu}[\p{L}'’.-]{0,30}(?:\s(?:de|da|di|del|van|von|der|den|la|le|dos|du))?\s\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,2}`
const writer = String.raw`(?:[Tt]he|[Oo]ur)\s(?:guest\s)?(?:writer|author|columnist|contributor)|[Dd](?:er|ie)\s(?:Gast)?[Aa]utor(?:in)?|[Ll]['’]aut(?:eur|rice|ore)|[EeOoAa]l?\sautora?|[Ll]a\sautora|[Dd]e\s(?:gast)?(?:auteur|schrijver|schrijfster)|[Aa]utor(?:ka)?`
const cue = String.raw`(?:[\p{L}'’\s]{4,28}:\s)?`
const beginning = new RegExp(String.raw`(?:^|[.!?…:*»”")]\s*|[–—|]\s*|\()${cue}(?:(${person})|(${writer})|(${titled}\p{Lu}[\p{L}-]{2,20}))(?:\s\([^)]{2,60}\))?(,\s[\p{L}\s.'’&()/-]{4,80}|\s\p{Ll}\p{L}{0,20}\s)`, 'gu')

/** The sentences of a text, from the first that introduces its writer; null where none does. */
function bioIn(text: string, { authors }: PageFeatures, { words }: LinkReading, { within, isIntroduction }: { within: number; isIntroduction: boolean }): string | null {
  const from = Math.max(0, text.length - within)
  const tail = text.slice(from)
  const named = isIntroduction ? [] : authors.filter((name) => !noName.test(name)).map((name) => wordsOf(name).filter((word) => !titles.has(word))).filter((name) => name.length >= 2)
  for (const found of tail.matchAll(beginning)) {
    const [whole, full, role, first, rest] = found
    const subject = wordsOf(full ?? first ?? '')
    const isAuthor = named.some((name) => subject.includes(name.at(-1)!) || (subject.length === 1 && subject[0] === name[0]))
    const hasCue = /:\s/u.test(whole.slice(0, whole.length - rest!.length)) || first !== undefined
    // A first name alone, and a person who is not the one in the byline, tell of a writer only where a line says so.
    if (role === undefined && !isAuthor && (first !== undefined || named.length > 0) && !(hasCue && cueBefore(whole, words))) continue
    const isVerb = !rest!.startsWith(',') && words.bioVerbs.has(wordsOf(rest!)[0] ?? '')
    const isRole = rest!.startsWith(',') && (isAuthor || isIntroduction || found.index + whole.length >= tail.length - signatureCharsMax)
    if (isVerb || isRole) return tail.slice(found.index, found.index + bioCharsMax)
  }
  return null
}

/** What systems write where a name should be. */
const noName = /\b(?:posted|admin|staff|redaktion|redaction|redacción|redazione|redação|redactie|redakcja|editor|team)\b/iu

/** Behind a signature stands its place, and no further text. */
const signatureCharsMax = 60

/** True if what stands before the name is a cue like "About the author:". */
function cueBefore(whole: string, { cues }: WordLists): boolean {
  const before = wordsOf(whole.slice(0, whole.indexOf(':') + 1))
  return findPhrases(cues, before, '').some(({ value }) => value.cue === 'author-box')
}
