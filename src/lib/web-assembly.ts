import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** The part of the WebAssembly interface that we use; the compiler's library for programs without a browser lacks it. */
interface WebAssemblyInterface {
  Memory: new <Shared extends boolean>(shape: { initial: number; maximum: number; shared: Shared }) => Shared extends true ? SharedMemory : OwnMemory
  Instance: new (module: WasmModule, imports: Record<string, Record<string, unknown>>) => { exports: Record<string, (...numbers: number[]) => number> }
  compile(bytes: Uint8Array): Promise<WasmModule>
}

const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly

/** A memory of WebAssembly that several threads see; its buffer never moves, since it never grows. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer
}

/** A memory of one thread alone. */
export interface OwnMemory {
  readonly buffer: ArrayBuffer
}

/** Compiled code, not yet bound to a memory. */
export interface WasmModule {
  readonly compiled?: never
}

const wasmPageBytes = 65_536
/** Bytes that one memory can hold: 32-bit addresses. */
export const memoryBytesMax = 65_536 * wasmPageBytes

/** A memory of at least so many bytes, all zero. Pages are taken from the machine when they are first touched. */
export function sharedMemory(bytes: number): SharedMemory {
  const pages = pagesOf(bytes)
  return new webAssembly.Memory({ initial: pages, maximum: pages, shared: true })
}

/** The same for this thread alone. */
export function ownMemory(bytes: number): OwnMemory {
  const pages = pagesOf(bytes)
  return new webAssembly.Memory({ initial: pages, maximum: pages, shared: false })
}

function pagesOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / wasmPageBytes))
}

/** A memory that begins with one page and that its module grows: `buffer` is to be asked for anew after each call. */
export function growingMemory(): SharedMemory {
  return new webAssembly.Memory({ initial: 1, maximum: 65_536, shared: true })
}

export function compileModule(wasm: Uint8Array): Promise<WasmModule> {
  return webAssembly.compile(wasm)
}

/** Binds a module to a memory, for use in this thread. */
export function bindModule(module: WasmModule, memory: SharedMemory | OwnMemory): Record<string, (...numbers: number[]) => number> {
  return new webAssembly.Instance(module, { env: { memory } }).exports
}

/** From so many bytes on it is worth asking for memory back at once. */
const giveBackFrom = 256 * 1024 * 1024

/**
 * Has memories that nobody holds any more taken down, as soon as whoever calls has come to an end. The engine does not
 * count shared memories as garbage worth collecting, so gigabytes could lie about for minutes.
 */
export function giveBack(bytes: number): void {
  if (bytes < giveBackFrom) return
  setImmediate(() => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    collect()
  })
}
