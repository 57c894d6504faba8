import { z } from 'zod'
import { countOf, countWords } from '../../lib/number-words.js'
import { diffDisavow, readDisavow } from '../../decisions/index.js'
import { CitewellError } from '../../model/error.js'
import { readWhole } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema } from '../../model/operation.js'

/** Lines shown of each side. */
const linesMax = 1_000

export default defineOperation({
  id: 'disavow.compare',
  summary: 'Compare two disavow files: what an upload of the later one would add and forgive',
  effect: 'read',
  usesLists: false,
  input: z.object({ earlier: fileSchema().describe('The file in force'), later: fileSchema().describe('The file that would replace it') }),
  output: z.object({ added: z.array(z.string()), removed: z.array(z.string()).describe('Lines that the later file would forgive, since an upload replaces the whole earlier file'), addedCount: z.number().int(), removedCount: z.number().int(), kept: z.number().int() }),
  positional: ['earlier', 'later'],
  example: 'citewell disavow compare disavow-2025.txt disavow.txt',
  words: ({ added, removed, addedCount, removedCount, kept }) => [`${countOf(addedCount, 'line')} added, ${countWords(removedCount)} removed, ${countWords(kept)} kept.`, ...added.slice(0, 50).map((line) => `+ ${line}`), ...removed.slice(0, 50).map((line) => `- ${line}`)].join('\n'),
  async run({ earlier, later }) {
    const read = await Promise.all([earlier, later].map(async (file) => readDisavow(await readWhole(file, limits.wholeFileBytesMax), file.name)))
    for (const { name, foreign } of read) if (foreign !== null) throw new CitewellError('invalid', `${name} is no disavow file: ${foreign}.`)
    const { added, removed, kept } = diffDisavow(read[0]!.lines, read[1]!.lines)
    return { added: added.slice(0, linesMax), removed: removed.slice(0, linesMax), addedCount: added.length, removedCount: removed.length, kept }
  },
})
