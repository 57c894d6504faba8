import { recent, type Recent } from '../../lib/recent.js'
import type { SiteFacts } from '../../model/facts.js'
import type { Lexicon } from '../anchors/lexicon.js'
import { conceptsOf } from '../anchors/target-page.js'

/** What a text beside a link is about. */
export interface TextSubject {
  /** The text without the provider's names and domain, which would find their own subject in it. */
  text: string
  /** Ids of the medical concepts it names. */
  concepts: ReadonlySet<string>
}

const subjects = new WeakMap<Lexicon, Recent<TextSubject>>()
const keptMax = 10_000
const keptCharsMax = 200

/** The subject of a text; of short ones kept, since titles and anchors come again and again. */
export function subjectOf(text: string, site: SiteFacts, lexicon: Lexicon): TextSubject {
  if (text === '') return nothing
  if (text.length > keptCharsMax) return readSubject(text, site, lexicon)
  let kept = subjects.get(lexicon)
  if (kept === undefined) subjects.set(lexicon, (kept = recent(keptMax)))
  let subject = kept.get(text)
  if (subject === undefined) kept.set(text, (subject = readSubject(text, site, lexicon)))
  return subject
}

const noIds: ReadonlySet<string> = new Set()
const nothing: TextSubject = { text: '', concepts: noIds }

function readSubject(text: string, site: SiteFacts, lexicon: Lexicon): TextSubject {
  const own = withoutNames(text, site)
  const concepts = conceptsOf(own, lexicon)
  return { text: own, concepts: concepts.length === 0 ? noIds : new Set(concepts.map(({ id }) => id)) }
}

/** A text without the provider's names and domain. */
export function withoutNames(text: string, { domain, profile }: SiteFacts): string {
  let kept = text
  for (const name of [...profile.names, ...profile.formerNames, domain]) {
    if (name.length < nameCharsMin) continue
    for (let at = placeOf(name, kept, 0), times = 0; at !== -1 && times < namesMax; at = placeOf(name, kept, at), times += 1) kept = `${kept.slice(0, at)} ${kept.slice(at + name.length)}`
  }
  return kept === text ? text : kept.trim()
}

/**
 * Where a name stands in a text as words of its own ("Derma" is not in "Dermatology"), whatever its case; as it is written
 * where letters grow with their case ("İ"), since places would not fit.
 */
function placeOf(name: string, text: string, from: number): number {
  const folds = name.toLowerCase().length === name.length && text.toLowerCase().length === text.length
  const [within, wanted] = folds ? [text.toLowerCase(), name.toLowerCase()] : [text, name]
  let at = within.indexOf(wanted, from)
  while (at !== -1 && (isLetter(within[at - 1]) || isLetter(within[at + wanted.length]))) at = within.indexOf(wanted, at + 1)
  return at
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}

const nameCharsMin = 4
const namesMax = 20
