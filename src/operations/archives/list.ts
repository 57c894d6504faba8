import { z } from 'zod'
import { listArchive } from '../../archive/index.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema } from '../../model/operation.js'
import { ProblemList } from '../../model/problem.js'
import { meter } from '../ingest.js'
import { ProblemSchema } from '../schemas.js'

const Record = z.object({
  file: z.string(),
  offset: z.number().int().describe('Byte offset of the record (or of its gzip member) in the file as stored'),
  format: z.string().describe('WARC/1.0, ARC/1.0, …'),
  type: z.string().describe('response, request, revisit, metadata, …'),
  url: z.string().nullable(),
  at: z.string().nullable().describe('When it was captured, UTC'),
  status: z.number().int().nullable().describe('HTTP status'),
  mediaType: z.string().nullable(),
  bodyBytes: z.number().int().nullable().describe('Bytes of the record as stored, after gzip'),
})

export default defineOperation({
  id: 'archives.list',
  summary: 'List the records of web archives',
  description: 'Reads WARC 0.17 to 1.1, ARC, WAT and HTML files, plain or compressed, one line a record. Damaged parts are skipped and listed as problems with their offset.',
  effect: 'read',
  long: true,
  input: z.object({ files: z.array(fileSchema()).min(1).max(limits.filesMax).describe('Archive files') }),
  rows: Record,
  output: z.object({ records: z.number().int(), problemCount: z.number().int(), problems: z.array(ProblemSchema) }),
  positional: ['files'],
  example: 'citewell archives list crawl.warc.gz',
  jobTitle: () => 'List the pages of archives',
  async run({ files }, context) {
    const problems = new ProblemList()
    let records = 0
    for (const file of files) {
      for await (const record of listArchive(meter(file, context), { file: file.name, onProblem: (problem) => problems.add(problem), signal: context.signal })) {
        records += 1
        await context.emit({
          file: file.name, offset: record.offset, format: record.format, type: record.type, url: record.url, at: record.at, status: record.status, mediaType: record.mediaType, bodyBytes: record.bodyBytes,
        })
      }
    }
    return { records, problemCount: problems.count, problems: problems.listed }
  },
})
