import { fileOfBytes } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import type { Operation } from '../../model/operation.js'
import type { FileShelf } from '../../model/outside.js'
import type { Output } from '../call.js'
import type { MadeFile } from '../cli/file-paths.js'
import { makesFiles } from '../schemas.js'

/**
 * The answer of an operation as its job keeps it: files it made go to the shelf, and so does an answer that is too long
 * for the desk. Rows of a streaming operation are not kept: whoever wants them asks for them without a job.
 */
export async function keepOutput(operation: Operation, output: Output, shelf: FileShelf): Promise<Output> {
  const keep = async ({ name, mediaType, text }: MadeFile) => ({ ...(await shelf.keep(fileOfBytes(name, Buffer.from(text)))), mediaType })
  const made = makesFiles(operation) ? await Promise.all((output.files as MadeFile[]).map(keep)) : []
  const kept = makesFiles(operation) ? { ...output, files: made } : output
  const text = JSON.stringify(kept)
  if (text.length <= limits.jobAnswerCharsMax) return kept
  return { files: [...made, await keep({ name: 'answer.json', mediaType: 'application/json', text: `${text}\n` })] }
}
