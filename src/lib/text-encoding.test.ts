import { describe, expect, it } from 'vitest'
import { decodeText } from './text-encoding.js'

async function inSteps(bytes: Uint8Array, step: number): Promise<string> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
  }
  let text = ''
  for await (const piece of decodeText(chunks())) text += piece
  return text
}

const words = 'Zażółć, é, 日本, 💊\n'

describe('decodeText', () => {
  it.each([
    ['ASCII', Buffer.from('a,b\n'), 'a,b\n'],
    ['UTF-8', Buffer.from(words), words],
    ['UTF-8 with mark', Buffer.from(`\ufeff${words}`), words],
    ['UTF-16LE', Buffer.from(`\ufeff${words}`, 'utf16le'), words],
    ['UTF-16BE', Buffer.from(`\ufeff${words}`, 'utf16le').swap16(), words],
    ['windows-1252', Buffer.from('caf\xe9 \x80\n', 'latin1'), 'café €\n'],
    ['UTF-8 with one broken byte', Buffer.concat([Buffer.from('é é é '), Buffer.from([0xe9]), Buffer.from(' é')]), 'é é é \ufffd é'],
    ['empty', Buffer.alloc(0), ''],
  ])('%s', async (_, bytes, expected) => {
    for (const step of [1, 3, 1_000]) expect(await inSteps(bytes, step)).toBe(expected)
  })

  it('decides at the first byte that is not ASCII, however late', async () => {
    const start = Buffer.from('a'.repeat(200_000))
    expect((await inSteps(Buffer.concat([start, Buffer.from(words)]), 65_536)).endsWith(words)).toBe(true)
    expect((await inSteps(Buffer.concat([start, Buffer.from('\xe9', 'latin1')]), 65_536)).endsWith('aé')).toBe(true)
  })
})
