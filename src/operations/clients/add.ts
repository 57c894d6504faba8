import { z } from 'zod'
import { ClientSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { slugOf } from '../access.js'
import { mainSite, nameOfSite, plainSite } from './main-site.js'

export default defineOperation({
  id: 'clients.add',
  summary: 'Add a client to an organisation: links, decisions and people of its own',
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ name: ClientSchema.shape.name.describe('Name'), slug: ClientSchema.shape.slug.optional(), profileKind: ClientSchema.shape.profileKind.default('practice'), site: mainSite.optional() }),
  output: z.object({ client: ClientSchema }),
  positional: ['name'],
  example: 'citewell clients add "Northgate Heart" --site northgate-heart.example --profile-kind clinic',
  async run({ name, slug, profileKind, site }, { actor, now, organisation, organisationDesk }) {
    const client = await organisationDesk.clients.save({ organisationId: organisation.id, name, slug: slug ?? slugOf(name, ...(site === undefined ? [] : [nameOfSite(site)])), profileKind, site: site === undefined ? null : plainSite(site), archivedAt: null }, { by: actor.name, at: now })
    return { client }
  },
})
