import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CitewellError } from './model/error.js'
import type { Lists } from './model/lists.js'
import type { LinkIndex, Outside, WebDownload } from './model/outside.js'
import { openDesk } from './desk/index.js'

/**
 * Opens what is outside, in one home folder: the link index, the desk, graphs, downloads and the shipped lists. The
 * index and the desk open on the first call that needs them, and the lists are loaded only if they are `needed`, so that
 * a command that needs none of them starts at once and leaves no folder.
 */
export async function openOutside(home: string, needed: { lists: boolean } = { lists: true }): Promise<Outside & { close(): Promise<void> }> {
  const [lists, desk, { openGraphStore }] = await Promise.all([
    needed.lists ? import('./files/shipped-lists.js').then(({ loadLists }) => loadLists()) : unloadedLists,
    openDesk({ home }),
    import('./files/graph-store.js'),
  ])
  const index = lazyIndex(async () => {
    makeFolder(home)
    const { openLinkIndex } = await import('./linkindex/index.js')
    return openLinkIndex({ dir: join(home, 'index') })
  })
  return {
    index,
    desk,
    lists,
    graphs: openGraphStore({ dir: join(home, 'graphs') }),
    web: lazyDownload(async () => (await import('./capture/download.js')).openWebDownload({ dir: join(home, 'downloads') })),
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

/** Stands in for the lists where an operation said that it uses none. */
const unloadedLists = new Proxy({} as Lists, {
  get(_, name) {
    // A promise looks for this name to tell what it holds.
    if (name === 'then') return undefined
    throw new CitewellError('internal', `lists.${String(name)} was asked for by an operation that says it uses no lists`)
  },
})

function lazyDownload(open: () => Promise<WebDownload>): WebDownload {
  let opened: Promise<WebDownload> | undefined
  const get = () => (opened ??= open())
  return {
    look: async (...args) => (await get()).look(...args),
    speed: async (...args) => (await get()).speed(...args),
    text: async (...args) => (await get()).text(...args),
    fetch: async (...args) => (await get()).fetch(...args),
    kept: async (...args) => (await get()).kept(...args),
    freeBytes: async () => (await get()).freeBytes(),
    remove: async (...args) => (await get()).remove(...args),
  }
}

function lazyIndex(open: () => Promise<LinkIndex>): LinkIndex {
  let opened: Promise<LinkIndex> | undefined
  const get = () => (opened ??= open())
  return {
    add: async (...args) => (await get()).add(...args),
    has: async (...args) => (await get()).has(...args),
    sightings: async (...args) => (await get()).sightings(...args),
    movedPages: async (...args) => (await get()).movedPages(...args),
    linklessCanonicals: async (...args) => (await get()).linklessCanonicals(...args),
    hosts: async (...args) => (await get()).hosts(...args),
    sources: async (...args) => (await get()).sources(...args),
    hasJudged: async (...args) => (await get()).hasJudged(...args),
    writeJudged: async (...args) => (await get()).writeJudged(...args),
    queryJudged: async (...args) => (await get()).queryJudged(...args),
    judgedDomains: async (...args) => (await get()).judgedDomains(...args),
    judgedAnchors: async (...args) => (await get()).judgedAnchors(...args),
    judgedLink: async (...args) => (await get()).judgedLink(...args),
    judgedNotes: async (...args) => (await get()).judgedNotes(...args),
    generation: async () => (await get()).generation(),
    info: async () => (await get()).info(),
    check: async () => (await get()).check(),
    compact: async () => (await get()).compact(),
    async *links(...args) {
      yield* (await get()).links(...args)
    },
    async *domainEdges(...args) {
      yield* (await get()).domainEdges(...args)
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
