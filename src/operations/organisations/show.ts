import { z } from 'zod'
import { OrganisationSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { SeenOrganisationSchema, effectsOf } from '../access.js'

export default defineOperation({
  id: 'organisations.show',
  summary: 'Show one organisation, and what you may do in it',
  effect: 'read',
  wall: 'organisation',
  usesLists: false,
  input: z.object({}),
  output: z.object({ organisation: OrganisationSchema, effects: SeenOrganisationSchema.shape.effects }),
  example: 'citewell organisations show --organisation bayside',
  run: async (_, { actor, organisation }) => ({ organisation, effects: effectsOf(actor, organisation.id, null) }),
})
