import { bindModule, compileModule, sharedMemory } from '../../../lib/web-assembly.js'
import { wasm } from '../../printed/inflate.js'

/** What unpacking comes to: the bytes and how much input it took, or why it failed. */
export type Inflated = { bytes: Buffer; taken: number } | { fault: 'damaged' | 'early' }

const tablesAt = 64
const inAt = 65_536
const outAt = 4 * 1024 * 1024
const windowBytes = 32_768

/** The kernel of kernels/graph/inflate.ts over whole deflate data, with input handed over in pieces and output in steps. */
export async function openInflater(): Promise<(data: Uint8Array, pieceBytes?: number, stepBytes?: number) => Inflated> {
  const memory = sharedMemory(2 * outAt)
  const { begin, inflate, inputNext, outputNext } = bindModule(await compileModule(Buffer.from(wasm, 'base64')), memory)
  const bytes = new Uint8Array(memory.buffer)
  return (data, pieceBytes = data.length, stepBytes = 1024 * 1024) => {
    begin!(tablesAt)
    const parts: Buffer[] = []
    let given = Math.min(pieceBytes, data.length)
    bytes.set(data, inAt)
    // What lies behind the input given must not matter.
    let [at, out] = [inAt, outAt]
    for (;;) {
      const hidden = bytes.slice(inAt + given, inAt + given + 64)
      bytes.fill(0xa5, inAt + given, inAt + given + 64)
      const why = inflate!(at, inAt + given, given === data.length ? 1 : 0, out, outAt + stepBytes)
      bytes.set(hidden, inAt + given)
      const next = outputNext!()
      parts.push(Buffer.from(bytes.slice(out, next)))
      ;[at, out] = [inputNext!(), next]
      if (why === 0) given = Math.min(data.length, given + pieceBytes)
      else if (why === 1) {
        bytes.copyWithin(outAt - windowBytes, out - windowBytes, out)
        out = outAt
      } else if (why === 2) return { bytes: Buffer.concat(parts), taken: at - inAt }
      else return { fault: why === 3 ? 'damaged' : 'early' }
    }
  }
}
