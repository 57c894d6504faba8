import type { CitewellError } from '../../src/model/error.js'
import type { readWhole } from '../../src/model/file-input.js'
import type { defineOperation, fileSchema, Operation } from '../../src/model/operation.js'
import type { Outside } from '../../src/model/outside.js'

export function sampleOperations(model: {
  CitewellError: typeof CitewellError
  readWhole: typeof readWhole
  defineOperation: typeof defineOperation
  fileSchema: typeof fileSchema
}): readonly Operation[]
export const counted: { rows: number }
export const openOutside: (home: string) => Promise<Outside & { close(): Promise<void> }>
