import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { withPatience } from './patience.js'

async function* parts(...waits: number[]): AsyncGenerator<Uint8Array> {
  for (const wait of waits) {
    await sleep(wait)
    yield Buffer.from('x')
  }
}

const outcome = async (source: AsyncIterable<Uint8Array>) => {
  let read = 0
  try {
    for await (const part of source) read += part.byteLength
    return `${read} read`
  } catch (error) {
    return `${read} read, ${(error as { code: string }).code}`
  }
}

it.each<[string, AsyncGenerator<Uint8Array>, { idleMs?: number; wholeMs?: number }, string]>([
  ['what comes at once', parts(0, 0, 0), { idleMs: 200, wholeMs: 400 }, '3 read'],
  ['what takes long and keeps coming', parts(40, 40, 40, 40), { idleMs: 1_000 }, '4 read'],
  ['what says nothing any more', parts(0, 5_000), { idleMs: 50 }, '1 read, invalid'],
  ['what keeps coming, but for too long', parts(40, 40, 40, 40, 40, 40, 40, 40, 40, 40), { idleMs: 1_000, wholeMs: 130 }, 'invalid'],
  ['nothing', parts(), { wholeMs: 50 }, '0 read'],
])('%s', async (_, source, limits, expected) => {
  expect(await outcome(withPatience(source, limits))).toContain(expected)
})
