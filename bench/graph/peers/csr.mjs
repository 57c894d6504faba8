// The graph as the JavaScript peers get it: offsets and targets by source, from the bench's two files.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

export function readCsr(folder) {
  const offsets = new BigUint64Array(readWhole(`${folder}/out.offsets`))
  const targets = new Uint32Array(readWhole(`${folder}/out.targets`))
  return { vertexCount: offsets.length - 1, edgeCount: targets.length, offsets: Float64Array.from(offsets, Number), targets }
}

function readWhole(path) {
  const file = openSync(path, 'r')
  const bytes = new Uint8Array(fstatSync(file).size)
  for (let at = 0; at < bytes.length;) at += readSync(file, bytes, at, Math.min(1 << 30, bytes.length - at), at)
  closeSync(file)
  return bytes.buffer
}

/** Gives the bench one line of JSON. */
export function tell(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}
