import { z } from 'zod'

/** What a client may set for itself. A key that is not set is not kept. */
export const ClientSettingsSchema = z.object({
  reportName: z.string().trim().max(120).default('').describe('Name at the head of reports instead of Citewell'),
  reportColour: z.string().regex(/^#[0-9a-f]{6}$/iu, 'give it as six hexadecimal digits, such as #0b6e69').default('#0b6e69').describe('Colour of headings and lines in reports'),
  reportFooter: z.string().trim().max(500).default('').describe('Line at the foot of reports: who made it, how to reach them'),
})
export type ClientSettings = z.infer<typeof ClientSettingsSchema>

/** Settings as kept: what an older or newer version kept and this one does not know is left alone. */
export function readSettings(kept: Record<string, unknown>): ClientSettings {
  const known = Object.fromEntries(Object.entries(ClientSettingsSchema.shape).flatMap(([key, field]) => {
    const result = field.safeParse(kept[key])
    return result.success && kept[key] !== undefined ? [[key, result.data]] : []
  }))
  return ClientSettingsSchema.parse(known)
}
