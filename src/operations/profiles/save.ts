import { z } from 'zod'
import { readWhole } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema } from '../../model/operation.js'
import { ProviderProfileSchema } from '../../model/profile.js'
import { readProfile } from '../profile-file.js'
import { siteInput } from '../schemas.js'
import { scopeOf } from '../sites.js'

export default defineOperation({
  id: 'profiles.save',
  summary: 'Keep the profile of the provider behind a site',
  description: 'The profile is a JSON file: names, domains, clinicians, specialties, treatments, address, service area, rivals, protected domains. docs/profile.md describes every key.',
  effect: 'write',
  input: z.object({ target: siteInput, profile: fileSchema().describe('Profile as JSON') }),
  output: z.object({ profile: ProviderProfileSchema }),
  positional: ['target', 'profile'],
  example: 'citewell profiles save clinic.example profile.json',
  async run({ target, profile: file }, { desk, now }) {
    const profile = readProfile(file.name, await readWhole(file, limits.profileBytesMax))
    await desk.saveProfile(scopeOf(target).domain, profile, now)
    return { profile }
  },
})
