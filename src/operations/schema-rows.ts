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
  return Object.entries(jsonSchema(schema).properties ?? {}).map(([name, property]) => [name, typeWords(property), property.description ?? ''])
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
