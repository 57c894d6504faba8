import { z } from 'zod'
import { readArchive } from '../../archive/index.js'
import { extractCapture } from '../../extract/index.js'
import { limits } from '../../model/limits.js'
import { parseInstant } from '../../model/instant.js'
import { defineOperation, fileSchema } from '../../model/operation.js'
import { ProblemList } from '../../model/problem.js'
import { SightingSchema } from '../../model/sighting.js'
import { meter } from '../ingest.js'
import { ProblemSchema } from '../schemas.js'
import { scopeOf } from '../sites.js'

export default defineOperation({
  id: 'sightings.extract',
  summary: 'Extract the links of web archives and HTML files, one JSON line each',
  description: 'Changes nothing: the lines go to standard output. To keep them, use `archives add`, or give the lines to `sightings import`.',
  effect: 'read',
  wall: 'open',
  long: true,
  input: z.object({
    files: z.array(fileSchema()).min(1).max(limits.filesMax).describe('WARC, ARC, WAT or HTML files'),
    target: z.string().optional().describe('Only links to this domain'),
    externalOnly: z.boolean().default(false).describe('Leave out links to the domain of the page itself'),
    url: z.string().optional().describe('Address of the page, for plain HTML files'),
  }),
  rows: SightingSchema,
  output: z.object({ captures: z.number().int(), pages: z.number().int(), sightings: z.number().int(), problemCount: z.number().int(), problems: z.array(ProblemSchema) }),
  positional: ['files'],
  example: 'citewell sightings extract crawl.warc.gz --target clinic.example',
  jobTitle: () => 'Extract links',
  async run({ files, target, externalOnly, url }, context) {
    const problems = new ProblemList()
    const counts = { captures: 0, pages: 0, sightings: 0 }
    const domain = target === undefined ? null : scopeOf(target).domain
    for (const file of files) {
      const captures = readArchive(meter(file, context), { file: file.name, onProblem: (problem) => problems.add(problem), signal: context.signal, url })
      for await (const capture of captures) {
        counts.captures += 1
        const extracted = extractCapture(capture, { seenBy: `archive:${file.name}`, target: domain, externalOnly, fallbackAt: parseInstant(context.now)! })
        if (extracted.page !== null) counts.pages += 1
        for (const problem of extracted.problems) problems.add(problem)
        for (const sighting of extracted.sightings) {
          counts.sightings += 1
          await context.emit(sighting)
        }
      }
    }
    return { ...counts, problemCount: problems.count, problems: problems.listed }
  },
})
