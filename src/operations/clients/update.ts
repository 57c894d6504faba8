import { z } from 'zod'
import type { Changed, ClientDesk } from '../../model/desk.js'
import { ClientSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { scopeOf, siteOfScope } from '../sites.js'
import { mainSite, plainSite } from './main-site.js'

export default defineOperation({
  id: 'clients.update',
  summary: 'Change the name, short name, kind or main site of a client',
  effect: 'write',
  usesLists: false,
  input: z.object({ name: ClientSchema.shape.name.optional().describe('Name'), slug: ClientSchema.shape.slug.optional(), profileKind: ClientSchema.shape.profileKind.optional(), site: mainSite.nullable().optional(), version: ClientSchema.shape.version.optional().describe('The version you read (default: the latest)') }),
  output: z.object({ client: ClientSchema }),
  example: 'citewell clients update --client northgate --site northgate-heart.example',
  async run({ version, site, ...changes }, { actor, now, client, organisationDesk, desk }) {
    const { createdAt: _, ...before } = client
    if (site != null) await markMain(site, desk, { by: actor.name, at: now })
    const given = Object.fromEntries(Object.entries({ ...changes, site: site == null ? site : plainSite(site) }).filter(([, value]) => value !== undefined))
    return { client: await organisationDesk.clients.save({ ...before, ...given, version: version ?? client.version }, { by: actor.name, at: now }) }
  },
})

/** The list of sites says the same: the mark moves to this one, where it is listed. */
async function markMain(site: string, { sites }: Pick<ClientDesk, 'sites'>, by: Changed): Promise<void> {
  const name = siteOfScope(scopeOf(site))
  for (const one of await sites.list()) if (one.main !== (one.site === name)) await sites.save({ ...one, main: !one.main }, by)
}
