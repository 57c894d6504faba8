import type { PageRecord } from '../../model/page.js'

/** Pages of several domains whose texts have passages in common, each with the share of its own that stands on another domain. */
export interface SharedText {
  pages: PageRecord[]
  shares: Map<PageRecord, number>
}

export interface SharedBounds {
  /** Share of the passages of the shorter text that two have in common at least, and up to which they are no copies. */
  shareMin: number
  shareMax: number
  /** Fewer passages than this are common by chance. */
  runsMin: number
  /** A passage on more domains than this share of all, and on more than a few, belongs to a template. */
  templateShare: number
}

/** Pages a passage is followed to: of one on hundreds of pages the first tell. */
const pagesOfRunMax = 40
const templateDomainsMin = 12

/**
 * Groups of pages on different domains that share passages and are no copies of one another (RISK-15). Only pages that
 * share a kept passage are compared, so the work grows with the passages and not with the square of the pages.
 */
export function sharedTexts(pages: readonly PageRecord[], { shareMin, shareMax, runsMin, templateShare }: SharedBounds): SharedText[] {
  const runs = pages.map((page) => runsOf(page))
  const domainCount = new Set(pages.map(({ domain }) => domain)).size
  const domainsMax = Math.max(templateDomainsMin, templateShare * domainCount)
  const common = new Map<number, number>()
  for (const numbers of pagesOfRuns(runs)) {
    if (new Set(numbers.map((number) => pages[number]!.domain)).size > domainsMax) continue
    const compared = numbers.slice(0, pagesOfRunMax)
    for (const [at, a] of compared.entries()) {
      for (const b of compared.slice(at + 1)) {
        if (pages[a]!.domain !== pages[b]!.domain) common.set(a * pages.length + b, (common.get(a * pages.length + b) ?? 0) + 1)
      }
    }
  }
  const leader = pages.map((_, number) => number)
  const find = (number: number): number => {
    while (leader[number] !== number) number = leader[number] = leader[leader[number]!]!
    return number
  }
  const joined = new Set<number>()
  const shares = new Map<PageRecord, number>()
  for (const [pair, count] of common) {
    const [a, b] = [Math.floor(pair / pages.length), pair % pages.length]
    const share = count / Math.min(runs[a]!.length, runs[b]!.length)
    if (count < runsMin || share < shareMin || share > shareMax) continue
    leader[find(a)] = find(b)
    for (const number of [a, b]) {
      joined.add(number)
      shares.set(pages[number]!, Math.max(shares.get(pages[number]!) ?? 0, Math.min(1, count / runs[number]!.length)))
    }
  }
  const groups = new Map<number, PageRecord[]>()
  for (const number of [...joined].sort((a, b) => a - b)) {
    const root = find(number)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [pages[number]!])
    else group.push(pages[number]!)
  }
  return [...groups.values()].map((group) => ({ pages: group, shares }))
}

/** Passages as reading a page kept them, each once; pages read by earlier versions have none. */
export function runsOf({ features }: PageRecord): readonly number[] {
  const text = features?.extra['textRuns']
  if (typeof text !== 'string') return []
  const runs = new Set<number>()
  for (let at = 0; at + runDigits <= text.length; at += runDigits) {
    const run = Number.parseInt(text.slice(at, at + runDigits), 16)
    if (run >= 0) runs.add(run)
  }
  return [...runs]
}

/** True of a page that has so many passages at least, without reading them. */
export function hasRuns({ features }: PageRecord, runsMin: number): boolean {
  const text = features?.extra['textRuns']
  return typeof text === 'string' && text.length >= runsMin * runDigits
}

const runDigits = 8

/** Numbers of pages fit into so many bits beside a passage, as one number that is exact. */
const pageBits = 2 ** 21

/** The pages of each passage that stands on several, ascending. Sorted as plain numbers: there are a million of them. */
function* pagesOfRuns(runs: ReadonlyArray<readonly number[]>): Generator<number[]> {
  const places = new Float64Array(runs.reduce((sum, ofPage) => sum + ofPage.length, 0))
  let end = 0
  for (const [number, ofPage] of runs.entries()) for (const run of ofPage) places[end++] = run * pageBits + number
  places.sort()
  for (let first = 0; first < places.length;) {
    const run = Math.floor(places[first]! / pageBits)
    let last = first + 1
    while (last < places.length && Math.floor(places[last]! / pageBits) === run) last += 1
    if (last - first > 1) yield Array.from(places.subarray(first, last), (place) => place % pageBits)
    first = last
  }
}
