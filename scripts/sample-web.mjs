// Builds the archives of the invented sample web (data/sample-web/*.warc.gz) from its plain HTML pages and web.json.
// Run after a change of a page; test/sample-web.test.ts says when they are stale.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

export const folder = fileURLToPath(new URL('../data/sample-web/', import.meta.url))

/** The WARC records of each archive by file name, not compressed, one Buffer a record. */
export function buildArchives() {
  const { captures } = JSON.parse(readFileSync(`${folder}web.json`, 'utf8'))
  const archives = new Map()
  for (const capture of captures) {
    const name = `sample-web-${capture.at.slice(0, 7)}.warc.gz`
    if (!archives.has(name)) archives.set(name, [])
    archives.get(name).push(record(capture))
  }
  return archives
}

function record({ url, at, status, headers, file }) {
  const body = file === null ? Buffer.alloc(0) : readFileSync(`${folder}pages/${file}`)
  const head = [`HTTP/1.1 ${status} ${status === 200 ? 'OK' : status === 301 ? 'Moved Permanently' : 'Not Found'}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), `content-length: ${body.length}`]
  const payload = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
  const hash = createHash('sha256').update(`${url} ${at}`).digest('hex')
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-${hash.slice(12, 16)}-${hash.slice(16, 20)}-${hash.slice(20, 32)}`
  const warc = ['WARC/1.1', 'WARC-Type: response', `WARC-Record-ID: <urn:uuid:${id}>`, `WARC-Target-URI: ${url}`, `WARC-Date: ${at}`, 'Content-Type: application/http; msgtype=response', `Content-Length: ${payload.length}`]
  return Buffer.concat([Buffer.from(`${warc.join('\r\n')}\r\n\r\n`), payload, Buffer.from('\r\n\r\n')])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, records] of buildArchives()) {
    writeFileSync(`${folder}${name}`, Buffer.concat(records.map((bytes) => gzipSync(bytes, { level: 9 }))))
    console.error(`${name}: ${records.length} records`)
  }
}
