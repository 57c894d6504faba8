import { id64 } from '../lib/id64.js'
import type { Host } from '../model/domain.js'
import { hostOf, pageKey, parseUrl } from '../model/url.js'

/** What a text means as a page: its key for "the same page", and the ids made from both. */
export interface PageIds {
  host: Host
  urlId: bigint
  pageId: bigint
  key: string
}

/**
 * Key of a side of which only the domain is known. The sign can't begin a host, so it never meets the key of a page.
 */
export function domainKey(domain: string): string {
  return `@${domain}`
}

/** Keeps the last answers of a pure function of a text: exports name the same pages again and again. */
export function remembered<Answer>(work: (text: string) => Answer, answersMax: number): (text: string) => Answer {
  let recent = new Map<string, Answer>()
  let older = new Map<string, Answer>()
  return (text) => {
    let answer = recent.get(text)
    if (answer !== undefined) return answer
    answer = older.get(text) ?? work(text)
    recent.set(text, answer)
    if (recent.size >= answersMax) {
      older = recent
      recent = new Map()
    }
    return answer
  }
}

/** Ids of a URL. A text that is no URL after all stands for itself: reading never throws on bad input. */
export function pageIdsOf(text: string): PageIds {
  const url = parseUrl(text)
  const key = url === undefined ? text : pageKey(url)
  return { host: url === undefined ? ('' as Host) : hostOf(url), urlId: id64(text), pageId: id64(key), key }
}

/**
 * The anchor as far as it tells links apart: case, accents, width and spacing don't count, word order does. Only the
 * combining marks of European scripts are dropped; in others they are letters.
 */
export function normalisedAnchor(anchor: string): string {
  // Most anchors are plain ASCII, for which the three slow steps change nothing.
  // oxlint-disable-next-line no-control-regex
  const folded = /^[\x20-\x7e]*$/.test(anchor) ? anchor : anchor.normalize('NFKD').replace(/[\u0300-\u036f]/gu, '').normalize('NFC')
  return folded.toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** Id of a link, from the key of its page, the key of its target, and the normalised anchor (null: not told). */
export function linkIdOf(referringKey: string, targetKey: string, anchor: string | null): bigint {
  return id64(anchor === null ? `${referringKey}\0${targetKey}` : `${referringKey}\0${targetKey}\0${anchor}`)
}
