import type { Instant } from '../model/instant.js'
import type { RecordHeader } from './record-header.js'

/** What a record of an archive says of itself before its content is looked at. */
export interface RecordInfo {
  /** Byte offset in the file as stored; of the gzip member that holds the record where the file is packed. */
  offset: number
  format: 'warc' | 'arc' | 'page'
  /** `1.0`, `0.18`; '' for a page. */
  version: string
  /** WARC-Type in lower case; for ARC `filedesc` or `response`; for a page `resource`; '' when not told. */
  type: string
  /** Address as written, without the angle brackets some tools put around it. */
  url: string | null
  at: Instant | null
  /** Content type of the record's block, as written. */
  contentType: string
  /** Header fields by lower-case name, the first of equal ones; of ARC the server's address alone, under the name WARC gave it. */
  fields: ReadonlyMap<string, string>
}

/** A record with its block, as read. */
export interface ArchiveRecord extends RecordInfo {
  /** Stored bytes of the record, or null where several records share a gzip member or its end is not known. */
  length: number | null
  /** The block as far as it was kept, or null if it was not asked for. */
  block: Buffer | null
  /** Bytes of the block that were passed over or kept. */
  blockBytes: number
  /** True if the block ends before its declared length, or was kept in part only. */
  cut: boolean
  /** Cause of the last problem met within this record, or null. */
  problem: string | null
}

/** Field by field: spreading objects costs more than reading a header. */
export function newRecord(header: RecordHeader, offset: number): ArchiveRecord {
  const { format, version, type, url, at, contentType, fields } = header
  return { offset, format, version, type, url, at, contentType, fields, length: null, block: null, blockBytes: 0, cut: false, problem: null }
}
