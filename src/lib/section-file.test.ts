import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { beginSections, endSections, padSection, readContents, sectionIsWhole, SectionsError, type Section, type SectionBytes, type SectionSink } from './section-file.js'

const kind = { magic: 'CWTEST', version: 3, called: 'test file' }

async function appendSection(sink: SectionSink, name: string, bytes: Uint8Array): Promise<Section> {
  const offset = await padSection(sink)
  await sink.append(bytes)
  return { name, offset, length: bytes.byteLength, crc32: crc32(bytes) }
}

function inMemory(): SectionSink & SectionBytes & { bytes: Buffer } {
  return {
    bytes: Buffer.alloc(0),
    get size() {
      return this.bytes.length
    },
    async append(part) {
      this.bytes = Buffer.concat([this.bytes, part])
    },
    async read(offset, into) {
      if (offset + into.length > this.bytes.length) throw new RangeError('behind the end')
      into.set(this.bytes.subarray(offset, offset + into.length))
    },
  }
}

async function written() {
  const file = inMemory()
  await beginSections(file, kind)
  const sections = [await appendSection(file, 'letters', Buffer.from('abc')), await appendSection(file, 'nothing', new Uint8Array(0)), await appendSection(file, 'more', Buffer.alloc(1_000, 7))]
  const checksum = await endSections(file, kind, { header: { made: 'here' }, sections })
  return { file, sections, checksum }
}

describe('a file of sections', () => {
  it('gives back what was written', async () => {
    const { file, sections, checksum } = await written()
    expect(file.size % 64).toBe(0)
    expect(await readContents(file, kind)).toEqual({ contents: { header: { made: 'here' }, sections }, checksum })
    expect(sections.map(({ offset }) => offset % 64)).toEqual([0, 0, 0])
    for (const section of sections) expect(await sectionIsWhole(file, section)).toBe(true)
    file.bytes[sections[2]!.offset + 999]! ^= 1
    expect(await sectionIsWhole(file, sections[2]!)).toBe(false)
  })

  it('is refused wherever it is cut off, and wherever its table of contents is damaged', async () => {
    const { file, sections } = await written()
    const whole = file.bytes
    for (let length = 0; length < whole.length; length++) {
      file.bytes = whole.subarray(0, length)
      await expect(readContents(file, kind)).rejects.toBeInstanceOf(SectionsError)
    }
    for (let at = sections[2]!.offset + 1_024; at < whole.length - 64; at += 1) {
      file.bytes = Buffer.from(whole)
      file.bytes[at]! ^= 4
      const read = await readContents(file, kind).catch((error: unknown) => error)
      // Zeros behind the table of contents count for nothing.
      if (whole[at] !== 0) expect(read).toBeInstanceOf(SectionsError)
    }
  })

  it('is refused as another kind or another version', async () => {
    const { file } = await written()
    await expect(readContents(file, { ...kind, magic: 'OTHER' })).rejects.toMatchObject({ problem: 'foreign' })
    await expect(readContents(file, { ...kind, version: 4 })).rejects.toMatchObject({ problem: 'version', message: 'it is a test file of version 3, and this program reads version 4; build it anew' })
  })
})
