import type { Lists } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import { extraOf } from './page-extra.js'
import { pageFields, quote } from './reading.js'
import { scanText } from './spam-scan.js'

const shopScript = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

/**
 * What an attacker seems to have left on a page of the site (RISK-40): an offer of drugs, gambling or forged goods in its
 * title, headings, text or outgoing links, or words of foreign shops in its title. Words of help beside an offer cancel it.
 */
export function attackersWords(page: PageRecord, lists: Lists, outgoingMin: number): { place: string; quote: string } | undefined {
  const title = page.title ?? ''
  const fields = [{ place: 'title', text: title, hits: scanText(title, lists) }, ...pageFields(page, lists)]
  const guarded = fields.some(({ place, hits }) => (place === 'title' || place === 'headings') && hits.some((hit) => hit.list === 'spam/guard'))
  const speaks = (page.language ?? '').toLowerCase()
  for (const { place, text, hits } of fields) {
    const offer = hits.find((hit) => hit.list.startsWith('spam/') && hit.list.endsWith('-offer') && hit.list !== 'spam/seo-offer')
    if (offer !== undefined && !guarded && !hits.some((hit) => hit.list === 'spam/guard')) return { place, quote: quote(text, offer.phrase) }
    const foreign = hits.find((hit) => hit.list === 'spam/injected')
    if (foreign !== undefined && place === 'title' && shopScript.test(text) && !/^(?:ja|zh|yue|ko)/u.test(speaks)) return { place, quote: quote(text, foreign.phrase) }
  }
  const outgoing = extraOf(page).externalLinks.filter((link) => scanText(link.text, lists).some((hit) => hit.list.startsWith('spam/') && hit.list.endsWith('-offer')))
  return outgoing.length >= outgoingMin ? { place: 'outgoing links', quote: outgoing.slice(0, 4).map((link) => `${link.domain} “${link.text}”`).join(' · ') } : undefined
}
