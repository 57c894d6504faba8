import { giveBack, sharedMemory, type SharedMemory } from '../lib/web-assembly.js'
import { CitewellError } from '../model/error.js'

/**
 * Memories of these sizes, all zero. A plan may be within what the user allows and still more than the machine gives: a
 * bound of the container or of the shell on address space; then none is kept.
 */
export function takeMemories(sizes: readonly number[], name: string): SharedMemory[] {
  const memories: SharedMemory[] = []
  try {
    for (const bytes of sizes) memories.push(sharedMemory(bytes))
    return memories
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    const [taken, wanted] = [sum(sizes.slice(0, memories.length)), sum(sizes)]
    giveBack(taken)
    throw new CitewellError('unavailable', `${name}: this needs ${(wanted / 1e9).toFixed(1)} GB of memory, and the machine gave no more than ${(taken / 1e9).toFixed(1)} GB. Close other programs, lift the bound on memory (ulimit -v, or that of the container), ask for fewer kernels at once, or use a larger machine.`, { cause })
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
