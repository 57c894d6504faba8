import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import { mapRow, packCell, unpackCell } from './cells.js'
import { failure, isDatabaseRequest, replyTo, type Answerer, type DatabaseReply, type DatabaseRequest } from './requests.js'
import { isRows, readLines, tooLong } from './socket-lines.js'

/** How long those who are in the middle of a transaction are waited for when the owner closes. */
const leaveMsMax = 5_000

/** Answers requests of other processes until closed; requests and transactions under way are finished first. */
export async function serveDatabase(path: string, token: string, database: () => Promise<Answerer>): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const underWay = new Set<Promise<void>>()
  const leases = new Set<number>()
  let closing = false

  const answer = async (socket: Socket, own: Set<number>, request: DatabaseRequest): Promise<DatabaseReply> => {
    const { id, kind } = request
    const lease = 'lease' in request ? request.lease : null
    // Somebody else's transaction is nobody's business; one of our own that ended is told apart by the database.
    if (lease !== null && !own.has(lease)) return { id, ...failure(new CitewellError('conflict', 'This change to the desk was given up. Nothing of it was saved; do it again.')) }
    if (closing && lease === null) return { id, notTaken: true }
    const reply = await answerLater(database, request)
    if (kind === 'begin' && 'value' in reply) {
      own.add(reply.value as number)
      leases.add(reply.value as number)
      if (socket.destroyed) await giveUp(own)
    }
    if ((kind === 'commit' || kind === 'rollback') && lease !== null) {
      own.delete(lease)
      leases.delete(lease)
    }
    return reply
  }

  /** Rolls back what a connection that broke had begun. */
  const giveUp = async (own: Set<number>) => {
    const ended = [...own]
    own.clear()
    for (const lease of ended) {
      leases.delete(lease)
      await answerLater(database, { id: 0, kind: 'rollback', lease })
    }
  }

  const track = (work: Promise<void>) => {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    const own = new Set<number>()
    let greeted = false
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      track(giveUp(own))
    })
    readLines(socket, (message) => {
      if (!greeted) {
        greeted = (message as { token?: unknown } | null)?.token === token
        if (!greeted) socket.destroy()
        return
      }
      if (!isDatabaseRequest(message)) return
      const request = message.kind === 'query' ? { ...message, params: message.params.map(unpackCell) } : message
      track(answer(socket, own, request).then((reply) => {
        if (socket.writable) socket.write(replyLine(reply))
      }))
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
      const deadline = Date.now() + leaveMsMax
      while (underWay.size > 0 || (leases.size > 0 && Date.now() < deadline)) {
        await Promise.race([Promise.all(underWay), sleep(10)])
        if (underWay.size === 0 && leases.size > 0) await sleep(5)
      }
      for (const socket of sockets) socket.end()
      const lingering = setTimeout(() => sockets.forEach((socket) => socket.destroy()), 500)
      await closed
      clearTimeout(lingering)
      await Promise.all(underWay)
    },
  }
}

async function answerLater(database: () => Promise<Answerer>, request: DatabaseRequest): Promise<DatabaseReply> {
  try {
    return await replyTo(await database(), request)
  } catch (error) {
    return { id: request.id, ...failure(error instanceof CitewellError ? error : new CitewellError('unavailable', 'The desk could not be opened.', { cause: error })) }
  }
}

function replyLine(reply: DatabaseReply): string {
  const line = JSON.stringify('value' in reply && isRows(reply.value) ? { ...reply, value: { ...reply.value, rows: reply.value.rows.map((row) => mapRow(row, packCell)) } } : reply)
  return `${Buffer.byteLength(line) > limits.deskMessageBytesMax ? JSON.stringify({ id: reply.id, ...failure(tooLong()) }) : line}\n`
}
