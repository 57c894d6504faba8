import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import type { FileInput } from '../../model/file-input.js'
import type { GraphPlace } from '../../model/graph.js'
import type { Lists } from '../../model/lists.js'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation, graphSchema, type Context } from '../../model/operation.js'
import { BuiltSchema, builtInWords } from './build.js'
import { withGraph } from './opened-graph.js'
import { checkBase, commonCrawl, releaseFiles, releaseParts, type ReleaseFile, type ReleasePart } from './release-layout.js'
import { bytesInWords, durationInWords } from './words.js'

/**
 * Room that a graph takes for each byte of its text (gzip, about 4.6 bytes an edge) or BVGraph (about 2.2), while it is
 * built and work files lie beside it. Reckoned from the graphs of the bench (8 bytes an edge, and 3 of work), and rounded up.
 */
const buildRoom = { edges: 2.6, bvgraph: 5.5, vertices: 1.5 }

const partsByDefault: readonly ReleasePart[] = ['vertices', 'edges']

const PlanSchema = z.object({
  files: z.array(z.object({ name: z.string(), url: z.string(), bytes: z.number().int().nullable(), here: z.number().int().describe('Bytes that are here already') })),
  bytes: z.number().int().describe('Bytes of all files, as announced'),
  missingBytes: z.number().int().describe('Bytes still to fetch'),
  bytesPerSecond: z.number().nullable().describe('As measured just now'),
  seconds: z.number().nullable().describe('Estimate for fetching at that speed'),
  diskNeeded: z.number().int().describe('Room needed, for fetching and, where asked for, building'),
  diskFree: z.number().int().nullable(),
})
type Plan = z.output<typeof PlanSchema>

