import { originals, readArchive, revisited, type Revisit } from '../archive/index.js'
import { askedAs } from '../extract/asked-as.js'
import { countOf } from '../lib/number-words.js'
import type { Capture } from '../model/capture.js'
import type { FileInput } from '../model/file-input.js'
import type { IndexEntry, LinkIndex } from '../model/outside.js'

/** What is read again for revisits of one archive: a small file may name one large page many times. */
const revisitedBytesMax = 2 ** 31

/**
 * Adds pages that were visited again, as they were then: found in a second reading that takes no bodies off, and read in a third
 * that takes only theirs, so that no page has to be held on the chance that it comes again. Gives those that were not found.
 */
export async function addRevisited(file: FileInput, revisits: readonly Revisit[], { url, signal }: { url: string | undefined; signal: AbortSignal }, addPage: (capture: Capture) => Promise<unknown>): Promise<Revisit[]> {
  // Standard input is gone when it has been read.
  if (revisits.length === 0 || file.once) return [...revisits]
  // What can't be read was told the first time.
  const options = { file: file.name, signal, url, onProblem() {} }
  const looked = originals(revisits)
  // Several records may stand in one place of a packed file, so pages are told apart by their number.
  let shown = 0
  for await (const capture of readArchive(file.open(), { ...options, bodies: () => false })) if (isPage(capture)) looked.show(capture, shown++)
  const found = looked.found()
  const missing = new Set(revisits)
  if (found.size === 0) return [...missing]
  let bytes = 0
  let asked = 0
  let read = 0
  for await (const capture of readArchive(file.open(), { ...options, bodies: () => found.has(asked++) })) {
    if (!isPage(capture)) continue
    for (const revisit of found.get(read++) ?? []) {
      bytes += capture.body?.length ?? 0
      if (bytes > revisitedBytesMax) return [...missing]
      await addPage(revisited(capture, revisit))
      missing.delete(revisit)
    }
  }
  return [...missing]
}

const isPage = ({ kind }: Capture) => kind === 'response' || kind === 'resource'

/**
 * Adds what the index has of those pages from the very visits they name, and tells how many it has. A revisit that names no
 * instant may repeat a visit nobody gave us; and links of another address would be read from its page alone.
 */
export async function addFromEarlier(revisits: readonly Revisit[], { target, seenBy }: { target: string | null; seenBy: string }, index: Pick<LinkIndex, 'earlierReadings'>, push: (entry: IndexEntry) => Promise<void>): Promise<number> {
  const byLook = new Map<string, Revisit[]>()
  for (const revisit of revisits) {
    if (revisit.ofAt === null || revisit.ofAt > revisit.at || (revisit.ofUrl ?? revisit.url) !== revisit.url) continue
    const name = lookName(revisit.url, revisit.ofAt)
    byLook.set(name, [...(byLook.get(name) ?? []), revisit])
  }
  const found = new Set<Revisit>()
  const read = new Set<string>()
  const looks = [...byLook.values()].map(([revisit]) => ({ url: revisit!.url, at: revisit!.ofAt! }))
  for await (const entry of index.earlierReadings(looks)) {
    if (entry.kind === 'page') {
      const { page } = entry
      // Of a page that was read for another target nothing is known of this one.
      if (page.readFor && target !== null && page.readFor !== target) continue
      const name = lookName(page.url, page.seenAt)
      read.add(`${page.seenBy} ${name}`)
      for (const revisit of byLook.get(name) ?? []) {
        found.add(revisit)
        const { askedAs: _, ...rest } = page
        const as = askedAs(revisit.askedBy)
        await push({ kind: 'page', page: { ...rest, readFor: page.readFor ?? target, seenAt: revisit.at, seenBy, ...(as === undefined ? {} : { askedAs: as }) } })
      }
    } else {
      const { sighting } = entry
      const name = lookName(sighting.referringPage!, sighting.seenAt)
      if (!read.has(`${sighting.seenBy} ${name}`) || (target !== null && sighting.targetDomain !== target)) continue
      for (const revisit of byLook.get(name) ?? []) await push({ kind: 'sighting', sighting: { ...sighting, seenAt: revisit.at, seenBy } })
    }
  }
  return found.size
}

const lookName = (url: string, at: string) => `${Date.parse(at)} ${url}`

/** What is said of revisits whose page nobody has. */
export function withoutPage(count: number, once: boolean | undefined): string {
  const where = once === true ? 'Give the archive as a file, and those whose page it holds are found' : 'Neither this archive nor an earlier one holds that visit, so nothing is known from them. Add the archive of the earlier visit before this one'
  return `${countOf(count, 'record')} ${count === 1 ? 'says' : 'say'} only that a page was the same as at an earlier visit. ${where}.`
}
