import type { Operation } from '../../model/operation.js'
import { answerSchema, fileAsJson, inputFields, inputSchema, jsonSchemaOf, replaceFiles, reservedInWords, type InputField, type JsonSchema } from '../schemas.js'
import { reservedInputs, wallOf } from '../wall.js'
import { statuses, toldApart } from './statuses.js'

/** The OpenAPI 3.1 document of every operation. Schemas are JSON Schema 2020-12, which 3.1 takes as it is. */
export function openApiDocument(operations: readonly Operation[], version: string): object {
  const nouns = [...new Set(operations.map(nounOf))]
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Citewell',
      version,
      summary: 'Backlink intelligence for healthcare',
      description: 'Every operation answers to POST; those that change nothing also to GET. Errors have one shape.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    // A server of one person on their own machine takes requests without either.
    security: [{}, { token: [] }, { session: [] }],
    tags: nouns.map((name) => ({ name })),
    paths: Object.fromEntries(operations.map((operation) => [pathOf(operation), pathItem(operation)])),
    components: {
      schemas: { Error: errorSchema, Progress: progressSchema },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token of `tokens.create`' }, session: { type: 'apiKey', in: 'cookie', name: 'citewell.session_token', description: 'Set by `sessions.start`' } },
      responses: Object.fromEntries(Object.entries({ ...statuses, ...toldApart }).map(([code, { status, description }]) => [code, {
        description: `${description} (HTTP ${status})`,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      }])),
    },
  }
}

export const pathOf = (operation: Operation) => `/v1/${operation.id.replace('.', '/')}`
export const nounOf = (operation: Operation) => operation.id.split('.')[0]!

function pathItem(operation: Operation): object {
  const shared = {
    tags: [nounOf(operation)],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    responses: responsesOf(operation),
  }
  const name = operation.id.replaceAll(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase())
  const post = { operationId: name, ...shared, ...(operation.effect === 'send' ? { parameters: [yesHeader(operation)] } : {}), requestBody: requestBodyOf(operation) }
  return isReadable(operation) ? { get: { operationId: `${name}ByGet`, ...shared, parameters: [...inputFields(operation).filter(({ kind }) => kind !== 'file' && kind !== 'target').map((field) => parameterOf(operation, field)), ...reservedInputs[wallOf(operation)].map(reservedParameter)] }, post } : { post }
}

/** The explicit yes to what reaches somebody outside: its own id, so that none is given by habit. */
const yesHeader = ({ id }: Operation) => ({ name: 'citewell-yes', in: 'header', required: true, description: 'An explicit yes: the id of this operation', schema: { type: 'string', const: id } })

const reservedParameter = (name: string) => ({ name, in: 'query', required: false, description: reservedInWords[name]!, schema: { type: 'string' } })

/** GET is for reads without files: an address can't carry one. */
export function isReadable(operation: Operation): boolean {
  return operation.effect === 'read' && inputFields(operation).every(({ kind, required }) => kind !== 'file' || !required)
}

function requestBodyOf(operation: Operation): object {
  const schema = inputSchema(operation)
  const hasFiles = inputFields(operation).some(({ kind }) => kind === 'file')
  return {
    required: (schema.required?.length ?? 0) > 0,
    content: {
      'application/json': { schema: replaceFiles(schema, fileAsJson) },
      ...(hasFiles ? { 'multipart/form-data': { schema: replaceFiles(schema, { type: 'string', format: 'binary' }) } } : {}),
    },
  }
}

function parameterOf(operation: Operation, { name, required, description, array }: InputField): object {
  const schema = replaceFiles(jsonSchemaOf(operation.input, 'input'), fileAsJson).properties![name]!
  return { name, in: 'query', required, ...(description ? { description } : {}), schema, ...(array ? { style: 'form', explode: true } : {}) }
}

function responsesOf(operation: Operation): object {
  const answer = answerSchema(operation)
  const event: JsonSchema = { oneOf: [
    ...(operation.rows ? [wrapped('row', jsonSchemaOf(operation.rows, 'output'))] : []),
    wrapped('progress', { $ref: '#/components/schemas/Progress' }),
    wrapped('result', jsonSchemaOf(operation.output, 'output')),
    { $ref: '#/components/schemas/Error' },
  ] }
  const streams = operation.rows || operation.long ? { 'application/x-ndjson': { schema: event }, 'text/event-stream': { schema: event } } : {}
  const errors = Object.entries(byStatus()).map(([status, code]) => [status, { $ref: `#/components/responses/${code}` }])
  return { 200: { description: operation.rows ? 'The rows and a summary; as a stream, one event a line' : 'The answer', content: { 'application/json': { schema: answer }, ...streams } }, ...Object.fromEntries(errors) }
}

const wrapped = (name: string, schema: JsonSchema): JsonSchema => ({ type: 'object', properties: { [name]: schema }, required: [name] })

function byStatus(): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...statuses, ...toldApart }).map(([code, { status }]) => [String(status), code]))
}

const errorSchema: JsonSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string', enum: Object.keys(statuses) }, message: { type: 'string', description: 'What happened, to what, and what to do next' } },
      required: ['code', 'message'],
    },
  },
  required: ['error'],
}

const progressSchema: JsonSchema = {
  type: 'object',
  properties: { stage: { type: 'string' }, done: { type: 'number' }, total: { type: ['number', 'null'] }, unit: { type: 'string' } },
  required: ['stage', 'done', 'total', 'unit'],
}
