import { publicSuffixStart } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'
import { readName, type NameReading } from './name-reading.js'

/** What a host offers by its own name (RISK-06, from the address alone). */
export interface HostOffer {
  trade: string
  /** Words of the name that say so. */
  words: string
  strength: number
}

/** Words asked of one name; the sets are the lists `name/…` of data/spam-names.json. */
interface Words {
  of: (list: string) => readonly string[]
  has: (list: string) => boolean
}

const hostsMax = 50_000
const known = new WeakMap<Lists, Map<string, readonly HostOffer[]>>()

/**
 * What a host name offers, read from the words it is made of: "buycheaplasixonlineus", "canadian-pharmacy-24h".
 *
 * A thing alone is never an offer: a maker, a patient group and a town have names of one such word. A word of sale, of
 * "no prescription" or a second thing sold has to stand beside it, and any word of help, study, law or entertainment in
 * the name cancels it. Strengths are those of one sign of severity high; honest shops with ordinary names of pharmacies
 * ("top farmacia", "discount drug mart") stay below what is shown as worth a look.
 */
export function hostOffers(host: string, lists: Lists): readonly HostOffer[] {
  let hosts = known.get(lists)
  if (hosts === undefined) known.set(lists, (hosts = new Map()))
  const before = hosts.get(host)
  if (before !== undefined) return before
  if (hosts.size >= hostsMax) hosts.clear()
  const answer = readHost(host, lists)
  hosts.set(host, answer)
  return answer
}

/** The strength up to which an offer of a name is a hint beside others and shown as nothing by itself. */
export const nameHintMax = 0.35

/** Of the ending of a host: whether it is of throw-away shops, and how sure an English name under it is one of a pill network. */
interface Suffix {
  isOdd: boolean
  ofPills: number
}

function readHost(host: string, lists: Lists): readonly HostOffer[] {
  const suffixStart = publicSuffixStart(host)
  if (suffixStart <= 0) return []
  const suffix: Suffix = { isOdd: isOddSuffix(host, lists), ofPills: ofSuffix(host, lists.table('pill-suffix')) ?? 0 }
  const labels = host.slice(0, suffixStart - 1).split('.').filter((label) => label !== 'www' && !label.startsWith('xn--')).slice(-4)
  const makers = lists.words('name/maker')
  // Labels are read one by one: "shop.city-clinic" is no shop for what "city-clinic" treats.
  const found = new Map<string, HostOffer>()
  for (const [at, label] of labels.entries()) {
    const reading = readName(label, lists)
    if (reading.words.length === 0) continue
    // A medicine before somebody else's name is no maker's address.
    const isPart = at < labels.length - 1 && !makers.includes(labels.at(-1)!)
    for (const offer of offersOfName(reading, suffix, isPart)) {
      const other = found.get(offer.trade)
      if (other === undefined || other.strength < offer.strength) found.set(offer.trade, offer)
    }
  }
  return [...found.values()]
}

/** Names of the lists of things sold, for asking whether a name holds one at all. */
const thingLists = (lists: Lists): readonly string[] => lists.words('name-lists/things')

/** True if a part of a name is a thing of these trades, though nothing of sale stands beside it: no town is called so. */
export function namesTrade(host: string, lists: Lists): boolean {
  const suffixStart = publicSuffixStart(host)
  if (suffixStart <= 0) return false
  const labels = host.slice(0, suffixStart - 1).split('.').slice(-4)
  const parts = new Set(labels.flatMap((label) => [label, ...label.slice(0, 80).split('-')]))
  const things = thingLists(lists)
  return [...parts].some((part) => readName(part, lists).words.some((word) => things.some((list) => word.lists.has(list))))
}

/** Words of sale and praise in the first label of a domain: "bestsecureshop". */
export function saleWords(label: string, lists: Lists): string[] {
  return [...new Set(readName(label, lists).words.filter((word) => word.lists.has('name/sale') || word.lists.has('name/more')).map((word) => word.text))]
}

/** Endings under which a shop with English words for pills has no business, or which cost nothing. */
export function isOddSuffix(host: string, lists: Lists): boolean {
  return ofSuffix(host, lists.table('odd-suffix')) !== undefined
}

