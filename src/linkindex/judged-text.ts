import type { Pause } from '../lib/slices.js'

/**
 * Many texts, one a row, held as a few long ones: a search then runs at the speed of memory, and a text is cut out only
 * when it is shown. No text has a line break.
 */
export interface TextColumn {
  /** Texts of `slabRows` rows each, joined by line breaks. */
  slabs: readonly string[]
  /** Where the text of each row ends in its slab. */
  ends: Uint32Array
}

export const slabRows = 32_768

export function textAt({ slabs, ends }: TextColumn, row: number): string {
  return slabs[Math.floor(row / slabRows)]!.slice(row % slabRows === 0 ? 0 : ends[row - 1]! + 1, ends[row])
}

/** Joins texts; line breaks in them become spaces. */
export function joinTexts(count: number, textOf: (row: number) => string): TextColumn {
  const joined: TextColumn & { slabs: string[] } = { slabs: [], ends: new Uint32Array(count) }
  for (let first = 0; first < count; first += slabRows) joinSlab(joined, first, textOf)
  return joined
}

export async function joinTextsInSlices(count: number, textOf: (row: number) => string, pause: Pause): Promise<TextColumn> {
  const joined: TextColumn & { slabs: string[] } = { slabs: [], ends: new Uint32Array(count) }
  for (let first = 0; first < count; first += slabRows) {
    joinSlab(joined, first, textOf)
    await pause()
  }
  return joined
}

function joinSlab({ slabs, ends }: TextColumn & { slabs: string[] }, first: number, textOf: (row: number) => string): void {
  const parts: string[] = []
  let end = -1
  for (let row = first; row < Math.min(ends.length, first + slabRows); row += 1) {
    let text = textOf(row)
    if (text.includes('\n')) text = text.replaceAll('\n', ' ')
    parts.push(text)
    end += 1 + text.length
    ends[row] = end
  }
  slabs.push(parts.join('\n'))
}

/** Marks the rows whose text has `text` in it. */
export async function markRowsWith({ slabs, ends }: TextColumn, text: string, marks: Uint8Array, pause: Pause): Promise<void> {
  if (text.includes('\n')) return
  for (const [number, slab] of slabs.entries()) {
    let row = number * slabRows
    const last = Math.min(ends.length, row + slabRows)
    for (let at = slab.indexOf(text); at !== -1; at = slab.indexOf(text, ends[row]! + 1)) {
      row = rowAt(ends, at, row, last)
      marks[row] = 1
    }
    await pause()
  }
}

/** The first row from `row` on whose text ends at or after `at`: in leaps, then by halves, since hits may lie near or far. */
function rowAt(ends: Uint32Array, at: number, row: number, last: number): number {
  let step = 1
  let low = row
  while (low + step < last && ends[low + step]! < at) {
    low += step
    step *= 2
  }
  let high = Math.min(last - 1, low + step)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ends[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Case doesn't count in a search, nor does the way in which accents are written. */
export function searchText(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
