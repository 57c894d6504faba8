import { z } from 'zod'
import { ClientSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { mainSite, plainSite } from './main-site.js'

export default defineOperation({
  id: 'clients.update',
  summary: 'Change the name, short name, kind or main site of a client',
  effect: 'write',
  usesLists: false,
  input: z.object({ name: ClientSchema.shape.name.optional().describe('Name'), slug: ClientSchema.shape.slug.optional(), profileKind: ClientSchema.shape.profileKind.optional(), site: mainSite.nullable().optional(), version: ClientSchema.shape.version.optional().describe('The version you read (default: the latest)') }),
  output: z.object({ client: ClientSchema }),
  example: 'citewell clients update --client northgate --site northgate-heart.example',
  async run({ version, site, ...changes }, { actor, now, client, organisationDesk }) {
    const { createdAt: _, ...before } = client
    const given = Object.fromEntries(Object.entries({ ...changes, site: site == null ? site : plainSite(site) }).filter(([, value]) => value !== undefined))
    return { client: await organisationDesk.clients.save({ ...before, ...given, version: version ?? client.version }, { by: actor.name, at: now }) }
  },
})
