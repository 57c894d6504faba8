import { DatabaseError, type Rows } from '../model/database.js'
import { asCitewellError, CitewellError, type ErrorCode } from '../model/error.js'

/** What is asked of the database behind a thread or a socket. A `lease` is a transaction that was begun there. */
export type RequestBody =
  | { kind: 'query'; sql: string; params: unknown[]; lease: number | null }
  | { kind: 'script'; sql: string; lease: number | null }
  | { kind: 'begin' }
  | { kind: 'commit' | 'rollback'; lease: number }

export type DatabaseRequest = RequestBody & { id: number }

export type DatabaseReply =
  /** No value stands for `undefined`, which JSON leaves out. */
  | { id: number; value?: unknown }
  | { id: number; error: { code: ErrorCode; message: string } }
  | { id: number; refused: { sqlState: string; constraint: string | null; message: string } }
  /** It was not carried out and will not be: the holder is closing. Ask the next one. */
  | { id: number; notTaken: true }

/** The holder of the database ended, or the way to it broke. */
export class OwnerGone extends Error {
  override readonly name = 'OwnerGone'
  /** True if the request was on its way, so that it may have been carried out. */
  readonly underWay: boolean

  constructor(message: string, { underWay, cause }: { underWay: boolean; cause?: unknown }) {
    super(message, { cause })
    this.underWay = underWay
  }
}

/** Where requests are answered: this thread, another one, or another process. */
export interface Answerer {
  ask(request: RequestBody): Promise<unknown>
  close(): Promise<void>
}

export const rowsOf = <Row>(answerer: Answerer, request: RequestBody) => answerer.ask(request) as Promise<Rows<Row>>

export function isDatabaseRequest(value: unknown): value is DatabaseRequest {
  if (typeof value !== 'object' || value === null) return false
  const { id, kind, sql, params, lease } = value as Record<string, unknown>
  if (typeof id !== 'number') return false
  const leased = lease === null || typeof lease === 'number'
  switch (kind) {
    case 'query': return typeof sql === 'string' && Array.isArray(params) && leased
    case 'script': return typeof sql === 'string' && leased
    case 'begin': return true
    case 'commit':
    case 'rollback': return typeof lease === 'number'
    default: return false
  }
}

/** Answers one request; never throws. */
export async function replyTo(answerer: Answerer, { id, ...request }: DatabaseRequest): Promise<DatabaseReply> {
  try {
    return { id, value: await answerer.ask(request as RequestBody) }
  } catch (error) {
    return { id, ...failure(error) }
  }
}

export function failure(error: unknown): { error: { code: ErrorCode; message: string } } | { refused: { sqlState: string; constraint: string | null; message: string } } {
  if (error instanceof DatabaseError) return { refused: { sqlState: error.sqlState, constraint: error.constraint, message: error.message } }
  const { code, message } = asCitewellError(error)
  if (code === 'internal') console.error(error)
  return { error: { code, message } }
}

/** The requests under way to one answerer, by id. */
export class PendingRequests {
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  private last = 0

  add(body: RequestBody): { request: DatabaseRequest; answer: Promise<unknown> } {
    const request = { id: (this.last += 1), ...body }
    const answer = new Promise<unknown>((resolve, reject) => this.waiting.set(request.id, { resolve, reject }))
    return { request, answer }
  }

  settle(reply: DatabaseReply): void {
    const waiting = this.waiting.get(reply.id)
    this.waiting.delete(reply.id)
    if (!waiting) return
    if ('refused' in reply) waiting.reject(new DatabaseError(reply.refused.message, reply.refused))
    else if ('error' in reply) waiting.reject(new CitewellError(reply.error.code, reply.error.message))
    else if ('notTaken' in reply) waiting.reject(new OwnerGone('The owner of the desk is closing.', { underWay: false }))
    else waiting.resolve(reply.value)
  }

  rejectAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}
