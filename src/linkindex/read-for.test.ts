import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { IndexEntry, TargetScope } from '../model/outside.js'
import { SightingSchema } from '../model/sighting.js'
import { openLinkIndex } from './index.js'

const dir = mkdtempSync(join(tmpdir(), 'citewell-linkindex-'))
const opened = openLinkIndex({ dir })

afterAll(async () => {
  await (await opened).close()
  rmSync(dir, { recursive: true, force: true })
})

function page(seenAt: string, readFor: string | null): IndexEntry {
  return {
    kind: 'page',
    page: { url: 'https://news.example/a', domain: 'news.example', status: 200, seenBy: 'archive:x', seenAt, title: 'A', language: 'en', robots: [], canonical: null, redirectTo: null, linkCount: 5, externalLinkCount: 2, externalDomainCount: 2, features: null, readFor },
  }
}

function link(target: string, seenAt: string): IndexEntry {
  return {
    kind: 'sighting',
    sighting: SightingSchema.parse({
      referringPage: 'https://news.example/a', referringDomain: 'news.example', target: `https://${target}/`, targetDomain: target, anchorText: target, rel: [], area: 'main', context: null, image: null, element: 'a', position: 1, title: 'A', language: 'en', status: 200, robots: [], seenBy: 'archive:x', seenAt,
    }),
  }
}

async function* entries(...list: IndexEntry[]): AsyncGenerator<IndexEntry> {
  yield* list
}

async function stateOf(domain: string): Promise<string[]> {
  const scope: TargetScope = { domain, host: null, pathPrefix: null }
  const states: string[] = []
  for await (const merged of (await opened).links(scope)) states.push(merged.state)
  return states
}

it('a page whose links were kept for one target says nothing about links to another', async () => {
  const index = await opened
  const early = '2026-01-01T00:00:00.000Z'
  const [late, later] = ['2026-06-01T00:00:00.000Z', '2026-06-03T00:00:00.000Z']
  await index.add(entries(page(early, null), link('clinic.example', early), link('rival.example', early)), { key: 'a', source: 'archive:x' })
  await index.add(entries(page(late, 'clinic.example'), page(later, 'clinic.example')), { key: 'b', source: 'archive:x' })
  expect(await stateOf('clinic.example')).toEqual(['lost'])
  expect(await stateOf('rival.example')).toEqual(['live'])
})
