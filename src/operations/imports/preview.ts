import { z } from 'zod'
import { importFile, importKinds } from '../../imports/index.js'
import type { FileInput } from '../../model/file-input.js'
import type { ImportReport } from '../../model/import.js'
import { parseInstant } from '../../model/instant.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema, type Context } from '../../model/operation.js'
import { importBatchKey } from '../ingest.js'
import { ProblemSchema } from '../schemas.js'
import { scopeOf } from '../sites.js'
import { newLinks, type NewLinks } from './known-links.js'

const Count = z.number().int()

const PreviewSchema = z.object({
  file: z.string(),
  recognised: z.string().describe('Id of the format'),
  title: z.string().describe('The format in words'),
  layout: z.string().nullable().describe('Where in the tool such a file comes from'),
  confidence: z.enum(['certain', 'likely', 'unknown']).describe('certain: by the names of its columns; likely: by what stands in its cells, or with many rows refused'),
  refusal: z.string().nullable().describe('Why it is no list of links, and what to export instead'),
  needsTarget: z.boolean().describe('True if it would be read once somebody says which site it is about'),
  rows: Count, accepted: Count, refused: Count,
  problems: z.array(ProblemSchema.pick({ line: true, cause: true, message: true })).describe('The first refused rows'),
  problemCount: Count,
  from: z.string().nullable().describe('Earliest date in the file'), until: z.string().nullable(),
  targets: z.array(z.object({ domain: z.string(), links: Count })).describe('Domains the links point to, most links first'),
  referringDomains: Count,
  newLinks: Count.nullable().describe('Links that the index does not have yet; null where that is not counted'),
  alreadyHere: z.boolean().describe('True if this very file was imported before'),
})

const problemsShown = 20
const targetsShown = 10
/** Below so many rows accepted the format is only likely. */
const acceptedShareMin = 0.5

export default defineOperation({
  id: 'imports.preview',
  summary: 'Show what importing files would bring, before anything is imported',
  description: 'Reads every row as an import would and writes nothing: format, rows accepted and refused with line and cause, dates, targets, and how many of the links are new.',
  effect: 'read',
  long: true,
  jobTitle: ({ files }) => `Look at ${files.length === 1 ? files[0]!.name : `${files.length} files`} before the import`,
  input: z.object({
    files: z.array(fileSchema()).min(1).max(limits.filesMax).describe('CSV, TSV, XLSX, JSON, text or ZIP files'),
    as: z.string().default('auto').describe('Format id, or auto'),
    target: z.string().optional().describe('Site the file is about, where the file does not say'),
  }),
  output: z.object({ files: z.array(PreviewSchema), total: z.object({ rows: Count, accepted: Count, refused: Count, newLinks: Count.nullable() }) }),
  table: 'files',
  shown: ['file', 'title', 'rows', 'accepted', 'refused', 'newLinks', 'refusal'],
  positional: ['files'],
  example: 'citewell imports preview clinic.example-backlinks.csv',
  async run({ files, as, target }, context) {
    const site = target === undefined ? null : (scopeOf(target).host ?? scopeOf(target).domain)
    const previews: Array<z.infer<typeof PreviewSchema>> = []
    const all = newLinks(context)
    for (const file of files) previews.push(...(await previewOf(file, { as, target: site }, all, context)))
    const sum = (key: 'rows' | 'accepted' | 'refused') => previews.reduce((total, preview) => total + preview[key], 0)
    return { files: previews, total: { rows: sum('rows'), accepted: sum('accepted'), refused: sum('refused'), newLinks: await all.count() } }
  },
})

async function previewOf(file: FileInput, { as, target }: { as: string; target: string | null }, all: NewLinks, context: Context): Promise<Array<z.infer<typeof PreviewSchema>>> {
  const own = newLinks(context)
  const targets = new Map<string, number>()
  const domains = new Set<string>()
  const reports = await importFile(file, {
    as, target, importedAt: parseInstant(context.now)!, signal: context.signal,
    onSighting(sighting) {
      own.add(sighting)
      all.add(sighting)
      targets.set(sighting.targetDomain, (targets.get(sighting.targetDomain) ?? 0) + 1)
      domains.add(sighting.referringDomain)
    },
    onProgress: (done) => context.progress({ stage: `Reading ${file.name}`, done, total: file.size ?? null, unit: 'bytes' }),
  })
  const alreadyHere = !file.once && (await context.index.has(await importBatchKey(file, { as, target })))
  // Tables of one file are read into one batch, so what is new is told of the file and not of each table.
  const isOne = reports.length === 1
  const count = alreadyHere ? 0 : isOne ? await own.count() : null
  const found = [...targets].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, targetsShown).map(([domain, links]) => ({ domain, links }))
  return reports.map((report) => ({
    file: report.file, recognised: report.recognised, title: report.title, refusal: report.refusal, needsTarget: report.needsTarget === true, rows: report.rows, accepted: report.accepted, refused: report.refused,
    layout: importKinds.find(({ id }) => id === report.recognised)?.exportedFrom || null,
    confidence: confidenceOf(report),
    problems: report.problems.slice(0, problemsShown).map(({ line, cause, message }) => ({ line, cause, message })), problemCount: report.problemCount,
    from: report.from, until: report.until, alreadyHere, newLinks: report.refusal === null ? count : 0,
    targets: report.refusal === null ? found : [], referringDomains: report.refusal === null ? domains.size : 0,
  }))
}

function confidenceOf({ recognised, rows, accepted, refusal, byCells }: ImportReport): 'certain' | 'likely' | 'unknown' {
  if (!importKinds.some(({ id }) => id === recognised)) return 'unknown'
  if (refusal !== null) return 'certain'
  return byCells || (rows > 0 && accepted / rows < acceptedShareMin) ? 'likely' : 'certain'
}
