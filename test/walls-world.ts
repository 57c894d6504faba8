import { randomUUID } from 'node:crypto'
import { call } from '../src/doors/call.js'
import { openOutside } from '../src/home.js'
import { localActor, type Actor, type Grant, type Role } from '../src/model/actor.js'
import { homeClient, homeOrganisation, type Client, type Organisation } from '../src/model/desk-nouns.js'
import type { Operation } from '../src/model/operation.js'

/** Two organisations, five clients (one of them archived), and something of every noun in each, all marked with its name. */
export interface World {
  home: string
  outside: Awaited<ReturnType<typeof openOutside>>
  operations: readonly Operation[]
  organisations: Record<'A' | 'B', Organisation>
  clients: Record<ClientName, Client>
  /** Ids of what is there, by client and noun. */
  ids: Record<ClientName, Record<string, string>>
  /** Ids of what belongs to an organisation. */
  organisationIds: Record<'A' | 'B', Record<string, string>>
  people: Record<string, Actor>
}

export type ClientName = 'a1' | 'a2' | 'a3' | 'b1' | 'b2'

export const at = '2026-06-01T00:00:00.000Z'
export const password = 'river stone lantern'
export const siteOf = (client: ClientName) => `zq-${client}.example`
/** A text that only this client's things hold. */
export const markOf = (client: ClientName | 'A' | 'B') => `zq-${client}`

export async function makeWorld({ home, url }: { home: string; url: string | undefined }): Promise<World> {
  const { operations } = await import('../src/operations/index.js')
  const outside = await openedOutside(home, url)
  const { desk, accounts } = outside
  const by = { by: 'world', at }
  const a = (await desk.organisations()).find(({ id }) => id === homeOrganisation.id)!
  const A = await desk.saveOrganisation({ ...a, slug: 'org-a', name: 'Agency zq-A' }, at)
  const B = await desk.saveOrganisation({ slug: 'org-b', name: 'Agency zq-B', kind: 'agency' }, at)
  const client = async (organisation: Organisation, name: ClientName, id?: string) => {
    const records = desk.organisation(organisation.id).clients
    const before = id === undefined ? undefined : await records.get(id)
    return records.save({ ...(id === undefined ? {} : { id, version: before!.version }), organisationId: organisation.id, slug: `client-${name}`, name: `Client ${markOf(name)}`, profileKind: 'clinic', site: siteOf(name), archivedAt: null }, by)
  }
  // Made elsewhere in the table than home, so that no wall leans on the first client.
  const clients = { a1: await client(A, 'a1', homeClient.id), a2: await client(A, 'a2'), a3: await client(A, 'a3'), b1: await client(B, 'b1'), b2: await client(B, 'b2') }
  const ids = {} as World['ids']
  for (const name of Object.keys(clients) as ClientName[]) ids[name] = await fill(outside, operations, clients[name], name)
  clients.a3 = await desk.organisation(A.id).clients.save({ ...clients.a3, archivedAt: at }, by)

  const person = async (name: string, grants: ReadonlyArray<{ organisation: Organisation; client?: ClientName; role: Role }>): Promise<Actor> => {
    const { id } = await accounts.create({ email: `${name.toLowerCase()}@people.example`, name, password: null })
    for (const { organisation, client: of, role } of grants) await desk.organisation(organisation.id).grant(id, of ? clients[of].id : null, role, by)
    return { id, name, by: 'session', grants: await desk.access.grantsOf(id) }
  }
  const people: Record<string, Actor> = {
    administersA: await person('AdministersA', [{ organisation: A, role: 'administer' }]),
    readsA: await person('ReadsA', [{ organisation: A, role: 'read' }]),
    administersA1: await person('AdministersA1', [{ organisation: A, client: 'a1', role: 'administer' }]),
    sendsA1: await person('SendsA1', [{ organisation: A, client: 'a1', role: 'send' }]),
    writesA1: await person('WritesA1', [{ organisation: A, client: 'a1', role: 'write' }]),
    approvesA1: await person('ApprovesA1', [{ organisation: A, client: 'a1', role: 'approve' }]),
    readsA1: await person('ReadsA1', [{ organisation: A, client: 'a1', role: 'read' }]),
    writesA2: await person('WritesA2', [{ organisation: A, client: 'a2', role: 'write' }]),
    administersB: await person('AdministersB', [{ organisation: B, role: 'administer' }]),
    writesB1: await person('WritesB1', [{ organisation: B, client: 'b1', role: 'write' }]),
    hasNothing: await person('HasNothing', []),
    ofBoth: await person('OfBoth', [{ organisation: A, client: 'a2', role: 'write' }, { organisation: B, client: 'b1', role: 'read' }]),
    runsInstallation: await person('RunsInstallation', [{ organisation: A, client: 'a2', role: 'read' }]),
  }
  await desk.access.installation.grant(people.runsInstallation!.id, by)
  people.runsInstallation = { ...people.runsInstallation!, grants: await desk.access.grantsOf(people.runsInstallation!.id) }
  const revoked = await person('WasRevoked', [{ organisation: A, client: 'a1', role: 'administer' }])
  const member = (await desk.organisation(A.id).members()).find(({ id }) => id === revoked.id)!
  await desk.organisation(A.id).revoke(member.grants[0]!.id, by)
  people.wasRevoked = { ...revoked, grants: await desk.access.grantsOf(revoked.id) }
  // What a token of the administrator of everything in A is narrowed to.
  people.narrowedToA1 = { ...people.administersA!, by: 'token', grants: [{ organisationId: A.id, clientId: clients.a1.id, role: 'read' }] satisfies Grant[] }

  const organisationIds = {} as World['organisationIds']
  for (const [name, organisation, owner] of [['A', A, people.administersA!], ['B', B, people.administersB!]] as const) {
    const inOrganisation = desk.organisation(organisation.id)
    const { invitation } = await inOrganisation.invite({ email: `invited-${markOf(name)}@people.example`, clientId: null, role: 'read', invitedBy: markOf(name), createdAt: at, expiresAt: '2099-01-01T00:00:00.000Z' })
    const { token } = await accounts.createToken(owner.id, { name: markOf(name), days: null, narrowing: { organisationId: null, clientId: null, role: null } })
    organisationIds[name] = { organisation: organisation.id, slug: organisation.slug, person: owner.id, email: `administers${name.toLowerCase()}@people.example`, grant: (await inOrganisation.members()).find(({ id }) => id === owner.id)!.grants[0]!.id, invitation: invitation.id, token: token.id }
  }
  return { home, outside, operations, organisations: { A, B }, clients, ids, organisationIds, people }
}

