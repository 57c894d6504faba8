import { z } from 'zod'
import type { Changed, ClientDesk, Records, Saved } from '../model/desk.js'
import { CitewellError } from '../model/error.js'
import type { Context, Operation } from '../model/operation.js'

/** Every noun of a client's desk is listed, saved and removed in the same way: what differs is declared here. */
export interface RecordNoun<Schema extends z.ZodObject> {
  /** As in `locations.list`. */
  noun: string
  /** In sentences: `a location`. */
  one: string
  schema: Schema
  of(desk: ClientDesk): Records<z.output<Schema> & Kept>
  /** Keys that are not handed in but set here. */
  set?: readonly string[]
  /** Brings what was handed in into its one form, and refuses what can't be. Gets what would be saved. */
  tidied?(record: z.output<Schema>, context: Context, before: z.output<Schema> | undefined): z.output<Schema> | Promise<z.output<Schema>>
  /** Columns that a terminal shows. */
  shown: readonly string[]
}

interface Kept {
  id: string
  version: number
}

const kept = ['id', 'version', 'createdAt']

export function listOperation<Schema extends z.ZodObject>({ noun, of, schema, shown }: RecordNoun<Schema>, { summary, example, description, order, mcp }: Words & { order?(rows: Array<z.output<Schema>>): Array<z.output<Schema>> }): Operation {
  return {
    id: `${noun}.list`, summary, description, effect: 'read', usesLists: false, mcp,
    input: z.object({}),
    output: z.object({ rows: z.array(schema) }),
    table: 'rows',
    shown: [...shown, 'id'],
    example,
    async run(_, { desk }) {
      const rows = await of(desk).list()
      return { rows: order ? order(rows) : rows }
    },
  }
}

interface Words {
  summary: string
  description?: string
  example: string
  mcp?: boolean
}

/** Adds one, or with `id` changes one: what is left out then stays as it is. */
export function saveOperation<Schema extends z.ZodObject>(declared: RecordNoun<Schema>, { summary, description, example, mcp, positional }: Words & { positional?: readonly string[] }): Operation {
  return {
    id: `${declared.noun}.save`, summary, effect: 'write', usesLists: false, mcp, positional, example,
    description: [description, 'With an id that is there it changes that one: what is left out stays. With a version it refuses (conflict) if somebody else changed it since.'].filter(Boolean).join(' '),
    input: z.object({
      id: z.string().min(1).max(64).optional().describe('Id of the one to change; a new one may be given a UUID, so that sent twice it stands once'),
      version: z.number().int().min(1).optional().describe('Version that was read, when changing one'),
      ...handedIn(declared),
    }),
    output: z.object({ saved: declared.schema }),
    run: async (input, context) => ({ saved: await saveRecord(declared, input, context) }),
  }
}

export function removeOperation<Schema extends z.ZodObject>({ noun, one, of }: RecordNoun<Schema>, { summary, example }: Words): Operation {
  return {
    id: `${noun}.remove`, summary, effect: 'write', usesLists: false,
    input: z.object({ id: z.string().min(1).max(64).describe('Id, as listed') }),
    output: z.object({ removed: z.boolean() }),
    positional: ['id'],
    example,
    async run(input, context) {
      const id = String(input.id)
      if (!(await of(context.desk).remove(id, changedBy(context)))) throw new CitewellError('not_found', `There is no ${bare(one)} ${id}. "${noun} list" shows those there are.`)
      return { removed: true }
    },
  }
}

export function changedBy({ actor, now }: Pick<Context, 'actor' | 'now'>): Changed {
  return { by: actor.name, at: now }
}

/** Adds or changes one; with what it was before, where it was there. */
export async function saveRecord<Schema extends z.ZodObject>(declared: RecordNoun<Schema>, input: Record<string, unknown>, context: Context): Promise<z.output<Schema>> {
  const records = declared.of(context.desk)
  const { id, version, ...given } = input as { id?: string; version?: number } & Record<string, unknown>
  const before = id === undefined ? undefined : await records.get(id)
  if (before === undefined && version !== undefined) throw new CitewellError('not_found', `There is no ${bare(declared.one)} ${id ?? ''} any more. Nothing was saved.`)
  const record = await wholeRecord(declared, { ...before, ...withoutUndefined(given) }, context, before)
  return records.save({ ...record, ...(id === undefined ? {} : { id }), ...(before === undefined ? {} : { version: version ?? before.version }) } as unknown as Saved<z.output<Schema> & Kept>, changedBy(context))
}

/** What would be saved, with all its keys; `invalid` where something is missing or can't be. */
export async function wholeRecord<Schema extends z.ZodObject>({ schema, one, tidied }: RecordNoun<Schema>, given: Record<string, unknown>, context: Context, before?: z.output<Schema>): Promise<z.output<Schema>> {
  const result = z.object(Object.fromEntries(Object.entries(schema.shape).filter(([key]) => !kept.includes(key)))).safeParse(given)
  if (!result.success) {
    const causes = result.error.issues.slice(0, 5).map((issue) => (issue.path.length === 1 && !(issue.path[0]! in given) ? `${String(issue.path[0])} is missing` : `${issue.path.join('.')}: ${issue.message}`))
    throw new CitewellError('invalid', `This is no ${bare(one)} yet: ${causes.join('; ')}. Nothing was saved.`)
  }
  const record = result.data as unknown as z.output<Schema>
  return tidied ? tidied(record, context, before) : record
}

/** Keys that may be handed in, each optional and without its default: a key left out must not wipe what is kept. */
function handedIn<Schema extends z.ZodObject>({ schema, set = [] }: RecordNoun<Schema>): z.ZodRawShape {
  return Object.fromEntries(Object.entries(schema.shape)
    .filter(([key]) => !kept.includes(key) && !set.includes(key))
    .map(([key, field]) => {
      const inner = (field instanceof z.ZodDefault ? field.unwrap() : field) as z.ZodType
      const description = (field as z.ZodType).description ?? inner.description
      return [key, description === undefined ? inner.optional() : inner.optional().describe(description)]
    }))
}

function withoutUndefined(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function bare(one: string): string {
  return one.replace(/^an? /u, '')
}
