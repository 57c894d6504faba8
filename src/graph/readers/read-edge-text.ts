import { countWords } from '../../lib/number-words.js'
import { openPairReader, UnpackError, type PairReader, type RefusedLine } from '../../lib/pair-reader.js'
import { CitewellError } from '../../model/error.js'
import type { FileInput } from '../../model/file-input.js'
import type { EdgeChunk } from '../../model/graph.js'
import { limits } from '../../model/limits.js'
import { wasm } from '../printed/parse-edges.js'
import { isEdgeHeader } from './edge-header.js'
import { parseEdgeLine, shown, vertexIdLimit } from './edge-line.js'
import { damaged, openParts } from './unpacked-bytes.js'

/** Edges and where they come from; `line` is the line of the first, for messages. */
export interface EdgeTextChunk extends EdgeChunk {
  file: string
  line: number
}

export interface EdgeTextOptions {
  /** Ids from here on are refused, with file and line. */
  vertexCount?: number
  /** Edges to pass over first: those read before a stop. */
  skip?: number
  signal?: AbortSignal
}

/**
 * Edges from text: lines `from<TAB>to` of numbers, plain or gzip, of one file or of several one after another, as
 * Common Crawl publishes them in parts. Blanks and commas separate as well, what follows the second number is passed
 * over, and so are blank lines, comments (`#`, `%`) and a header.
 *
 * The order is that of the files; it is not checked here, and neither are duplicates and self-links dropped. A line
 * that is no edge is an error: guessing would make a wrong graph.
 */
export async function* readEdgeText(files: readonly FileInput[], { vertexCount, skip = 0, signal }: EdgeTextOptions = {}): AsyncGenerator<EdgeTextChunk> {
  const idLimit = Math.min(vertexCount ?? vertexIdLimit, vertexIdLimit)
  const reader = await openPairReader({ wasm: Buffer.from(wasm, 'base64'), limit: idLimit, lineBytesMax: limits.graphLineBytesMax })
  try {
    let left = skip
    for (const file of files) {
      for await (const chunk of edgesOfFile(file, reader, idLimit, signal)) {
        if (left >= chunk.count) {
          left -= chunk.count
          continue
        }
        if (left > 0) yield { ...chunk, from: chunk.from.subarray(left), to: chunk.to.subarray(left), count: chunk.count - left }
        else yield chunk
        left = 0
      }
    }
  } finally {
    await reader.close()
  }
}

async function* edgesOfFile(file: FileInput, reader: PairReader, idLimit: number, signal: AbortSignal | undefined): AsyncGenerator<EdgeTextChunk> {
  const { parts, gzip, close } = await openParts(file)
  const refused = ({ line, text, heading }: RefusedLine) => {
    if (!heading || !isEdgeHeader(text)) throw refusal(file.name, line, text, idLimit)
  }
  try {
    for await (const { first, second, count, line } of reader.read({ parts, gzip, refused, signal })) yield { from: first, to: second, count, file: file.name, line }
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error
    throw damaged(file.name, error.problem, error, () => `line ${countWords(error.lines)}`)
  } finally {
    await close()
  }
}

function refusal(name: string, line: number, text: string, idLimit: number): CitewellError {
  const parsed = parseEdgeLine(text, idLimit)
  const fault = parsed !== null && 'fault' in parsed ? parsed.fault : `longer than ${limits.graphLineBytesMax} bytes: ${shown(text)}`
  return new CitewellError('invalid', `${name}, line ${countWords(line)}: ${fault}. Each line must hold the ids of two vertices, as in "12<TAB>40". Links between names make a list (--list), with two names in every line.`)
}
