import { parentPort, workerData } from 'node:worker_threads'
import { asCitewellError } from '../model/error.js'
import { openEngine } from './pglite-engine.js'
import { isDatabaseRequest, replyTo } from './requests.js'

/**
 * The thread that runs the embedded database, which would block every other answer of the process while it works
 * (seconds, when it is made). Says `ready` or why not, then answers requests; `close` ends it.
 */
const port = parentPort!
const engine = await openEngine((workerData as { dir: string }).dir).catch((error: unknown) => {
  const { code, message, cause } = asCitewellError(error)
  if (code === 'internal') console.error(cause)
  port.postMessage({ failed: { code, message } })
  return undefined
})
if (engine) {
  port.on('message', (message: unknown) => {
    if (message === 'close') void engine.close().finally(() => port.close())
    else if (isDatabaseRequest(message)) void replyTo(engine, message).then((reply) => port.postMessage(reply))
  })
  port.postMessage('ready')
} else {
  port.close()
}
