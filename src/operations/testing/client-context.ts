import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadLists } from '../../files/shipped-lists.js'
import { openLinkIndex } from '../../linkindex/open-link-index.js'
import { localActor } from '../../model/actor.js'
import { homeClient, homeOrganisation } from '../../model/desk-nouns.js'
import type { Context } from '../../model/operation.js'
import type { LinkIndex } from '../../model/outside.js'
import type { Sighting } from '../../model/sighting.js'
import { memoryDesk } from './memory-desk.js'

/** What an operation of one client is run with in tests: a real link index in a folder of its own, a desk in memory. */
export async function clientContext(now = '2026-11-01T00:00:00.000Z'): Promise<{ context: Context; home: string; add(...sightings: Sighting[]): Promise<void>; close(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'citewell-operations-'))
  const index: LinkIndex = await openLinkIndex({ dir: join(home, 'index') })
  let batches = 0
  const context = {
    actor: localActor, client: { ...homeClient, site: 'clinic.example' }, organisation: homeOrganisation, organisationDesk: { clients: { save: async (given: object) => given } }, index, desk: memoryDesk(), lists: await loadLists(), graphs: { current: async () => null },
    now, program: 'citewell 0.0.0', isHere: true, signal: new AbortController().signal, progress() {}, tell() {}, emit() {}, columns() {}, rowsWanted: true,
  } as unknown as Context
  return {
    context,
    home,
    async add(...sightings) {
      async function* entries() {
        for (const sighting of sightings) yield { kind: 'sighting' as const, sighting }
      }
      await index.add(entries(), { key: `batch ${(batches += 1)}`, source: 'test' })
    },
    async close() {
      await context.index.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** One link as an export tells it. */
export function linkSeen(changes: Partial<Sighting> & { referringDomain: string }): Sighting {
  return {
    referringPage: `https://${changes.referringDomain}/page`, target: 'https://clinic.example/', targetDomain: 'clinic.example', anchorText: 'Calm Clinic', rel: [], area: null, context: null, image: null, element: 'a',
    position: null, title: null, language: 'en', status: 200, robots: [], seenBy: 'ahrefs-backlinks', seenAt: '2026-10-20T00:00:00.000Z', firstSeenAt: null, lostAt: null, lostReason: null, cues: [], fallbackText: null, vendor: null, raw: null, ...changes,
  }
}
