import { expect, it } from 'vitest'
import type { WorkFile } from '../model/graph.js'
import { Appender, diskPageBytes, kernelBufferBytes } from './appender.js'

/** A file that notes the places of the pieces that come. */
function notingFile(): { file: WorkFile; pieces: Array<{ at: number; bytes: Uint8Array }>; bytes(): Buffer } {
  const pieces: Array<{ at: number; bytes: Uint8Array }> = []
  let size = 0
  const unused = async () => {}
  return {
    pieces,
    bytes: () => Buffer.concat(pieces.map(({ bytes }) => bytes)),
    file: {
      get size() {
        return size
      },
      async append(bytes) {
        pieces.push({ at: size, bytes: bytes.slice() })
        size += bytes.length
      },
      write: unused, read: unused, truncate: unused, sync: unused, close: unused,
    },
  }
}

it.each([
  ['no', 0], ['yes', 0], ['yes, after what it holds', 2 * kernelBufferBytes], ['yes, all is held', 6 * kernelBufferBytes],
])('gives all bytes in order, in pieces that end where pages do (buffers of a kernel: %s)', async (said, heldBytes) => {
  const inKernel = said !== 'no'
  const memory = new Uint8Array(2 * kernelBufferBytes + 100_000 + heldBytes)
  const held = heldBytes === 0 ? undefined : { at: memory.length - heldBytes, bytes: heldBytes }
  const source = 2 * kernelBufferBytes
  const buffers = { places: [0, kernelBufferBytes] as const, ...(held ? { held } : {}), view: (at: number, length: number) => memory.subarray(at, at + length), move: (to: number, from: number, bytes: number) => void memory.copyWithin(to, from, from + bytes) }
  const { file, pieces, bytes } = notingFile()
  const appender = new Appender(file, true, inKernel ? buffers : null)
  const given: Uint8Array[] = []
  for (let round = 0; round < 700; round++) {
    const part = Uint8Array.from({ length: 1 + ((round * 7919) % 40_000) }, (_, k) => round + k)
    given.push(part)
    if (!inKernel || round % 3 === 0) await appender.append(part)
    else if (round % 3 === 1) {
      memory.set(part, source)
      await appender.appendFrom(source, part.length)
    } else {
      memory.set(part, (await appender.reserve(part.length))!)
      appender.commit(part.length)
    }
    if (round === 150) await appender.flush()
  }
  const flushed = given.slice(0, 151).reduce((sum, { length }) => sum + length, 0)
  await appender.flush()
  expect(bytes().equals(Buffer.concat(given))).toBe(true)
  expect(appender.size).toBe(bytes().length)
  const ends = pieces.map((piece) => piece.at + piece.bytes.length)
  expect(ends.filter((end) => end % diskPageBytes !== 0)).toEqual([flushed, appender.size])
  expect(pieces.length).toBeGreaterThan(3)
  const all = bytes()
  const places = Array.from({ length: 50 }, (_, k) => Math.floor((k * (all.length - 1_000)) / 49))
  const known = places.filter((offset) => appender.heldAt(offset, 1_000) !== null)
  expect(known).toEqual(places.slice(0, known.length))
  expect([known.length > 0, known.length === places.length]).toEqual([heldBytes > 0, heldBytes > all.length])
  for (const offset of known) {
    const at = appender.heldAt(offset, 1_000)!
    expect(all.subarray(offset, offset + 1_000).equals(memory.subarray(at, at + 1_000))).toBe(true)
  }
})
