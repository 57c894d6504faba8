import { CitewellError } from '../model/error.js'

interface Schema<Value> {
  safeParse(value: unknown): { success: true; data: Value } | { success: false; error: { issues: ReadonlyArray<{ path: PropertyKey[]; message: string }> } }
}

/** What is to be saved, checked once on its way in. */
export function checked<Value>(schema: Schema<Value>, value: unknown): Value {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  throw new CitewellError('invalid', `${issue.path.join('.')}: ${issue.message}. Nothing was saved.`)
}
