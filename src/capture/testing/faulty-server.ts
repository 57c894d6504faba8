import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What goes wrong with one request; the request is then gone, and the next one gets the next fault. */
export type Fault =
  | { kind: 'status'; status: number; retryAfter?: string }
  /** Ends the connection after so many bytes of the body. */
  | { kind: 'cut'; after: number }
  /** Announces another length than it sends. */
  | { kind: 'length'; announced: number }
  | { kind: 'range-ignored' }
  | { kind: 'other-part' }
  | { kind: 'damaged' }
  | { kind: 'redirect'; to: string }
  /** Sends in pieces with pauses. */
  | { kind: 'slow'; pieceBytes: number; pauseMs: number }

export interface ServedFile {
  bytes: Buffer
  etag?: string | null
  contentMd5?: boolean
  server?: string
}

/** A server on this machine that serves files by path and misbehaves as told. */
export async function faultyServer(files: Map<string, ServedFile>) {
  const faults = new Map<string, Fault[]>()
  const requests: Array<{ method: string; path: string; range: string | undefined }> = []
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://x').pathname
    requests.push({ method: request.method!, path, range: request.headers.range })
    const file = files.get(path)
    const fault = request.method === 'GET' ? faults.get(path)?.shift() : undefined
    void answer(request, response, file, fault)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    /** The next requests for a path go wrong, one fault each. */
    fail: (path: string, ...list: Fault[]) => void faults.set(path, list),
    close: () => new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, file: ServedFile | undefined, fault: Fault | undefined): Promise<void> {
  if (fault?.kind === 'status') return void response.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }).end('<Error><Code>SlowDown</Code></Error>')
  if (fault?.kind === 'redirect') return void response.writeHead(302, { location: fault.to }).end()
  if (!file) return void response.writeHead(404).end()
  const etag = file.etag === undefined ? `"${createHash('sha1').update(file.bytes).digest('hex')}"` : file.etag
  const headers: Record<string, string | number> = { 'accept-ranges': 'bytes', ...(etag === null ? {} : { etag }), ...(file.server === undefined ? {} : { server: file.server }) }
  if (file.contentMd5) headers['content-md5'] = createHash('md5').update(file.bytes).digest('base64')
  if (request.method === 'HEAD') return void response.writeHead(200, { ...headers, 'content-length': file.bytes.length }).end()
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
  let first = asked && isSame && fault?.kind !== 'range-ignored' ? Number(asked[1]) : null
  if (first !== null && first >= file.bytes.length) return void response.writeHead(416, { 'content-range': `bytes */${file.bytes.length}` }).end()
  if (first !== null && fault?.kind === 'other-part') first = Math.max(0, first - 1)
  let body = file.bytes.subarray(first ?? 0)
  if (fault?.kind === 'damaged') {
    body = Buffer.from(body)
    body[Math.floor(body.length / 2)]! ^= 0xff
  }
  const length = fault?.kind === 'length' ? fault.announced : body.length
  response.writeHead(first === null ? 200 : 206, { ...headers, 'content-length': length, ...(first === null ? {} : { 'content-range': `bytes ${first}-${file.bytes.length - 1}/${file.bytes.length}` }) })
  if (fault?.kind === 'cut') return void response.write(body.subarray(0, fault.after), () => response.destroy())
  if (fault?.kind === 'length') return void response.write(body.subarray(0, fault.announced), () => (fault.announced > body.length ? response.destroy() : response.end()))
  if (fault?.kind === 'slow') {
    for (let at = 0; at < body.length && !response.destroyed; at += fault.pieceBytes) {
      response.write(body.subarray(at, at + fault.pieceBytes))
      await new Promise((resolve) => setTimeout(resolve, fault.pauseMs))
    }
    return void response.end()
  }
  response.end(body)
}
