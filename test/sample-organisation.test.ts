import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutside } from '../src/home.js'
import { homeClient } from '../src/model/desk-nouns.js'
import { operations } from '../src/operations/index.js'
import { seedSample } from '../src/sample.js'

/** The invented organisation that `npm start` opens on. */

const now = '2026-11-01T10:00:00.000Z'
const homes: string[] = []
const open = () => {
  homes.push(mkdtempSync(join(tmpdir(), 'citewell-sample-')))
  return openOutside(homes.at(-1)!)
}
const fill = (outside: Awaited<ReturnType<typeof open>>) => seedSample({ outside, operations, now, version: '1', signal: new AbortController().signal, onProgress: () => undefined })
afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true, force: true })))

describe('a fresh home', () => {
  let outside: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    outside = await open()
    await fill(outside)
  }, 240_000)
  afterAll(() => outside.close())

  it('gets two clients, each with its own links, and stays as it was when filled again', async () => {
    const stand = async () => ({ clients: (await outside.desk.clients()).map(({ id, slug, version }) => [id, slug, version]), rivals: (await outside.desk.client('home').competitors.list()).map(({ domain }) => domain), links: await outside.indexOf('home').info(), other: (await outside.indexOf('sample-oakfield').info()).sightings })
    const first = await stand()
    expect(first.clients.map(([, slug]) => slug)).toEqual(['northgate', 'oakfield'])
    expect(first.rivals).toHaveLength(3)
    expect(first.other).toBeGreaterThan(5)
    await outside.desk.organisation('home').clients.save({ organisationId: 'home', slug: 'third', name: 'Third', profileKind: 'clinic', site: 'third.example', archivedAt: null }, { by: 'Ada', at: now })
    await fill(outside)
    expect(await stand()).toEqual({ ...first, clients: [...first.clients, [expect.any(String), 'third', 1]] })
  }, 240_000)
})

describe('a desk that people work with', () => {
  it('gets nothing invented', async () => {
    const outside = await open()
    try {
      await outside.desk.organisation('home').clients.save({ ...homeClient, version: undefined, slug: 'ours', name: 'Our clinic', site: 'our-clinic.example', id: 'ours' }, { by: 'Ada', at: now })
      await expect(fill(outside)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('clients of its own') })
      expect((await outside.desk.clients()).map(({ slug }) => slug).sort()).toEqual(['home', 'ours'])
      expect(await outside.desk.client('ours').competitors.list()).toEqual([])
    } finally {
      await outside.close()
    }
  }, 120_000)
})
