import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import { answerRequest, deskOver, isDeskRequest, PendingRequests, type DeskReply, type HeldDesk } from './desk-requests.js'
import type { OwnerClaim } from './owner-file.js'

/** The connection to the owner broke before the answer came: the request may or may not have been carried out. */
export class OwnerGone extends Error {
  override readonly name = 'OwnerGone'
}

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

/** Answers requests of other processes until closed; those under way are finished first. */
export async function serveDesk(path: string, token: string, desk: () => Promise<HeldDesk>): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const underWay = new Set<Promise<void>>()
  let closing = false
  const server = createServer((socket) => {
    sockets.add(socket)
    let greeted = false
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    readLines(socket, (message) => {
      if (!greeted) {
        greeted = (message as { token?: unknown } | null)?.token === token
        if (!greeted) socket.destroy()
        return
      }
      // A request that comes while we close is not answered: the asker sees the end and asks the next owner.
      if (closing || !isDeskRequest(message)) return
      const work = answerLater(desk, message).then((reply) => {
        if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`)
      })
      underWay.add(work)
      void work.finally(() => underWay.delete(work))
    })
  })
  if (process.platform !== 'win32') rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  server.unref()
  return {
    async close() {
      closing = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await Promise.all(underWay)
      for (const socket of sockets) socket.end()
      const lingering = setTimeout(() => sockets.forEach((socket) => socket.destroy()), 500)
      await closed
      clearTimeout(lingering)
    },
  }
}

/** The desk of a live owner. Fails with `OwnerGone` when there is nobody, or the connection breaks. */
export async function connectDesk(claim: OwnerClaim): Promise<HeldDesk> {
  const socket = await connect(claim)
  socket.write(`${JSON.stringify({ token: claim.token })}\n`)
  const pending = new PendingRequests()
  let gone = false
  socket.on('close', () => {
    gone = true
    pending.rejectAll(new OwnerGone('The owner of the desk has ended.'))
  })
  socket.on('error', () => socket.destroy())
  readLines(socket, (message) => pending.settle(message as DeskReply))
  // An idle connection must not keep a command alive after its work is done; a request under way must.
  socket.unref()
  let underWay = 0
  return deskOver(
    async (method, args) => {
      if (gone) throw new OwnerGone('The owner of the desk has ended.')
      const { request, answer } = pending.add(method, args)
      if ((underWay += 1) === 1) socket.ref()
      socket.write(`${JSON.stringify(request)}\n`)
      return answer.finally(() => {
        if ((underWay -= 1) === 0) socket.unref()
      })
    },
    async () => {
      if (gone) return
      socket.end()
      socket.destroy()
    },
  )
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
    socket.once('error', (error) => reject(new OwnerGone(error.message, { cause: error })))
  })
}

async function answerLater(desk: () => Promise<HeldDesk>, request: Parameters<typeof answerRequest>[1]): Promise<DeskReply> {
  try {
    return await answerRequest(await desk(), request)
  } catch (error) {
    const { code, message } = error instanceof CitewellError ? error : new CitewellError('unavailable', 'The desk could not be opened.')
    return { id: request.id, error: { code, message } }
  }
}

/** Calls `take` with each line as JSON; a line that is none, or too long, ends the connection. */
function readLines(socket: Socket, take: (message: unknown) => void): void {
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