/** The number a table has for the last label of a host, or for its last two. */
function ofSuffix(host: string, table: Readonly<Record<string, number>>): number | undefined {
  let numbers = suffixNumbers.get(table)
  if (numbers === undefined) suffixNumbers.set(table, (numbers = new Map(Object.entries(table))))
  const last = host.lastIndexOf('.')
  return numbers.get(host.slice(last + 1)) ?? numbers.get(host.slice(host.lastIndexOf('.', last - 1) + 1))
}

/** The tables as maps: an object asked for a name it has not keeps that name for ever, and every host is another one. */
const suffixNumbers = new WeakMap<Readonly<Record<string, number>>, ReadonlyMap<string, number>>()

function offersOfName(reading: NameReading, suffix: Suffix, isPart: boolean): HostOffer[] {
  const oddSuffix = suffix.isOdd
  const byList = wordsByList(reading)
  const words: Words = { of: (list) => byList.get(list) ?? none, has: (list) => byList.has(list) }
  const guarded = words.has('guard')
  const offers: HostOffer[] = []
  const add = (trade: string, strength: number, ...lists: string[]) => {
    if (strength <= 0) return
    const shown = reading.words.filter((word) => lists.some((list) => word.lists.has(`${listPrefix}${list}`))).map((word) => word.text)
    offers.push({ trade, words: [...new Set(shown)].join(' + '), strength })
  }
  const sellsMedicine = words.has('drug') || words.has('medicine') || words.has('pills') || words.has('pharmacy')
  // Whoever says "no prescription" in its name with the medicine beside it sells it, whatever else the name says.
  if (words.has('no-prescription')) add('drug', sellsMedicine ? 0.75 : guarded || !words.has('buy') ? 0.3 : 0.55, 'no-prescription', 'drug', 'medicine', 'pills', 'pharmacy')
  // Nor does anybody who helps or studies buy and sell links: ".edu and .gov backlinks" are goods.
  if (words.has('links-sure') && words.has('buy')) add('links', 0.6, 'links-sure', 'buy')
  // A school or a parish has no such thing in its name: what stands there now took over an old one (RISK-04), or plays it.
  const isCivic = words.has('civic') && !reading.words.some(({ lists }) => lists.has('name/guard') && !lists.has('name/civic'))
  if (isCivic) add(words.has('drug') ? 'drug' : 'casino', words.has('drug') || words.has('casino-sure') || words.has('casino') || words.has('slots') ? 0.6 : 0, 'civic', 'drug', 'casino-sure', 'casino', 'slots')
  if (guarded) return offers
  add('drug', Math.max(drugStrength(words, reading, oddSuffix, isPart), remedyStrength(words, reading, suffix)), 'remedy', 'drug', 'medicine', 'supplement', 'pills', 'pharmacy', 'buy', 'sale', 'origin')
  add('drug', (words.has('steroids') || words.has('psychedelics')) && words.of('psychedelics-more').length > 0 ? 0.6 : 0, 'steroids', 'psychedelics', 'psychedelics-more')
  add('cannabis', words.has('cannabis') && words.of('cannabis-more').some((word) => words.of('cannabis').some((thing) => thing !== word)) ? 0.4 : 0, 'cannabis', 'cannabis-more')
  add('casino', tradeStrength(words, 'casino-sure', 'casino', 'casino-more', reading), 'casino-sure', 'casino', 'casino-more')
  add('loans', tradeStrength(words, 'loans', 'loans-thing', 'loans-more', reading), 'loans', 'loans-thing', 'loans-more')
  add('essay', tradeStrength(words, 'essay-sure', 'essay', 'essay-more', reading), 'essay-sure', 'essay', 'essay-more')
  add('replica', words.has('replica') && words.has('goods') ? 0.6 : words.has('brand') && words.has('replica-more') ? 0.55 : 0, 'replica', 'goods', 'brand', 'replica-more')
  // A site for grown-ups is no neighbour to be named beside, but by its name alone it does nothing to anybody's rankings.
  if (!words.has('adult-guard')) add('adult', words.has('adult-sure') || (words.has('adult') && words.has('adult-more')) ? nameHintMax : 0, 'adult-sure', 'adult', 'adult-more')
  if (!offers.some(({ trade }) => trade === 'links')) add('links', linksStrength(words, oddSuffix), 'links-trade', 'links-sure', 'links', 'links-more', 'sale', 'more')
  add('investments', words.has('finance-sure') ? 0.55 : words.has('options-sure') ? 0.45 : optionsStrength(words, reading), 'finance-sure', 'options-sure', 'options', 'trading')
  add('codes', words.has('codes-sure') ? 0.5 : 0, 'codes-sure')
  add('weapons', words.has('weapons-sure') || (words.has('weapons') && words.has('weapons-more') && !words.has('weapons-guard')) ? 0.55 : 0, 'weapons-sure', 'weapons', 'weapons-more')
  add('papers', words.has('papers-sure') || (words.has('papers') && words.has('papers-more')) ? 0.6 : 0, 'papers-sure', 'papers', 'papers-more')
  return offers
}