export default defineOperation({
  id: 'graph.load',
  summary: 'Fetch a web graph that Common Crawl publishes, and build it',
  description: 'Looks first what there is and tells how much it is, how long it will take and whether the disk has room; --plan stops there. What was fetched is kept and checked, so that the same command goes on where it stopped. Addresses inside private networks and redirects to other hosts are refused.',
  effect: 'write',
  wall: 'machine',
  long: true,
  resumes: true,
  input: z.object({
    release: z.string().regex(/^[a-z0-9][a-z0-9-]{2,99}$/iu, 'give the name of a release, as in cc-main-2026-apr-may-jun').describe('Name of the release, as https://commoncrawl.org/web-graphs has it'),
    level: z.enum(['domain', 'host']).default('domain').describe('Domains or hosts'),
    parts: z.array(z.enum(releaseParts)).min(1).default([...partsByDefault]).describe('What to fetch; bvgraph is smaller than edges, transpose is of no use for building'),
    base: z.string().max(500).default(commonCrawl).describe('Where releases are published: the address above projects/hyperlinkgraph/RELEASE/LEVEL/RELEASE-LEVEL-PART.txt.gz'),
    plan: z.boolean().default(false).describe('Only tell what would be fetched'),
    build: z.boolean().default(false).describe('Build the graph when all is here'),
    rank: z.boolean().default(false).describe('Build it and rank it as graph rank does'),
    out: graphSchema().optional().describe('Where the graph goes (default: named as the release)'),
    keep: z.boolean().default(true).describe('Keep what was fetched when the graph is built; --no-keep deletes it'),
  }),
  output: z.object({
    release: z.string(),
    plan: PlanSchema,
    fetched: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string(), checkedBy: z.array(z.string()), kept: z.boolean().describe('True if it was here already') })),
    built: BuiltSchema.nullable().describe('Null if nothing was built now: it was not asked for, or the graph is there, built from the same files'),
    ranked: z.boolean(),
    next: z.string().describe('What to do next'),
  }),
  table: 'fetched',
  positional: ['release'],
  example: 'citewell graph load cc-main-2026-apr-may-jun --plan',
  words({ plan, fetched, built, next }) {
    // What was told before the work began is not said again.
    return [
      ...(fetched.length === 0 ? [planInWords(plan)] : [`${fetched.length} files are here and whole: ${bytesInWords(fetched.reduce((sum, { bytes }) => sum + bytes, 0))}.`]),
      ...(built === null ? [] : [builtInWords({ ...built, next: null })]),
      next,
    ].join('\n')
  },
  jobTitle: () => 'Load a published web graph',
  async run({ release, level, parts, base, plan: planOnly, build, rank, out, keep }, context) {
    checkBase(base, context.isHere)
    const { web, lists, signal, progress, tell } = context
    const folder = `${release}-${level}`
    progress({ stage: `Looking at ${base}`, done: 0, total: null, unit: 'files' })
    if (/^cc-main-\d{4}-\d\d$/iu.test(release)) throw new CitewellError('invalid', `${release} is a crawl, and web graphs are made of three of them. ${latestInWords(lists)}`)
    const files = await releaseFiles(web, { base, release, level, parts }, signal).catch((error: unknown) => {
      if (error instanceof CitewellError && error.code === 'not_found' && lists.table(`graph-vertices/${level}`)[release] === undefined) throw new CitewellError('not_found', `${error.message} ${latestInWords(lists)}`, { cause: error })
      throw error
    })
    const builds = build || rank
    if (builds) checkParts(parts)
    const plan = await planOf(files, folder, builds, context)
    const command = commandOf({ release, level, parts, base, out, keep })
    if (planOnly) return { release, plan, fetched: [], built: null, ranked: false, next: `Nothing was fetched. ${isTooLarge(plan) ? 'The disk has not enough room for it. With more room, or with --home on another disk' : 'To do it'}: ${command}${rank ? ' --rank' : build ? ' --build' : ''}` }
    if (isTooLarge(plan)) {
      throw new CitewellError('unavailable', `${release} needs ${bytesInWords(plan.diskNeeded)} of room${builds ? ' to be fetched and built' : ''}, and the disk has ${bytesInWords(plan.diskFree!)}. Make room, or give a home on another disk with --home.`)
    }
    tell(planInWords(plan))
    const fetched = await web.fetch(files, { folder, signal, progress })
    const shown = fetched.map(({ name, bytes, sha256, checkedBy, kept }) => ({ name, bytes, sha256, checkedBy, kept }))
    if (!builds) return { release, plan, fetched: shown, built: null, ranked: false, next: `Build it next: ${command} --build` }
    const place: GraphPlace = out ?? { kind: 'name', name: level === 'domain' ? release : folder }
    const filesOf = (part: ReleasePart) => fetched.filter((_, index) => files[index]!.part === part).map(({ file }) => file)
    const edges = filesOf('edges')
    const inputs = { vertices: filesOf('vertices'), edges, bvgraph: edges.length > 0 ? [] : filesOf('bvgraph'), list: [], index: null, level }
    const isBuilt = fetched.every(({ kept }) => kept) && (await isBuiltFrom([...inputs.vertices, ...inputs.edges, ...inputs.bvgraph], { place, release, level }, context))
    const built = isBuilt ? null : await (await import('./build-graph.js')).buildFrom(inputs, { place, release, selfLinks: null, anew: false, ranksNext: rank }, context)
    if (rank) {
      const { rankHere } = await import('./rank-graph.js')
      await rankHere(place, {}, context)
    }
    if (!keep) await web.remove(folder)
    const shownPlace = placeInWords(place)
    const current = await context.graphs.current()
    const isUsed = current !== null && placeInWords(current) === shownPlace
    const before = isBuilt ? `${shownPlace} was built from these very files before and is left as it is. ` : ''
    const next = rank && isUsed ? 'It is ranked, and its ranks count in judgements.' : rank ? `Let it count in judgements: citewell graph use ${shownPlace}` : `Rank it next: citewell graph rank ${shownPlace}`
    return { release, plan, fetched: shown, built: built && { ...built, graph: shownPlace }, ranked: rank, next: before + next }
  },
})

/** Whether the graph at this place was made of these files: of the same release, by their names and sizes. */
async function isBuiltFrom(files: readonly FileInput[], { place, release, level }: { place: GraphPlace; release: string; level: string }, { graphs }: Pick<Context, 'graphs'>): Promise<boolean> {
  if (!(await graphs.has(place, 'graph'))) return false
  const described = (inputs: ReadonlyArray<{ name: string; bytes: number }>) => JSON.stringify(inputs.map(({ name, bytes }) => [name, bytes]))
  const wanted = described(files.map(({ name, size }) => ({ name, bytes: size ?? 0 })))
  // A damaged or foreign file there is built over, as it always was.
  return withGraph(graphs, place, async ({ graph }) => graph.release === release && graph.level === level && described(graph.inputs) === wanted).catch(() => false)
}

