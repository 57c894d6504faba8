import type { RandomBytes, WorkFile, WorkFolder } from '../../model/graph.js'

/** A work folder in memory, for tests. `published` is the result; `files` and `states` are what a crash would leave. */
export interface MemoryWork extends WorkFolder {
  readonly files: Map<string, MemoryFile>
  readonly states: Map<string, string>
  published: Uint8Array | null
}

/** With `onWrite` a test can break the work at any write: it is called before each change and may throw. */
export function memoryWork(onWrite: (what: string) => void = () => {}): MemoryWork {
  const files = new Map<string, MemoryFile>()
  const states = new Map<string, string>()
  return {
    files,
    states,
    published: null,
    async file(name) {
      let file = files.get(name)
      if (!file) files.set(name, (file = new MemoryFile(name)))
      file.onWrite = onWrite
      return file
    },
    async readState(name) {
      return states.get(name) ?? null
    },
    async writeState(name, text) {
      onWrite(`state ${name}`)
      states.set(name, text)
    },
    async publish(name) {
      onWrite(`publish ${name}`)
      const file = files.get(name)
      if (!file) throw new Error(`nothing to publish: ${name}`)
      this.published = file.bytes()
      files.delete(name)
    },
    async remove() {
      onWrite('remove')
      files.clear()
      states.clear()
    },
  }
}

/** The same work after its process was killed: what was written is there, by a process that has no more faults. */
export function afterCrash(work: MemoryWork, onWrite?: (what: string) => void): MemoryWork {
  return leftOf(work, (file) => file.bytes(), onWrite)
}

/** The same work after a power cut: of each file what was brought to the disk; of the states, which are brought there at once, all. */
export function afterPowerCut(work: MemoryWork): MemoryWork {
  return leftOf(work, (file) => file.durable)
}

function leftOf(work: MemoryWork, contentOf: (file: MemoryFile) => Uint8Array, onWrite?: (what: string) => void): MemoryWork {
  const next = memoryWork(onWrite)
  for (const [name, file] of work.files) {
    const copy = new MemoryFile(name)
    copy.set(contentOf(file))
    next.files.set(name, copy)
  }
  for (const [name, text] of work.states) next.states.set(name, text)
  next.published = work.published
  return next
}

class MemoryFile implements WorkFile {
  onWrite: (what: string) => void = () => {}
  /** What a power cut leaves. */
  durable: Uint8Array = new Uint8Array(0)
  private content = new Uint8Array(1024)
  private length = 0

  constructor(private readonly name: string) {}

  get size(): number {
    return this.length
  }

  bytes(): Uint8Array {
    return this.content.slice(0, this.length)
  }

  set(bytes: Uint8Array): void {
    this.content = Uint8Array.from(bytes)
    this.length = bytes.length
    this.durable = this.bytes()
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.onWrite(`append ${this.name}`)
    const need = this.length + bytes.length
    if (need > this.content.length) {
      const wider = new Uint8Array(Math.max(need, 2 * this.content.length))
      wider.set(this.content)
      this.content = wider
    }
    this.content.set(bytes, this.length)
    this.length = need
  }

  async write(offset: number, bytes: Uint8Array): Promise<void> {
    this.onWrite(`write ${this.name}`)
    if (offset + bytes.length > this.length) throw new Error(`write behind the end of ${this.name}`)
    this.content.set(bytes, offset)
  }

  async read(offset: number, into: Uint8Array): Promise<void> {
    if (offset < 0 || offset + into.length > this.length) throw new Error(`read behind the end of ${this.name}`)
    into.set(this.content.subarray(offset, offset + into.length))
  }

  async truncate(size: number): Promise<void> {
    this.onWrite(`truncate ${this.name}`)
    if (size > this.length) throw new Error(`${this.name} has ${this.length} bytes, not ${size}`)
    this.length = size
  }

  async sync(): Promise<void> {
    this.onWrite(`sync ${this.name}`)
    this.durable = this.bytes()
  }

  async close(): Promise<void> {}
}

/** Bytes in memory, to be read as a file. */
export function memoryBytes(bytes: Uint8Array, name = 'memory.graph'): RandomBytes {
  return {
    name,
    size: bytes.length,
    async read(offset, into) {
      if (offset < 0 || offset + into.length > bytes.length) throw new Error(`read behind the end of ${name}`)
      into.set(bytes.subarray(offset, offset + into.length))
    },
    async close() {},
  }
}
