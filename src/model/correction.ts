import { z } from 'zod'

/** What a person says is so, against a judgement, with the reason. Survives every re-import; withdrawn, never deleted. */
export const CorrectionSchema = z.object({
  id: z.string(),
  site: z.string().describe('Domain the correction belongs to'),
  subject: z.enum(['link', 'domain']),
  key: z.string().describe('Link id, or referring domain'),
  /** Page key and target key of the link, so that the correction finds it again when a source adds an anchor text. */
  referringPage: z.string().nullable(),
  target: z.string().nullable(),
  field: z.enum(['type', 'anchorKind', 'tier', 'area']),
  value: z.string(),
  was: z.string(),
  reason: z.string().min(3),
  by: z.string().min(1),
  at: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
})
export type Correction = z.infer<typeof CorrectionSchema>

/** Corrections that were made together, for one reason; one that was made alone is a set of one. */
export const CorrectionSetSchema = z.object({
  set: z.string().describe('Id of the set, with which the ids of its corrections begin'),
  ...CorrectionSchema.pick({ site: true, subject: true, field: true, value: true, reason: true, by: true, at: true, withdrawnAt: true, withdrawnReason: true }).shape,
  corrections: z.number().int().describe('Corrections of the set'),
  standing: z.number().int().describe('Of these, not withdrawn'),
  example: z.string().describe('Link id or referring domain of one of them'),
})
export type CorrectionSet = z.infer<typeof CorrectionSetSchema>

/** What a person chose, with the reason. `body` is the memo or the file, whole. */
export const DecisionSchema = z.object({
  id: z.string(),
  site: z.string(),
  kind: z.enum(['disavow', 'do-nothing']),
  state: z.enum(['proposed', 'confirmed', 'withdrawn']),
  cause: z.string().nullable(),
  reviewer: z.string(),
  reason: z.string(),
  body: z.string(),
  at: z.string(),
})
export type Decision = z.infer<typeof DecisionSchema>
