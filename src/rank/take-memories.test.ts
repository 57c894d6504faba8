import { expect, it, vi } from 'vitest'
import { takeMemories } from './take-memories.js'

let given = 0
vi.mock('../lib/web-assembly.js', () => ({
  giveBack: () => undefined,
  sharedMemory: () => {
    given += 1
    if (given === 3) throw new RangeError('could not allocate memory')
    if (given === 5) throw new TypeError('a fault of ours')
    return { buffer: new SharedArrayBuffer(1) }
  },
}))

it('memory that the machine refuses is told as such, with what to do; faults of ours are not', () => {
  expect(() => takeMemories([2e9, 2e9, 2e9], 'web.graph')).toThrow(expect.objectContaining({ code: 'unavailable', message: expect.stringMatching(/^web\.graph: this needs 6\.0 GB of memory, and the machine gave no more than 4\.0 GB\. Close other programs/u) }))
  expect(() => takeMemories([1, 1], 'web.graph')).toThrow('a fault of ours')
})
