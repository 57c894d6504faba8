import type { Operation } from '../../src/model/operation.js'
import type { Outside } from '../../src/model/outside.js'

export const operations: readonly Operation[]
export const openOutside: (home: string) => Promise<Outside & { close(): Promise<void> }>
