import { z } from 'zod'
import { TokenSchema } from '../../model/accounts.js'
import { RoleSchema } from '../../model/actor.js'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { personOf } from '../access.js'

export default defineOperation({
  id: 'tokens.create',
  summary: 'Make a token for a program or an assistant; shown once',
  description: 'It may do what you may do at the time, or less: narrow it to one organisation or client, and to a role. An assistant over MCP only ever proposes changes.',
  effect: 'write',
  wall: 'open',
  usesLists: false,
  input: z.object({
    name: z.string().trim().min(1).max(100).describe('What it is for'),
    days: z.number().int().min(1).max(3_650).optional().describe('Days it can be used (default: until revoked)'),
    organisation: z.string().max(200).optional().describe('Only for this organisation: short name or id'),
    client: z.string().max(200).optional().describe('Only for this client: short name or id'),
    role: RoleSchema.optional().describe('At most this'),
  }),
  output: z.object({ token: TokenSchema, secret: z.string().describe('The token itself') }),
  positional: ['name'],
  example: 'citewell tokens create "monthly report" --role read --client northgate',
  async run({ name, days, organisation: inOrganisation, client: inClient, role }, { accounts, actor, visible }) {
    const personId = personOf({ actor })
    const { organisations, clients } = await visible()
    const organisation = inOrganisation === undefined ? undefined : found(organisations, inOrganisation, 'organisation')
    const client = inClient === undefined ? undefined : found(clients.filter(({ organisationId }) => organisation === undefined || organisationId === organisation.id), inClient, 'client')
    return accounts.createToken(personId, { name, days: days ?? null, narrowing: { organisationId: client?.organisationId ?? organisation?.id ?? null, clientId: client?.id ?? null, role: role ?? null } })
  },
})

function found<One extends { id: string; slug: string }>(all: readonly One[], name: string, noun: string): One {
  const byId = all.filter(({ id }) => id === name)
  const matching = byId.length > 0 ? byId : all.filter(({ slug }) => slug === name)
  if (matching.length === 1) return matching[0]!
  if (matching.length > 1) throw new CitewellError('invalid', `Several are called ${name.slice(0, 64)}. Name the organisation too, or give an id.`)
  throw new CitewellError('not_found', `There is no ${noun} "${name.slice(0, 64)}" that you may see.`)
}
