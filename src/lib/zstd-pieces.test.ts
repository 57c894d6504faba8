import { describe, expect, it } from 'vitest'
import { openByteWindow } from './byte-window.js'
import { zstdPartly, zstdPieces } from './zstd-pieces.js'

/** A frame of one block that holds its bytes as they are, or one byte repeated. */
function frame(block: { raw: string } | { byte: string; count: number }, head = Buffer.from([0x00, 0x58])): Buffer {
  const size = 'raw' in block ? block.raw.length : block.count
  const header = 1 | ('raw' in block ? 0 : 2) | (size << 3)
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), head, Buffer.from([header & 255, (header >> 8) & 255, header >> 16]), Buffer.from('raw' in block ? block.raw : block.byte)])
}

async function unpack(bytes: Buffer): Promise<[text: string, causes: string[]]> {
  const causes: string[] = []
  let text = ''
  const source = (async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 11) yield bytes.subarray(at, at + 11)
  })()
  for await (const piece of zstdPieces(openByteWindow(source), { onProblem: (cause) => causes.push(cause) })) text += piece.bytes.toString()
  return [text, causes]
}

describe('zstd', () => {
  const rows: Array<[name: string, bytes: Buffer, text: string, causes: string[]]> = [
    ['one frame', frame({ raw: 'a page of text' }), 'a page of text', []],
    ['two frames', Buffer.concat([frame({ raw: 'a page of text' }), frame({ byte: 'x', count: 5 })]), 'a page of textxxxxx', []],
    ['cut short', frame({ raw: 'a page of text' }).subarray(0, -3), '', ['damaged-zstd']],
    ['a dictionary', frame({ raw: 'a page of text' }, Buffer.from([0x01, 0x58, 7])), '', ['zstd-dictionary']],
    ['a window of terabytes', frame({ raw: 'a page of text' }, Buffer.from([0x00, 0xff])), '', ['damaged-zstd']],
    ['a later frame with a window of a gigabyte', Buffer.concat([frame({ raw: 'x'.repeat(2_000) }), frame({ raw: 'b' }, Buffer.from([0x00, 0xa0]))]), 'x'.repeat(2_000), ['damaged-zstd']],
    ['very many frames with wide windows', Buffer.concat([frame({ raw: 'x'.repeat(2_000) }), ...Array.from({ length: 1_000 }, () => frame({ raw: '' }, Buffer.from([0x00, 0x80])))]), 'x'.repeat(2_000), ['damaged-zstd']],
    ['a frame to be skipped, and one with its size', Buffer.concat([frame({ raw: 'a' }), Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 4, 0, 0, 0]), Buffer.from('skip'), frame({ raw: 'bc' }, Buffer.from([0x20, 2])), frame({ byte: 'd', count: 3 })]), 'abcddd', []],
  ]
  it.each(rows)('%s', async (_name, bytes, text, causes) => {
    expect(await unpack(bytes)).toEqual([text, causes])
  })

  it('stops at the bound', () => {
    expect(zstdPartly(frame({ byte: 'x', count: 100_000 }), 1_000)).toMatchObject({ outcome: 'too-large', bytes: Buffer.alloc(1_000, 'x') })
    expect(zstdPartly(frame({ raw: 'text' }), 1_000)).toMatchObject({ outcome: 'whole', bytes: Buffer.from('text') })
    expect(zstdPartly(Buffer.from('text'), 1_000)).toMatchObject({ outcome: 'damaged' })
    expect(zstdPartly(Buffer.concat([frame({ raw: 'text' }), frame({ raw: 'b' }, Buffer.from([0x00, 0x80]))]), 1_000)).toMatchObject({ outcome: 'damaged' })
  })
})
