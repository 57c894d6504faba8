import type { Operation } from '../../model/operation.js'
import { call, type CallOptions } from '../call.js'
import { canBeJob } from './prepare-job.js'

/** True for a request that asks not to wait (RFC 7240) for what can be a job. */
export function wantsJob(operation: Operation, request: Request): boolean {
  return canBeJob(operation) && request.method === 'POST' && /(?:^|[\s,;])respond-async(?:$|[\s,;])/iu.test(request.headers.get('prefer') ?? '')
}

/**
 * Starts the operation as a job and answers at once: 202, with the job and where to look for it. When the answer goes
 * out the job and its files survive a crash. With an `idempotency-key` a request that is sent again starts nothing new.
 */
export async function jobAnswer(operation: Operation, input: unknown, request: Request, operations: readonly Operation[], options: CallOptions): Promise<Response> {
  const start = operations.find(({ id }) => id === 'jobs.start')!
  const key = request.headers.get('idempotency-key')
  const { job } = (await call(start, { operation: operation.id, input: input ?? {}, confirm: options.yes === true, ...(key === null ? {} : { key: key.slice(0, 200) }) }, options)) as { job: { id: string } }
  return Response.json({ job }, { status: 202, headers: { location: `/v1/jobs/show?id=${job.id}`, 'preference-applied': 'respond-async' } })
}
