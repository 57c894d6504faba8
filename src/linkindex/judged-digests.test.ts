import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDigests, writeDigests } from './judged-digests.js'
import { TextCollector, textOfRow } from './judged-row-texts.js'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'citewell-digests-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const named = (from: number, until: number, said: string) => new Map(Array.from({ length: until - from }, (_, at): [string, string] => [`site-${String((from + at) * 7919 % 10_007).padStart(5, '0')}.example`, JSON.stringify({ said, at: from + at })]))

async function all(path: string) {
  const read = []
  for await (const digest of readDigests(path)) read.push(digest)
  return read
}

describe('digests of referring domains', () => {
  it('are the same bytes, written at once or put among earlier ones', async () => {
    const [whole, earlier, later] = [join(dir, 'whole'), join(dir, 'earlier'), join(dir, 'later')]
    const kept = named(0, 4_500, 'kept')
    const gone = named(4_500, 5_000, 'gone')
    const again = named(5_000, 5_500, 'before')
    const now = named(5_000, 6_000, 'now')
    await writeDigests(whole, new Map([...now, ...kept]))
    await writeDigests(earlier, new Map([...kept, ...gone, ...again]))
    await writeDigests(later, now, { path: earlier, without: new Set([...gone.keys(), ...again.keys()]) })
    expect((await readFile(later)).equals(await readFile(whole))).toBe(true)
    expect(await all(later)).toEqual([...new Map([...now, ...kept])].sort(([a], [b]) => (a < b ? -1 : 1)))
  })

  it('say that they are damaged', async () => {
    const path = join(dir, 'damaged')
    await writeDigests(path, named(0, 10, 'x'))
    await writeFile(path, (await readFile(path)).fill(255, 64, 80))
    await expect(all(path)).rejects.toMatchObject({ code: 'unavailable' })
    await writeDigests(join(dir, 'none'), new Map())
    expect(await all(join(dir, 'none'))).toEqual([])
  })
})

it('texts of rows are taken over in runs, whatever slabs they lie in here and there', () => {
  const texts = Array.from({ length: 40_000 }, (_, row) => (row % 5 === 0 ? '' : `text ${row}\n`))
  const whole = new TextCollector()
  for (const text of texts) whole.add(text)
  const from = whole.finish()
  const runs = [[39_990, 40_000], [0, 1], [5, 5], [3, 20_000], [16_383, 16_385], [16_384, 32_768], [100, 39_000]] as const
  const [one, other] = [new TextCollector(), new TextCollector()]
  for (const [first, last] of runs) {
    one.addRun(from, first, last)
    for (let row = first; row < last; row += 1) other.add(texts[row]!)
  }
  const taken = one.finish()
  expect(taken.slabs).toEqual(other.finish().slabs)
  expect(textOfRow(taken, 10)).toBe(texts[39_990 - 0 + 10] ?? texts[0])
})
