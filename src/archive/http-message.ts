import { limits } from '../model/limits.js'
import type { HeaderMap } from '../model/capture.js'
import { headerFields, headerText, type HeaderFields } from './record-header.js'

export interface HttpMessage {
  /** Status code, or null where the status line has none. */
  status: number | null
  headers: HeaderMap
  /** Position of the body in the block. */
  bodyStart: number
}

/**
 * Reads status line and headers of an HTTP answer, as leniently as browsers do: status text may be missing, lines may
 * end with LF only, folded lines are joined, equal headers are joined by ", ". Undefined if the block is no HTTP answer.
 */
export function readHttpMessage(block: Buffer): HttpMessage | undefined {
  if (!/^http\//iu.test(block.toString('latin1', 0, 5)) && !/^icy \d/iu.test(block.toString('latin1', 0, 5))) return undefined
  let at = 0
  const bound = Math.min(block.length, limits.recordHeaderBytesMax)
  while (at < bound) {
    // Markup where a header should stand: the blank line was forgotten.
    if (at > 0 && block[at] === 60 /* < */) break
    const lineFeed = block.indexOf(10, at)
    if (lineFeed === -1) {
      at = block.length
      break
    }
    let start = at
    while (start < lineFeed && block[start] === 13) start += 1
    at = lineFeed + 1
    if (start === lineFeed) break
  }
  const text = headerText(block.subarray(0, at))
  const lineFeed = text.indexOf('\n')
  const status = /^\S+[ \t]+(\d{3})(?!\d)/u.exec(text)
  return { status: status ? Number(status[1]) : null, headers: headerMap(headerFields(text, lineFeed === -1 ? text.length : lineFeed + 1)), bodyStart: at }
}

/** Headers by lower-case name; equal ones are joined by ", " in order. */
export function headerMap({ names, values }: HeaderFields): HeaderMap {
  const headers = new Map<string, string>()
  for (const [at, name] of names.entries()) {
    const before = headers.get(name)
    headers.set(name, before === undefined ? values[at]! : `${before}, ${values[at]!}`)
  }
  return headers
}

/** Media type without parameters, lower case; the first where several were sent as one. */
export function mediaTypeOf(contentType: string): string {
  const type = /^\s*([^\s;,]{1,100})/u.exec(contentType)?.[1]?.toLowerCase() ?? ''
  return type.includes('/') ? type : ''
}
