import { z } from 'zod'
import type { FileKind } from '../lib/section-file.js'
import { harmonicMethods } from './harmonic-methods.js'
import { kernelIds } from './kernel-ids.js'

export const ranksKind: FileKind = { magic: 'CWRANKS', version: 1, called: 'ranks file' }

const count = z.number().int().min(0).max(2 ** 32 - 1)

const Quantiles = z.object({
  p01: z.number(), p05: z.number(), p10: z.number(), p25: z.number(), p50: z.number(),
  p75: z.number(), p90: z.number(), p95: z.number(), p99: z.number(), p999: z.number(),
  nonZeroCount: count, highest: z.number(), least: z.number(), leastCount: count,
})

/** A seed set as it went into a kernel: enough to tell whether scores were made from the seeds one has. */
const SeedsUsed = z.object({ name: z.string(), version: z.string(), count, hash: z.string() })

/** How one column of scores was made. `column` is the kernel's id, with the seed set behind a colon where there are several. */
const KernelColumn = z.object({
  column: z.string().regex(/^[a-z][a-z0-9-]{0,63}(?::[a-z0-9][a-z0-9-]{0,63})?$/u),
  kernel: z.enum(kernelIds),
  version: z.number().int().min(1),
  damping: z.number().nullable(),
  tolerance: z.number().nullable(),
  iterations: count.nullable(),
  /** L1 change of the last iteration. */
  change: z.number().nullable(),
  seeds: SeedsUsed.nullable(),
  /** What the scores summed to before they were normalised, of kernels that solve for them; published ranks tell none. */
  norm: z.number().positive().optional(),
  /** Harmonic centrality: the way it was worked out; how many vertices were chosen, or registers counted with, and by which seed. */
  harmonic: z.object({ method: z.enum(harmonicMethods), size: count, seed: count }).optional(),
  /** What else there is to say of its making, such as the registers of HyperBall. */
  note: z.string().nullable(),
  /** How many vertices have a rank: all, or as many as the publisher of the ranks ranked. */
  rankedCount: count,
  quantiles: Quantiles,
  /** How many ids the section of the best has. */
  bestCount: count,
})

export const RanksHeader = z.object({
  graph: z.object({ checksum: z.string(), name: z.string(), release: z.string(), level: z.enum(['domain', 'host', 'page']), vertexCount: count }),
  kernels: z.array(KernelColumn).max(64),
  seedDistance: z.object({ seeds: SeedsUsed, reachedCount: count, farthest: count }).nullable(),
  leaders: z.object({ column: z.string(), inDegreeMin: count, leadersMax: count, vertexCount: count, entryCount: count }).nullable(),
  made: z.string(),
})

export type SeedsUsed = z.output<typeof SeedsUsed>
export type HarmonicWay = NonNullable<KernelColumn['harmonic']>
export type KernelColumn = z.output<typeof KernelColumn>
export type RanksHeader = z.output<typeof RanksHeader>

/** Names of the sections of a column, and the bytes of one entry. */
export const sectionNames = {
  score: (column: string) => `score/${column}`,
  position: (column: string) => `position/${column}`,
  best: (column: string) => `best/${column}`,
  seedDistance: 'seed-distance',
  leaderVertices: 'leaders/vertices',
  leaderStarts: 'leaders/starts',
  leaderIds: 'leaders/ids',
} as const

/** Seed distance of a vertex that no seed reaches within 254 steps. */
export const unreached = 255
