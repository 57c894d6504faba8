import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../files/shipped-lists.js'
import { openLinkIndex } from '../linkindex/index.js'
import { LinkQuerySchema } from '../model/listed-link.js'
import type { Lists } from '../model/lists.js'
import type { LinkIndex, TargetScope } from '../model/outside.js'
import type { Sighting } from '../model/sighting.js'
import { ensureJudged } from './judge.js'

/** A profile with one keyword phrase on most of its many small sites: the audits of the whole profile name its links. */
const clinic: TargetScope = { domain: 'heart-clinic.example', host: null, pathPrefix: null }
const phrases = ['best cardiologist Riverton', 'best cardiologist Riverton', 'best cardiologist Riverton', 'Heart Clinic', 'read more']

function* sightings(): Generator<Sighting> {
  for (let at = 0; at < 400; at += 1) {
    const domain = `site-${at % 160}.example`
    yield {
      referringPage: `https://${domain}/post/${at}`, referringDomain: domain, target: `https://${clinic.domain}/`, targetDomain: clinic.domain, anchorText: phrases[at % 5]!, rel: [], area: 'main', context: null, image: null,
      element: 'a', position: null, title: `Post ${at}`, language: 'en', status: 200, robots: [], seenBy: 'ahrefs-backlinks', seenAt: `2026-0${1 + (at % 9)}-10T00:00:00.000Z`, firstSeenAt: null, lostAt: null, lostReason: null,
      cues: [], fallbackText: null, vendor: at % 7 === 0 ? { 'Domain rating': at % 90 } : null, raw: null,
    }
  }
}

async function* entries() {
  for (const sighting of sightings()) yield { kind: 'sighting' as const, sighting }
}

const home = mkdtempSync(join(tmpdir(), 'citewell-judge-'))
let indexes: LinkIndex[]
beforeAll(async () => {
  indexes = await Promise.all(['held', 'again'].map((name) => openLinkIndex({ dir: join(home, name) })))
  for (const index of indexes) await index.add(entries(), { key: 'k', source: 'test' })
})
afterAll(async () => {
  for (const index of indexes) await index.close()
  rmSync(home, { recursive: true, force: true })
})

type Reads = Parameters<typeof ensureJudged>[1]

function contextOf(index: LinkIndex, lists: Lists, changes: object = {}): Reads {
  const desk = { revision: async () => 0, profile: async () => undefined, corrections: async () => [] }
  return { index, lists, desk, graphs: { current: async () => null }, now: '2026-11-01T00:00:00.000Z', signal: new AbortController().signal, progress() {}, ...changes } as unknown as Reads
}

describe('a site that several ask for at once', () => {
  /** An index that counts how often it writes, and tells when it begins to. */
  const counted = (index: LinkIndex) => {
    const counts = { written: 0 }
    const begun = new Promise<void>((resolve) => {
      counts.written = 0
      const { writeJudged } = index
      index = { ...index, writeJudged: async (...args) => {
        counts.written += 1
        resolve()
        await writeJudged(...args)
      } }
    })
    return { index, counts, begun }
  }

  it('is judged once, also if the first of them gives up', async () => {
    const lists = await loadLists()
    const { index, counts, begun } = counted(indexes[0]!)
    const [first, others] = [new AbortController(), [0, 1, 2].map(() => [] as number[])]
    const now = '2026-03-01T00:00:00.000Z'
    const impatient = ensureJudged(clinic, contextOf(index, lists, { now, signal: first.signal }))
    const patient = others.map((seen) => ensureJudged(clinic, contextOf(index, lists, { now, progress: ({ done }: { done: number }) => seen.push(done) })))
    await begun
    first.abort(new Error('enough'))
    await expect(impatient).rejects.toThrow('enough')
    const keys = await Promise.all(patient)
    expect(new Set(keys).size).toBe(1)
    expect(counts.written).toBe(1)
    for (const seen of others) expect(seen.at(-1)).toBe(400)
    expect(await index.hasJudged(clinic, keys[0]!)).toBe(true)
  })

  it('leaves nothing half-made when all give up, and is judged when next asked for', async () => {
    const lists = await loadLists()
    const { index, counts, begun } = counted(indexes[1]!)
    const stop = new AbortController()
    const now = '2026-04-01T00:00:00.000Z'
    const asked = [0, 1].map(() => ensureJudged(clinic, contextOf(index, lists, { now, signal: stop.signal })))
    await begun
    stop.abort(new Error('enough'))
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected')
    expect(await readdir(join(home, 'again', 'tmp'))).toEqual([])
    const key = await ensureJudged(clinic, contextOf(index, lists, { now }))
    expect(counts.written).toBe(2)
    expect((await index.queryJudged(clinic, key, LinkQuerySchema.parse({}))).total).toBe(400)
  })
})
