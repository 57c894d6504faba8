import { CitewellError } from '../../model/error.js'
import type { FileInput } from '../../model/file-input.js'
import type { Graph } from '../../model/graph.js'
import type { Context } from '../../model/operation.js'
import { componentsVersion } from '../../rank/components.js'
import { harmonicMethodOf, type HarmonicMethod } from '../../rank/harmonic-methods.js'
import { harmonicVersion } from '../../rank/harmonic.js'
import type { KernelId } from '../../rank/kernel-ids.js'
import { kernels as linearKernels, type LinearKernelId } from '../../rank/rank-graph.js'
import { seedDistanceVersion } from '../../rank/seed-distance.js'
import { seedsOfFile, seedsOfSet, type GraphSeeds } from './graph-seeds.js'

export interface RankWishes {
  /** Default: PageRank and its inverse, and as far as their seeds are known health trust, spam mass, anti-trust and seed distance. */
  kernels?: readonly KernelId[]
  seeds?: FileInput
  /** Several give a column of health trust each. */
  sets?: readonly string[]
  badSeeds?: FileInput
  damping?: number
  tolerance?: number
  iterationsMax?: number
  /** How harmonic centrality is worked out; default: as suits the size of the graph. */
  harmonic?: HarmonicMethod
  threads?: number
  memoryBytesMax?: number
  /** Iterations between two states that are kept; default: about a minute's work. */
  checkpointEvery?: number
  anew?: boolean
}

/** Column of scores to be made: the kernel, what the answer depends on, and its seeds. */
export interface Wanted {
  column: string
  kernel: KernelId
  seeds: GraphSeeds | null
  /** Names all that its scores depend on beside the graph. */
  key: string
}

export type RankContext = Pick<Context, 'graphs' | 'lists' | 'signal' | 'progress' | 'now'>

/** Columns stand in the file in this order: those that one pass over the graph gives together, then the others. */
export const order: readonly KernelId[] = ['pagerank', 'health-trust', 'trust-rank', 'spam-mass', 'anti-trust', 'inverse-pagerank', 'harmonic', 'components', 'in-degree', 'out-degree', 'seed-distance']
const trustedByDefault = 'health-general'
const coreByDefault = 'good-core'
const distrustedByDefault = 'bad-core'

/** Columns to be made; where nobody said which, those whose seeds the graph lacks are left out, with the reason. */
export async function wantedColumns(graph: Graph, wishes: RankWishes, context: RankContext): Promise<{ wanted: Wanted[]; leftOut: string[] }> {
  checkWishes(wishes, context)
  const seeds = seedsToBe(graph, wishes, context)
  if (wishes.kernels !== undefined) return { wanted: await columnsOf(graph, wishes.kernels, wishes, seeds), leftOut: [] }
  const wanted: Wanted[] = []
  const leftOut: string[] = []
  for (const kernel of kernelsByDefault) {
    const own = kernel === 'anti-trust' ? wishes.badSeeds : wishes.seeds
    if (graph.naming !== 'reversed-host' && (fromTrusted.has(kernel) || kernel === 'anti-trust') && !own) {
      leftOut.push(`${kernel} was left out: it begins at seeds, and the shipped ones are domains, which the vertices of ${graph.name} are not. Give ${kernel === 'anti-trust' ? '--bad-seeds' : '--seeds'} with a file of their ${graph.naming === 'id' ? 'numbers' : 'names'}.`)
      continue
    }
    try {
      wanted.push(...(await columnsOf(graph, [kernel], wishes, seeds)))
    } catch (error) {
      if (!(error instanceof CitewellError) || error.code !== 'not_found' || isAskedFor(kernel, wishes)) throw error
      leftOut.push(`${kernel} was left out: ${error.message}`)
    }
  }
  return { wanted, leftOut }
}

const kernelsByDefault: readonly KernelId[] = ['pagerank', 'health-trust', 'spam-mass', 'anti-trust', 'inverse-pagerank', 'seed-distance']
/** Kernels that begin at trusted seeds. */
const fromTrusted: ReadonlySet<KernelId> = new Set<KernelId>(['health-trust', 'trust-rank', 'spam-mass', 'seed-distance'])
const fromSets: ReadonlySet<KernelId> = new Set<KernelId>(['health-trust', 'trust-rank', 'seed-distance'])

/** Whether the seeds of a kernel were named, so that the person waits for it. */
function isAskedFor(kernel: KernelId, { seeds, sets, badSeeds }: RankWishes): boolean {
  return (seeds !== undefined && fromTrusted.has(kernel)) || ((sets?.length ?? 0) > 0 && fromSets.has(kernel)) || (badSeeds !== undefined && kernel === 'anti-trust')
}

