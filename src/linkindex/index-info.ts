import type { IndexInfo } from '../model/outside.js'
import type { Manifest } from './manifest.js'

/** What an index holds, as its manifest tells it. */
export function infoOf(manifest: Manifest | undefined): IndexInfo {
  const sources = new Map<string, { sightings: number; firstMs: number | null; lastMs: number | null }>()
  for (const { source, sightings, first_ms: firstMs, last_ms: lastMs } of manifest?.batches.flatMap((batch) => batch.sources) ?? []) {
    const counted = sources.get(source)
    sources.set(source, {
      sightings: sightings + (counted?.sightings ?? 0),
      firstMs: Math.min(firstMs ?? Infinity, counted?.firstMs ?? Infinity),
      lastMs: Math.max(lastMs ?? -Infinity, counted?.lastMs ?? -Infinity),
    })
  }
  const all = manifest?.datasets ?? []
  const iso = (ms: number | null) => (ms === null || !Number.isFinite(ms) ? null : new Date(ms).toISOString())
  return {
    generation: manifest?.generation ?? 0,
    batches: manifest?.batches.length ?? 0,
    files: all.reduce((sum, dataset) => sum + dataset.files.length, 0),
    sightings: all.find((dataset) => dataset.name === 'links')?.rows ?? 0,
    pages: all.find((dataset) => dataset.name === 'pages')?.rows ?? 0,
    bytes: all.reduce((sum, dataset) => sum + dataset.bytes, 0),
    sources: [...sources].sort(([left], [right]) => (left < right ? -1 : 1)).map(([source, { sightings, firstMs, lastMs }]) => ({ source, sightings, firstSeen: iso(firstMs), lastSeen: iso(lastMs) })),
  }
}
