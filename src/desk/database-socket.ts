import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import { mapRow, packCell, unpackCell } from './cells.js'
import type { OwnerClaim } from './owner-file.js'
import { OwnerGone, PendingRequests, type Answerer, type DatabaseReply } from './requests.js'
import { isRows, readLines, tooLong } from './socket-lines.js'

/** Longest path a local socket may have on every system, with room to spare. */
const socketPathCharsMax = 100

/** Where the owner of the desk in `dir` listens: in the folder, or where that path is too long, in a private temporary one. */
export function socketPath(dir: string, token: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\citewell-${token}`
  const path = join(dir, `desk-${token.slice(0, 8)}.sock`)
  if (Buffer.byteLength(path) <= socketPathCharsMax) return path
  const uid = userInfo().uid
  const folder = join(tmpdir(), `citewell-${uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid: folderUid, mode } = lstatSync(folder)
  if (folderUid !== uid || (mode & 0o077) !== 0) throw new CitewellError('refused', `${folder} belongs to somebody else or is open to others, so the desk is not shared there. Use a shorter --home.`)
  return join(folder, `${createHash('sha256').update(dir).digest('hex').slice(0, 16)}-${token.slice(0, 8)}.sock`)
}

/** The database of a live owner. Fails with `OwnerGone` when there is nobody, or the connection breaks. */
export async function connectDatabase(claim: OwnerClaim): Promise<Answerer> {
  const socket = await connect(claim)
  socket.write(`${JSON.stringify({ token: claim.token })}\n`)
  const pending = new PendingRequests()
  let gone = false
  socket.on('close', () => {
    gone = true
    pending.rejectAll(new OwnerGone('The owner of the desk has ended.', { underWay: true }))
  })
  socket.on('error', () => socket.destroy())
  readLines(socket, (message) => pending.settle(unpackReply(message as DatabaseReply)))
  // An idle connection must not keep a command alive after its work is done; a request under way must.
  socket.unref()
  let underWay = 0
  return {
    async ask(body) {
      if (gone) throw new OwnerGone('The owner of the desk has ended.', { underWay: false })
      const line = JSON.stringify(body.kind === 'query' ? { ...body, params: body.params.map(packCell) } : body)
      if (Buffer.byteLength(line) > limits.deskMessageBytesMax - 64) throw tooLong()
      const { request, answer } = pending.add(body)
      if ((underWay += 1) === 1) socket.ref()
      // The id goes in front of the body that was measured.
      socket.write(`{"id":${request.id},${line.slice(1)}\n`)
      return answer.finally(() => {
        if ((underWay -= 1) === 0) socket.unref()
      })
    },
    async close() {
      if (gone) return
      socket.end()
      socket.destroy()
    },
  }
}

/** True if somebody listens there. */
export async function ownerAnswers(claim: OwnerClaim): Promise<boolean> {
  try {
    const socket = await connect(claim)
    socket.destroy()
    return true
  } catch {
    return false
  }
}

function connect(claim: OwnerClaim): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(claim.socket)
    socket.once('connect', () => resolve(socket.removeAllListeners('error')))
    socket.once('error', (error) => reject(new OwnerGone(error.message, { underWay: false, cause: error })))
  })
}

function unpackReply(reply: DatabaseReply): DatabaseReply {
  if (!('value' in reply) || !isRows(reply.value)) return reply
  return { ...reply, value: { ...reply.value, rows: reply.value.rows.map((row) => mapRow(row, unpackCell)) } }
}
