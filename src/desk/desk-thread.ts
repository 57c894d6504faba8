import { parentPort, workerData } from 'node:worker_threads'
import { asCitewellError } from '../model/error.js'
import { openDatabaseDesk } from './database-desk.js'
import { answerRequest, isDeskRequest } from './desk-requests.js'

/**
 * The thread that runs the embedded database, which would block every other answer of the process while it works
 * (seconds, when it is made). Says `ready` or why not, then answers requests; `close` ends it.
 */
const port = parentPort!
const desk = await openDatabaseDesk((workerData as { dir: string }).dir).catch((error: unknown) => {
  const { code, message, cause } = asCitewellError(error)
  if (code === 'internal') console.error(cause)
  port.postMessage({ failed: { code, message } })
  return undefined
})
if (desk) {
  port.on('message', (message: unknown) => {
    if (message === 'close') void desk.close().finally(() => port.close())
    else if (isDeskRequest(message)) void answerRequest(desk, message).then((reply) => port.postMessage(reply))
  })
  port.postMessage('ready')
} else {
  port.close()
}
