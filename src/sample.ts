import { localActor } from './model/actor.js'
import { homeClient, homeOrganisation, LocationSchema, ServiceLineSchema, ClinicianSchema, type Client, type Organisation } from './model/desk-nouns.js'
import { CitewellError } from './model/error.js'
import type { FileInput } from './model/file-input.js'
import type { Operation, Progress } from './model/operation.js'
import type { Outside } from './model/outside.js'
import { call, type Output } from './doors/call.js'
import { sampleExport, sampleOrganisation, type SampleClient } from './files/sample-organisation.js'
import { sampleWeb } from './files/sample-web.js'

/** Whoever opens the sample may change it; nothing here is put back over what they did. */
const by = { by: 'Citewell' }

/** How the ids of the further invented clients begin. */
const idStart = 'sample-'

interface Seeding {
  outside: Outside
  operations: readonly Operation[]
  now: string
  version: string
  signal: AbortSignal
  onProgress(progress: Progress): void
}

/**
 * Fills a home with the invented organisation: an agency with two clients, their links, and the links of three rivals.
 * Done again, it adds nothing. Gives the audit of the first client.
 */
export async function seedSample({ outside, operations, now, ...options }: Seeding): Promise<Output> {
  const { organisation, clients } = sampleOrganisation()
  const agency = (await outside.desk.organisations()).find(({ id }) => id === homeOrganisation.id)
  const isFresh = agency === undefined || agency.slug === homeOrganisation.slug
  const known = await outside.desk.clients()
  const wasFilled = known.some(({ id }) => id.startsWith(idStart))
  // Behind DATABASE_URL may stand the desk that people work with: nothing invented gets into it.
  if (!wasFilled && (!isFresh || known.some(({ id, site }) => id !== homeClient.id || (site !== null && site !== clients[0]!.site)))) {
    throw new CitewellError('conflict', 'This desk has clients of its own, and the sample is not put beside them. Open yours with: citewell serve. Or unset DATABASE_URL to see the sample.')
  }
  const desk = outside.desk.organisation(homeOrganisation.id)
  // The first client is the one that is there from the start, so that its links stand where those of one person would.
  const idOf = (slug: string) => (slug === clients[0]!.slug ? homeClient.id : `${idStart}${slug}`)
  if (isFresh) {
    for (const sample of clients) {
      const { slug, name, profileKind, site } = sample
      const id = idOf(slug)
      const there = await desk.clients.get(id)
      await desk.clients.save({ id, ...(there ? { version: there.version } : {}), organisationId: homeOrganisation.id, slug, name, profileKind, site, archivedAt: null }, { ...by, at: now })
      await saveNouns(outside, id, sample, now)
    }
    // Last, so that filling that was broken off begins again; what has an id already stands once.
    await outside.desk.saveOrganisation({ ...homeOrganisation, ...agency, ...(organisation as Pick<Organisation, 'slug' | 'name' | 'kind'>) }, now)
  }
  const run = async (id: string, client: Pick<Client, 'id'>, input: Record<string, unknown>) => {
    const operation = operations.find((one) => one.id === id)
    if (!operation) throw new CitewellError('internal', `There is no operation ${id}.`)
    return call(operation, { ...input, client: client.id }, { outside: async () => outside, operations: async () => operations, actor: localActor, now, ...options })
  }
  let audit: Output | undefined
  for (const sample of clients) {
    const client = { id: idOf(sample.slug) }
    const importOf = (files: FileInput[], target: string) => (files.length === 0 ? undefined : run('sightings.import', client, { files, target }))
    for (const { domain, exports } of sample.competitors) await importOf(exports.map(sampleExport), domain)
    await importOf(sample.exports.map(sampleExport), sample.site)
    if (!sample.web) continue
    const { site, profile, archives, exports } = sampleWeb()
    audit = await run('audits.run', client, { site, profile, archive: archives, from: exports })
  }
  return audit!
}

async function saveNouns(outside: Outside, clientId: string, sample: SampleClient, at: string): Promise<void> {
  const desk = outside.desk.client(clientId)
  const changed = { ...by, at }
  const numbered = (noun: string, at: number) => `${clientId}-${noun}-${at + 1}`
  await desk.sites.save({ id: numbered('site', 0), site: sample.site, label: sample.name, main: true }, changed)
  for (const [at, one] of sample.locations.entries()) await desk.locations.save({ ...LocationSchema.omit({ id: true, version: true }).parse(one), id: numbered('location', at) }, changed)
  for (const [at, one] of sample.serviceLines.entries()) await desk.serviceLines.save({ ...ServiceLineSchema.omit({ id: true, version: true }).parse(one), id: numbered('service-line', at) }, changed)
  for (const [at, one] of sample.clinicians.entries()) await desk.clinicians.save({ ...ClinicianSchema.omit({ id: true, version: true }).parse(one), id: numbered('clinician', at) }, changed)
  for (const [at, { domain, name }] of sample.competitors.entries()) await desk.competitors.save({ id: numbered('competitor', at), domain, name }, changed)
}
