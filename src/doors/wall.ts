import { mayDo, mayDoSomewhere, runsInstallation, type Actor, type Effect } from '../model/actor.js'
import type { Desk } from '../model/desk.js'
import type { Client, Organisation } from '../model/desk-nouns.js'
import { CitewellError } from '../model/error.js'
import type { Context, Operation, Wall } from '../model/operation.js'
import type { Outside } from '../model/outside.js'

/** What stands beside the inputs of an operation at every door, by its wall. */
export const reservedInputs: Readonly<Record<Wall, readonly string[]>> = { client: ['client'], organisation: ['organisation'], open: [], machine: [], anyone: [] }

/** Who asks, for whom, and all that the operation may reach. */
export type Admitted = Pick<Context, 'actor' | 'client' | 'index' | 'desk' | 'organisation' | 'organisationDesk' | 'visible' | 'wholeDesk' | 'accounts' | 'lists' | 'graphs' | 'web' | 'shelf'>

export const wallOf = (operation: Pick<Operation, 'wall'>): Wall => operation.wall ?? 'client'

/**
 * The one place where walls are kept. Takes the reserved inputs from what was given, finds the client or organisation
 * among those the asker may see, checks that the asker may do this there, and cuts what is outside down to it. One that
 * is not there and one that belongs to others give the same answer, so nobody can find out by guessing.
 */
export async function passWall(operation: Operation, given: Record<string, unknown>, actor: Actor, outside: Outside): Promise<{ input: Record<string, unknown>; admitted: Admitted }> {
  const wall = wallOf(operation)
  const { client: clientWanted, organisation: organisationWanted, ...rest } = given
  const reserved = reservedInputs[wall]
  const input = { ...rest, ...(reserved.includes('client') || clientWanted === undefined ? {} : { client: clientWanted }), ...(reserved.includes('organisation') || organisationWanted === undefined ? {} : { organisation: organisationWanted }) }
  const visible = visibleTo(actor, outside.desk)
  if (wall === 'client') {
    const { client, organisation } = await clientFor(clientWanted, operation.effect, actor, visible)
    return { input, admitted: admit({ client, organisation }) }
  }
  if (wall === 'organisation') return { input, admitted: admit({ organisation: await organisationFor(organisationWanted, operation.effect, actor, visible) }) }
  if (wall !== 'anyone' && !mayDoSomewhere(actor, 'read')) throw new CitewellError('refused', 'Nobody has given you access to anything here yet. Ask the person who runs this Citewell for an invitation.')
  if (wall === 'machine' && operation.effect !== 'read' && !runsInstallation(actor)) throw new WallRefusal(`${operation.id} changes what everybody here shares, so only who runs this installation may do it. Ask them. Nothing was changed.`, { organisationId: null, clientId: null })
  return { input, admitted: admit({}) }

  function admit({ client, organisation }: { client?: Client; organisation?: Organisation }): Admitted {
    const { lists, graphs, web, shelf, desk, accounts } = outside
    return {
      actor, visible, lists, graphs, web, shelf, accounts,
      wholeDesk: { jobs: desk.jobs, log: desk.log, access: desk.access, copies: desk.copies, organisation: (id) => desk.organisation(id), saveOrganisation: (given, at) => desk.saveOrganisation(given, at), together: (work) => desk.together(work) },
      client: client ?? behindWall('client', operation),
      index: client ? outside.indexOf(client.id) : behindWall('index', operation),
      desk: client ? desk.client(client.id) : behindWall('desk', operation),
      organisation: organisation ?? behindWall('organisation', operation),
      organisationDesk: organisation ? desk.organisation(organisation.id) : behindWall('organisationDesk', operation),
    }
  }
}

