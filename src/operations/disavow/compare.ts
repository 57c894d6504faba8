import { z } from 'zod'
import { countOf, countWords } from '../../lib/number-words.js'
import { diffDisavow, readDisavow, shownLine } from '../../decisions/index.js'
import { CitewellError } from '../../model/error.js'
import { readWhole } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema } from '../../model/operation.js'

/** Lines shown of each side. */
const linesMax = 1_000
/** Lines shown that are not as search engines read them. */
const problemsMax = 100

export default defineOperation({
  id: 'disavow.compare',
  summary: 'Compare two disavow files: what an upload of the later one would add and forgive',
  effect: 'read',
  usesLists: false,
  input: z.object({ earlier: fileSchema().describe('The file in force'), later: fileSchema().describe('The file that would replace it') }),
  output: z.object({ added: z.array(z.string()), removed: z.array(z.string()).describe('Lines that the later file would forgive, since an upload replaces the whole earlier file'), addedCount: z.number().int(), removedCount: z.number().int(), kept: z.number().int(), problems: z.array(z.object({ file: z.string(), line: z.number().int().nullable(), message: z.string() })).describe('Lines of either file that are not as search engines read them (DIS-01): what could not be read is in no count, the others count as they were meant'), problemCount: z.number().int() }),
  positional: ['earlier', 'later'],
  example: 'citewell disavow compare disavow-2025.txt disavow.txt',
  words: ({ added, removed, addedCount, removedCount, kept, problems, problemCount }) => [`${countOf(addedCount, 'line')} added, ${countWords(removedCount)} removed, ${countWords(kept)} kept.`, ...added.slice(0, 50).map((line) => `+ ${shownLine(line)}`), ...removed.slice(0, 50).map((line) => `- ${shownLine(line)}`), ...problemWords(problems, problemCount)].join('\n'),
  async run({ earlier, later }) {
    const read = await Promise.all([earlier, later].map(async (file) => readDisavow(await readWhole(file, limits.wholeFileBytesMax), file.name)))
    for (const { name, foreign } of read) if (foreign !== null) throw new CitewellError('invalid', `${name} is no disavow file: ${foreign}.`)
    const { added, removed, kept } = diffDisavow(read[0]!.lines, read[1]!.lines)
    // The earlier file first: what it seems to list and does not is what a person has relied on.
    const problems = read.flatMap(({ name, problems: listed }) => listed.map(({ line, message }) => ({ file: name, line, message })))
    return { problems: problems.slice(0, problemsMax), problemCount: read[0]!.problemCount + read[1]!.problemCount, added: added.slice(0, linesMax), removed: removed.slice(0, linesMax), addedCount: added.length, removedCount: removed.length, kept }
  },
})

function problemWords(problems: ReadonlyArray<{ file: string; message: string }>, all: number): string[] {
  if (all === 0) return []
  return [
    '', `${countOf(all, 'line')} ${all === 1 ? 'is' : 'are'} not as search engines read ${all === 1 ? 'it' : 'them'}: what could not be read is in no count above, the rest counts as it was meant.`,
    ...problems.slice(0, 50).map(({ file, message }) => `  ${file}: ${message}`), ...(all > 50 ? [`  … and ${countWords(all - 50)} more`] : []),
  ]
}
