import { CitewellError } from '../../model/error.js'
import type { Operation } from '../../model/operation.js'
import { filesOf } from '../../operations/jobs/job-row.js'
import type { Job } from '../../model/desk-nouns.js'
import { call, type CallOptions } from '../call.js'

/**
 * One file that a job made, as bytes to be saved: never shown as a page of ours, since a report holds text from the web.
 * Whether the asker may have it is asked of `jobs.show`.
 */
export async function jobFileAnswer(id: string, name: string, operations: readonly Operation[], options: CallOptions): Promise<Response> {
  const show = operations.find((operation) => operation.id === 'jobs.show')!
  const { job } = (await call(show, { id }, options)) as { job: Job }
  const found = filesOf(job).find((file) => file.name === name)
  if (!found) throw new CitewellError('not_found', `The job made no file "${name.slice(0, 100)}".`)
  const file = await (await options.outside()).shelf.open(found)
  return new Response(ReadableStream.from(file.open()) as ReadableStream<Uint8Array<ArrayBuffer>>, {
    headers: {
      'content-type': found.mediaType.startsWith('text/') ? `${found.mediaType}; charset=utf-8` : found.mediaType,
      'content-length': String(found.bytes),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name).replaceAll("'", '%27')}`,
      'content-security-policy': "sandbox; default-src 'none'",
    },
  })
}
