import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CitewellError } from './model/error.js'
import type { Lists } from './model/lists.js'
import type { LinkIndex, Outside, WebDownload } from './model/outside.js'
import { homeClient } from './model/desk-nouns.js'
import { openAccounts } from './access/index.js'
import { singleSignOnOf } from './access/single-sign-on.js'
import { deskOver, openDatabase } from './desk/index.js'

/**
 * Opens what is outside, in one home folder: the link index, the desk, graphs, downloads and the shipped lists. The
 * index and the desk open on the first call that needs them, and the lists are loaded only if they are `needed`, so that
 * a command that needs none of them starts at once and leaves no folder.
 */
export async function openOutside(home: string, needed: { lists: boolean; url?: string; ownsDesk?: boolean } = { lists: true }): Promise<Outside & { close(): Promise<void> }> {
  const [lists, { openGraphStore }, { openFileShelf }] = await Promise.all([
    needed.lists ? import('./files/shipped-lists.js').then(({ loadLists }) => loadLists()) : unloadedLists,
    import('./files/graph-store.js'),
    import('./files/file-shelf.js'),
  ])
  // Accounts live beside everything else that people decide.
  const database = openDatabase({ home, url: process.env.DATABASE_URL, mayOwn: needed.ownsDesk })
  const desk = deskOver(database, { home, linksOf: async (clientId, signal) => (await import('./linkindex/index.js')).linkSums(indexDir(home, clientId), signal) })
  const indexes = new Map<string, LinkIndex>()
  return {
    indexOf(clientId) {
      const known = indexes.get(clientId)
      if (known) return known
      const index = lazyIndex(async () => {
        makeFolder(home)
        const { openLinkIndex } = await import('./linkindex/index.js')
        return openLinkIndex({ dir: indexDir(home, clientId) })
      })
      indexes.set(clientId, index)
      return index
    },
    desk,
    accounts: openAccounts({ home, database, grantsOf: (personId) => desk.access.grantsOf(personId), url: needed.url ?? 'http://127.0.0.1:4300', singleSignOn: singleSignOnOf(process.env) }),
    lists,
    graphs: openGraphStore({ dir: join(home, 'graphs') }),
    web: lazyDownload(async () => (await import('./capture/download.js')).openWebDownload({ dir: join(home, 'downloads') })),
    shelf: openFileShelf({ dir: join(home, 'shelf') }),
    async close() {
      for (const index of indexes.values()) await index.close()
      await desk.close()
    },
  }
}

/** Each client has a link index of its own; that of whoever uses the program alone stands where it always stood. */
function indexDir(home: string, clientId: string): string {
  // An id becomes a folder: one that is no plain word would lead elsewhere.
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/u.test(clientId)) throw new CitewellError('internal', `A client has the id ${JSON.stringify(clientId.slice(0, 80))}, which is no plain word`)
  return clientId === homeClient.id ? join(home, 'index') : join(home, 'clients', clientId, 'index')
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
    async *answers(...args) {
      yield* (await get()).answers(...args)
    },
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
    batch: async (...args) => (await get()).batch(...args),
    readBefore: async (...args) => (await get()).readBefore(...args),
    withdraw: async (...args) => (await get()).withdraw(...args),
    sightings: async (...args) => (await get()).sightings(...args),
    movedPages: async (...args) => (await get()).movedPages(...args),
    pictures: async (...args) => (await get()).pictures(...args),
    linklessCanonicals: async (...args) => (await get()).linklessCanonicals(...args),
    hosts: async (...args) => (await get()).hosts(...args),
    groundMarks: async (...args) => (await get()).groundMarks(...args),
    addRegistrations: async (...args) => (await get()).addRegistrations(...args),
    registrations: async () => (await get()).registrations(),
    forgetRegistrations: async (...args) => (await get()).forgetRegistrations(...args),
    sources: async (...args) => (await get()).sources(...args),
    hasJudged: async (...args) => (await get()).hasJudged(...args),
    newestJudged: async (...args) => (await get()).newestJudged(...args),
    judgedBasis: async (...args) => (await get()).judgedBasis(...args),
    writeJudged: async (...args) => (await get()).writeJudged(...args),
    queryJudged: async (...args) => (await get()).queryJudged(...args),
    judgedDomains: async (...args) => (await get()).judgedDomains(...args),
    judgedAnchors: async (...args) => (await get()).judgedAnchors(...args),
    judgedFacets: async (...args) => (await get()).judgedFacets(...args),
    judgedSummary: async (...args) => (await get()).judgedSummary(...args),
    judgedLink: async (...args) => (await get()).judgedLink(...args),
    judgedDomain: async (...args) => (await get()).judgedDomain(...args),
    judgedDomainsOf: async (...args) => (await get()).judgedDomainsOf(...args),
    judgedNotes: async (...args) => (await get()).judgedNotes(...args),
    generation: async () => (await get()).generation(),
    info: async () => (await get()).info(),
    check: async () => (await get()).check(),
    compact: async () => (await get()).compact(),
    async *links(...args) {
      yield* (await get()).links(...args)
    },
    async *linkRuns(...args) {
      yield* (await get()).linkRuns(...args)
    },
    async *domainEdges(...args) {
      yield* (await get()).domainEdges(...args)
    },
    async *earlierReadings(...args) {
      yield* (await get()).earlierReadings(...args)
    },
    async *referringPages(...args) {
      yield* (await get()).referringPages(...args)
    },
    async *targetPages(...args) {
      yield* (await get()).targetPages(...args)
    },
    async *pastPages(...args) {
      yield* (await get()).pastPages(...args)
    },
    async *linkingFaces(...args) {
      yield* (await get()).linkingFaces(...args)
    },
    async *targetFaces(...args) {
      yield* (await get()).targetFaces(...args)
    },
    async *judgedOfDomains(...args) {
      yield* (await get()).judgedOfDomains(...args)
    },
    async *judgedDigests(...args) {
      yield* (await get()).judgedDigests(...args)
    },
    async *judgedAll(...args) {
      yield* (await get()).judgedAll(...args)
    },
    async close() {
      await (await opened?.catch(() => undefined))?.close()
    },
  }
}