/** Releases known when the shipped list was made; later ones have names of the same kind. */
function latestInWords(lists: Lists): string {
  return `Releases known here: ${Object.keys(lists.table('graph-vertices/domain')).slice(-6).join(', ')}. All are named at https://commoncrawl.org/web-graphs.`
}

/** The command as it was given, so that it can be pasted for the next step. */
function commandOf({ release, level, parts, base, out, keep }: { release: string; level: string; parts: readonly ReleasePart[]; base: string; out: GraphPlace | undefined; keep: boolean }): string {
  return [
    `citewell graph load ${release}`,
    ...(level === 'host' ? ['--level host'] : []),
    ...(parts.join() === partsByDefault.join() ? [] : [`--parts ${parts.join(',')}`]),
    ...(base === commonCrawl ? [] : [`--base ${quoted(base)}`]),
    ...(out === undefined ? [] : [`--out ${quoted(placeInWords(out))}`]),
    ...(keep ? [] : ['--no-keep']),
  ].join(' ')
}

function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

function isTooLarge({ diskNeeded, diskFree }: Plan): boolean {
  return diskFree !== null && diskNeeded > diskFree
}

function checkParts(parts: readonly ReleasePart[]): void {
  if (!parts.includes('edges') && !parts.includes('bvgraph')) throw new CitewellError('invalid', `A graph can't be built from ${parts.join(' and ')} alone. Fetch edges or bvgraph too.`)
  if (!parts.includes('vertices')) throw new CitewellError('invalid', 'A graph of domains or hosts needs their names. Fetch vertices too.')
}

async function planOf(files: readonly ReleaseFile[], folder: string, builds: boolean, { web, signal }: { web: import('../../model/outside.js').WebDownload; signal: AbortSignal }): Promise<Plan> {
  const kept = new Map((await web.kept(folder)).map(({ name, bytes }) => [name, bytes]))
  const rows = files.map(({ name, url, bytes }) => ({ name, url, bytes, here: Math.min(kept.get(name) ?? 0, bytes ?? Infinity) }))
  const bytes = rows.reduce((sum, row) => sum + (row.bytes ?? 0), 0)
  const missingBytes = rows.reduce((sum, row) => sum + Math.max(0, (row.bytes ?? 0) - row.here), 0)
  const largest = [...files].sort((left, right) => (right.bytes ?? 0) - (left.bytes ?? 0))[0]
  const bytesPerSecond = missingBytes > 0 && largest ? await web.speed(largest.url, { signal }) : null
  const sizeOf = (part: ReleasePart) => files.filter((file) => file.part === part).reduce((sum, file) => sum + (file.bytes ?? 0), 0)
  const room = builds ? buildRoom.vertices * sizeOf('vertices') + (sizeOf('edges') > 0 ? buildRoom.edges * sizeOf('edges') : buildRoom.bvgraph * sizeOf('bvgraph')) : 0
  return {
    files: rows,
    bytes,
    missingBytes,
    bytesPerSecond: bytesPerSecond === null ? null : Math.round(bytesPerSecond),
    seconds: bytesPerSecond === null ? null : Math.ceil(missingBytes / bytesPerSecond),
    diskNeeded: Math.ceil(missingBytes + room),
    diskFree: await web.freeBytes(),
  }
}

function planInWords({ files, bytes, missingBytes, bytesPerSecond, seconds, diskNeeded, diskFree }: Plan): string {
  const shown = files.length <= 8 ? files : [...files.slice(0, 7)]
  return [
    ...shown.map((file) => `  ${file.name}  ${file.bytes === null ? 'size not told' : bytesInWords(file.bytes)}${file.here > 0 ? `, ${file.here === file.bytes ? 'here' : `${bytesInWords(file.here)} of it here`}` : ''}`),
    ...(files.length > shown.length ? [`  … and ${files.length - shown.length} more files`] : []),
    `${bytesInWords(bytes)} in ${files.length} files${missingBytes < bytes ? `, ${bytesInWords(missingBytes)} still to fetch` : ''}${seconds === null || bytesPerSecond === null ? '' : `: about ${durationInWords(seconds)} at ${bytesInWords(bytesPerSecond)} a second`}.`,
    `Room needed on the disk: ${bytesInWords(diskNeeded)}${diskFree === null ? '' : `; free: ${bytesInWords(diskFree)}`}.`,
  ].join('\n')
}
