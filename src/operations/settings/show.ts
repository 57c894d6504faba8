import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { ClientSettingsSchema, readSettings } from './client-settings.js'

export default defineOperation({
  id: 'settings.show',
  summary: 'Show the settings of a client: name, colour and footer of its reports',
  effect: 'read',
  usesLists: false,
  input: z.object({}),
  output: z.object({ settings: ClientSettingsSchema }),
  example: 'citewell settings show',
  run: async (_, { desk }) => ({ settings: readSettings(await desk.settings()) }),
})
