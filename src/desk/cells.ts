/**
 * Values of parameters and columns, as they go over the local socket as JSON. A cell that JSON can't hold gets a mark; a
 * JSON value of a column that looks like a mark is wrapped, so that what comes out is always what went in.
 */
type Marked = { $at: string } | { $bytes: string } | { $json: unknown }

export function packCell(value: unknown): unknown {
  if (value instanceof Date) return { $at: value.toJSON() } satisfies Marked
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') } satisfies Marked
  if (isObject(value) && ('$at' in value || '$bytes' in value || '$json' in value)) return { $json: value } satisfies Marked
  return value
}

export function unpackCell(value: unknown): unknown {
  if (!isObject(value)) return value
  if ('$json' in value) return value.$json
  if ('$at' in value) return new Date(String(value.$at))
  if ('$bytes' in value) return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'))
  return value
}

export function mapRow(row: Record<string, unknown>, cell: (value: unknown) => unknown): Record<string, unknown> {
  const mapped: Record<string, unknown> = {}
  for (const name of Object.keys(row)) mapped[name] = cell(row[name])
  return mapped
}

/** Parameters as both drivers take them in the same sense: no `undefined`, instants as text, objects as JSON. */
export function plainParams(params: readonly unknown[]): unknown[] {
  return params.map((value) => {
    if (value === undefined) return null
    if (typeof value === 'string') return keptText(value)
    if (value instanceof Date) return value.toISOString()
    if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    return isObject(value) ? jsonText(value) : value
  })
}

/** Text as a database can keep it: what it has no place for (NUL, half of a character) is shown to have been there. */
export function keptText(text: string): string {
  return text.replaceAll(/\0|\p{Surrogate}/gu, '\uFFFD')
}

/** A value as the text of a JSON parameter. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? keptText(inner) : inner))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