const listPrefix = 'name/'
const none: readonly string[] = []

/** Words of a name by the lists they stand in, in their order: some fifty lists are asked for. */
function wordsByList({ words }: NameReading): Map<string, string[]> {
  const byList = new Map<string, string[]>()
  for (const { text, lists } of words) {
    for (const list of lists) {
      const short = list.slice(listPrefix.length)
      const known = byList.get(short)
      if (known === undefined) byList.set(short, [text])
      else known.push(text)
    }
  }
  return byList
}

/** Drugs by name, then ordinary medicines, then shops for pills; the last need most beside them. */
function drugStrength(words: Words, { longestDigits, hyphens, isOneWord }: NameReading, oddSuffix: boolean, isPart: boolean): number {
  const drugs = new Set(words.of('drug'))
  const medicines = new Set(words.of('medicine'))
  const nouns = words.of('pills')
  // "Generics" are bought and a word of sale at once; one word is not two signs.
  const sales = new Set([...words.of('buy'), ...words.of('sale')].filter((word) => !nouns.includes(word)))
  const sells = sales.size > 0
  const buys = words.of('buy').some((word) => sales.has(word))
  const isNumbered = longestDigits >= 2
  if (drugs.size > 0) {
    if (buys || nouns.length > 0 || words.has('origin') || words.has('pharmacy') || drugs.size + medicines.size >= 2) return 0.7
    if (sells || oddSuffix) return 0.65
    // Nothing but the name: its maker, perhaps. The name with something put on it is no maker's, unless a form of the
    // medicine; nor is a misspelled one, or a medicine as a part of another site.
    return isOneWord && !words.has('copy') && !isPart ? 0.3 : 0.5
  }
  if (words.of('tablets').length > 0 && words.of('sale').some((word) => word.startsWith('generic'))) return 0.55
  if (words.has('supplement')) return sells || oddSuffix ? 0.6 : 0.5
  if (medicines.size > 0) {
    if (buys || medicines.size >= 2 && sells) return 0.6
    if ((sells || nouns.length > 0) && (oddSuffix || isNumbered || hyphens >= 2)) return 0.55
    return oddSuffix ? 0.4 : sells ? nameHintMax : 0
  }
  if (nouns.length > 0) {
    const praises = words.has('more')
    const outlets = words.of('outlet').filter((word) => !nouns.includes(word))
    // "ED" before a word for a pharmacy or pills is a complaint of men.
    if (words.has('ed')) return 0.5
    // "rxtrade24", "luckyrxmall": a place of trade beside the pills, and a number or praise with it.
    if (outlets.length > 0 && (isNumbered || praises || hyphens >= 2) && !nouns.every((word) => word.startsWith('pharmac'))) return oddSuffix ? 0.6 : 0.5
    if (words.has('drug-like')) return 0.55
    // "Buy pharmacy online": nobody's name, all three words of which are a search.
    if (buys && sales.size >= 2) return 0.5
    const isPlain = nouns.some((word) => word.startsWith('pill'))
    if (isPlain && (sells || praises || isNumbered || hyphens >= 2 || nouns.length >= 2 || words.has('nation'))) return oddSuffix || (sells && praises) ? 0.6 : 0.5
    if (oddSuffix) return sells || praises || isNumbered ? 0.6 : 0.4
    if (words.has('origin')) return sells || praises || isNumbered || hyphens >= 1 ? 0.6 : 0.5
    if (sells && praises && !words.has('pharmacy')) return 0.5
    if (isNumbered && (sells || praises || words.has('pharmacy'))) return 0.5
    // An address written into the name ("wwwglobaldrugs").
    if (words.of('filler').includes('www')) return 0.5
    if (nouns.some((word) => word.endsWith('s') || word === 'rx') && new Set(words.of('more')).size >= 2) return 0.45
    if (nouns.length >= 2 && (sells || praises)) return 0.45
    return sells ? nameHintMax : isNumbered || praises ? 0.2 : 0
  }
  if (words.has('drug-like') && buys) return 0.5
  if (words.has('ed') && words.of('pharmacy').some((word) => word.length > 5 && !word.startsWith('med'))) return 0.5
  if (words.has('pharmacy') && words.of('pharmacy').some((word) => word.startsWith('pharma')) && (words.has('buy') || words.of('more').includes('best')) && words.of('sale').includes('online')) return 0.45
  if (words.has('pharmacy')) return sells && words.has('more') && oddSuffix ? 0.5 : sells ? 0.2 : 0
  return 0
}

