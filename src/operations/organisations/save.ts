import { z } from 'zod'
import { OrganisationSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { mustRunInstallation } from './installation.js'

export default defineOperation({
  id: 'organisations.save',
  summary: 'Change the name, short name or kind of an organisation',
  description: 'Short names are one for all organisations here, so only who runs this installation may change one.',
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ name: OrganisationSchema.shape.name.optional().describe('Name'), slug: OrganisationSchema.shape.slug.optional(), kind: OrganisationSchema.shape.kind.optional().describe('Kind'), version: OrganisationSchema.shape.version.optional().describe('The version you read (default: the latest)') }),
  output: z.object({ organisation: OrganisationSchema }),
  example: 'citewell organisations save --name "Bayside Health Group"',
  async run({ version, ...changes }, { actor, organisation, now, wholeDesk }) {
    if (changes.slug !== undefined && changes.slug !== organisation.slug) mustRunInstallation(actor)
    const { createdAt: _, ...before } = organisation
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    return { organisation: await wholeDesk.saveOrganisation({ ...before, ...given, version: version ?? organisation.version }, now) }
  },
})
