import type { Area, Element } from '../model/link.js'

/**
 * Numbers that stand for words in the Parquet columns `ltype`, `region` and `rel`. They are part of the file format:
 * a number once given keeps its meaning, and new words get new numbers.
 */
export const elementCodes: Readonly<Record<Element, number>> = {
  a: 1, area: 2, canonical: 3, alternate: 4, form: 5, iframe: 6, redirect: 7, 'http-header': 8, other: 9,
}

/** 0 to 3 as a cluster writes them; 4 to 6 go on from there for the areas that only markup tells. */
export const areaCodes: Readonly<Record<Area, number>> = { main: 1, nav: 2, footer: 3, header: 4, aside: 5, comment: 6 }

/** Bits of `rel`. The fifth says that the page asked not to be indexed. */
const relBits: ReadonlyArray<readonly [string, number]> = [['nofollow', 1], ['ugc', 2], ['sponsored', 4], ['noopener', 8]]
const noindexBit = 16

const elementsByCode = new Map(Object.entries(elementCodes).map(([element, code]) => [code, element as Element]))
const areasByCode = new Map(Object.entries(areaCodes).map(([area, code]) => [code, area as Area]))

export function elementOfCode(code: number): Element {
  return elementsByCode.get(code) ?? 'other'
}

export function areaOfCode(code: number): Area | null {
  return areasByCode.get(code) ?? null
}

export function relCode(rel: readonly string[], robots: readonly string[]): number {
  let code = asksNoIndex(robots) ? noindexBit : 0
  for (const [token, bit] of relBits) if (rel.includes(token)) code |= bit
  return code
}

export function asksNoIndex(robots: readonly string[]): boolean {
  return robots.includes('noindex') || robots.includes('none')
}
