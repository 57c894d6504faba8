import { extraOf } from './page-extra.js'
import type { RiskLinkFacts } from './facts.js'
import type { Field } from './reading.js'
import { fold, scanText, tokensOf } from './spam-scan.js'
import type { Lists } from '../../model/lists.js'

/**
 * Pages that speak of a trade and sell nothing (RISK-06, "how it is wrong"): who tells people not to buy, tells what happened
 * to himself, asks in a forum, or shows a collection writes the words of the trade as those do who offer it. Beside such talk
 * an offer needs a sign of a seller: a price, a cart, shipping, or a link of the trade.
 */
export interface Talk {
  /** Trades of which something on the page says that it is sold there. */
  sells: (trade: string) => boolean
}

/** Null where nothing on the page is talk. */
export function talkOf(fields: readonly Field[], facts: RiskLinkFacts): Talk | null {
  const { lists } = facts
  const said = fields.filter(({ place }) => place !== 'anchor text' && place !== 'address')
  const advises = said.some(({ hits }) => hits.some(({ list }) => list === 'risk/advice-against'))
  if (!advises && !isTold(said, lists) && !isAsked(said, facts) && !isShown(fields, lists)) return null
  // In the sentence that warns of a seller, the price and the parcel are those of the seller.
  const sentences = said.flatMap(({ text }) => sentencesOf(text)).filter((sentence) => !hasList(sentence, 'risk/advice-against', lists))
  const sold = sentences.some((sentence) => hasList(sentence, 'risk/seller', lists))
  const priced = sentences.some((sentence) => moneyPattern.test(sentence))
  return { sells: (trade) => sold || (priced && pricedTrades.has(trade)) || isLinkedTrade(trade, facts) }
}

/** Trades of things with a price; money in the story of a player or debtor is what he lost. */
const pricedTrades: ReadonlySet<string> = new Set(['drug', 'replica', 'essay', 'weapons', 'papers', 'codes', 'seo'])
const moneyPattern = /[$€£¥₹₽]\s?\d|\d\s?(?:usd|eur|€|£|₽|руб|zł|円|元)(?!\p{L})|per pill/iu
const sayingI = /(?<![\p{L}\p{N}])I(?:['’](?:m|ve|d|ll))?(?![\p{L}\p{N}'’])/gu
const ownThings = /\bmy (?:account|cart|basket|orders?|wishlist|list)\b/giu
const timesMin = 2

/** One who says "I" twice and more tells of himself; "my account" and "my cart" are a shop's. */
function isTold(fields: readonly Field[], lists: Lists): boolean {
  const own = new Set(lists.words('talk-words/first-person').map(fold))
  return fields.some(({ text }) => {
    const told = text.replace(ownThings, '')
    return (told.match(sayingI)?.length ?? 0) + tokensOf(fold(told)).filter((word) => own.has(word)).length >= timesMin
  })
}

/** A thread of a forum whose title asks. */
function isAsked(fields: readonly Field[], { type }: RiskLinkFacts): boolean {
  return type.type === 'LT-10' && fields.some(({ place, text }) => (place === 'title' || place === 'headings') && /[?？؟]/u.test(text))
}

/** Words of collections in the title or headings, or a name of the site or page that helps, warns or shows. */
function isShown(fields: readonly Field[], lists: Lists): boolean {
  const words = new Set(lists.words('talk-words/collection').map(fold))
  return fields.some(({ place, text, hits }) => (place === 'address' ? hits.some(({ list }) => list === 'spam/guard') : (place === 'title' || place === 'headings') && tokensOf(fold(text)).some((word) => words.has(word))))
}

/** True if another link of the page is of that trade: what stands in its words or beside it is then no mere talk. */
export function isLinkedTrade(trade: string, { page, link, lists }: RiskLinkFacts): boolean {
  return page !== null && extraOf(page).externalLinks.some(({ domain, text }) => domain !== link.targetDomain && scanText(text, lists).some(({ list }) => list === `spam/${trade}-offer` || list === `spam/${trade}`))
}

function hasList(text: string, wanted: string, lists: Lists): boolean {
  return scanText(text, lists).some(({ list }) => list === wanted)
}

/** A point inside a figure ends nothing. */
function sentencesOf(text: string): string[] {
  return text.split(/[.!?。！？…](?!\d)|\s\/\s/u).filter((sentence) => sentence.trim() !== '')
}
