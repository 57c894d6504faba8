/**
 * Public surface of `citewell/rank`: ranks of the vertices of a graph. Pure but for the crew of threads it works with:
 * a graph and seeds in, scores by id out.
 */
export { netTrust } from './anti-trust.js'
export { componentSizes, components, type Components, type ComponentsOptions } from './components.js'
export type { Kernel, KernelExample, KernelOptions } from './define-kernel.js'
export { degrees } from './degrees.js'
export { harmonic, type HarmonicOptions, type HarmonicResult } from './harmonic.js'
export { kernelIds, type KernelId } from './kernel-ids.js'
export { findLeaders, type Leaders } from './leaders.js'
export { solveLinear, type LinearOptions, type LinearProblem, type LinearVector, type Seed } from './linear.js'
export { orderByScore } from './positions.js'
export { kernels, rankGraph, type KernelRequest, type LinearKernelId, type RankedColumn, type RankOptions } from './rank-graph.js'
export { openRanks, type Ranks } from './ranks-file.js'
export { authorityOf, healthTrustOf, percentileOf, scaleVersions, spamMassOf } from './scales.js'
export { seedDistances } from './seed-distance.js'
export { seedPaths, type SeedPath } from './seed-path.js'
export { scaledPagerank } from './spam-mass.js'
export { tiedPositionsOf } from './tied-positions.js'
export { dampedTrust } from './trust-rank.js'
export { writeRanks, type RanksWriter } from './write-ranks.js'
