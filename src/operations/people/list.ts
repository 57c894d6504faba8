import { z } from 'zod'
import { mayDo, RoleSchema } from '../../model/actor.js'
import { MemberSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'people.list',
  summary: 'List the people of an organisation and their roles',
  description: 'Whoever may read some clients only sees who else may read these.',
  effect: 'read',
  wall: 'organisation',
  usesLists: false,
  input: z.object({}),
  output: z.object({ rows: z.array(MemberSchema.omit({ grants: true }).extend({ grants: z.array(z.object({ id: z.string(), clientId: z.string().nullable(), client: z.string().nullable().describe('Short name; null for the whole organisation'), role: RoleSchema })) })) }),
  table: 'rows',
  shown: ['name', 'email', 'twoFactor'],
  example: 'citewell people list --organisation bayside',
  async run(_, { actor, organisation, organisationDesk, visible }) {
    const seesAll = mayDo(actor, 'read', organisation.id, null)
    const slugs = new Map((await visible()).clients.map(({ id, slug }) => [id, slug]))
    const rows = (await organisationDesk.members()).map((member) => ({
      ...member,
      grants: member.grants.filter(({ clientId }) => clientId === null || seesAll || slugs.has(clientId)).map((grant) => ({ ...grant, client: grant.clientId === null ? null : (slugs.get(grant.clientId) ?? null) })),
    }))
    return { rows: rows.filter(({ grants }) => grants.length > 0) }
  },
})