/** What the asker may see. Asked for once a call. */
function visibleTo(actor: Actor, desk: Desk): Context['visible'] {
  let asked: ReturnType<Context['visible']> | undefined
  return () => (asked ??= (async () => {
    const [organisations, clients] = await Promise.all([desk.organisations(), desk.clients()])
    const seen = clients.filter((client) => mayDo(actor, 'read', client.organisationId, client.id))
    const within = new Set(seen.map((client) => client.organisationId))
    return { organisations: organisations.filter(({ id }) => within.has(id) || mayDo(actor, 'read', id, null)), clients: seen }
  })())
}

async function clientFor(wanted: unknown, effect: Effect, actor: Actor, visible: Context['visible']): Promise<{ client: Client; organisation: Organisation }> {
  const { clients, organisations } = await visible()
  const client = oneOf(wanted, clients, 'client', (one) => `${organisations.find(({ id }) => id === one.organisationId)?.slug ?? ''}/${one.slug}`)
  if (!mayDo(actor, effect, client.organisationId, client.id)) throw new WallRefusal(roleNeeded(effect, client.name), { organisationId: client.organisationId, clientId: client.id })
  if (client.archivedAt !== null && effect !== 'read') throw new CitewellError('conflict', `${client.name} is archived. Bring it back first; nothing was changed.`)
  return { client, organisation: organisations.find(({ id }) => id === client.organisationId)! }
}

async function organisationFor(wanted: unknown, effect: Effect, actor: Actor, visible: Context['visible']): Promise<Organisation> {
  const organisation = oneOf(wanted, (await visible()).organisations, 'organisation', ({ slug }) => slug)
  // Reading needs any grant within it: the operation shows of it what is visible.
  if (effect !== 'read' && !mayDo(actor, effect, organisation.id, null)) throw new WallRefusal(roleNeeded(effect, organisation.name), { organisationId: organisation.id, clientId: null })
  return organisation
}

function oneOf<Named extends { id: string; slug: string; archivedAt?: string | null }>(wanted: unknown, choices: readonly Named[], noun: string, longName: (one: Named) => string): Named {
  if (wanted === undefined || wanted === null || wanted === '') {
    const current = choices.filter(({ archivedAt }) => archivedAt === undefined || archivedAt === null)
    if (current.length === 1) return current[0]!
    if (current.length === 0) throw new CitewellError('not_found', `There is no ${noun} that you may see.`)
    throw new CitewellError('invalid', `Say which ${noun} (${noun}, or --${noun} at the command line): ${current.slice(0, 20).map(({ slug }) => slug).join(', ')}${current.length > 20 ? ', …' : ''}.`)
  }
  const name = typeof wanted === 'string' ? wanted : ''
  // An id comes first: whoever may choose a short name must not take somebody else's calls by choosing an id.
  const byId = choices.filter(({ id }) => id === name)
  const found = byId.length > 0 ? byId : choices.filter((one) => one.slug === name || longName(one) === name)
  if (found.length === 1) return found[0]!
  if (found.length > 1) throw new CitewellError('invalid', `Several are called ${name}: ${found.map(longName).join(', ')}. Give one of these.`)
  throw new CitewellError('not_found', `There is no ${noun} "${name.slice(0, 64)}" that you may see.`)
}

const roleNeeded = (effect: Effect, name: string) => `Your role for ${name} does not allow this: it needs "${effect}". Ask who administers ${name}. Nothing was changed.`

/** Someone who may see it tried what their role does not allow: it is known what it is about, so the audit log has a line of it. */
export class WallRefusal extends CitewellError {
  readonly about: { organisationId: string | null; clientId: string | null }

  constructor(message: string, about: { organisationId: string | null; clientId: string | null }) {
    super('refused', message)
    this.about = about
  }
}

/** Stands where an operation has nothing to reach: touching it is our own mistake. */
function behindWall(part: string, { id, wall }: Operation): never {
  return new Proxy({}, {
    get(_, name) {
      if (name === 'then') return undefined
      throw new CitewellError('internal', `${id} stands behind the wall "${wall ?? 'client'}" and asked for ${part}.${String(name)}`)
    },
  }) as never
}
