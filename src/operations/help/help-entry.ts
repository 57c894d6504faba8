import { z } from 'zod'

export const helpKinds = ['formula', 'judgement', 'audit', 'type', 'tier', 'term', 'import', 'kernel', 'operation'] as const

/** One thing that help explains, printed from its declaration. */
export const HelpSchema = z.object({
  id: z.string().describe('Kind and name: audit/RISK-03, type/LT-04, operation/links.list'),
  kind: z.enum(helpKinds),
  title: z.string(),
  summary: z.string(),
  parts: z.array(z.object({ heading: z.string(), text: z.string() })),
  tables: z.array(z.object({ title: z.string(), columns: z.array(z.string()), rows: z.array(z.array(z.string())) })),
  references: z.array(z.object({ title: z.string(), url: z.string() })),
  related: z.array(z.string()).describe('Ids of what to read next'),
})
export type Help = z.infer<typeof HelpSchema>
