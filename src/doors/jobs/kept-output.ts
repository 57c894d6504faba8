import { fileOfBytes, readWhole } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import type { Operation } from '../../model/operation.js'
import type { FileShelf } from '../../model/outside.js'
import type { Output } from '../call.js'
import type { MadeFile } from '../cli/file-paths.js'
import { makesFiles } from '../schemas.js'
import type { KeptFile } from './kept-input.js'

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
  return { files: [...made, await keep({ name: longAnswerName, mediaType: 'application/json', text: `${text}\n` })] }
}

const longAnswerName = 'answer.json'

type KeptMadeFile = KeptFile & { mediaType: string }

/** The answer as the operation gave it, again. */
export async function openOutput(operation: Operation, output: Output, shelf: FileShelf): Promise<Output> {
  const textOf = async (file: KeptFile) => Buffer.from(await readWhole(await shelf.open(file), file.bytes)).toString('utf8')
  const last = Object.keys(output).join() === 'files' ? (output.files as KeptMadeFile[]).at(-1) : undefined
  const whole = last?.name === longAnswerName ? (JSON.parse(await textOf(last)) as Output) : output
  if (!makesFiles(operation)) return whole
  const files = await Promise.all((whole.files as KeptMadeFile[]).map(async (file): Promise<MadeFile> => ({ name: file.name, mediaType: file.mediaType, text: await textOf(file) })))
  return { ...whole, files }
}
