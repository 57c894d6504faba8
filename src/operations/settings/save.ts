import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { changedBy } from '../records.js'
import { ClientSettingsSchema, readSettings } from './client-settings.js'

const { reportName, reportColour, reportFooter } = ClientSettingsSchema.shape

export default defineOperation({
  id: 'settings.save',
  summary: 'Change settings of a client; what is left out stays',
  effect: 'write',
  usesLists: false,
  input: z.object({
    reportName: reportName.unwrap().optional().describe(reportName.description ?? ''),
    reportColour: reportColour.unwrap().optional().describe(reportColour.description ?? ''),
    reportFooter: reportFooter.unwrap().optional().describe(reportFooter.description ?? ''),
  }),
  output: z.object({ settings: ClientSettingsSchema }),
  example: 'citewell settings save --report-name "Northgate Agency" --report-colour "#1b4f72"',
  async run(given, context) {
    const changed = { ...(await context.desk.settings()), ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
    await context.desk.saveSettings(changed, changedBy(context))
    return { settings: readSettings(changed) }
  },
})
