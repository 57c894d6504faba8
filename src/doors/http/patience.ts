import { CitewellError } from '../../model/error.js'

/**
 * Parts as they come, with an end to waiting: for the next one (`idleMs`), or for all of them together (`wholeMs`). Without it
 * whoever sends a letter a minute would hold a connection, and a place on the disk, for as long as they like.
 */
export async function* withPatience(parts: AsyncIterable<Uint8Array>, { idleMs, wholeMs }: { idleMs?: number; wholeMs?: number }): AsyncGenerator<Uint8Array> {
  const source = parts[Symbol.asyncIterator]()
  const deadline = performance.now() + (wholeMs ?? Infinity)
  try {
    for (;;) {
      const next = await within(source.next(), Math.min(idleMs ?? Infinity, deadline - performance.now()))
      if (next.done) return
      yield next.value
    }
  } finally {
    // Not waited for: a source that says nothing may not end either.
    void Promise.resolve(source.return?.()).catch(() => undefined)
  }
}

async function within<Value>(value: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  value.catch(() => undefined)
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CitewellError('invalid', 'The request did not come to its end in time. Send it again.')), Math.max(0, Math.min(ms, 2 ** 31 - 1)))
  })
  try {
    return await Promise.race([value, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
