import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'

export interface Listener {
  url: string
  /** Takes no more requests and lets those under way end; what is not done by then is told by `late`, and a second later its connection is cut. */
  close(late?: () => void): Promise<void>
}

/** How long requests under way may take to end when the server stops. */
const drainMs = 3_000
const cutMs = 1_000

/**
 * Who says its head letter by letter is cut off soon. A whole request may take hours, since an upload may; what reads it sees to it
 * that something comes all the while (`patience.ts`).
 */
const serverOptions = { headersTimeout: limits.requestHeadSecondsMax * 1_000, requestTimeout: limits.requestHoursMax * 3_600_000, connectionsCheckingInterval: 5_000 }

/** Listens on this machine only, unless a host is given. Port 0 takes a free one. */
export function listen(app: Hono, port: number, host = '127.0.0.1'): Promise<Listener> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new CitewellError('invalid', '--port is a number from 0 to 65535.')
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port, serverOptions }, (info: AddressInfo) => {
      resolve({
        url: `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${info.port}`,
        close: (late) => new Promise((done) => {
          const timers = [setTimeout(() => late?.(), drainMs), setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), drainMs + cutMs)]
          server.close(() => {
            timers.forEach(clearTimeout)
            done()
          })
          if ('closeIdleConnections' in server) server.closeIdleConnections()
        }),
      })
    })
    server.once('error', (error: NodeJS.ErrnoException) => {
      const message = error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' ? `${host} is no address of this machine. Give one with --host, or 0.0.0.0 for all.` : error.code === 'EADDRINUSE' ? `Port ${port} is in use. Give another one with --port, or 0 for any free one.` : `Port ${port} can't be opened (${error.code}).`
      reject(new CitewellError('unavailable', message, { cause: error }))
    })
  })
}
