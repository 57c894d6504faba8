import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { CitewellError, type ErrorCode } from '../model/error.js'
import { openEngine } from './pglite-engine.js'
import { PendingRequests, type Answerer, type DatabaseReply } from './requests.js'

type ThreadMessage = 'ready' | { failed: { code: ErrorCode; message: string } } | DatabaseReply

/** The embedded database in a thread of its own. Run from TypeScript sources there is no compiled thread: then in this one. */
export async function openThreadedEngine(dir: string): Promise<Answerer> {
  const file = new URL('./engine-thread.js', import.meta.url)
  if (!existsSync(file)) return openEngine(dir)

  const worker = new Worker(file, { workerData: { dir } })
  const pending = new PendingRequests()
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let isEnded = false
  const gone = () => new CitewellError('unavailable', 'The desk stopped. Run the command again.')
  void ended.then(() => {
    isEnded = true
    pending.rejectAll(gone())
  })
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
  return {
    ask(body) {
      if (isEnded) return Promise.reject(gone())
      const { request, answer } = pending.add(body)
      worker.postMessage(request)
      return answer
    },
    async close() {
      worker.postMessage('close')
      await ended
    },
  }
}
