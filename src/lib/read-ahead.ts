import { BoundedQueue } from './bounded-queue.js'

/**
 * The same items, got while the reader is busy with earlier ones; it has to let others have their turn for that. Twice
 * `itemsMax` are held at most. Whoever leaves early waits until nothing is being got any more, so that what it is got from may be closed.
 */
export async function* readAhead<Item>(items: AsyncIterable<Item>, itemsMax: number): AsyncGenerator<Item> {
  const queue = new BoundedQueue<Item>(itemsMax)
  let left = false
  const reading = (async () => {
    try {
      for await (const item of items) {
        if (left) break
        await queue.push(item)
      }
      queue.end()
    } catch (error) {
      queue.fail(error)
    }
  })()
  try {
    yield* queue
  } finally {
    left = true
    await reading
  }
}
