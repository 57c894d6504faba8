import { z } from 'zod'
import { AuditResultSchema } from '../../model/audit-result.js'
import { readWhole } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema, type Context } from '../../model/operation.js'
import { auditHtml } from '../../report/html.js'
import { auditText } from '../../report/text.js'
import { auditSite } from '../audit-site.js'
import { linksCsv } from './links-csv.js'
import { archiveRecord } from '../archives/add.js'
import { withMainSite } from '../client-site.js'
import { keepImports } from '../imports/import-records.js'
import { ingestArchive, ingestExport } from '../ingest.js'
import { readProfile } from '../profile-file.js'
import { MadeFileSchema, siteInput } from '../schemas.js'
import { scopeOf } from '../sites.js'

export default defineOperation({
  id: 'audits.run',
  summary: 'Audit the links of a site: from files to decisions with evidence',
  description: 'Adds the given exports and archives to the link index, judges every link, and makes a summary, report.html, links.csv and findings.json. Without files it audits what the index holds.',
  effect: 'write',
  long: true,
  alias: 'audit',
  input: z.object({
    site: siteInput,
    from: z.array(fileSchema()).max(limits.filesMax).default([]).describe('Link exports of any tool'),
    archive: z.array(fileSchema()).max(limits.filesMax).default([]).describe('Web archives or HTML files'),
    profile: fileSchema().optional().describe('Profile of the provider, JSON; kept for later audits'),
    brand: z.array(z.string().min(1).max(200)).default([]).describe('Names of the provider, added to the profile'),
  }),
  output: z.object({ result: AuditResultSchema, files: z.array(MadeFileSchema) }),
  positional: ['site'],
  example: 'citewell audit clinic.example --from clinic.example-backlinks.csv --brand "Oak Street Dental" --out report/',
  jobTitle: ({ site }) => `Audit ${site}`,
  words: ({ result }) => auditText(result),
  // Files were given, and not one of them could be read.
  failed: ({ result: { inputs, problems } }) => inputs.length > 0 && inputs.every(({ file, accepted }) => accepted === 0 && problems.some((problem) => problem.file === file && problem.where === '')),
  async run({ site, from, archive, profile: profileFile, brand }, asked) {
    const scope = scopeOf(site)
    const context = { ...asked, client: await withMainSite(site, asked) }
    await keepProfile(scope.domain, profileFile, brand, context)
    const inputs: z.infer<typeof AuditResultSchema>['inputs'] = []
    const problems: z.infer<typeof AuditResultSchema>['problems'] = []
    for (const file of archive) {
      const report = await ingestArchive(file, { target: scope.domain }, context)
      if (report.key !== '') await keepImports(report.key, [archiveRecord(report)], context, report)
      inputs.push({ file: file.name, recognised: report.known ? 'web archive, added before' : report.again ? 'web archive, read again' : 'web archive', rows: report.captures, accepted: report.captures, refused: 0, problems: report.problems.count })
      for (const problem of report.problems.listed.slice(0, 20)) problems.push({ file: problem.file, where: problem.offset === null ? '' : `byte ${problem.offset}`, message: problem.message })
    }
    for (const file of from) {
      const { reports, batch } = await ingestExport(file, { as: 'auto', target: scope.host ?? scope.domain }, context)
      if (batch !== '') await keepImports(batch, reports, context)
      for (const report of reports) {
        if (report.refusal !== null) problems.push({ file: report.file, where: '', message: report.refusal.replace(`${report.file}: `, '') })
        inputs.push({ file: report.file, recognised: report.title, rows: report.rows, accepted: report.accepted, refused: report.refused, problems: report.problemCount })
        for (const problem of report.problems.slice(0, 20)) problems.push({ file: problem.file, where: problem.line === null ? '' : `line ${problem.line}`, message: problem.message })
      }
    }
    const { result, key, findings } = await auditSite(scope, { inputs, problems }, context)
    const links = await linksCsv(scope, key, context)
    return {
      result,
      files: [
        { name: 'report.html', mediaType: 'text/html', text: auditHtml(result) },
        { name: 'links.csv', mediaType: 'text/csv', text: links },
        { name: 'findings.json', mediaType: 'application/json', text: `${JSON.stringify({ site: result.site, asOf: result.asOf, versions: result.versions, verdict: result.verdict, findings }, null, 1)}\n` },
      ],
    }
  },
})

/** Keeps a given profile for the site, with the brand names added; names alone extend the profile that is kept. */
async function keepProfile(domain: string, file: z.infer<ReturnType<typeof fileSchema>> | undefined, brand: readonly string[], { desk, now }: Pick<Context, 'desk' | 'now'>): Promise<void> {
  if (file === undefined && brand.length === 0) return
  const kept = await desk.profile(domain)
  const given = file === undefined ? kept : readProfile(file.name, await readWhole(file, limits.profileBytesMax))
  const profile = { ...(given ?? readProfile('empty', Buffer.from('{}'))) }
  profile.names = [...new Set([...profile.names, ...brand])]
  if (kept === undefined || JSON.stringify(kept) !== JSON.stringify(profile)) await desk.saveProfile(domain, profile, now)
}
