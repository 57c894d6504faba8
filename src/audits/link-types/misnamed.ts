import { editDistance } from '../../lib/edit-distance.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import { hostOffers, nameHintMax } from '../risk/host-offers.js'
import { readName } from '../risk/name-reading.js'
import { borrowedSuffix } from '../tiers/graph-signs.js'
import { wordSet } from '../tiers/label-patterns.js'

/** Kinds of bodies and papers: what spammers borrow a name from. Of shops, forums, lists and tools nobody does. */
export const borrowedKinds: readonly string[] = [
  'health-body', 'government', 'hospital', 'university', 'association', 'school', 'library', 'parish', 'municipality', 'chamber', 'community', 'local-news', 'news', 'journal', 'wiki', 'health-publisher', 'patient-organisation', 'insurer', 'newsletter', 'practice',
]

/** Lists of what is sold that stand in no body's name by themselves; medicines that are prescribed as a matter of course are not among them. */
const soldLists: readonly string[] = ['name/drug', 'name/no-prescription', 'name/supplement', 'name/casino-sure', 'name/loans', 'name/essay-sure', 'name/adult-sure', 'name/links-sure', 'name/links-trade', 'name/weapons-sure', 'name/papers-sure']
/** Shorter names differ in one letter from ordinary words. */
const mimicCharsMin = 6

/**
 * Why a host is no hospital, paper or authority though a word of its name says so (F-HOSTKIND): the name also holds what is
 * sold by spam (RISK-06), or a controlled suffix such as "gov" before the ending under which it really is registered. Null of names
 * without either, of names that say they help or study, and of hosts that a list or their suffix knows.
 */
export function misnamed(host: string, labels: readonly string[], kinds: ReadonlyMap<string, string>, lists: Lists): string | null {
  const words = borrowedKinds.flatMap((kind) => kinds.get(kind)?.replaceAll('-', '') ?? [])
  if (words.length === 0 || isListed(host, lists)) return null
  // What the registry keeps for authorities stands in the ending, which is no part of these labels.
  const suffix = borrowedSuffix([...labels, ''].join('.'), lists)
  if (suffix !== undefined) return `“${suffix}” stands in the name, which is not registered under it`
  const sold = soldIn(host, labels, words, lists)
  return sold === null ? null : `the name holds “${sold}” as well`
}

function isListed(host: string, lists: Lists): boolean {
  const kind = lookUpHost(lists.hostKinds, host)?.entry.kind
  // On a platform anybody is called what he likes.
  return (kind !== undefined && kind !== 'blog-platform') || lookUpHost(lists.seeds, host) !== undefined
}

function soldIn(host: string, labels: readonly string[], kindWords: readonly string[], lists: Lists): string | null {
  const goods = wordSet(lists, 'host-goods/sold')
  const excuses = wordSet(lists, 'host-goods/excuse')
  const readings = labels.map((label) => readName(label, lists).words)
  const parts = labels.flatMap((label) => label.split(/[-_]/u)).flatMap((part) => [part, ...restsOf(part, kindWords)])
  if (parts.some((part) => excuses.has(part)) || readings.some((words) => words.some(({ text }) => excuses.has(text)))) return null
  const offer = hostOffers(host, lists).find(({ strength }) => strength > nameHintMax)
  if (offer !== undefined) return offer.words
  const read = readings.flat().find(({ text, lists: of }) => goods.has(text) || soldLists.some((list) => of.has(list)))
  return read?.text ?? parts.find((part) => goods.has(part)) ?? mimicIn(parts, lists)
}

/** What is left of a part of a name without the words of its kinds: "loan" of "loantimes", "escorts" of "escortsmedicaljournal". */
function restsOf(part: string, kindWords: readonly string[]): string[] {
  const rests = kindWords.flatMap((word) => (part.length <= word.length ? [] : part.startsWith(word) ? [part.slice(word.length)] : part.endsWith(word) ? [part.slice(0, -word.length)] : []))
  return rests.flatMap((rest) => [rest, ...restsOf(rest, kindWords)])
}

/** A part that is the name of a much-sold drug but for one letter, as filters are evaded: "vlagra". */
function mimicIn(parts: readonly string[], lists: Lists): string | null {
  const names = lists.words('host-goods/mimicked')
  return parts.find((part) => part.length >= mimicCharsMin && names.some((name) => part[0] === name[0] && editDistance(part, name, 1) <= 1)) ?? null
}
