import { crc32, deflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { ingestArchive } from './ingest.js'
import { ensureJudged, explainLink } from './judge.js'
import { linkQuery } from './link-query.js'
import { scopeOf } from './sites.js'
import { clientContext } from './testing/client-context.js'

function record(url: string, type: string, body: Uint8Array): Buffer {
  const http = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n`), body])
  return Buffer.concat([Buffer.from(`WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-10-20T10:00:00Z\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n`), http, Buffer.from('\r\n\r\n')])
}

/** A grey PNG of fields four across and four down, which are the same parts of it in any size. */
function fields(width: number, height: number, shades: readonly number[]): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = shades[Math.floor((4 * y) / height) * 4 + Math.floor((4 * x) / width)]!
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const chunk = (name: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), content])
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(content.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([size, named, sum])
  }
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

const steps = [10, 200, 60, 240, 140, 30, 220, 90, 250, 170, 20, 110, 70, 230, 180, 0]
const others = [...steps].sort((a, b) => a - b)
const page = `<html><head><title>How to sleep better</title></head><body><main><h1>Sleep better</h1><p>${'A quiet room and the same hour every night help most people to rest. '.repeat(6)}</p><a href="https://clinic.example/sleep"><img src="https://cdn.pictures.example/7.png" alt=""></a></main></body></html>`

it.each<[string, Buffer, string | undefined]>([
  ['a smaller copy', fields(240, 480, steps), 'looks like (0 of 64 bits differ) https://clinic.example/steps.png'],
  ['the same file', fields(400, 800, steps), 'the same bytes as https://clinic.example/steps.png'],
  ['another picture', fields(240, 480, others), undefined],
])('a linked picture, held in an archive and loaded from a third host: %s', async (_, shown, found) => {
  const { context, close } = await clientContext()
  try {
    const archives = [['blog.warc', [record('https://blog.example/sleep', 'text/html', Buffer.from(page))]], ['pictures.warc', [record('https://cdn.pictures.example/7.png', 'image/png', shown), record('https://clinic.example/steps.png', 'image/png', fields(400, 800, steps))]]] as const
    const scope = scopeOf('clinic.example')
    const judged = async () => {
      const key = await ensureJudged(scope, context)
      const { rows } = await context.index.queryJudged(scope, key, linkQuery({}))
      expect(rows).toHaveLength(1)
      return { row: rows[0]!, explained: (await explainLink(scope, key, rows[0]!.id, context))! }
    }
    const reports = []
    for (const [name, records] of archives) {
      // Judged in between as well: what comes later must reach what was judged before.
      if (reports.length > 0) expect((await judged()).explained.type.unknowns.join(' ')).toMatch(/in no archive that was read/u)
      const bytes = Buffer.concat(records)
      reports.push(await ingestArchive({ name, size: bytes.length, once: false, async *open() { yield bytes } }, { target: null }, context))
    }
    expect(reports.map(({ pages, captures }) => [pages, captures])).toEqual([[1, 1], [0, 2]])
    expect(new Map((await context.index.pictures(scope)).map(({ url, isLinked }) => [url, isLinked]))).toEqual(new Map([['https://cdn.pictures.example/7.png', true], ['https://clinic.example/steps.png', false]]))
    const { row, explained } = await judged()
    expect(explained.type.unknowns.join(' ')).not.toMatch(/in no archive/u)
    expect(explained.type.evidence.find(({ looked }) => looked === 'the picture that is the link')?.found).toBe(found)
    expect(row.type === 'LT-15').toBe(found !== undefined)
    // Pictures are no pages of the site.
    for await (const { url } of context.index.targetPages(scope)) expect.fail(`${url} passes for a page`)
  } finally {
    await close()
  }
})
