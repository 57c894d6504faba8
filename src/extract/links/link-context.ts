import { limits } from '../../model/limits.js'
import type { LinkCue } from '../../model/link.js'
import { collapse, runText, type DecodeRange } from '../text.js'
import type { Standing } from './areas.js'
import { bytesPerWord, type Blocks } from './blocks.js'
import { isSpace } from './bytes.js'
import { runKinds, type PageScan } from './page-scan.js'
import { cuesOfBits } from './places.js'
import type { PageLink } from './read-links.js'

const runsMax = 64
const proseWordsMin = 10
const logoGridMin = 3

/** Words before and after a link in its block, cut to the limit at a word's edge. */
export function contextOf(scan: PageScan, blocks: Blocks, link: PageLink, decode: DecodeRange): { before: string; after: string } {
  const block = blocks.blockOf[link.node]!
  const max = limits.contextCharsMax
  let before = ''
  for (let run = link.runFrom - 1, steps = 0; run >= 0 && steps < runsMax && before.length < max + 40; run -= 1, steps += 1) {
    const node = scan.runNode[run]!
    if (node === -1 || blocks.blockOf[node] !== block) {
      if (isBlankRun(scan, run)) continue
      break
    }
    before = partText(scan, run, decode, 'end') + (hasSpaceAfter(scan, run) ? ' ' : '') + before
  }
  let after = ''
  for (let run = link.runTo, steps = 0; run < scan.runCount && steps < runsMax && after.length < max + 40; run += 1, steps += 1) {
    const node = scan.runNode[run]!
    if (node === -1 || blocks.blockOf[node] !== block) {
      if (isBlankRun(scan, run)) continue
      break
    }
    after += (hasSpaceAfter(scan, run - 1) ? ' ' : '') + partText(scan, run, decode, 'start')
  }
  return { before: cutStart(collapse(before), max), after: cutEnd(collapse(after), max) }
}

/** True for white space between blocks, for which only the reference keeps runs. */
function isBlankRun(scan: PageScan, run: number): boolean {
  if (scan.runKind[run] === runKinds.image) return false
  for (let at = scan.runStart[run]!; at < scan.runEnd[run]!; at += 1) if (isSpace[scan.bytes[at]!] === 0) return false
  return true
}

const gapBytesMax = 400

/** True if white space stands between a run and the next: the fast scan keeps no run for blanks outside of links. */
function hasSpaceAfter(scan: PageScan, run: number): boolean {
  if (run < 0 || run + 1 >= scan.runCount) return false
  const end = Math.min(scan.runStart[run + 1]!, scan.runEnd[run]! + gapBytesMax)
  for (let at = scan.runEnd[run]!; at < end; at += 1) if (scan.bytes[at] === 62 && isSpace[scan.bytes[at + 1] ?? 0] === 1) return true
  return false
}

/** A run's text, only as much of it as can be wanted, since one run may be a whole book. */
function partText(scan: PageScan, run: number, decode: DecodeRange, side: 'start' | 'end'): string {
  const start = scan.runStart[run]!
  const end = scan.runEnd[run]!
  const bytesMax = (limits.contextCharsMax + 80) * 4
  if (end - start <= bytesMax) return runText(scan, run, decode)
  let from = side === 'end' ? end - bytesMax : start
  let to = side === 'end' ? end : start + bytesMax
  while (from < end && (scan.bytes[from]! & 0xc0) === 0x80) from += 1
  while (to > from && to < end && (scan.bytes[to]! & 0xc0) === 0x80) to -= 1
  return decode(scan.bytes, from, to)
}

function cutStart(text: string, max: number): string {
  if (text.length <= max) return text
  const from = text.length - max
  const space = text.indexOf(' ', from)
  const at = space === -1 || space > from + 40 ? from : space + 1
  return text.slice(isLowSurrogate(text, at) ? at + 1 : at)
}

