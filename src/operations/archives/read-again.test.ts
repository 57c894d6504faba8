import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLinkIndex } from '../../linkindex/open-link-index.js'
import { fileOfBytes, type FileInput } from '../../model/file-input.js'
import { archiveReading } from '../../model/page.js'
import { auditSite } from '../audit-site.js'
import history from '../imports/history.js'
import undo from '../imports/undo.js'
import info from '../index/info.js'
import { ensureJudged, explainLink } from '../judge.js'
import { linkQuery } from '../link-query.js'
import overview from '../overview/show.js'
import { scopeOf } from '../sites.js'
import { clientContext } from '../testing/client-context.js'
import add from './add.js'

const html = (head: string, body: string) => `<html lang="en"><head><title>Heart walks</title>${head}</head><body><main><p>${body} <a href="https://clinic.example/heart">our clinic</a>.</p></main></body></html>`

function recordOf(url: string, on: string, text: string): string {
  const http = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${text}`
  return `WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: ${on}T10:00:00Z\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${Buffer.byteLength(http)}\r\n\r\n${http}\r\n\r\n`
}

const warc = fileOfBytes('crawl one.warc', Buffer.from([1, 2, 3].map((at) => recordOf(`https://walks.example/${at}`, `2026-0${at}-01`, html('<meta property="og:site_name" content="Walks">', 'A walk to'))).join('')))
const lone = fileOfBytes('saved.html', Buffer.from(html('', 'Thanks to')))
const piped: FileInput = { ...warc, name: 'stdin', once: true }

let client: Awaited<ReturnType<typeof clientContext>>
beforeEach(async () => (client = await clientContext()))
afterEach(() => client.close())

const added = (file: FileInput, more: object = {}, context = client.context) => add.run(add.input.parse({ files: [file], ...more }), context).then(({ files }) => files[0]!)
const told = () => info.run(info.input.parse({}), client.context)
const manifests = () => join(client.home, 'index', 'manifests')

/** Makes the index look as if an older version had read its archives: without the number, and without what it kept no trace of. */
async function asReadBefore(): Promise<void> {
  const name = (await readdir(manifests())).sort().at(-1)!
  const manifest = JSON.parse(await readFile(join(manifests(), name), 'utf8')) as { batches: Array<{ reading?: number }> }
  expect(manifest.batches.every(({ reading }) => reading === archiveReading)).toBe(true)
  for (const batch of manifest.batches) delete batch.reading
  await writeFile(join(client.home, 'draft.json'), JSON.stringify(manifest))
  await rename(join(client.home, 'draft.json'), join(manifests(), name))
  await client.context.index.close()
  client.context.index = await openLinkIndex({ dir: join(client.home, 'index') })
}

describe('archives add', () => {
  it('reads an archive again that an older version read, once, and counts nothing twice', async () => {
    expect(await added(warc)).toMatchObject({ added: true, known: false, again: false, pages: 3 })
    expect(await added(warc)).toMatchObject({ added: false, known: true, again: false })
    const before = await told()
    expect([before.olderArchives, info.words!(before).includes('older')]).toEqual([[], false])
    await asReadBefore()
    expect((await told()).olderArchives).toEqual([{ file: 'crawl one.warc', addedOn: expect.any(String) as string, target: null, url: null }])
    expect(await added(warc)).toMatchObject({ added: true, known: false, again: true, pages: 3 })
    const { generation, ...after } = await told()
    expect(after).toEqual({ ...before, generation: undefined, bytes: after.bytes })
    expect(generation).toBe(before.generation + 1)
    expect(await added(warc)).toMatchObject({ added: false, known: true, again: false })
  })

  it('does so with standard input, too', async () => {
    await added(warc)
    await asReadBefore()
    expect(await added(piped)).toMatchObject({ added: true, again: true })
    expect(await told()).toMatchObject({ batches: 1, sightings: 3, olderArchives: [] })
  })

  it('what bears no date stays seen when it first came', async () => {
    const url = 'https://saved.example/walks'
    await added(lone, { url })
    const seen = async () => (await client.context.index.sources(scopeOf('clinic.example')))[0]!
    const first = await seen()
    await asReadBefore()
    const { addedAt } = (await client.context.index.readBefore(archiveReading))[0]!
    expect((await told()).olderArchives).toMatchObject([{ file: 'saved.html', url }])
    expect(await added(lone, { url }, { ...client.context, now: '2029-01-01T00:00:00.000Z' })).toMatchObject({ again: true })
    expect(await seen()).toMatchObject({ sightings: first.sightings, firstSeen: addedAt, lastSeen: addedAt })
  })

  it('is taken back whole within an hour of the second reading', async () => {
    await added(warc)
    await asReadBefore()
    const later = { ...client.context, now: '2026-12-01T00:00:00.000Z', index: client.context.index }
    const { batch } = (await history.run(history.input.parse({}), later)).rows[0]!
    await expect(undo.run(undo.input.parse({ batch }), later)).rejects.toMatchObject({ code: 'refused' })
    await added(warc, {}, later)
    expect((await history.run(history.input.parse({}), later)).rows).toMatchObject([{ batch, at: later.now, mayUndoUntil: '2026-12-01T01:00:00.000Z' }])
    expect(await undo.run(undo.input.parse({ batch }), later)).toMatchObject({ undone: true })
    expect(await told()).toMatchObject({ batches: 0, sightings: 0, pages: 0, olderArchives: [] })
  })
})

describe('archives that an older version read', () => {
  const scope = scopeOf('clinic.example')
  const explained = async () => {
    const key = await ensureJudged(scope, client.context)
    const { rows } = await client.context.index.queryJudged(scope, key, linkQuery({}))
    return (await explainLink(scope, key, rows[0]!.id, client.context))!.type.unknowns.filter((text) => text.includes('archives add'))
  }
  const steps = async () => (await overview.run(overview.input.parse({}), client.context)).next.filter(({ what }) => what.includes('again'))
  const problems = async () => (await auditSite(scope, { inputs: [], problems: [] }, client.context)).result.problems.map(({ message }) => message)

  it('are told by the index, the overview, the audit and the explanation of their links, with what to do', async () => {
    await added(warc, { target: 'clinic.example' })
    expect([await explained(), await steps(), await problems()]).toEqual([[], [], []])
    await asReadBefore()
    const command = "citewell archives add 'crawl one.warc' --target clinic.example"
    const sentence = `1 archive was read by an older version, which kept less of the pages: run ${command}; what it gave then is replaced.`
    expect(info.words!(await told()).split('\n').at(-1)).toBe(sentence)
    expect(await steps()).toMatchObject([{ what: 'Add 1 archive again.', why: sentence, page: 'imports' }])
    expect(await problems()).toEqual([sentence])
    expect(await explained()).toEqual([`what this version keeps of a page and an older one did not: read its archive again with ${command}`])
    await added(warc, { target: 'clinic.example' })
    expect([await explained(), await steps(), await problems()]).toEqual([[], [], []])
  })

  it('are told where they have to do with the site, and all of them by the index', async () => {
    await added(warc, { target: 'rival.example' })
    await added(lone, { url: 'https://saved.example/walks', target: 'clinic.example' })
    await asReadBefore()
    expect(await problems()).toEqual(['1 archive was read by an older version, which kept less of the pages: run citewell archives add saved.html --target clinic.example --url https://saved.example/walks; what it gave then is replaced.'])
    expect(info.words!(await told()).split('\n').slice(-3)).toEqual([
      "2 archives were read by an older version, which kept less of the pages: run citewell archives add 'crawl one.warc' --target rival.example, and so with saved.html; what each gave then is replaced.",
      "  citewell archives add 'crawl one.warc' --target rival.example", '  citewell archives add saved.html --target clinic.example --url https://saved.example/walks',
    ])
  })
})