/** As the program opens it, over the database of a test. */
export async function openedOutside(home: string, url: string | undefined): Promise<World['outside']> {
  const before = process.env.DATABASE_URL
  if (url === undefined) delete process.env.DATABASE_URL
  else process.env.DATABASE_URL = url
  try {
    return await openOutside(home)
  } finally {
    if (before === undefined) delete process.env.DATABASE_URL
    else process.env.DATABASE_URL = before
  }
}

/** Something of every noun that a client has, through the desk and through the operations that make an index. */
async function fill(outside: World['outside'], operations: readonly Operation[], client: Client, name: ClientName): Promise<Record<string, string>> {
  const mark = markOf(name)
  const desk = outside.desk.client(client.id)
  const by = { by: mark, at }
  const run = (id: string, input: Record<string, unknown>) => call(operations.find((one) => one.id === id)!, { client: client.id, ...input }, { outside: async () => outside, operations: async () => operations, actor: localActor, now: at })
  const rows = ['Referring page,Target,Anchor text', ...[1, 2, 3].map((row) => `https://${mark}-from${row}.example/page,https://${siteOf(name)}/,Words of ${mark}`)]
  const file = { name: `${mark}.csv`, open: async function* () { yield Buffer.from(`${rows.join('\n')}\n`) } }
  await run('sightings.import', { files: [file], target: siteOf(name) })
  const listed = (await run('links.list', { target: siteOf(name) })) as { rows: Array<{ id: string }> }
  const correction = await desk.addCorrection({ site: siteOf(name), subject: 'domain', key: `${mark}-from1.example`, referringPage: null, target: null, field: 'type', value: 'LT-01', was: 'LT-02', reason: mark, by: mark, at })
  const set = randomUUID()
  await desk.addCorrections([2, 3].map((row) => ({ site: siteOf(name), subject: 'domain' as const, key: `${mark}-from${row}.example`, referringPage: null, target: null, field: 'tier' as const, value: '5', was: '6', reason: mark, by: mark, at })), set)
  const decision = await desk.addDecision({ site: siteOf(name), kind: 'do-nothing', state: 'confirmed', cause: null, reviewer: mark, reason: mark, body: mark, at })
  await desk.saveProfile(siteOf(name), { names: [`Profile ${mark}`] } as never, at)
  const saved = {
    site: await desk.sites.save({ site: `blog.${siteOf(name)}`, label: mark, main: false }, by),
    location: await desk.locations.save({ name: mark, street: mark, city: '', region: '', postcode: '', country: '', phone: '', url: '', latitude: null, longitude: null, servicePlaces: [], servicePostcodes: [], radiusKm: null }, by),
    serviceLine: await desk.serviceLines.save({ name: mark, specialty: '', conditions: [], treatments: [], url: '' }, by),
    clinician: await desk.clinicians.save({ name: mark, title: '', specialty: '', npi: '', url: '', leftOn: null }, by),
    competitor: await desk.competitors.save({ domain: `${mark}-rival.example`, name: mark }, by),
    consideration: await desk.considerations.save({ referringDomain: `${mark}-from1.example`, referringPage: '', target: '', kind: 'payment', amount: 1, currency: 'EUR', on: null, until: null, relDue: ['sponsored'], note: mark }, by),
    task: await desk.tasks.save({ title: mark, why: mark, about: '', assignee: '', dueOn: null, state: 'open' }, by),
    view: await desk.views.save({ page: 'links', name: mark, query: `text=${mark}` }, by),
    note: await desk.notes.save({ about: `${mark}-from1.example`, text: mark, by: mark, at }, by),
    prospect: await desk.prospects.save({ domain: `${mark}-prospect.example`, reason: mark, rivals: [], tier: null, state: 'proposed', comment: mark, decidedBy: null, decidedAt: null, proposedBy: mark, proposedAt: at }, by),
  }
  const proposal = await desk.proposals.add({ id: randomUUID(), operation: 'notes.save', input: { about: mark, text: mark }, by: mark, at })
  const job = await outside.desk.jobs.add({ id: randomUUID(), organisationId: client.organisationId, clientId: client.id, operation: 'audits.run', title: `Job ${mark}`, input: { site: siteOf(name) }, actor: { id: 'local', name: mark }, attemptsMax: 1, createdAt: at, scheduleId: null, notBefore: '2099-01-01T00:00:00.000Z' })
  const schedule = await outside.desk.jobs.schedules.save({ id: randomUUID(), clientId: client.id, organisationId: client.organisationId, operation: 'audits.run', title: `Schedule ${mark}`, input: { site: siteOf(name) }, cron: '0 6 * * 1', timeZone: 'UTC', paused: true, actor: { id: 'local', name: mark }, nextAt: null }, by)
  const kept = await outside.shelf.keep({ name: `${mark}.txt`, open: async function* () { yield Buffer.from(mark) } })
  await desk.saveSettings({ reportName: mark }, by)
  return {
    client: client.id, slug: client.slug, correction: correction.id, set, decision: decision.id, proposal: proposal.id, job: job.id, schedule: schedule.id, link: listed.rows[0]!.id, file: kept.file,
    ...Object.fromEntries(Object.entries(saved).map(([noun, { id }]) => [noun, id])),
  }
}

/** Every row of the desk that belongs to a client, as text: equal before and after, nothing of it was changed. */
export async function deskOf({ outside }: World, clientId: string): Promise<string> {
  const desk = outside.desk.client(clientId)
  const nouns = ['sites', 'locations', 'serviceLines', 'clinicians', 'competitors', 'considerations', 'tasks', 'views', 'notes', 'prospects', 'imports'] as const
  const lists = await Promise.all(nouns.map(async (noun) => [noun, await desk[noun].list()]))
  const name = (await outside.desk.clients()).find(({ id }) => id === clientId)!
  const site = name.site!
  const jobs = await outside.desk.jobs.list({ organisationIds: [], clientIds: [clientId], machine: false, limit: 100 })
  const schedules = await outside.desk.jobs.schedules.list({ organisationIds: [], clientIds: [clientId], machine: false })
  return JSON.stringify([name, lists, await desk.corrections(site), await desk.decisions(site), await desk.profile(site), await desk.proposals.list(), await desk.settings(), jobs, schedules, await outside.indexOf(clientId).generation()])
}
