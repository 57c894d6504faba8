import { createHash } from 'node:crypto'
import type { Context } from '../../model/operation.js'
import type { Registration } from '../../model/registration.js'

/**
 * Keeps what was told, named by its content and the day: the same file read twice on a day is kept once. False where
 * nothing new was told.
 */
export async function keepRegistrations(registrations: readonly Registration[], { index }: Pick<Context, 'index'>): Promise<boolean> {
  if (registrations.length === 0) return false
  const content = registrations.map(({ seenAt, ...told }) => ({ ...told, seenAt: seenAt.slice(0, 10) }))
  return index.addRegistrations(registrations, { key: createHash('sha256').update(JSON.stringify(content)).digest('hex') })
}
