import { crc32 } from 'node:zlib'
import { countWords } from '../lib/number-words.js'
import type { WorkFile, WorkFolder } from '../model/graph.js'
import { CitewellError } from '../model/error.js'
import type { Progress } from '../model/operation.js'
import { Appender } from './appender.js'
import { nameGroup, namesOfGroup, twice } from './names.js'

/** Groups that are read at once. */
const readGroups = 4_096

/**
 * Writes the section `name-order` for names that do not rise: ids in the order of the checksum of their name, and where
 * that is the same, of its bytes. Costs eight bytes a name while it is sorted.
 */
export async function writeNameOrder(work: WorkFolder, count: number, { signal, progress }: { signal?: AbortSignal; progress?: (progress: Progress) => void }): Promise<void> {
  const names = await work.file('names')
  const index = await work.file('name-index')
  // Low half the id, high half the checksum: sorted as one number, they are in the order wanted.
  const keys = new BigUint64Array(count)
  const halves = new Uint32Array(keys.buffer)
  let id = 0
  const groups = Math.ceil(count / nameGroup)
  for (let first = 0; first < groups; first += readGroups) {
    signal?.throwIfAborted()
    for (const name of await readNames(names, index, first, Math.min(readGroups, groups - first), count)) {
      halves[2 * id] = id
      halves[2 * id + 1] = crc32(name)
      id += 1
    }
    progress?.({ stage: 'putting names in order', done: id, total: count, unit: 'names' })
  }
  keys.sort()
  await sortTies(halves, count, async (id) => (await readNames(names, index, Math.floor(id / nameGroup), 1, count))[id % nameGroup]!)
  const file = await work.file('name-order')
  await file.truncate(0)
  const order = new Appender(file, false)
  const part = new Uint32Array(64 * 1024)
  for (let at = 0; at < count; at += part.length) {
    const here = Math.min(part.length, count - at)
    for (let k = 0; k < here; k++) part[k] = halves[2 * (at + k)]!
    await order.append(new Uint8Array(part.buffer, 0, 4 * here))
  }
  await order.flush()
  await file.sync()
}

/** Four billion honest names would have some twenty with the same checksum at most. */
const tiedMax = 1_000

/** Different names may have one checksum; the same name may not stand twice. */
async function sortTies(halves: Uint32Array, count: number, nameOf: (id: number) => Promise<Uint8Array>): Promise<void> {
  for (let first = 0; first < count;) {
    let end = first + 1
    while (end < count && halves[2 * end + 1] === halves[2 * first + 1]) end += 1
    if (end - first > tiedMax) throw new CitewellError('invalid', `${countWords(end - first)} names, among them ${Buffer.from(await nameOf(halves[2 * first]!)).toString('utf8')}, are made so that telling them apart takes forever. Take names of real hosts, or sort the vertices by name (LC_ALL=C sort).`)
    if (end - first > 1) {
      const tied: Array<{ id: number; name: Uint8Array }> = []
      for (let k = first; k < end; k++) tied.push({ id: halves[2 * k]!, name: await nameOf(halves[2 * k]!) })
      tied.sort((a, b) => Buffer.compare(a.name, b.name) || a.id - b.id)
      for (const [k, { id, name }] of tied.entries()) {
        const before = tied[k - 1]
        if (before && Buffer.compare(before.name, name) === 0) throw twice(name, before.id, id)
        halves[2 * (first + k)] = id
      }
    }
    first = end
  }
}

async function readNames(names: WorkFile, index: WorkFile, firstGroup: number, groups: number, count: number): Promise<Uint8Array[]> {
  const entries = Buffer.alloc(8 * (groups + 1))
  await index.read(8 * firstGroup, entries)
  const place = (group: number) => Number(entries.readBigUInt64LE(8 * group))
  const bytes = new Uint8Array(place(groups) - place(0))
  await names.read(place(0), bytes)
  const found: Uint8Array[] = []
  for (let group = 0; group < groups; group++) {
    const here = namesOfGroup(bytes.subarray(place(group) - place(0), place(group + 1) - place(0)), Math.min(nameGroup, count - (firstGroup + group) * nameGroup))
    if (here === null) throw new CitewellError('internal', 'Names that were written cannot be read.')
    found.push(...here)
  }
  return found
}
