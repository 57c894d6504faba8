import { CitewellError } from '../model/error.js'
import { fileOfBytes, isFileInput } from '../model/file-input.js'
import type { GraphPlace } from '../model/graph.js'
import { graphPlaceOf, isGraphPlace, placeInWords } from '../model/graph-place.js'
import type { Operation } from '../model/operation.js'
import { inputFields } from './schemas.js'

/**
 * A JSON input with its files (`{ name, text }` or `{ name, base64 }`) and names of graphs made into what an operation
 * takes. Whoever sends it may be far away, so it names no path of ours, neither to read nor to write.
 */
export function inputOfJson(operation: Operation, given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given
  const input: Record<string, unknown> = { ...given }
  for (const { name, kind, array } of inputFields(operation)) {
    const value = input[name]
    if (value === undefined) continue
    if (kind === 'target') throw new CitewellError('invalid', `${name}: a file is written by the command line only. From here, ask for the rows.`)
    if (kind === 'graph') input[name] = graphOfJson(name, value)
    if (kind !== 'file') continue
    input[name] = array && Array.isArray(value) ? value.map((item) => fileOfJson(name, item)) : array ? [fileOfJson(name, value)] : fileOfJson(name, value)
  }
  return input
}

function fileOfJson(input: string, value: unknown): unknown {
  // An upload is one already.
  if (isFileInput(value)) return value
  const { name, text, base64 } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if (typeof name === 'string' && typeof text === 'string' && base64 === undefined) return fileOfBytes(plainFileName(name), Buffer.from(text, 'utf8'))
  if (typeof name === 'string' && typeof base64 === 'string' && text === undefined && /^[A-Za-z0-9+/_-]*={0,2}$/.test(base64)) return fileOfBytes(plainFileName(name), Buffer.from(base64, 'base64'))
  throw new CitewellError('invalid', `${input}: give a file as { "name": …, "text": … } or { "name": …, "base64": … }.`)
}

function graphOfJson(input: string, value: unknown): GraphPlace {
  if (typeof value === 'string') return graphPlaceOf(value, { paths: false })
  // Made from a text already, by a door that may take paths; what comes from here may not.
  if (isGraphPlace(value)) return graphPlaceOf(placeInWords(value), { paths: false })
  throw new CitewellError('invalid', `${input}: give the name of a graph as text.`)
}

/** The last part of what a browser or a program calls a file: it is shown and kept, never opened. */
export function plainFileName(name: string): string {
  return name.split(/[\\/]/).at(-1)!.replaceAll(/\p{Cc}/gu, '').slice(0, 255) || 'file'
}