/**
 * Shops of the pill networks: praise, a word for what heals and a word for a shop, all English and nothing else, under
 * an ending where no ordinary shop is called so ("smarthealingmart.ru"). Or a number and "tablets" on a free host.
 */
function remedyStrength(words: Words, { isWhole, longestDigits }: NameReading, { ofPills }: Suffix): number {
  if (ofPills === 0 || !isWhole) return 0
  const remedies = new Set(words.of('remedy'))
  if (ofPills >= 1 && longestDigits >= 3 && words.has('tablets')) return 0.5
  if (remedies.size === 0 || (ofPills < 1 && !words.has('remedy-odd'))) return 0
  const outlets = new Set(words.of('outlet').filter((word) => !remedies.has(word)))
  const isOther = (word: string): boolean => !remedies.has(word) && !outlets.has(word)
  return outlets.size > 0 && (words.of('more').some(isOther) || words.of('filler').some(isOther) || remedies.size >= 2) ? 0.5 : 0
}

/** Trading in options and coins, as fraud is called: what is traded, "trade" and a number or a boast. */
function optionsStrength(words: Words, { longestDigits }: NameReading): number {
  const things = new Set(words.of('options'))
  if (things.size === 0) return 0
  const more = words.has('trading') ? 1 : 0
  return things.size + more >= 2 && (longestDigits >= 2 || words.has('more') || words.has('sale') || things.size + more >= 3) ? 0.45 : 0
}

function tradeStrength(words: Words, sure: string, thing: string, more: string, { longestDigits }: NameReading): number {
  if (words.has(sure)) return words.has(more) || words.has(thing) || longestDigits >= 2 ? 0.65 : 0.55
  const things = new Set(words.of(thing))
  if (things.size > 0 && words.of(more).some((word) => !things.has(word))) return 0.55
  return things.size >= 2 ? 0.5 : 0
}

/**
 * Names for the trade in links itself. An agency is no seller of links: "seo" needs two words of trade beside it, and a
 * tool that watches links or takes them off says so.
 */
function linksStrength(words: Words, oddSuffix: boolean): number {
  const more = new Set(words.of('links-more')).size
  const things = new Set(words.of('links'))
  if (words.has('links-trade')) return more > 0 ? 0.65 : 0.55
  if (words.has('links-guard')) return 0
  if (words.has('links-sure')) return more > 0 || things.size > 0 || words.has('sale') || words.has('more') ? 0.6 : nameHintMax
  // A free directory of links is of no use, but sells none.
  const weak = words.of('links-weak')
  if (things.size > 0 && things.size + more >= 3 && (things.size >= 2 || words.of('links-more').some((word) => !weak.includes(word)))) return 0.55
  const nouns = new Set(words.of('link-nouns'))
  if (nouns.size > 0 && things.size > nouns.size) return 0.5
  return things.has('traffic') && oddSuffix && (more > 0 || words.has('more')) ? 0.45 : 0
}
