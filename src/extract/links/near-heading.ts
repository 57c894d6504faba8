import { collapse, cutTo, runText, type DecodeRange } from '../text.js'
import { isBlankRun, linkDensity, type Blocks } from './blocks.js'
import { runKinds, type PageScan } from './page-scan.js'
import { tagNumber } from './tags.js'

const headings = new Set(['h2', 'h3', 'h4', 'h5', 'h6'].map(tagNumber))
const charsMax = 60
const runCharsMax = 300
/** Longer runs are not looked at: blanks between lines of markup may be many, but no heading is. */
const bytesMax = 3_000
/** A heading speaks for what stands below it up to what holds so much of the page, and so many steps up. */
const shareMax = 0.6
const stepsMax = 10

/**
 * Answers with the heading that stands above a link (F-CTX): the last one before it below the headline, in the same part of
 * the page. A heading that is a link itself, as those of teasers are, names one entry and no part.
 */
export function headingReader(scan: PageScan, blocks: Blocks, decode: DecodeRange): (node: number) => string | null {
  let nodes: number[] | null = null
  let runs: Map<number, number> | null = null
  const texts = new Map<number, string>()
  return (link) => {
    if (nodes === null) [nodes, runs] = headingsOf(scan, blocks)
    let low = 0
    let high = nodes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (nodes[middle]! < link) low = middle + 1
      else high = middle
    }
    if (low === 0) return null
    const heading = nodes[low - 1]!
    for (let at = scan.nodeParent[link]!, steps = 0; at !== -1 && steps < stepsMax; at = scan.nodeParent[at]!, steps += 1) {
      if (at === heading) return null
      if (blocks.text[at]! > blocks.total * shareMax) return null
      if (at < heading) return textOf(heading)
    }
    return null
  }

  function textOf(heading: number): string | null {
    let text = texts.get(heading)
    if (text === undefined) texts.set(heading, (text = readText(heading)))
    return text === '' ? null : text
  }

  function readText(heading: number): string {
    let text = ''
    for (let run = runs!.get(heading)!; run < scan.runCount && text.length < charsMax; run += 1) {
      if (isBlankRun(scan, run)) continue
      if (scan.runNode[run] === -1 || blocks.blockOf[scan.runNode[run]!] !== heading) break
      if (scan.runKind[run] === runKinds.image || scan.runEnd[run]! - scan.runStart[run]! > bytesMax) break
      // Blanks are taken together before they are counted: how many stand around words is chance.
      const words = collapse(runText(scan, run, decode))
      if (words.length > runCharsMax) break
      text += `${words} `
    }
    return cutTo(collapse(text), charsMax).trim()
  }
}

/** Headings with words of their own, in order, and the first run of each. */
function headingsOf(scan: PageScan, blocks: Blocks): [nodes: number[], runs: Map<number, number>] {
  const runs = new Map<number, number>()
  for (let run = 0; run < scan.runCount; run += 1) {
    const node = scan.runNode[run]!
    if (node === -1 || scan.runKind[run] === runKinds.image) continue
    const block = blocks.blockOf[node]!
    if (block !== -1 && headings.has(scan.nodeTag[block]!) && !runs.has(block) && !isBlankRun(scan, run) && blocks.text[block]! > 0 && linkDensity(blocks, block) < 0.5) runs.set(block, run)
  }
  return [[...runs.keys()].sort((a, b) => a - b), runs]
}
