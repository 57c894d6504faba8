import { bindModule, compileModule, sharedMemory, type WasmModule } from '../../../lib/web-assembly.js'
import { limits } from '../../../model/limits.js'
import { wasm } from '../../printed/parse-edges.js'

/** Bytes that the kernel reads past the end of the text. */
const spareBytes = 16
const resultAt = 0
const textAt = 64
/** Text of one call: whole lines, and the line that was begun before them. */
const textBytes = 1024 * 1024 + limits.graphLineBytesMax
/** The shortest line with an edge has four bytes, as an id has. */
const fromAt = align(textAt + textBytes + spareBytes)
const toAt = align(fromAt + textBytes)
const memoryBytes = align(toAt + textBytes)

/** Looks for edges in text with the kernel of `kernels/graph/parse-edges.ts`, in a memory of its own. */
export interface EdgeParser {
  /** Where the text goes. */
  readonly text: Uint8Array
  /** The edges found last. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** Reads whole lines from `text`, `length` bytes, the last ended by a line feed. `end` is short of `length` if a line there is no edge. */
  parse(length: number, idLimit: number): { count: number; passed: number; end: number }
}

let compiled: Promise<WasmModule> | undefined

export async function edgeParser(): Promise<EdgeParser> {
  compiled ??= compileModule(Buffer.from(wasm, 'base64'))
  const memory = sharedMemory(memoryBytes)
  const parse = bindModule(await compiled, memory).parse!
  const result = new Uint32Array(memory.buffer, resultAt, 3)
  return {
    text: new Uint8Array(memory.buffer, textAt, textBytes),
    from: new Uint32Array(memory.buffer, fromAt, textBytes / 4),
    to: new Uint32Array(memory.buffer, toAt, textBytes / 4),
    parse(length, idLimit) {
      parse(textAt, textAt + length, fromAt, toAt, idLimit, resultAt)
      return { count: result[0]!, passed: result[1]!, end: result[2]! - textAt }
    },
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}
