import { limits } from '../model/limits.js'
import type { HeaderMap, WatPage } from '../model/capture.js'
import { parseInstant, type Instant } from '../model/instant.js'
import { headerMap } from './http-message.js'

/** What a WAT record (JSON metadata about another record) says of an HTTP answer. */
export interface WatAnswer {
  url: string | null
  at: Instant | null
  status: number | null
  headers: HeaderMap
  page: WatPage
}

/**
 * Reads the JSON of a WAT record: `undefined` if it is about no HTTP answer (a request, a warcinfo), `null` if it is
 * no such JSON at all.
 */
export function readWat(text: string): WatAnswer | null | undefined {
  let envelope: unknown
  try {
    envelope = member(JSON.parse(text), 'Envelope')
  } catch {
    return null
  }
  if (!isObject(envelope)) return null
  const record = member(envelope, 'WARC-Header-Metadata')
  const arc = member(envelope, 'ARC-Header-Metadata')
  const answer = member(member(envelope, 'Payload-Metadata'), 'HTTP-Response-Metadata')
  if (!isObject(answer)) return undefined
  const type = textOf(member(record, 'WARC-Type'))
  if (isObject(record) && type !== 'response') return undefined
  const html = member(answer, 'HTML-Metadata')
  const head = member(html, 'Head')
  const date = textOf(member(record, 'WARC-Date')) ?? ''
  return {
    url: textOf(member(record, 'WARC-Target-URI')) ?? textOf(member(arc, 'Target-URI')),
    at: parseInstant(date) ?? null,
    status: numberOf(member(member(answer, 'Response-Message'), 'Status')),
    headers: headerMap(headerPairs(member(answer, 'Headers'))),
    page: {
      base: textOf(member(head, 'Base')),
      title: textOf(member(head, 'Title')),
      metas: listOf(member(head, 'Metas')).flatMap(readMeta),
      links: [...listOf(member(html, 'Links')), ...listOf(member(head, 'Link'))].flatMap(readLink).slice(0, limits.pageLinksMax),
    },
  }
}

function readMeta(value: unknown): WatPage['metas'] {
  const name = textOf(member(value, 'name')) ?? textOf(member(value, 'property')) ?? textOf(member(value, 'http-equiv'))
  const content = textOf(member(value, 'content'))
  return name === null || content === null ? [] : [{ name: name.toLowerCase(), content }]
}

function readLink(value: unknown): WatPage['links'] {
  const url = textOf(member(value, 'url')) ?? textOf(member(value, 'href'))
  if (url === null) return []
  const field = (name: string): string | null => textOf(member(value, name))
  return [{ path: field('path') ?? '', url, text: field('text'), rel: field('rel'), title: field('title'), alt: field('alt') }]
}

/** A header sent twice is a list of values. */
function headerPairs(headers: unknown): { names: string[]; values: string[] } {
  const names: string[] = []
  const values: string[] = []
  for (const [name, value] of isObject(headers) ? Object.entries(headers) : []) {
    for (const item of Array.isArray(value) ? value : [value]) {
      const text = textOf(item)
      if (text === null) continue
      names.push(name.toLowerCase())
      values.push(text)
    }
  }
  return { names, values }
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
}

function numberOf(value: unknown): number | null {
  const text = textOf(value)
  return text !== null && /^\d{3}$/u.test(text) ? Number(text) : null
}
