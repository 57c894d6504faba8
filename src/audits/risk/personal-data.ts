import type { Lists } from '../../model/lists.js'
import { wordSet } from '../tiers/label-patterns.js'
import { pushTo } from './grouped.js'
import { decoded } from './url-text.js'
import { fold } from './spam-scan.js'

export { redactedUrl } from '../../model/redacted-url.js'

const jwtPattern = /eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/u
const mailPattern = /^[^\s@]{1,64}@[^\s@]{1,190}\.[a-z]{2,24}$/iu

export interface PersonalParameter {
  /** `record` names a person's file or visit; `access` opens something. */
  kind: 'record' | 'access'
  /** Name of the parameter, never its value. */
  name: string
}

/** Parameters of a URL that can expose a patient, compared without signs (`patient_id`, `patientId`). Values are looked at, and never given back. */
export function personalParameters(url: string, lists: Lists): PersonalParameter[] {
  const question = url.indexOf('?')
  if (question === -1) return []
  const hash = url.indexOf('#', question)
  const place = url.slice(0, question)
  let isPortal: boolean | undefined
  const ofPortal = () => (isPortal ??= isOfPortal(place, lists))
  const [records, accesses] = [wordSet(lists, 'address-words/record'), wordSet(lists, 'address-words/access')]
  const found: PersonalParameter[] = []
  for (const pair of url.slice(question + 1, hash === -1 ? undefined : hash).split('&', 100)) {
    const equals = pair.indexOf('=')
    if (equals <= 0) continue
    const name = decoded(pair.slice(0, equals)).slice(0, 60)
    const value = decoded(pair.slice(equals + 1)).slice(0, 4_000)
    if (value === '' || isPlaceholder(value)) continue
    const plain = name.toLowerCase().replace(/[^a-z0-9]/gu, '')
    if (records.has(plain) && (plain !== 'patient' || /\d|\s|@/u.test(value))) found.push({ kind: 'record', name })
    else if (accesses.has(plain) ? looksSecret(value) && ofPortal() : value.includes('eyJ') && ofPortal() && jwtPattern.test(value)) found.push({ kind: 'access', name })
    else if (value.includes('@') && ofPortal() && mailPattern.test(value)) found.push({ kind: 'record', name })
  }
  return found
}

/** True if a label of the host or a part of the path is, or holds between hyphens, a name of patient portals. */
function isOfPortal(place: string, lists: Lists): boolean {
  const parts = place.slice(0, 1_000).toLowerCase().split(/[/.]/u, 60).map((part) => `-${part}-`)
  return lists.words('address-words/portal').some((name) => parts.some((part) => part.includes(`-${name}-`)))
}

/** Sample values as documentation and forms show them. */
function isPlaceholder(value: string): boolean {
  return /^(?:x+|0+|1234?5?6?|test|example|demo|null|undefined|true|false|\{.*\}|%7b.*|<.*>|\[.*\])$/iu.test(value)
}

function looksSecret(value: string): boolean {
  return value.length >= 12 && /\d/u.test(value) && /[a-z]/iu.test(value)
}

const namePattern = /(?:^|[^\p{L}])((?:\p{Lu}[\p{Ll}\p{M}]{1,20}(?:[-'’]\p{Lu}[\p{Ll}]{1,20})?)(?:\s+\p{Lu}\.)?\s+(?:(?:van|von|de|da|del|della|el|al|bin)\s+){0,2}\p{Lu}[\p{Ll}\p{M}]{1,24}(?:[-'’]\p{Lu}[\p{Ll}]{1,24})?)(?![\p{L}])/gu

/**
 * True if the text names a person beside the word "patient" and a condition: "our patient Ana Pérez, breast cancer".
 * Names of the clinicians given are not patients, and "Patient Care" is no name.
 */
export function namesPatient(text: string, patientWords: readonly string[], conditionWords: readonly string[], clinicians: readonly string[], notNames: ReadonlySet<string>): boolean {
  const short = text.slice(0, 1_200)
  const folded = ` ${fold(short).replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  if (!holdsWord(folded, patientWords) || !holdsWord(folded, conditionWords)) return false
  const known = new Set(clinicians.flatMap((name) => fold(name).match(/\p{L}{3,}/gu) ?? []))
  const common = new Set([...patientWords, ...conditionWords].flatMap((word) => fold(word).split(/\s+/u)))
  const names = new RegExp(namePattern)
  for (let match = names.exec(short); match !== null; match = names.exec(short)) {
    const at = match.index
    const end = at + match[0].length
    // A word before the name may be capitalised too ("Patientin Anna …"), so the next try begins one word later.
    names.lastIndex = at + 1 + match[0].slice(1).search(/\s|$/u)
    const before = short.slice(Math.max(0, at - 12), at + 1)
    if (/(?:Dr|Prof|Dott|Dra|Doctor|Nurse)\.?\s*$/u.test(before)) continue
    const parts = fold(match[1]!).match(/\p{L}{2,}/gu) ?? []
    if (parts.some((part) => known.has(part) || common.has(part) || notNames.has(part))) continue
    const near = fold(short.slice(Math.max(0, at - 40), end + 40)).replace(/[^\p{L}\p{N}]+/gu, ' ')
    if (asWords(patientWords).some((word) => ` ${near} `.includes(word))) return true
  }
  return false
}

/** True if one of the words of a list stands in a folded text: each word of the text is looked up, and not each of the list looked for. */
function holdsWord(folded: string, list: readonly string[]): boolean {
  const byFirst = wordsByFirst(list)
  for (let from = 1; from < folded.length;) {
    const end = folded.indexOf(' ', from)
    if (byFirst.get(folded.slice(from, end))?.some((word) => folded.startsWith(word, from - 1)) === true) return true
    from = end + 1
  }
  return false
}

const byFirstOf = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>()

/** The words of a list as they are looked for, by the first of each; made once for a list. */
function wordsByFirst(list: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = byFirstOf.get(list)
  if (known !== undefined) return known
  const byFirst = new Map<string, string[]>()
  for (const word of asWords(list)) pushTo(byFirst, word.slice(1, word.indexOf(' ', 1)), word)
  byFirstOf.set(list, byFirst)
  return byFirst
}

const asWordsOf = new WeakMap<readonly string[], readonly string[]>()

/** The words of a list folded, between spaces, as they are looked for; made once for a list. */
function asWords(list: readonly string[]): readonly string[] {
  let words = asWordsOf.get(list)
  if (words === undefined) asWordsOf.set(list, (words = list.map((word) => ` ${fold(word)} `)))
  return words
}
