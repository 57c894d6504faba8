import { z } from 'zod'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema } from '../../model/operation.js'
import { keepImports } from '../imports/import-records.js'
import { ingestArchive } from '../ingest.js'
import { judgeAfter } from '../judge-after.js'
import { ProblemSchema } from '../schemas.js'
import { scopeOf } from '../sites.js'

const Report = z.object({
  file: z.string(), captures: z.number().int(), pages: z.number().int(), sightings: z.number().int(), revisits: z.number().int().describe('Records that say a page was the same as at an earlier visit'), revisitsResolved: z.number().int().describe('Those of them whose earlier visit is in this archive or in the index: its links were seen then as well'), added: z.boolean(), known: z.boolean().describe('True if this very file was added before'), again: z.boolean().describe('True if an older version had read it, and what it gave then was replaced'),
  problemCount: z.number().int(), problems: z.array(ProblemSchema),
})

export default defineOperation({
  id: 'archives.add',
  summary: 'Add the links of web archives to the link index',
  description: 'Keeps every external link, or with --target only the links to one site, and a record of every page that was read. The same file added twice adds nothing, unless an older version read it: then it is read again, and replaces what it gave. As a job it judges the links at its end.',
  effect: 'write',
  long: true,
  judges: true,
  input: z.object({
    files: z.array(fileSchema()).min(1).max(limits.filesMax).describe('Archive files'),
    target: z.string().optional().describe('Keep only links to this domain'),
    url: z.string().optional().describe('Address of the page, for one plain HTML file'),
  }),
  output: z.object({ files: z.array(Report) }),
  table: 'files',
  positional: ['files'],
  example: 'citewell archives add crawl.warc.gz --target clinic.example',
  jobTitle: ({ files }) => `Read ${files.length === 1 ? files[0]!.name : `${files.length} archives`}`,
  async run({ files, target, url }, context) {
    const domain = target === undefined ? null : scopeOf(target).domain
    const reports = []
    for (const file of files) {
      const { problems, key, ...report } = await ingestArchive(file, { target: domain, url }, context)
      if (key !== '') await keepImports(key, [archiveRecord(report)], context, report)
      reports.push({ ...report, problemCount: problems.count, problems: problems.listed })
    }
    await judgeAfter(target, context)
    return { files: reports }
  },
})

/** An archive in the history of imports: its rows are its captures, all of which are read. */
export function archiveRecord({ file, captures }: { file: string; captures: number }): Parameters<typeof keepImports>[1][number] {
  return { file, recognised: 'web-archive', title: 'Web archive', rows: captures, accepted: captures, refused: 0, from: null, until: null }
}
