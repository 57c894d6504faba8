import { z } from 'zod'
import { localActor } from '../../model/actor.js'
import { OrganisationSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { slugOf } from '../access.js'

export default defineOperation({
  id: 'organisations.add',
  summary: 'Add an organisation; who adds it administers it',
  description: 'Organisations see nothing of each other. Only who runs this installation may add one.',
  effect: 'administer',
  wall: 'machine',
  usesLists: false,
  input: z.object({ name: OrganisationSchema.shape.name.describe('Name'), slug: OrganisationSchema.shape.slug.optional(), kind: OrganisationSchema.shape.kind.default('agency').describe('Kind') }),
  output: z.object({ organisation: OrganisationSchema }),
  positional: ['name'],
  example: 'citewell organisations add "Bayside Health Group" --kind hospital',
  async run({ name, slug, kind }, { actor, now, wholeDesk }) {
    const organisation = await wholeDesk.saveOrganisation({ name, slug: slug ?? slugOf(name), kind }, now)
    if (actor.id !== localActor.id) await wholeDesk.organisation(organisation.id).grant(actor.id, null, 'administer', { by: actor.name, at: now })
    return { organisation }
  },
})
