// The program with the sample operations in place of its own.
import { run } from '../../dist/main.js'
import { CitewellError } from '../../dist/model/error.js'
import { readWhole } from '../../dist/model/file-input.js'
import { defineOperation, fileSchema } from '../../dist/model/operation.js'
import { openOutside, sampleOperations } from './sample-operations.mjs'

const operations = sampleOperations({ CitewellError, readWhole, defineOperation, fileSchema })
await run(process.argv.slice(2), {
  summaries: operations,
  load: async (id) => operations.find((operation) => operation.id === id),
  operations: async () => operations,
  openOutside,
})
