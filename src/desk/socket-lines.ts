import type { Socket } from 'node:net'
import type { Rows } from '../model/database.js'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'

/** Calls `take` with each line as JSON; a line that is none, or too long, ends the connection. */
export function readLines(socket: Socket, take: (message: unknown) => void): void {
  let parts: Buffer[] = []
  let length = 0
  socket.on('data', (chunk: Buffer) => {
    let rest = chunk
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8')
      rest = rest.subarray(end + 1)
      parts = []
      length = 0
      try {
        take(JSON.parse(line))
      } catch {
        socket.destroy()
        return
      }
    }
    parts.push(rest)
    length += rest.length
    if (length > limits.deskMessageBytesMax) socket.destroy()
  })
}

export const tooLong = () => new CitewellError('invalid', `One request to the desk or its answer is over ${limits.deskMessageBytesMax / 2 ** 20} MiB. Ask for less at once.`)

export function isRows(value: unknown): value is Rows<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Array.isArray((value as { rows?: unknown }).rows)
}
