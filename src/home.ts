import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CitewellError } from './model/error.js'
import type { LinkIndex, Outside } from './model/outside.js'
import { openDesk } from './desk/index.js'

/**
 * Opens what is outside, in one home folder: the link index, the desk and the shipped lists. The index and the desk
 * open on the first call that needs them, so that a command that needs neither starts at once and leaves no folder.
 */
export async function openOutside(home: string): Promise<Outside & { close(): Promise<void> }> {
  const [{ loadLists }, desk] = await Promise.all([import('./files/shipped-lists.js'), openDesk({ home })])
  const index = lazyIndex(async () => {
    makeFolder(home)
    const { openLinkIndex } = await import('./linkindex/index.js')
    return openLinkIndex({ dir: join(home, 'index') })
  })
  return {
    index,
    desk,
    lists: await loadLists(),
    async close() {
      await index.close()
      await desk.close()
    },
  }
}

function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new CitewellError('unavailable', `${dir} can't be used as a folder (${(cause as NodeJS.ErrnoException).code}). Give another one with --home.`, { cause })
  }
}

/** The folder of the reports, private like all of the home. */
export function reportsDir(home: string): string {
  const dir = join(home, 'reports')
  makeFolder(dir)
  return dir
}

function lazyIndex(open: () => Promise<LinkIndex>): LinkIndex {
  let opened: Promise<LinkIndex> | undefined
  const get = () => (opened ??= open())
  return {
    add: async (...args) => (await get()).add(...args),
    has: async (...args) => (await get()).has(...args),
    sightings: async (...args) => (await get()).sightings(...args),
    hosts: async (...args) => (await get()).hosts(...args),
    sources: async (...args) => (await get()).sources(...args),
    hasJudged: async (...args) => (await get()).hasJudged(...args),
    writeJudged: async (...args) => (await get()).writeJudged(...args),
    queryJudged: async (...args) => (await get()).queryJudged(...args),
    judgedDomains: async (...args) => (await get()).judgedDomains(...args),
    judgedAnchors: async (...args) => (await get()).judgedAnchors(...args),
    judgedDetail: async (...args) => (await get()).judgedDetail(...args),
    generation: async () => (await get()).generation(),
    info: async () => (await get()).info(),
    check: async () => (await get()).check(),
    compact: async () => (await get()).compact(),
    async *links(...args) {
      yield* (await get()).links(...args)
    },
    async *referringPages(...args) {
      yield* (await get()).referringPages(...args)
    },
    async *targetPages(...args) {
      yield* (await get()).targetPages(...args)
    },
    async *judgedAll(...args) {
      yield* (await get()).judgedAll(...args)
    },
    async close() {
      await (await opened?.catch(() => undefined))?.close()
    },
  }
}
