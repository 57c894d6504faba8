import { CitewellError } from '../../model/error.js'
import { isFileInput, type FileInput } from '../../model/file-input.js'
import { graphPlaceOf, isGraphPlace, placeInWords } from '../../model/graph-place.js'
import { limits } from '../../model/limits.js'
import type { Operation } from '../../model/operation.js'
import type { FileShelf } from '../../model/outside.js'
import { inputFields } from '../schemas.js'

/** A file on the shelf, as a job names it. */
export interface KeptFile {
  /** SHA-256 of its bytes. */
  file: string
  name: string
  bytes: number
}

/**
 * The input of an operation as a job keeps it: JSON, with files put on the shelf and graphs by name. What can't be kept
 * is refused before anything is.
 */
export async function keepInput(operation: Operation, input: Record<string, unknown>, shelf: FileShelf): Promise<Record<string, unknown>> {
  const kept: Record<string, unknown> = {}
  for (const { name, kind } of inputFields(operation)) {
    const value = input[name]
    if (value === undefined) continue
    if (kind === 'target') throw new CitewellError('invalid', `${name}: a job writes no file at a path. Its answer is kept with it.`)
    if (kind === 'graph') kept[name] = isGraphPlace(value) ? nameOfGraph(placeInWords(value)) : value
    else if (kind !== 'file') kept[name] = value
  }
  if (JSON.stringify(kept).length > limits.jobInputCharsMax) throw new CitewellError('invalid', `What was given to ${operation.id} is longer than ${limits.jobInputCharsMax} characters. Hand it in as a file.`)
  for (const { name, kind } of inputFields(operation)) {
    const value = input[name]
    if (kind !== 'file' || value === undefined) continue
    if (isFileInput(value)) kept[name] = await shelf.keep(value)
    else {
      const list: KeptFile[] = []
      for (const one of value as FileInput[]) list.push(await shelf.keep(one))
      kept[name] = list
    }
  }
  return kept
}

/** The input as the operation takes it, again. */
export async function openInput(operation: Operation, kept: Record<string, unknown>, shelf: FileShelf): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = { ...kept }
  for (const { name, kind } of inputFields(operation)) {
    const value = kept[name]
    if (value === undefined) continue
    if (kind === 'graph') input[name] = graphPlaceOf(String(value), { paths: false })
    if (kind === 'file') input[name] = Array.isArray(value) ? await Promise.all((value as KeptFile[]).map((one) => shelf.open(one))) : await shelf.open(value as KeptFile)
  }
  return input
}

/** A path of whoever asks means nothing to the process that does the work later. */
function nameOfGraph(words: string): string {
  graphPlaceOf(words, { paths: false })
  return words
}
