import type { Field } from './reading.js'
import { fieldsOf, quote } from './reading.js'
import type { RiskLinkFacts } from './facts.js'
import { scanText, type Hit } from './spam-scan.js'
import { isLinkedTrade, talkOf } from './talk.js'
import type { Lists } from '../../model/lists.js'

/** An offer of something the rule names, as found in one field. */
export interface Offer {
  /** drug, casino, adult, loans, replica, essay, crypto, weapons, seo */
  trade: string
  place: Field['place']
  phrase: string
  quote: string
  /** With a price or "no prescription" beside it. */
  strong: boolean
}

/** Trades for which a noun close to a word of sale is an offer; for the others only whole phrases are (RISK-06). */
const nounTrades = ['drug', 'replica', 'essay'] as const
const wordsBetweenMax = 3
/** Who tells of so many trades at once lists them to sell. */
const talkedTradesMax = 3
const pricePattern = /(?:[$€£¥₹₽]\s?\d)|(?:\d\s?(?:usd|eur|€|£|₽|руб|zł|円|元)(?![\p{L}]))|per pill|\d\s?mg\b/iu

const nothing: readonly Offer[] = []

/** The link read last, as in `fieldsOf`. */
let last: { facts: RiskLinkFacts; offers: Offer[] } | null = null

/**
 * Offers of a bad neighbourhood in the texts of a link and its page (RISK-06): sale words beside the thing sold, never
 * the thing alone. A text that helps, warns or studies (addiction care, news, museums) cancels what is found in it,
 * unless several trades are offered there at once, which no such page does. On a page that only talks of a trade
 * (talk.ts) what is offered is kept where something says that it is sold.
 */
export function offersOf(facts: RiskLinkFacts): readonly Offer[] {
  if (last?.facts === facts) return last.offers
  const fields = fieldsOf(facts)
  // Nearly always nothing was found anywhere.
  if (fields.every(({ hits }) => hits.length === 0)) return nothing
  const titleGuarded = fields.some((field) => (field.place === 'title' || field.place === 'headings') && isGuarded(field))
  const kept: Offer[] = []
  const cancelled: Offer[] = []
  for (const field of fields) {
    const offers = offersIn(field, field.place === 'anchor text' || facts.page === null ? () => true : (trade) => isLinkedTrade(trade, facts))
    if (offers.length === 0) continue
    // The words of the link are often the linked clinic's own, so only the title can cancel an offer in them.
    const guarded = titleGuarded || (field.place !== 'anchor text' && isGuarded(field))
    ;(guarded ? cancelled : kept).push(...offers)
  }
  const trades = new Set([...kept, ...cancelled].map((offer) => offer.trade))
  const found = trades.size >= 2 ? [...kept, ...cancelled] : kept
  const talk = found.length > 0 && trades.size < talkedTradesMax ? talkOf(fields, facts) : null
  const answer = talk === null ? found : found.filter(({ place, trade }) => place === 'anchor text' || talk.sells(trade))
  last = { facts, offers: answer }
  return answer
}

/** True if a text offers something by itself, with no word of help or warning in it. */
export function offersInText(text: string, lists: Lists): boolean {
  return offersInField({ place: 'main text', text, hits: scanText(text, lists) })
}

/** The same of a text that was scanned before. */
export function offersInField(field: Field): boolean {
  return !isGuarded(field) && offersIn(field, () => false).length > 0
}

function isGuarded(field: Field): boolean {
  return field.hits.some((hit) => hit.list === 'spam/guard')
}

/**
 * Offers in one text. The bare name of a trade ("online casino", "payday loans") is what people who warn of it or got away
 * from it write as well: it is an offer only beside a word of sale, beside another offer of that trade, or where
 * `isBareOffer` knows more.
 */
function offersIn(field: Field, isBareOffer: (trade: string) => boolean): Offer[] {
  const { hits } = field
  if (hits.length === 0) return []
  const bare = new Set(hits.flatMap(({ list, phrase }) => (list === 'risk/trade-name' ? [phrase] : [])))
  const isOffered = (hit: Hit) => !bare.has(hit.phrase) || hits.some((other) => (other.list === hit.list && !bare.has(other.phrase)) || (other.list === 'spam/sale' && Math.abs(other.token - hit.token) <= wordsBetweenMax)) || isBareOffer(tradeOf(hit))
  const withoutPrescription = hits.some((hit) => hit.list === 'spam/no-prescription')
  const strong = withoutPrescription || pricePattern.test(field.text)
  const offers: Offer[] = []
  const add = (trade: string, hit: Hit) => {
    if (!offers.some((offer) => offer.trade === trade && offer.phrase === hit.phrase)) offers.push({ trade, place: field.place, phrase: hit.phrase, quote: quote(field.text, hit.phrase), strong })
  }
  for (const hit of hits) {
    if (hit.list.startsWith('spam/') && hit.list.endsWith('-offer')) {
      if (isOffered(hit)) add(tradeOf(hit), hit)
    } else if (hit.list === 'spam/medicine' && withoutPrescription && hits.some((other) => other.list === 'spam/sale')) add('drug', hit)
    else if (hit.list === 'spam/drug' && withoutPrescription) add('drug', hit)
    else {
      const trade = nounTrades.find((name) => hit.list === `spam/${name}`)
      if (trade !== undefined && hits.some((other) => other.list === 'spam/sale' && Math.abs(other.token - hit.token) <= wordsBetweenMax)) add(trade, hit)
    }
  }
  return offers
}

const tradeOf = ({ list }: Hit) => list.slice('spam/'.length, -'-offer'.length)

/** True if any word of a spam list stands in the texts, as a noun or an offer: enough only beside another sign (RISK-05). */
export function hasSpamWord(facts: RiskLinkFacts): { quote: string; phrase: string } | undefined {
  for (const field of fieldsOf(facts)) {
    if (isGuarded(field)) continue
    for (const hit of field.hits) {
      if (hit.list.startsWith('spam/') && !notSpam.has(hit.list)) return { quote: quote(field.text, hit.phrase), phrase: hit.phrase }
    }
  }
  return undefined
}

const notSpam = new Set(['spam/sale', 'spam/guard', 'spam/no-prescription', 'spam/medicine', 'spam/injected'])