function cutEnd(text: string, max: number): string {
  if (text.length <= max) return text
  const space = text.lastIndexOf(' ', max)
  const at = space < max - 40 ? max : space
  return text.slice(0, isLowSurrogate(text, at) ? at - 1 : at)
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}

const sourceBefore = /(?:^|[\s([|–—-])(?:source|sources|via|credit|photo|photo by|image|image credit|infographic by|quelle|quellen|foto|bild|crédit|crédits|fuente|fonte|bron)\s?:?\s?$/iu
const labelWords = 'sponsored|sponsored link|sponsored post|ad|advertisement|advertorial|paid|paid link|promoted|affiliate|affiliate link|anzeige|werbung|gesponsert|sponsorisé|publicité|publi-rédactionnel|patrocinado|publicidad|sponsorizzato|pubblicità|reclame|advertentie|gesponsord|annons|sponsrad|annonce'
const labelBefore = new RegExp(`(?:^|[([|•·–—:*-]\\s?)(${labelWords})\\s?[)\\]|•·–—:*-]?\\s?$`, 'iu')
const labelAfter = new RegExp(`^\\s?(?:[([|•·–—*-]\\s?(${labelWords})(?=\\s?[)\\]|•·–—:*-]|$)|(${labelWords})$)`, 'iu')

export interface PagePlace {
  /** Offset of `</html>`, or -1, and of `<html`. */
  htmlStart: number
  htmlEnd: number
  isNofollow: boolean
  standingOf: (node: number) => Standing
  /** The heading above a link (F-CTX), or null. */
  headingOf: (node: number) => string | null
}

/** Cues of one link: those of the elements around it, and those of its block and of the page. */
export function cuesOf(scan: PageScan, blocks: Blocks, link: PageLink, context: { before: string; after: string }, page: PagePlace): string[] {
  const cues = new Set<LinkCue | `label:${string}` | `under:${string}`>(cuesOfBits(page.standingOf(link.node).cues))
  const block = blocks.blockOf[link.node]!
  if (link.rel.includes('author')) cues.add('byline')
  if (context.before !== '' && sourceBefore.test(context.before.slice(-40))) cues.add('caption')
  if (block !== -1 && (blocks.text[block]! - blocks.linked[block]!) / bytesPerWord >= proseWordsMin) cues.add('prose')
  if (link.image !== null && isLogoGrid(scan, blocks, link)) cues.add('logo-grid')
  const at = scan.nodeStart[link.node]!
  if ((page.htmlEnd !== -1 && at > page.htmlEnd) || (page.htmlStart > 0 && at < page.htmlStart)) cues.add('after-html')
  if (blocks.total > 0) {
    const share = blocks.before[link.runFrom]! / blocks.total
    if (share <= 1 / 3) cues.add('first-third')
    else if (share >= 2 / 3) cues.add('last-third')
  }
  if (page.isNofollow) cues.add('page-nofollow')
  const label = (context.before === '' ? undefined : labelBefore.exec(context.before.slice(-40))?.[1]) ?? (context.after === '' ? undefined : labelOf(labelAfter.exec(context.after.slice(0, 40))))
  if (label) cues.add(`label:${label.toLowerCase()}`)
  const heading = page.headingOf(link.node)
  if (heading !== null) cues.add(`under:${heading}`)
  return [...cues]
}

function labelOf(match: RegExpExecArray | null): string | undefined {
  return match?.[1] ?? match?.[2]
}

/** Three or more links and hardly any text in the nearest block that holds several: a wall of logos. */
function isLogoGrid(scan: PageScan, blocks: Blocks, link: PageLink): boolean {
  if (link.textContent !== '') return false
  let node = blocks.blockOf[link.node]!
  for (let steps = 0; node !== -1 && blocks.links[node]! < logoGridMin && steps < 4; steps += 1) node = scan.nodeParent[node]!
  if (node === -1) return false
  return blocks.links[node]! >= logoGridMin && blocks.text[node]! / bytesPerWord < blocks.links[node]! * 4
}
