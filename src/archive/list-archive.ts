import type { Instant } from '../model/instant.js'
import { limits } from '../model/limits.js'
import type { Problem } from '../model/problem.js'
import { mediaTypeOf, readHttpMessage } from './http-message.js'
import { readRecords } from './read-records.js'
import type { RecordInfo } from './record.js'

/** One record of an archive, as a listing shows it. */
export interface ListedRecord {
  offset: number
  /** Stored bytes, or null where that is not known: several records in one gzip member. */
  length: number | null
  format: RecordInfo['format']
  version: string
  type: string
  url: string | null
  at: Instant | null
  status: number | null
  /** Media type of the page in an HTTP answer, else of the block. */
  mediaType: string
  /** Bytes of the body as archived, before any coding is taken off, without HTTP headers. */
  bodyBytes: number
  /** Cause of a problem within the record, or null. */
  problem: string | null
}

export interface ListArchiveOptions {
  file: string
  onProblem(problem: Problem): void
  signal?: AbortSignal
  url?: string
}

/** Every record of an archive, of whatever type; bodies are passed over. */
export async function* listArchive(bytes: AsyncIterable<Uint8Array>, options: ListArchiveOptions): AsyncGenerator<ListedRecord> {
  const { file } = options
  const records = readRecords(bytes, {
    onProblem: (cause, offset, message) => options.onProblem({ file, offset, line: null, cause, message }),
    keep: () => limits.recordHeaderBytesMax,
    signal: options.signal,
    url: options.url,
  })
  for await (const record of records) {
    const http = record.type === 'response' || record.type === 'revisit' ? readHttpMessage(record.block!) : undefined
    const { offset, length, format, version, type, url, at, problem } = record
    const mediaType = http ? mediaTypeOf(http.headers.get('content-type') ?? '') : mediaTypeOf(record.contentType)
    yield { offset, length, format, version, type, url, at, status: http?.status ?? null, mediaType, bodyBytes: record.blockBytes - (http?.bodyStart ?? 0), problem }
  }
}
