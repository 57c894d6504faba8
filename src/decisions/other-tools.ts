import type { JudgedLink } from '../model/facts.js'

/**
 * What figures of other tools say about the links of one domain, in words, each thing once: "Semrush gives it 61–87 of
 * 100". Shown beside our judgement and never part of it: no search engine has such a figure, and they are the usual
 * reason for removing good links (DIS-03).
 */
export function otherToolsSay(links: readonly JudgedLink[]): string[] {
  const ranges = new Map<string, { low: number; high: number }>()
  const markers = new Set<string>()
  let isMarkedSpam = false
  for (const judged of links) {
    for (const [name, value] of Object.entries(judged.link.vendor ?? {})) {
      const key = name.toLowerCase()
      const scale = scales.get(key)
      if (scale !== undefined) {
        const figure = figureOf(value)
        if (figure === undefined || figure < scale.markedFrom) continue
        const range = ranges.get(key)
        ranges.set(key, range === undefined ? { low: figure, high: figure } : { low: Math.min(range.low, figure), high: Math.max(range.high, figure) })
      } else if (key === 'ahrefs.isspam') isMarkedSpam ||= value === true || value === 'true'
      else if (key === 'semrush.toxicmarkers' && typeof value === 'string') {
        for (const marker of value.slice(0, 500).split(/[,;|]/u)) if (marker.trim() !== '' && markers.size < markersMax) markers.add(marker.trim().slice(0, 60))
      }
    }
  }
  const said: string[] = []
  for (const [key, { words }] of scales) {
    const range = ranges.get(key)
    if (range !== undefined) said.push(words(range.low === range.high ? String(range.low) : `${range.low}–${range.high}`))
  }
  if (markers.size > 0) said.push(`Semrush names the markers: ${[...markers].join(', ')}`)
  if (isMarkedSpam) said.push('Ahrefs marks it as spam')
  return said
}

const markersMax = 6

/** Figures by key, and from where on the tool itself calls them bad. */
const scales: ReadonlyMap<string, { markedFrom: number; words: (range: string) => string }> = new Map([
  ['semrush.toxicityscore', { markedFrom: 45, words: (range: string) => `Semrush gives it ${range} of 100` }],
  ['moz.spamscore', { markedFrom: 31, words: (range: string) => `Moz gives it a spam score of ${range} %` }],
  ['dataforseo.spamscore', { markedFrom: 31, words: (range: string) => `DataForSEO gives it a spam score of ${range}` }],
])

function figureOf(value: string | number | boolean): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' && value.length < 20 && /^\d+(?:\.\d+)?\s*%?$/u.test(value.trim()) ? Number.parseFloat(value) : undefined
}
