import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { CitewellError } from '../../model/error.js'

export interface Listener {
  url: string
  close(): Promise<void>
}

/** Listens on this machine only, unless a host is given. Port 0 takes a free one. */
export function listen(app: Hono, port: number, host = '127.0.0.1'): Promise<Listener> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new CitewellError('invalid', '--port is a number from 0 to 65535.')
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info: AddressInfo) => {
      resolve({
        url: `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${info.port}`,
        close: () => new Promise((done) => {
          server.close(() => done())
          if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 1_000).unref()
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
