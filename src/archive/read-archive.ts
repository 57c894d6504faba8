import type { Capture, HeaderMap, RecordMarks } from '../model/capture.js'
import { limits } from '../model/limits.js'
import type { Problem } from '../model/problem.js'
import { parseUrl } from '../model/url.js'
import { headerMap, mediaTypeOf, readHttpMessage, type HttpMessage } from './http-message.js'
import { looksLikeHtml } from './looks-like-html.js'
import { decodePayload } from './payload.js'
import { keepWhole, readRecords } from './read-records.js'
import { headerFields, headerText } from './record-header.js'
import type { ArchiveRecord, RecordInfo } from './record.js'
import { readWat } from './wat-page.js'

/** What is known of a capture before its body is decoded. */
export interface CaptureInfo {
  offset: number
  format: RecordInfo['format']
  kind: Capture['kind']
  url: string
  at: Capture['at']
  status: number | null
  mediaType: string
  headers: HeaderMap
  marks?: RecordMarks
}

export interface ReadArchiveOptions {
  /** Name of the file, for captures and problems. */
  file: string
  onProblem(problem: Problem): void
  signal?: AbortSignal
  /** Whether the body of a capture is wanted; where it is not, `body` is null and nothing is decoded. All are, where absent. */
  bodies?: (info: CaptureInfo) => boolean
  /** Address of the page, should the file be a lone HTML page. */
  url?: string
}

/**
 * Reads the captures of an archive: WARC, ARC or WAT, plain, gzip or Zstandard, or one HTML page.
 *
 * Metadata, conversions and records of other schemes (dns, ftp, urn) are passed over in silence. Of a request only who
 * asked is kept, with the answer beside it. A revisit has no body; what it refers to is kept in the headers `warc-refers-to`, `warc-refers-to-target-uri`,
 * `warc-refers-to-date` and `warc-profile`. Never throws on bad input; whatever could not be read is told to `onProblem`.
 */
export async function* readArchive(bytes: AsyncIterable<Uint8Array>, options: ReadArchiveOptions): AsyncGenerator<Capture> {
  const { file } = options
  const report = (cause: string, offset: number, message: string): void => options.onProblem({ file, offset, line: null, cause, message })
  const records = readRecords(bytes, { onProblem: report, keep: bytesToKeep, signal: options.signal, url: options.url })
  // Some tools write the request before the answer and some after it, so an answer waits for the record after it.
  let asked: ArchiveRecord | undefined
  let waiting: { record: ArchiveRecord; capture: Capture } | undefined
  for await (const record of records) {
    if (record.type === 'request') {
      if (waiting !== undefined && waiting.capture.askedBy === undefined && belongTogether(record, waiting.record)) waiting.capture.askedBy = userAgentOf(record)
      else asked = record
      continue
    }
    const capture = await captureOf(record, options, report)
    if (capture === undefined) continue
    if (waiting !== undefined) yield waiting.capture
    waiting = { record, capture }
    if (asked !== undefined && belongTogether(asked, record)) capture.askedBy = userAgentOf(asked)
    asked = undefined
  }
  if (waiting !== undefined) yield waiting.capture
}

/** Bytes of a request that are read for its headers. */
const requestBytesMax = 16_384

/** True of a request and an answer that name one another, or where neither names any record, of one address. */
function belongTogether(request: RecordInfo, answer: RecordInfo): boolean {
  const [toAnswer, toRequest] = [request.fields.get('warc-concurrent-to'), answer.fields.get('warc-concurrent-to')]
  if (toAnswer !== undefined && toAnswer === answer.fields.get('warc-record-id')) return true
  if (toRequest !== undefined && toRequest === request.fields.get('warc-record-id')) return true
  return toAnswer === undefined && toRequest === undefined && request.url !== null && request.url === answer.url
}

/** The `User-Agent` of a request; null where it has none. */
function userAgentOf({ block }: ArchiveRecord): string | null {
  if (block === null) return null
  const whole = headerText(block)
  const blank = /\r?\n\r?\n/u.exec(whole)
  const text = blank === null ? whole : whole.slice(0, blank.index)
  const lineFeed = text.indexOf('\n')
  return lineFeed === -1 ? null : (headerMap(headerFields(text, lineFeed + 1)).get('user-agent') ?? null)
}

/** Only records that can become a capture are held. */
function bytesToKeep(info: RecordInfo): number {
  switch (info.type) {
    case 'response':
    case 'revisit':
    case 'resource':
    case 'continuation':
      return keepWhole
    case 'request':
      return requestBytesMax
    case 'metadata':
      return mediaTypeOf(info.contentType) === 'application/json' ? keepWhole : 0
    default:
      return 0
  }
}

type Report = (cause: string, offset: number, message: string) => void

async function captureOf(record: ArchiveRecord, options: ReadArchiveOptions, report: Report): Promise<Capture | undefined> {
  if (record.block === null) {
    if (record.type === '') report('no-type', record.offset, 'A record does not tell its type and was passed over.')
    return undefined
  }
  if (record.type === 'metadata') return watCapture(record, options, report)
  if (record.type === 'continuation' || isLaterSegment(record)) {
    report('segmented-record', record.offset, 'A record that continues another one was passed over; segmented records are not put together.')
    return undefined
  }
  const url = readUrl(record, options, report)
  if (url === undefined) return undefined
  if (record.fields.has('warc-segment-number')) report('segmented-record', record.offset, 'The record is the first of several segments; only this part of the page was read.')
  const message = record.type === 'resource' || !expectsHttp(record) ? undefined : readHttpMessage(record.block)
  // Some tools store a page as an answer without its HTTP headers.
  if (!message && record.type === 'response' && record.format === 'warc' && expectsHttp(record) && !looksLikeHtml(record.block)) {
    report('no-http-answer', record.offset, `The record for ${url} holds no HTTP answer and was passed over.`)
    return undefined
  }
  return record.type === 'revisit' ? revisitCapture(record, url, message, options) : pageCapture(record, url, message, options, report)
}

