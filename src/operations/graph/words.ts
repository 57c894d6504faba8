import { countOf, countWords } from '../../lib/number-words.js'
import type { Graph } from '../../model/graph.js'
import { scaleVersions } from '../../rank/scales.js'

/** A count with separators, from a million on rounded: `95 million`. */
export function countInWords(count: number): string {
  if (count >= 1e9) return `${rounded(count / 1e9)} billion`
  if (count >= 1e6) return `${rounded(count / 1e6)} million`
  return countWords(count)
}

/** `2.1 GB`; decimal units. */
export function bytesInWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${power === 0 ? bytes : rounded(bytes / 1000 ** power)} ${units[power]}`
}

/** `1 h 5 min`, `5 min`, `40 s`, `0.3 s` */
export function durationInWords(seconds: number): string {
  if (seconds < 10) return `${rounded(Math.max(0.1, seconds))} s`
  if (seconds < 90) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export function releaseInWords({ release }: Pick<Graph, 'release'>): string {
  return release === '' ? 'no release named' : release
}

/** `authority 1, health trust 1`: the version of each scale, without which a number of 0 to 100 can't be told from that of another formula. */
export function scalesInWords(ids: ReadonlyArray<keyof typeof scaleVersions>): string {
  return ids.map((id) => `${id.replaceAll('-', ' ')} ${scaleVersions[id]}`).join(', ')
}

/** `authority 83 of 100 (scale 1, rank 1 203 of 95 million, cc-main-2026-apr-may-jun)` */
export function authorityInWords({ authority, rank }: { authority: number | null; rank: number | null }, rankedCount: number | null, release: string): string {
  if (rank === null || rankedCount === null) return 'authority not known'
  if (authority === null) return `rank ${countWords(rank)} of ${countInWords(rankedCount)}`
  return `authority ${Math.round(authority)} of 100 (scale ${scaleVersions.authority}, rank ${countWords(rank)} of ${countInWords(rankedCount)}${release === '' ? '' : `, ${release}`})`
}

/** A rank in a cell of a table; a dash where it is not known. */
export function rankInCell(rank: number | null): string {
  return rank === null ? '–' : countWords(rank)
}

/** A number of a scale of 0 to 100 in a cell of a table. */
export function scaleInCell(scale: number | null): string {
  return scale === null ? '–' : String(Math.round(scale))
}

/** Lines of equal columns: names to the left, numbers to the right. */
export function columnsInWords(rows: ReadonlyArray<readonly string[]>, right: readonly boolean[]): string[] {
  const widths = right.map((_, column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => (right[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd())
}

function rounded(number: number): string {
  return number >= 100 ? String(Math.round(number)) : String(Math.round(number * 10) / 10)
}

/** How harmonic centrality was worked out. */
export function harmonicInWords({ method, size, seed }: { method: 'exact' | 'sample' | 'ball'; size: number; seed: number }): string {
  return method === 'exact' ? 'exact' : method === 'sample' ? `from ${countOf(size, 'vertex', 'vertices')} chosen with seed ${seed} and all direct links` : `HyperBall with ${countOf(size, 'register')}, seed ${seed}`
}
