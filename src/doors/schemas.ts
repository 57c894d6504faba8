import { z } from 'zod'
import type { Operation } from '../model/operation.js'
import { reservedInputs, wallOf } from './wall.js'

/** The part of JSON Schema that declarations of operations lead to. */
export interface JsonSchema {
  [keyword: string]: unknown
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  description?: string
  /** Mark of `fileSchema`, and its endings. */
  file?: boolean
  endings?: string[]
  /** Mark of `graphSchema`. */
  graph?: boolean
  /** Mark of `fileTargetSchema`. */
  target?: boolean
}

/** One input of an operation, as doors need it to make an option, a query parameter or a form field of it. */
export interface InputField {
  name: string
  kind: 'text' | 'number' | 'boolean' | 'file' | 'graph' | 'target' | 'json'
  array: boolean
  required: boolean
  description: string
  /** Allowed words, where there are only some. */
  choices: string[]
  default: unknown
  /** Of a file: what a path at the command line may leave out. */
  endings: string[]
}

/**
 * JSON Schema of one side of an operation; files appear as the marked string of `fileSchema`. Objects of an answer are
 * left open, so that a client of an older version accepts a column that was added.
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema
  return io === 'output' ? opened(json) : tidied(json)
}

const knownFields = new WeakMap<Operation['input'], readonly InputField[]>()

/** The inputs of an operation. Each request asks for them, so they are worked out once. */
export function inputFields({ input }: Pick<Operation, 'input'>): readonly InputField[] {
  let fields = knownFields.get(input)
  if (fields === undefined) knownFields.set(input, (fields = fieldsOf(input)))
  return fields
}

function fieldsOf(input: Operation['input']): InputField[] {
  const schema = jsonSchemaOf(input, 'input')
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const whole = withoutNull(property)
    const array = whole.type === 'array'
    const item = array ? withoutNull(whole.items ?? {}) : whole
    return {
      name,
      array,
      kind: kindOf(item),
      required: schema.required?.includes(name) ?? false,
      description: property.description ?? '',
      choices: choicesOf(item).map(String),
      default: property.default,
      endings: item.endings ?? [],
    }
  })
}

/** A file as JSON carries it, at HTTP and MCP: text, or any bytes in base64. */
export const fileAsJson: JsonSchema = {
  type: 'object',
  description: 'A file: its name, and its content as text or base64',
  properties: { name: { type: 'string' }, text: { type: 'string' }, base64: { type: 'string', contentEncoding: 'base64' } },
  required: ['name'],
  oneOf: [{ required: ['text'] }, { required: ['base64'] }],
  additionalProperties: false,
}

/** The same schema for doors to far away: every file replaced, no input that only the command line takes, no marks of ours. */
export function replaceFiles(schema: JsonSchema, replacement: JsonSchema): JsonSchema {
  if (schema.file === true) return schema.description === undefined ? replacement : { ...replacement, description: schema.description }
  const { graph: _, ...bare } = schema
  if (bare.properties) bare.properties = Object.fromEntries(Object.entries(bare.properties).filter(([, child]) => child.target !== true))
  return mapChildren(bare, (child) => replaceFiles(child, replacement))
}

/** What a door that cannot stream answers for a streaming operation. */
export function answerSchema(operation: Operation): JsonSchema {
  const output = jsonSchemaOf(operation.output, 'output')
  if (!operation.rows) return output
  return {
    type: 'object',
    properties: {
      rows: { type: 'array', items: jsonSchemaOf(operation.rows, 'output') },
      rowCount: { type: 'integer', description: 'How many rows there are in all' },
      rowsTruncated: { type: 'boolean', description: 'True if `rows` holds only the first of them' },
      summary: output,
    },
    required: ['rows', 'rowCount', 'rowsTruncated', 'summary'],
  }
}

/** The input of an operation with what stands beside it by its wall, for doors that publish a schema. */
export function inputSchema(operation: Operation): JsonSchema {
  const schema = jsonSchemaOf(operation.input, 'input')
  const reserved = Object.fromEntries(reservedInputs[wallOf(operation)].map((name) => [name, { type: 'string', description: reservedInWords[name]! }]))
  return { ...schema, properties: { ...schema.properties, ...reserved } }
}

export const reservedInWords: Readonly<Record<string, string>> = {
  client: 'Client it is about: short name or id (default: the only one you may see)',
  organisation: 'Organisation it is about: short name or id (default: the only one you may see)',
}

/** `externalOnly` as a person types it: `external-only`. */
export function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Name of an operation as an MCP tool: `links.referring-domains` is `links_referring_domains`. */
export function toolName(operation: Operation): string {
  return operation.id.replaceAll(/[.-]/g, '_')
}

/** Whether the answer holds files for the asker, as `files: [{ name, mediaType, text }]`. */
export function makesFiles(operation: Operation): boolean {
  const item = jsonSchemaOf(operation.output, 'output').properties?.files?.items?.properties
  return item !== undefined && 'name' in item && 'mediaType' in item && 'text' in item
}

function kindOf(schema: JsonSchema): InputField['kind'] {
  if (schema.file === true) return 'file'
  if (schema.graph === true) return 'graph'
  if (schema.target === true) return 'target'
  const types = new Set([schema.type ?? [], ...(schema.anyOf ?? []).map(({ type }) => type ?? 'object')].flat())
  if (types.has('object') || types.has('array') || types.size === 0) return 'json'
  if (types.has('string')) return 'text'
  return types.has('boolean') ? 'boolean' : 'number'
}

function choicesOf(schema: JsonSchema): unknown[] {
  if (schema.enum) return schema.enum
  if (schema.const !== undefined) return [schema.const]
  const inner = (schema.anyOf ?? []).map(choicesOf)
  return inner.every((choices) => choices.length > 0) ? inner.flat() : []
}

function withoutNull(schema: JsonSchema): JsonSchema {
  const inner = schema.anyOf?.filter(({ type }) => type !== 'null')
  return inner?.length === 1 && inner.length < schema.anyOf!.length ? { ...schema, ...inner[0], anyOf: undefined } : schema
}

function opened(schema: JsonSchema): JsonSchema {
  const { additionalProperties, ...rest } = tidied(schema)
  const kept = additionalProperties === false || additionalProperties === undefined ? rest : { ...rest, additionalProperties }
  return mapChildren(kept, opened)
}

/** Integers are bounded by what JSON holds anyway; saying so at every number only hides the real bounds. */
function tidied(schema: JsonSchema): JsonSchema {
  const { minimum, maximum, ...rest } = schema
  if (minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER) rest.minimum = minimum
  if (maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER) rest.maximum = maximum
  return mapChildren(rest, tidied)
}

function mapChildren(schema: JsonSchema, change: (child: JsonSchema) => JsonSchema): JsonSchema {
  const changed = { ...schema }
  if (schema.properties) changed.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, child]) => [name, change(child)]))
  if (schema.items) changed.items = change(schema.items)
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const children = schema[keyword]
    if (Array.isArray(children)) changed[keyword] = (children as JsonSchema[]).map(change)
  }
  return changed
}
