import { lookUpHost } from '../../model/lists.js'
import { hostOf, type Url } from '../../model/url.js'
import { guestReading } from './guest.js'
import { findPhrases, wordsOf } from './phrases.js'
import { containsRun } from './profile-reading.js'
import type { LinkReading } from './reading.js'
import { isFramed, targetHostOf } from './rules-target.js'
import { isStaff } from './rules-page.js'
import { beforeInSentence } from './rules-relation.js'
import type { Signals } from './signal.js'

/**
 * Who speaks in a text, where no box and no class name tells: a signature or a bio in its last words that ties the writer to the
 * target, a clinician who speaks of the own practice (LT-02), and a house that speaks of its own shop, course or magazine (LT-27).
 */
export function writerRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (reading.features === null || isFramed(reading) || link.area === 'comment' || link.cues.includes('comment') || link.cues.includes('figure') || targetHostOf(reading) !== null || link.referringDomain === link.targetDomain || isListed(reading)) return
  const isGuest = signatureRule(reading, signals) || tieRule(reading, signals) || ownPlaceRule(reading, signals)
  if (!isGuest && !signals.list.some(({ type, group, strength }) => type === 'LT-02' && (group === 'author' || group === 'label') && strength !== 'moderate')) ownPropertyRule(reading, signals)
}

function addGuest(signals: Signals, looked: string, found: string, subtype: string, strength: 'defining' | 'decisive' = 'decisive'): true {
  signals.add('LT-02', 'author', strength, 'F-AUTH', looked, found.slice(0, 120), subtype)
  for (const type of ['LT-01', 'LT-10'] as const) signals.add(type, 'against', 'veto', 'F-AUTH', looked, found.slice(0, 120))
  return true
}

/** Shorter texts are records and notices, which name people as well. */
const textWordsMin = 80
const signatureWordsMax = 14
const name = String.raw`(?:(?:Dr|Dra|Dott|Prof|Mr|Mrs|Ms|Frau|Herr|Mgr|med|mgr|lek|lic|Drs|Ir)\.?(?:ssa|in)?\s){0,3}\p{Lu}[\p{L}'’.-]{0,30}(?:\s(?:de|da|di|del|van|von|der|den|la|le|dos|du))?\s\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,2}`
/** A name and what its bearer is, without a verb: how people sign. */
const signature = new RegExp(String.raw`(?:^|[.!?…»”"*]\s+|[–—|]\s*|\n)((?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Tt]e[kx]s?t(?:e|o)?:?|[Aa]uto?[rc]\p{L}{0,3}:?|[Gg]roet,?|[Hh]erzlich,?)?\s?(?:${name}|\p{Lu}\p{L}{1,20}(?=\s?\())(?:,\s[\p{L}\s.()/&'’-]{2,70})?,?\s?[(–—-]?)\s*$`, 'u')

