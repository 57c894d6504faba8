/** Reading web archives: WARC, ARC, WAT and lone pages, plain or packed. */
export { readArchive, type CaptureInfo, type ReadArchiveOptions } from './read-archive.js'
export { listArchive, type ListArchiveOptions, type ListedRecord } from './list-archive.js'
export { readRecords, type ReadRecordsOptions } from './read-records.js'
export { originals, revisited, revisitOf, revisitsMax, type Revisit } from './revisits.js'
export type { ArchiveRecord, RecordInfo } from './record.js'
export type { Capture } from '../model/capture.js'
export type { Problem } from '../model/problem.js'
