import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from './shipped-lists.js'

let dir: string
const head = { source: 'written for this test', licence: 'CC0-1.0', date: '2026-01-01' }
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'citewell-lists-'))
  await writeFile(join(dir, 'a.json'), JSON.stringify({ id: 'a', ...head, words: { 'cues/paid/en': ['sponsored', 'sponsored'] }, table: { 'quality-weights': { QA: 0.2 } }, hosts: [{ host: 'paper.example', kind: 'news' }] }))
  await writeFile(join(dir, 'b.json.gz'), gzipSync(JSON.stringify({
    id: 'b', ...head,
    concepts: [{ id: 'asthma', kind: 'condition', parent: 'lung', words: { en: 'asthma, wheezing', de: 'Asthma' } }],
    packedSeeds: { sources: ['list'], kinds: ['institute'], rows: [['health.example', 'Health Institute', 1, 0, 'US', '', 0]] },
  })))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('shipped lists', () => {
  it('reads every shape', async () => {
    const lists = await loadLists(dir)
    expect(lists.words('cues/paid/en')).toEqual(['sponsored'])
    expect(lists.words('nothing')).toEqual([])
    expect(lists.table('quality-weights')).toEqual({ QA: 0.2 })
    expect(lists.hostKinds.get('paper.example')).toEqual({ kind: 'news', source: head.source, date: head.date })
    expect(lists.seeds.get('health.example')).toEqual({ name: 'Health Institute', tier: 1, kind: 'institute', country: 'US', source: 'list', date: head.date })
    expect(lists.words('health/conditions/en')).toEqual(['asthma', 'wheezing'])
    expect(lists.words('concept/condition/asthma')).toEqual(['asthma', 'wheezing', 'Asthma'])
    expect(lists.words('concept-parents')).toEqual(['asthma lung'])
    expect(lists.wordIds('concept/')).toEqual(['concept/condition/asthma'])
    expect((await loadLists(dir)).version).toBe(lists.version)
  })

  it.each([
    ['c.json', '{"id":"c"', 'c.json'],
    ['c.json', '{"id":"c"}', 'source'],
    ['c.json.gz', 'no gzip', 'c.json.gz'],
    ['c.json', JSON.stringify({ id: 'c', ...head, packedSeeds: { sources: [], kinds: [], rows: [['x']] } }), 'c.json'],
  ])('names a damaged %s', async (name, text, expected) => {
    await writeFile(join(dir, name), text)
    await expect(loadLists(dir)).rejects.toThrow(expected)
    await rm(join(dir, name))
  })

  it('reads what ships, fast', async () => {
    const started = process.cpuUsage()
    const lists = await loadLists()
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1_500)
    expect(lists.wordIds('anchors/generic/').length).toBeGreaterThan(15)
    expect(lists.seeds.get('nih.gov')?.tier).toBe(1)
  })

  it('says which folder is missing', async () => {
    await expect(loadLists(join(dir, 'absent'))).rejects.toThrow('absent')
  })
})
