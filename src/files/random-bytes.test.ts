import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openRandomBytes, openWorkFile } from './random-bytes.js'

const dir = mkdtempSync(join(tmpdir(), 'citewell-random-bytes-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const patterned = (bytes: number, seed: number) => Buffer.from(Uint32Array.from({ length: bytes / 4 }, (_, k) => Math.imul(k + seed, 0x9e3779b1)).buffer)

it('reads the same bytes at any place, however often and in whatever order', async () => {
  const path = join(dir, 'read')
  // More pages than are kept at a time.
  const content = patterned(40 * 1024 * 1024 + 20, 1)
  writeFileSync(path, content)
  const file = await openRandomBytes(path, 'a file')
  const wrong: number[] = []
  for (let round = 0; round < 40_000; round++) {
    const length = round % 50 === 0 ? 70_000 : 1 + (round % 5_000)
    const at = (round * 104_729 * (round % 3 === 0 ? 1 : 997)) % (content.length - length + 1)
    const into = new Uint8Array(length)
    await file.read(at, into)
    if (Buffer.compare(into, content.subarray(at, at + length)) !== 0) wrong.push(round)
  }
  expect(wrong).toEqual([])
  const end = new Uint8Array(20)
  await file.read(content.length - 20, end)
  expect(Buffer.compare(end, content.subarray(-20))).toBe(0)
  await expect(file.read(content.length - 4, new Uint8Array(8))).rejects.toMatchObject({ code: 'unavailable' })
  await file.close()
})

it('says so where a file was cut since it was opened', async () => {
  const path = join(dir, 'cut')
  writeFileSync(path, patterned(100_000, 2))
  const file = await openRandomBytes(path, 'a file')
  truncateSync(path, 10_000)
  for (const length of [8, 5_000]) await expect(file.read(90_000, new Uint8Array(length))).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('a file ended at byte') })
  await file.close()
})

it('keeps what is appended, past the cache of the system or through it', async () => {
  const file = await openWorkFile(join(dir, 'work'), 'some work')
  // Whole pages of an aligned memory, odd pieces, and both after a cut.
  const memory = new Uint8Array(new SharedArrayBuffer(1024 * 1024))
  let expected = Buffer.alloc(0)
  const append = async (bytes: Uint8Array) => {
    await file.append(bytes)
    expected = Buffer.concat([expected, bytes])
  }
  for (let round = 0; round < 12; round++) {
    memory.set(patterned(memory.length, round))
    await append(memory.subarray(0, 4096 * (16 + round)))
    if (round % 3 === 1) await append(patterned(100 * round, 7))
    if (round % 3 === 2) await append(memory.subarray(0, 4096 - (expected.length % 4096)))
    if (round === 7) {
      await file.truncate(expected.length - 100_000)
      expected = expected.subarray(0, -100_000)
    }
  }
  expect(file.size).toBe(expected.length)
  for (const [at, length] of [[0, expected.length], [0, 262_144], [4096, 131_072], [4097, 131_072], [65_536, 5]] as const) {
    const into = new Uint8Array(length)
    await file.read(at, into)
    expect(Buffer.compare(into, expected.subarray(at, at + length)), `${length} bytes at ${at}`).toBe(0)
  }
  await file.close()
})
