// The program with the sample operations in place of its own.
import { run } from '../../dist/main.js'
import { openOutside, operations } from './sample-operations.mjs'

await run(process.argv.slice(2), { operations: async () => operations, openOutside })
