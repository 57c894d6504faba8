import { CitewellError } from '../model/error.js'
import type { Tile, WorkFolder } from '../model/graph.js'
import type { NamesMade } from './names.js'

export interface GraphMade {
  vertexCount: number
  edgeCount: number
  linkingCount: number
  selfLinks: number
  duplicates: number
  checksum: string
  bytes: number
}

/** Neighbours of one block of sources in the order of ids, in the work file `blocks`; its directory lies behind them. */
export interface InBlock {
  first: number
  rows: number
  edges: number
  /** Where its buckets begin, and where its directory does: 12 bytes a bucket. */
  offset: number
  directory: number
  buckets: number
}

/** All that a build needs to go on, kept after each block. */
export interface BuildState {
  inputKey: string
  /** What the bytes of the result depend on beside the input. Without `linkingPerBlock` blocks grow with the graph. */
  shape: { linkingPerBlock: number | null; edgesPerBlock: number; rangeBits: number; bucketBits: number; vertexCount: number | null; named: boolean; keepSelfLinks: boolean }
  phase: 'edges' | 'parting'
  /** Null until the last edge, where neither names nor the caller said it. */
  vertexCount: number | null
  named: NamesMade | null
  /** Bytes of the files of the work that count. */
  sizes: { graph: number; blocks: number; sources: number; degrees: number }
  /** Edges before the first that is not in a whole block. */
  edgesRead: number
  edgeCount: number
  linkingCount: number
  selfLinks: number
  duplicates: number
  lastSource: number
  largestId: number
  blocks: InBlock[]
  /** Blocks that are `in` tiles already. */
  blocksParted: number
  tiles: Tile[]
  /** Set when the file is whole and only has to be put in its place. */
  made: GraphMade | null
}

/** 2: buckets of the work file of blocks begin at pages. 3: blocks grow with the graph. */
const version = 3
export const buildStateName = 'build'

/** State of work under way, or null. Refuses to go on with work on something else. */
export async function readBuildState(work: WorkFolder, inputKey: string, shape: BuildState['shape']): Promise<BuildState | null> {
  const text = await work.readState(buildStateName)
  if (text === null) return null
  const kept = parse(text)
  if (kept === null || kept.version !== version) return null
  const { state } = kept
  // Killed after the file was put in its place, and before the rest of the work was removed.
  if (state.made !== null && (await work.file('graph')).size !== state.made.bytes) return null
  if (state.inputKey !== inputKey || JSON.stringify(state.shape) !== JSON.stringify(shape)) {
    throw new CitewellError('conflict', 'A build of another input, or with other options, was begun here and not finished. Finish that one first, or remove the work begun.')
  }
  return state
}

export async function saveBuildState(work: WorkFolder, state: BuildState): Promise<void> {
  await work.writeState(buildStateName, buildStateText(state))
}

export function buildStateText(state: BuildState): string {
  return JSON.stringify({ version, state })
}

function parse(text: string): { version: number; state: BuildState } | null {
  try {
    return JSON.parse(text) as { version: number; state: BuildState }
  } catch {
    return null
  }
}
