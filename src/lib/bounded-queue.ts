/**
 * A queue between one writer and one reader that holds at most `capacity` items: the writer waits when it is full, so
 * memory stays flat however fast one side is. `fail` and `end` reach the reader after everything queued before.
 */
export class BoundedQueue<Item> implements AsyncIterable<Item> {
  private readonly items: Item[] = []
  private ended = false
  private failure: { error: unknown } | null = null
  private closed = false
  private wakeReader: (() => void) | null = null
  private wakeWriter: (() => void) | null = null

  constructor(private readonly capacity: number) {}

  /** Queues one item; resolves when there is room for the next. Resolves at once after the reader has gone. */
  async push(item: Item): Promise<void> {
    if (this.closed) return
    this.items.push(item)
    this.wake('reader')
    while (this.items.length >= this.capacity && !this.closed) await new Promise<void>((resolve) => (this.wakeWriter = resolve))
  }

  end(): void {
    this.ended = true
    this.wake('reader')
  }

  fail(error: unknown): void {
    this.failure = { error }
    this.end()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    try {
      for (;;) {
        if (this.items.length > 0) {
          const batch = this.items.splice(0)
          this.wake('writer')
          yield* batch
        } else if (this.failure) {
          throw this.failure.error
        } else if (this.ended) {
          return
        } else {
          await new Promise<void>((resolve) => (this.wakeReader = resolve))
        }
      }
    } finally {
      this.closed = true
      this.wake('writer')
    }
  }

  private wake(side: 'reader' | 'writer'): void {
    const wake = side === 'reader' ? this.wakeReader : this.wakeWriter
    if (side === 'reader') this.wakeReader = null
    else this.wakeWriter = null
    wake?.()
  }
}

/** Runs `write` beside the reader of its queue and hands its failure on; the queue ends when `write` does. */
export function queueOf<Item>(capacity: number, write: (push: (item: Item) => Promise<void>) => Promise<void>): AsyncIterable<Item> {
  const queue = new BoundedQueue<Item>(capacity)
  write((item) => queue.push(item)).then(
    () => queue.end(),
    (error: unknown) => queue.fail(error),
  )
  return queue
}
