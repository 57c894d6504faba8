import type { PageRecord } from '../../model/page.js'
import { extraOf } from './page-extra.js'
import { fold, tokensOf } from './spam-scan.js'

/** The two halves of a SimHash (F-DUP). */
interface Sketch {
  high: number
  low: number
}

function sketchOf(page: PageRecord): Sketch | undefined {
  const hash = page.features?.textSimHash ?? null
  return hash === null || !/^[0-9a-f]{16}$/u.test(hash) ? undefined : { high: Number.parseInt(hash.slice(0, 8), 16) | 0, low: Number.parseInt(hash.slice(8), 16) | 0 }
}

/** In how many of 64 bits of the SimHash two texts differ, some 32 where they have nothing in common; undefined where one was not read. */
export function bitsBetween(page: PageRecord, other: PageRecord): number | undefined {
  const [left, right] = [sketchOf(page), sketchOf(other)]
  return left === undefined || right === undefined ? undefined : bitsOf(left.high ^ right.high) + bitsOf(left.low ^ right.low)
}

/**
 * The largest group of pages whose texts are like that of one of them: at most `bitsMax` of 64 bits of the SimHash
 * differ. The hash estimates the cosine of the texts' phrases: 3 bits are a copy, 16 bits 70 % in common.
 */
export function largestLikeGroup(pages: readonly PageRecord[], bitsMax: number): PageRecord[] {
  const sketched = pages.flatMap((page) => {
    const sketch = sketchOf(page)
    return sketch === undefined ? [] : [{ page, sketch }]
  })
  let best: PageRecord[] = []
  for (const { sketch } of sketched) {
    const like = sketched.filter((other) => bitsOf(sketch.high ^ other.sketch.high) + bitsOf(sketch.low ^ other.sketch.low) <= bitsMax)
    if (like.length > best.length) best = like.map(({ page }) => page)
  }
  return best
}

/** True if half of the pages or more give a street that no other of them gives: places of work, no doorways (RISK-18). */
export function areRealPlaces(pages: readonly PageRecord[]): boolean {
  const counts = new Map<string, number>()
  for (const page of pages) for (const street of new Set(extraOf(page).streets)) counts.set(street, (counts.get(street) ?? 0) + 1)
  return pages.filter((page) => extraOf(page).streets.some((street) => counts.get(street) === 1)).length >= pages.length / 2
}

/** True if the titles are one sentence with other words in one place: at least two words stand in nearly all, and few others in each. */
export function isOneSentence(pages: readonly PageRecord[], othersMax: number): boolean {
  const titles = pages.map((page) => new Set(tokensOf(fold(page.title ?? ''))))
  const counts = new Map<string, number>()
  for (const title of titles) for (const word of title) counts.set(word, (counts.get(word) ?? 0) + 1)
  const shared = new Set([...counts].filter(([, count]) => count >= 0.9 * titles.length).map(([word]) => word))
  return shared.size >= 2 && titles.filter((title) => [...title].filter((word) => !shared.has(word)).length <= othersMax).length >= 0.9 * titles.length
}

/** The same pages with titles less the name of the site: the part before or behind a mark that stands in nearly all. */
export function withoutSiteName(pages: readonly PageRecord[]): PageRecord[] {
  const parts = pages.map(({ title }) => (title ?? '').split(/\s[|–—·»-]\s/u))
  const counts = new Map<string, number>()
  for (const title of parts) for (const part of new Set(title)) counts.set(part, (counts.get(part) ?? 0) + 1)
  return pages.map((page, at) => ({ ...page, title: parts[at]!.filter((part) => counts.get(part)! < 0.9 * pages.length).join(' ') }))
}

function bitsOf(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
