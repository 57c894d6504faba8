import type { Reference } from '../model/judgement.js'
import type { KernelId } from './kernel-ids.js'
import type { LinearVector, Seed } from './linear.js'

/** What a kernel does with seeds: none, or vertices whose trust, or whose badness, is known. */
export type SeedsWanted = 'none' | 'trusted' | 'distrusted'

export interface KernelOptions {
  damping: number
  /** Ends when the normalised vector changed by no more than this in one iteration; 0: after `iterationsMax`. */
  tolerance: number
  iterationsMax: number
  /** Others, by name. */
  [name: string]: number
}

export interface KernelExample {
  title: string
  /** Links as in `a>b b>c`; ids follow the order of the alphabet. */
  links: string
  /** Vertices without any link, if there are some. */
  others?: string
  /** Names of seeds, all of the same weight. */
  seeds?: string
  options?: Partial<KernelOptions>
  /** Scores to four digits. */
  expect: Record<string, number>
}

/**
 * A way of ranking a graph that solves linear equations: PageRank and its relatives. Vectors of kernels that look the
 * same way are solved for together; two kernels that need the same vector share it.
 */
export interface Kernel {
  id: KernelId
  /** Rule of the field it comes from. */
  rule: string
  /** Rises when scores change for the same graph. */
  version: number
  title: string
  /** What a high score means, for people. */
  meaning: string
  /** The formula of the score, in signs. */
  formula: string
  references: readonly [Reference, ...Reference[]]
  seeds: SeedsWanted
  /** `in`: those linked to gain; `out`: those who link. */
  side: 'in' | 'out'
  options: KernelOptions
  /** What to solve for; seeds have weights that sum to 1. */
  vectors(options: KernelOptions, seeds: readonly Seed[]): readonly LinearVector[]
  /** The score of one vertex from its values, in order of the vectors; `norms` are the sums of these over all vertices. */
  score(values: readonly number[], norms: readonly number[]): number
  examples: readonly [KernelExample, ...KernelExample[]]
}

export function defineKernel(kernel: Kernel): Kernel {
  return kernel
}

/** The part of the options that every vector has. */
export function ends({ damping, tolerance, iterationsMax }: KernelOptions): Pick<LinearVector, 'damping' | 'tolerance' | 'iterationsMax'> {
  return { damping, tolerance, iterationsMax }
}

/** The seeds with weights that sum to `total`. */
export function weighted(seeds: readonly Seed[], total: number): Seed[] {
  const sum = seeds.reduce((sum, { weight }) => sum + weight, 0)
  return seeds.map(({ id, weight }) => ({ id, weight: (weight / sum) * total }))
}