/** Seeds that nothing asked for begins at, sets that there are not, and a way to work out what is not wanted, are told before any work. */
function checkWishes({ kernels, seeds, sets, badSeeds, harmonic }: RankWishes, { lists }: RankContext): void {
  for (const id of sets ?? []) {
    if (!lists.seedSets.ids.includes(id)) throw new CitewellError('invalid', `There is no seed set "${id.slice(0, 100)}". Sets: ${lists.seedSets.ids.join(', ')}.`)
  }
  if (kernels === undefined) {
    if (harmonic) throw new CitewellError('invalid', '--harmonic is given, and harmonic centrality is not made unless it is asked for: --kernel harmonic, with the other kernels you want.')
    return
  }
  const refuse = (option: string, takers: Iterable<KernelId>) => {
    throw new CitewellError('invalid', `${option} is given, and ${kernels.join(', ')} ${kernels.length === 1 ? 'begins' : 'begin'} at no such seeds. Leave it out, or ask for ${[...takers].join(', ')} with --kernel.`)
  }
  if (seeds && !kernels.some((kernel) => fromTrusted.has(kernel))) refuse('--seeds', fromTrusted)
  if ((sets?.length ?? 0) > 0 && !kernels.some((kernel) => fromSets.has(kernel))) refuse('--set', fromSets)
  if (harmonic && !kernels.includes('harmonic')) throw new CitewellError('invalid', `--harmonic is given, and harmonic centrality is not among ${kernels.join(', ')}. Leave it out, or ask for harmonic with --kernel.`)
  if (badSeeds && !kernels.includes('anti-trust')) refuse('--bad-seeds', ['anti-trust'])
}

interface SeedsToBe {
  own(): Promise<GraphSeeds>
  bad(): Promise<GraphSeeds>
  set(id: string): Promise<GraphSeeds>
}

/** Seeds are looked up when first a kernel begins at them, and once: the file may be standard input, and a set has thousands. */
function seedsToBe(graph: Graph, { seeds, badSeeds }: RankWishes, { lists, progress }: RankContext): SeedsToBe {
  const found = new Map<string, Promise<GraphSeeds>>()
  const once = (key: string, look: () => Promise<GraphSeeds>) => {
    const known = found.get(key)
    if (known) return known
    progress({ stage: 'looking seeds up', done: 0, total: null, unit: 'seeds' })
    const looked = look()
    found.set(key, looked)
    return looked
  }
  return {
    own: () => once('own', () => seedsOfFile(graph, seeds!)),
    bad: () => once('bad', () => seedsOfFile(graph, badSeeds!)),
    set: (id) => once(`set ${id}`, () => seedsOfSet(graph, id, lists)),
  }
}

async function columnsOf(graph: Graph, kernels: readonly KernelId[], wishes: RankWishes, seeds: SeedsToBe): Promise<Wanted[]> {
  const named = graph.naming === 'reversed-host'
  const asked = new Set<KernelId>(kernels)
  const needsSeeds = (kernel: KernelId) => {
    if (!named) throw new CitewellError('invalid', `${kernel} begins at seeds, and the shipped sets name domains, which ${graph.name} does not. Give ${kernel === 'anti-trust' ? '--bad-seeds' : '--seeds'} with a file of ${graph.naming === 'id' ? 'vertex numbers' : 'names'}.`)
  }
  const own = wishes.seeds && kernels.some((kernel) => fromTrusted.has(kernel)) ? await seeds.own() : null
  const columns: Wanted[] = []
  const add = (kernel: KernelId, seeds: GraphSeeds | null, column: string = kernel) => columns.push({ column, kernel, seeds, key: JSON.stringify([kernel, versionOf(kernel), isLinear(kernel) ? [wishes.damping, wishes.tolerance, wishes.iterationsMax] : kernel === 'harmonic' ? [wishes.harmonic ?? harmonicMethodOf(graph)] : [], seeds?.used.hash ?? null]) })
  for (const kernel of order.filter((id) => asked.has(id))) {
    if (kernel === 'health-trust' && !own && (wishes.sets?.length ?? 0) > 0) {
      if (!named) needsSeeds(kernel)
      // A narrower set must not take the place of the trust that judgements read.
      for (const id of new Set(wishes.sets!)) add(kernel, await seeds.set(id), id === trustedByDefault ? kernel : `health-trust:${id}`)
    } else if (kernel === 'health-trust' || kernel === 'trust-rank' || kernel === 'seed-distance') {
      if (!own) needsSeeds(kernel)
      add(kernel, own ?? await seeds.set(wishes.sets?.[0] ?? trustedByDefault))
    } else if (kernel === 'spam-mass') {
      if (!own) needsSeeds(kernel)
      add(kernel, own ?? await seeds.set(coreByDefault))
    } else if (kernel === 'anti-trust') {
      if (!wishes.badSeeds) needsSeeds(kernel)
      add(kernel, wishes.badSeeds ? await seeds.bad() : await seeds.set(distrustedByDefault))
    } else {
      add(kernel, null)
    }
  }
  return columns
}

/** Whether a kernel solves linear equations, so that damping and tolerance are its options. */
export function isLinear(kernel: KernelId): kernel is LinearKernelId {
  return linearKernels.some(({ id }) => id === kernel)
}

export function versionOf(kernel: KernelId): number {
  const linear = linearKernels.find(({ id }) => id === kernel)
  if (linear) return linear.version
  return { harmonic: harmonicVersion, components: componentsVersion, 'seed-distance': seedDistanceVersion }[kernel as 'harmonic' | 'components' | 'seed-distance'] ?? 1
}
