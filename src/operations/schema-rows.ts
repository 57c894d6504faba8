import { z } from 'zod'

interface JsonSchema {
  type?: string | string[]
  description?: string
  default?: unknown
  enum?: unknown[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  file?: boolean
  graph?: boolean
  target?: boolean
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema
}

/** Name, type in words and meaning of each key of a schema, for documents and help. */
export function schemaRows(schema: z.ZodType): string[][] {
  return rowsOf(jsonSchema(schema), '')
}

/** The same with the keys of objects within as rows of their own: `address.city`, `clinicians[].name`. */
export function schemaRowsWithin(schema: z.ZodType): string[][] {
  return rowsOf(jsonSchema(schema), '', true)
}

function rowsOf(schema: JsonSchema, before: string, within = false): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const row = [before + name, typeWords(property), property.description ?? '']
    return within ? [row, ...rowsOf(property, `${before}${name}.`, true), ...rowsOf(property.items ?? {}, `${before}${name}[].`, true)] : [row]
  })
}

function typeWords(schema: JsonSchema): string {
  if (schema.file) return 'file'
  if (schema.graph) return 'graph'
  if (schema.target) return 'file to write'
  if (schema.enum) return schema.enum.length > 8 ? 'one of a list' : schema.enum.map(String).join(', ')
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeWords))].filter((word) => word !== 'null').join(' or ')
  if (schema.type === 'array') return `list of ${typeWords(schema.items ?? {})}`
  if (schema.properties) return `{ ${Object.keys(schema.properties).join(', ')} }`
  return Array.isArray(schema.type) ? schema.type.filter((type) => type !== 'null').join(' or ') : (schema.type ?? 'any')
}
