import type { Pause } from '../lib/slices.js'
import { openTextFinder } from './find-text.js'

/**
 * Many texts, one a row, held as a few long ones in UTF-8: a search then runs at the speed of memory, and a text is cut out
 * only when it is shown. No text has a line break.
 */
export interface TextColumn {
  /** Texts of `slabRows` rows each, joined by line breaks. */
  slabs: readonly Buffer[]
  /** Where the text of each row ends in its slab. */
  ends: Uint32Array
}

export const slabRows = 32_768

export function textAt({ slabs, ends }: TextColumn, row: number): string {
  return slabs[Math.floor(row / slabRows)]!.toString('utf8', row % slabRows === 0 ? 0 : ends[row - 1]! + 1, ends[row])
}

/** Joins texts; line breaks in them become spaces. */
export function joinTexts(count: number, textOf: (row: number) => string): TextColumn {
  const joined: TextColumn & { slabs: Buffer[] } = { slabs: [], ends: new Uint32Array(count) }
  for (let first = 0; first < count; first += slabRows) joinSlab(joined, first, textOf)
  return joined
}

export async function joinTextsInSlices(count: number, textOf: (row: number) => string, pause: Pause): Promise<TextColumn> {
  const joined: TextColumn & { slabs: Buffer[] } = { slabs: [], ends: new Uint32Array(count) }
  for (let first = 0; first < count; first += slabRows) {
    joinSlab(joined, first, textOf)
    await pause()
  }
  return joined
}

function joinSlab({ slabs, ends }: TextColumn & { slabs: Buffer[] }, first: number, textOf: (row: number) => string): void {
  const parts: string[] = []
  for (let row = first; row < Math.min(ends.length, first + slabRows); row += 1) {
    const text = textOf(row)
    parts.push(text.includes('\n') ? text.replaceAll('\n', ' ') : text)
  }
  const slab = Buffer.from(parts.join('\n'))
  slabs.push(slab)
  findEnds(slab, ends.subarray(first, first + parts.length))
}

const lineBreak = 10

/** Where each text of a slab ends. */
export function findEnds(slab: Buffer, ends: Uint32Array): void {
  let end = -1
  for (let row = 0; row < ends.length; row += 1) {
    const next = slab.indexOf(lineBreak, end + 1)
    end = next === -1 ? slab.length : next
    ends[row] = end
  }
}

/** One half of a character: no text in UTF-8 has it. */
const halfCharacter = /[\ud800-\udfff]/u

/** Marks the rows whose text has `text` in it, which is not empty; gives how many there are. */
export async function markRowsWith({ slabs, ends }: TextColumn, text: string, marks: Uint8Array, pause: Pause): Promise<number> {
  if (text.includes('\n') || halfCharacter.test(text)) return 0
  const markTexts = await openTextFinder()
  const wanted = Buffer.from(text)
  let found = 0
  for (const [number, slab] of slabs.entries()) {
    const first = number * slabRows
    found += markTexts(slab, ends.subarray(first, first + slabRows), wanted, marks.subarray(first, first + slabRows))
    await pause()
  }
  return found
}

/** Case doesn't count in a search, nor does the way in which accents are written. */
export function searchText(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
