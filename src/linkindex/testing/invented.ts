import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { domainOf, type Url } from '../../model/url.js'
import type { IndexEntry, LinkIndex, TargetScope } from '../../model/outside.js'
import type { PageFeatures, PageRecord } from '../../model/page.js'
import type { Sighting } from '../../model/sighting.js'
import type { MergedLink } from '../../model/facts.js'
import { openLinkIndex } from '../open-link-index.js'

/** Invented sightings and pages for the tests of this folder. */
export const clinic: TargetScope = { domain: 'clinic.example', host: null, pathPrefix: null }

export function sighting(changes: Partial<Sighting> = {}): Sighting {
  const referringPage = changes.referringPage === undefined ? 'https://news.example/story' : changes.referringPage
  const target = changes.target === undefined ? 'https://clinic.example/' : changes.target
  return {
    referringDomain: referringPage === null ? 'news.example' : domainOf(referringPage as Url),
    targetDomain: target === null ? 'clinic.example' : domainOf(target as Url),
    anchorText: 'the clinic',
    rel: [],
    area: 'main',
    context: null,
    image: null,
    element: 'a',
    position: 0,
    title: null,
    language: null,
    status: 200,
    robots: [],
    seenBy: 'crawl',
    seenAt: '2026-01-10T00:00:00.000Z',
    firstSeenAt: null,
    lostAt: null,
    lostReason: null,
    cues: [],
    fallbackText: null,
    vendor: null,
    raw: null,
    ...changes,
    referringPage,
    target,
  }
}

/** A sighting as an export of a list of linking pages tells it. */
export function exported(changes: Partial<Sighting> = {}): Sighting {
  return sighting({ seenBy: 'export-a', area: null, position: null, status: null, ...changes })
}

export const readFeatures: PageFeatures = {
  structuredTypes: [], ogType: null, ogSiteName: null, generator: null, authors: [], publishedAt: null, modifiedAt: null, headings: ['A story'], labels: [],
  mainWordCount: 300, mainExternalDomains: ['clinic.example'], phoneCount: 0, addressCount: 0, membership: [], textSimHash: null, extra: {},
}

export function page(changes: Partial<PageRecord> = {}): PageRecord {
  const url = changes.url ?? 'https://news.example/story'
  return {
    url,
    domain: domainOf(url as Url),
    status: 200,
    seenBy: 'crawl',
    seenAt: '2026-01-10T00:00:00.000Z',
    title: null,
    language: null,
    robots: [],
    canonical: null,
    redirectTo: null,
    linkCount: 12,
    externalLinkCount: 3,
    externalDomainCount: 2,
    features: readFeatures,
    ...changes,
  }
}

export async function* entriesOf(...items: Array<Sighting | PageRecord>): AsyncGenerator<IndexEntry> {
  for (const item of items) yield 'target' in item ? { kind: 'sighting', sighting: item } : { kind: 'page', page: item }
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

/** A new index in a folder of its own, for the time of `work`. */
export async function withIndex<Answer>(work: (index: LinkIndex, dir: string) => Promise<Answer>): Promise<Answer> {
  const dir = await mkdtemp(join(tmpdir(), 'citewell-linkindex-'))
  const index = await openLinkIndex({ dir, memoryLimitMb: 512, threads: 2 })
  try {
    return await work(index, dir)
  } finally {
    await index.close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** The links of the clinic after these batches were added, one after another. */
export async function linksAfter(...batches: Array<Array<Sighting | PageRecord>>): Promise<MergedLink[]> {
  return withIndex(async (index) => {
    for (const [number, batch] of batches.entries()) await index.add(entriesOf(...batch), { key: `batch ${number}`, source: 'test' })
    return collect(index.links(clinic))
  })
}