/** ARC holds DNS answers and the like beside HTTP; WARC says what a block is, though not always. */
function expectsHttp(record: ArchiveRecord): boolean {
  const mediaType = mediaTypeOf(record.contentType)
  return record.format === 'arc' || mediaType === '' || mediaType === 'application/http' || mediaType.startsWith('application/http')
}

function isLaterSegment(record: ArchiveRecord): boolean {
  const number = record.fields.get('warc-segment-number')
  return number !== undefined && number !== '1' && record.fields.has('warc-segment-origin-id')
}

/** The canonical address; undefined for other schemes, and for what is no address (which is reported). */
function readUrl(record: ArchiveRecord, options: ReadArchiveOptions, report: Report): string | undefined {
  if (record.url === null) {
    report('no-url', record.offset, record.format === 'page' ? `${options.file} is a page without an address. Give the address it was saved from.` : 'A record has no address and was passed over.')
    return undefined
  }
  const url = parseUrl(record.url)
  if (url === undefined && !/^(?!https?:)[a-z][a-z0-9+.-]*:/iu.test(record.url)) report('bad-url', record.offset, `${shortened(record.url)} is no address that can be read; the record was passed over.`)
  return url
}

function revisitCapture(record: ArchiveRecord, url: string, message: HttpMessage | undefined, options: ReadArchiveOptions): Capture {
  const headers = new Map(message?.headers)
  for (const name of ['warc-refers-to', 'warc-refers-to-target-uri', 'warc-refers-to-date', 'warc-profile']) {
    const value = record.fields.get(name)
    // A header of the answer with such a name is the server's own word, and no archive's.
    if (value) headers.set(name, value)
    else headers.delete(name)
  }
  return { kind: 'revisit', url, at: record.at, status: message?.status ?? null, headers, mediaType: mediaTypeOf(headers.get('content-type') ?? ''), body: null, truncated: false, wat: null, file: options.file, offset: record.offset, marks: marksOf(record) }
}

/** Digests differ in case between tools, and their algorithm stands before them. */
function marksOf({ fields }: ArchiveRecord): RecordMarks {
  return { id: fields.get('warc-record-id') ?? null, digest: fields.get('warc-payload-digest')?.trim().toLowerCase() ?? null }
}

async function pageCapture(record: ArchiveRecord, url: string, message: HttpMessage | undefined, options: ReadArchiveOptions, report: Report): Promise<Capture> {
  const block = record.block!
  const headers: HeaderMap = message?.headers ?? new Map(record.contentType === '' || (record.format === 'warc' && expectsHttp(record)) ? [] : [['content-type', record.contentType]])
  const kind = message ? 'response' : 'resource'
  const mediaType = mediaTypeOf(headers.get('content-type') ?? '') || (message ? mediaTypeOf(record.fields.get('warc-identified-payload-type') ?? '') : '')
  const told = { offset: record.offset, kind, url, at: record.at, status: message?.status ?? null, mediaType, headers, ...(record.format === 'warc' ? { marks: marksOf(record) } : {}) } as const
  // The archive itself says so where it stored only a part of the body.
  const cut = record.cut || record.fields.has('warc-truncated')
  const capture: Capture = { ...told, body: null, truncated: cut, address: record.fields.get('warc-ip-address') ?? null, wat: null, file: options.file }
  if (options.bodies && !options.bodies({ ...told, format: record.format })) return capture
  const payload = await decodePayload(block.subarray(message?.bodyStart ?? 0), message ? headers : new Map(), limits.pageBytesMax)
  if (payload.problem) report(payload.problem, record.offset, payloadMessages[payload.problem](url))
  else if (record.cut && record.blockBytes > block.length) report('page-too-large', record.offset, payloadMessages['page-too-large'](url))
  return { ...capture, body: payload.bytes, truncated: cut || payload.truncated }
}

const payloadMessages = {
  'page-too-large': (url: string) => `${shortened(url)} is larger than ${limits.pageBytesMax} bytes; only so much of it was read.`,
  'damaged-chunks': (url: string) => `The chunks of ${shortened(url)} end early or are damaged; what came before was read.`,
  'damaged-coding': (url: string) => `The compressed body of ${shortened(url)} ends early or is damaged; what came before was read.`,
  'unknown-coding': (url: string) => `The body of ${shortened(url)} has a content coding that cannot be read.`,
}

function watCapture(record: ArchiveRecord, options: ReadArchiveOptions, report: Report): Capture | undefined {
  if (record.cut) {
    report('wat-too-large', record.offset, 'A WAT record is cut short or too large to be read.')
    return undefined
  }
  const answer = readWat(record.block!.toString('utf8'))
  if (answer === null) report('bad-wat', record.offset, 'A metadata record holds no JSON as WAT files have it; it was passed over.')
  if (!answer) return undefined
  const url = readUrl({ ...record, url: answer.url ?? record.url }, options, report)
  if (url === undefined) return undefined
  return { kind: 'wat', url, at: answer.at ?? record.at, status: answer.status, headers: answer.headers, mediaType: mediaTypeOf(answer.headers.get('content-type') ?? ''), body: null, truncated: false, wat: answer.page, file: options.file, offset: record.offset }
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
