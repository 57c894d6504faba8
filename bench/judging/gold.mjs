// Gold rows: what people say the answers are. docs/labelling.md has the rules they labelled by and the format of the rows.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

export const goldDir = fileURLToPath(new URL('gold/', import.meta.url))

/** Rows of one set; none where the file is absent. */
export function goldRows(name) {
  const path = `${goldDir}${name}.jsonl`
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line, at) => {
    try {
      return JSON.parse(line)
    } catch (error) {
      throw new Error(`${path} line ${at + 1}: ${error.message}`, { cause: error })
    }
  })
}

/** Invented webs that ship, oldest first: the folder of each and what figures call it. */
export const inventedWebs = [['invented', 'invented web'], ['second-web', 'second invented web'], ['third-web', 'third invented web'], ['fourth-web', 'fourth invented web']].filter(([folder]) => existsSync(`${goldDir}${folder}/labels.jsonl`)).map(([folder, name]) => ({ folder, name }))

/** Rules and numbers may be fitted on the half "fit" only; the half "held out" is what the figures are of. */
export function halfOf(registrableDomain) {
  return createHash('sha256').update(registrableDomain).digest('hex') < '8' ? 'fit' : 'held out'
}

/** HTML of a saved page, or null where the data is absent. */
export function savedPage(folder, file) {
  const path = `${folder}/${file}`
  if (!existsSync(path)) return null
  const bytes = readFileSync(path)
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes
}

/** One archive of many pages, as a crawler would write it, so that they come in by the same door as any archive. */
export function archiveOf(pages) {
  const parts = []
  for (const { url, html } of pages) {
    const head = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n')
    const length = head.length + html.length
    parts.push(Buffer.from(`WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2026-10-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${length}\r\n\r\n`), head, html, Buffer.from('\r\n\r\n'))
  }
  return Buffer.concat(parts)
}