/** "Ilaria Pontremoli, dermatologa, …" as the last words of a text, with the link in them. */
function signatureRule(reading: LinkReading, signals: Signals): boolean {
  const before = (reading.facts.link.context?.before ?? '').slice(-160)
  if (reading.features!.mainWordCount < textWordsMin || !(isAtEnd(reading) || (reading.facts.link.cues.includes('last-third') && guestReading(reading).outsider !== null)) || reading.anchorWords.length === 0 || isStaff(reading)) return false
  const found = signature.exec(before)?.[1]?.trim()
  if (found === undefined || wordsOf(found).length > signatureWordsMax || !/,|\(|[–—-]\s*$/u.test(`${found}${before.slice(-2)}`)) return false
  return addGuest(signals, 'last words of the text', found, 'bio-link')
}

/** A host of a known kind, a network or a work of reference, is no writer's own. */
function isListed({ facts: { link, lists } }: LinkReading): boolean {
  return link.target !== null && lookUpHost(lists.hostKinds, hostOf(link.target as Url)) !== undefined
}

/** True of a link in the last words of the main text. */
function isAtEnd({ extra, facts: { link } }: LinkReading): boolean {
  const tail = (link.context?.before ?? '').trim().slice(-24)
  return tail.length >= 8 && (extra.mainEnd ?? '').slice(-260).includes(tail)
}

/** A bio that names the target or links it: the links of the body to it are the writer's own as well. */
function tieRule(reading: LinkReading, signals: Signals): boolean {
  const { link } = reading.facts
  const { words, profile } = reading
  if (!(link.cues.includes('prose') || reading.inSentence || isAtEnd(reading))) return false
  const { bio, bioText } = guestReading(reading)
  if (bio.length === 0 || namesSiteItself(reading, bio)) return false
  const label = link.targetDomain.split('.', 1)[0]!.replaceAll('-', '')
  const isOwn = profile.domains.has(link.targetDomain) || reading.facts.site.domain === link.targetDomain
  const named = (isOwn ? profile.names.find((one) => one.join('').length >= 5 && containsRun(bio, one)) : undefined) ?? (label.length >= 5 && !words.genericNames.has(label) && bio.join('').includes(label) ? [label] : pairIn(bio, label)) ?? (isInside(reading, bioText) ? reading.anchorWords : undefined)
  if (named === undefined) return false
  return addGuest(signals, 'who the writer is', bioText.trim(), isAtEnd(reading) ? 'bio-link' : 'in-body', 'defining')
}

/** True of a link whose words and those before them stand in the bio. */
function isInside({ facts: { link } }: LinkReading, bioText: string): boolean {
  const anchor = link.anchorText?.trim() ?? ''
  const tail = (link.context?.before ?? '').trim().slice(-16)
  return anchor !== '' && tail.length >= 6 && bioText.includes(anchor) && bioText.includes(tail)
}

/** Two words of a bio that stand together in the target's domain: "Bracken Valley" in brackenvalleyhealth. */
function pairIn(bio: readonly string[], label: string): string[] | undefined {
  const at = bio.findIndex((word, index) => index + 1 < bio.length && word.length >= 3 && word.length + bio[index + 1]!.length >= pairCharsMin && label.includes(word + bio[index + 1]!))
  return at === -1 ? undefined : [bio[at]!, bio[at + 1]!]
}

const pairCharsMin = 9

/** True if a bio names the site on which it stands: the writer is one of its staff. */
function namesSiteItself({ facts: { link } }: LinkReading, bio: readonly string[]): boolean {
  const own = link.referringDomain.split('.', 1)[0]!.replaceAll('-', '')
  return own.length >= 4 && bio.join('').includes(own)
}

const notTheirs = ['practice', 'hospital', 'university', 'association', 'insurer', 'health-body']

/** "In my clinic we wrote it up here": on a site that is no practice, whoever says so writes from outside (LT-02, in-body). */
function ownPlaceRule(reading: LinkReading, signals: Signals): boolean {
  const { link } = reading.facts
  const { relation } = reading.words
  if (!link.cues.includes('prose') && !reading.inSentence) return false
  if (notTheirs.some((kind) => reading.host.kinds.has(kind)) || reading.host.isUniversity || reading.host.isGovernment) return false
  const words = wordsOf(`${(link.context?.before ?? '').slice(-170)} ${link.anchorText ?? ''} ${(link.context?.after ?? '').slice(0, 40)}`)
  const { outsider, bio } = guestReading(reading)
  const isTied = outsider !== null || signals.list.some(({ type, group, strength }) => type === 'LT-02' && (group === 'label' || group === 'url' || group === 'title') && (strength === 'defining' || strength === 'decisive'))
  const voice = isTied ? findPhrases(relation.ownVerbs, [...beforeInSentence(reading), ...reading.anchorWords], '')[0] : undefined
  if (voice !== undefined) return addGuest(signals, 'words around the link', `a guest who says: ${voice.text}`, 'in-body')
  const places = isTied ? [relation.ownWorkplace, relation.ownWork] : [relation.ownWorkplace]
  for (const index of places) {
    const found = findPhrases(index, words, '').find(({ at }) => words.slice(Math.max(0, at - 2), at).some((word) => relation.possessives.has(word) || (index === relation.ownWork && relation.theirs.has(word))))
    if (found === undefined || (index === relation.ownWorkplace && !isTied && bio.length === 0 && !/^(?:my|meiner?|meinem|mon|ma|mes|mi|mis|mio|mia|meu|minha|mijn|moim|mojej|moich)$/u.test(words[found.at - 1] ?? ''))) continue
    return addGuest(signals, 'words around the link', `speaks of the own: ${found.text}`, 'in-body')
  }
  return false
}

/** "In our shop", "unser neues Buch": what a house calls its own leads to another place of its own (LT-27). */
function ownPropertyRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const before = wordsOf((link.context?.before ?? '').slice(-60)).slice(-3)
  const words = [...before, ...reading.anchorWords]
  const { ownProperty, possessives } = reading.words.relation
  const said = findPhrases(ownProperty, words, '').find(({ at, length }) => at + length >= before.length && words.slice(Math.max(0, at - 2), at).some((word) => possessives.has(word)))
  const found = said ?? ownedBehind(reading)
  if (found === undefined) return
  signals.add('LT-27', 'text', 'decisive', 'LT-27', 'words of the link', `calls it its own: ${found.text}`, 'site-group')
  // Before a link "our magazine" may be about another one; "is our magazine" behind it is about this one.
  signals.add('LT-01', 'against', said === undefined ? 'veto' : 'contra', 'LT-27', 'words of the link', `calls it its own: ${found.text}`)
}

/** "… is our second blog", right behind the link. */
function ownedBehind({ facts: { link }, words: { relation: { ownProperty, possessives } } }: LinkReading): { text: string } | undefined {
  const after = link.context?.after ?? ''
  const verb = copula.exec(after)
  if (verb === null) return undefined
  const said = wordsOf(after.slice(verb[0].length, verb[0].length + 50)).slice(0, behindWordsMax)
  return possessives.has(said[0] ?? '') ? findPhrases(ownProperty, said, '').find(({ at }) => at <= 2) : undefined
}

const behindWordsMax = 5
const copula = /^\s{0,2}[)"'”»]?,?\s{0,2}(?:is|are|ist|sind|est|sont|es|son|è|sono|é|são|jest|są|zijn)\s/iu
