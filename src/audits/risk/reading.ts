import { hostText, pathOf, pathText } from './url-text.js'
import { extraOf } from './page-extra.js'
import { scanAddress, scanOnce, scanText, type Hit } from './spam-scan.js'
import type { PageRecord } from '../../model/page.js'
import type { Lists } from '../../model/lists.js'
import type { RiskLinkFacts } from './facts.js'

/** A piece of text of a link or its page, with what was found in it. */
export interface Field {
  place: 'anchor text' | 'words around the link' | 'title' | 'headings' | 'address' | 'main text'
  text: string
  hits: readonly Hit[]
}

/** The link read last: its audits follow one another, and a map of all links would cost the collector more than reading does. */
let last: { facts: RiskLinkFacts; fields: Field[] } | null = null
const ofPage = new WeakMap<PageRecord, Field[]>()

/**
 * The texts of a link that the risk audits read, scanned once for all of them: anchor, words around it, title and
 * address of the page, and where the page was read its headings and the beginning and end of its main text.
 */
export function fieldsOf(facts: RiskLinkFacts): readonly Field[] {
  if (last?.facts === facts) return last.fields
  const { link, page, lists } = facts
  const anchor = link.anchorText ?? link.fallbackText ?? ''
  const around = link.context === null ? '' : `${link.context.before} ${anchor} ${link.context.after}`
  const title = link.title ?? page?.title ?? ''
  const fields: Field[] = []
  add(fields, 'anchor text', anchor, lists)
  add(fields, 'words around the link', around, lists)
  add(fields, 'title', title, lists)
  fields.push(addressField(link, lists))
  if (page !== null) for (const field of pageFields(page, lists)) fields.push(field)
  last = { facts, fields }
  return fields
}

/** The address of the page in words; they are written out only where something was found in them. */
function addressField({ referringHost, referringPage }: RiskLinkFacts['link'], lists: Lists): Field {
  const path = referringPage === null ? '' : pathOf(referringPage)
  const hits = scanAddress(referringHost, path, lists)
  if (hits !== undefined && hits.length === 0) return { place: 'address', text: '', hits }
  const text = referringPage === null ? hostText(referringHost) : `${hostText(referringHost)} ${pathText(referringPage)}`
  return { place: 'address', text, hits: hits ?? scanOnce(text, lists) }
}

/** Fields of the page itself, shared by all its links. */
export function pageFields(page: PageRecord, lists: Lists): readonly Field[] {
  const known = ofPage.get(page)
  if (known !== undefined) return known
  const extra = extraOf(page)
  const fields: Field[] = []
  add(fields, 'headings', (page.features?.headings ?? []).join(' / '), lists)
  add(fields, 'main text', `${extra.mainStart} / ${extra.mainEnd}`.replace(/^ \/ $/u, ''), lists)
  ofPage.set(page, fields)
  return fields
}

function add(fields: Field[], place: Field['place'], text: string, lists: Lists): void {
  if (text !== '') fields.push({ place, text, hits: scanText(text, lists) })
}

/** Up to 160 characters of the field around a phrase, for evidence. */
export function quote(text: string, phrase?: string): string {
  const plain = text.replace(/\s+/gu, ' ').trim()
  if (plain.length <= 160) return plain
  const at = phrase === undefined ? 0 : Math.max(0, plain.toLowerCase().indexOf(phrase.toLowerCase()))
  const from = Math.max(0, Math.min(at - 60, plain.length - 156))
  return `${from > 0 ? '…' : ''}${plain.slice(from, from + 156)}${from + 156 < plain.length ? '…' : ''}`
}

const labelCharsMax = 60

/** True for a label that says an article or link was paid for; a longer text only speaks of such labels. */
export function isPaidLabel(text: string, lists: Lists): boolean {
  return text.length <= labelCharsMax && scanText(text, lists).some((hit) => hit.list === 'risk/paid-label')
}

/** First hit of a list in the fields, with its field. */
export function firstHit(fields: readonly Field[], list: string, places?: ReadonlySet<Field['place']>): { field: Field; hit: Hit } | undefined {
  for (const field of fields) {
    if (places !== undefined && !places.has(field.place)) continue
    for (const hit of field.hits) if (hit.list === list) return { field, hit }
  }
  return undefined
}
