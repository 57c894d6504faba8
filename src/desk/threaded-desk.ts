import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { CitewellError, type ErrorCode } from '../model/error.js'
import { openDatabaseDesk } from './database-desk.js'
import { deskOver, PendingRequests, type DeskReply, type HeldDesk } from './desk-requests.js'

type ThreadMessage = 'ready' | { failed: { code: ErrorCode; message: string } } | DeskReply

/** The database desk in a thread of its own. Run from TypeScript sources there is no compiled thread: then in this one. */
export async function openThreadedDesk(dir: string): Promise<HeldDesk> {
  const file = new URL('./desk-thread.js', import.meta.url)
  if (!existsSync(file)) return openDatabaseDesk(dir)

  const worker = new Worker(file, { workerData: { dir } })
  const pending = new PendingRequests()
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  void ended.then(() => pending.rejectAll(new CitewellError('unavailable', 'The desk stopped. Run the command again.')))
  worker.on('error', (error) => pending.rejectAll(new CitewellError('unavailable', 'The desk broke off. Run the command again.', { cause: error })))

  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: ThreadMessage) => {
      if (message === 'ready') resolve()
      else if ('failed' in message) reject(new CitewellError(message.failed.code, message.failed.message))
      else pending.settle(message)
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new CitewellError('unavailable', `The desk in ${dir} could not be opened.`)))
  })
  return deskOver(
    (method, args) => {
      const { request, answer } = pending.add(method, args)
      worker.postMessage(request)
      return answer
    },
    async () => {
      worker.postMessage('close')
      await ended
    },
  )
}
