import type { Blocks } from './blocks.js'
import type { PageScan } from './page-scan.js'
import { tagNumber } from './tags.js'

/** How the articles, the main element and the footers of a page stand to each other. */
export interface PageFrame {
  isInArticle: (node: number) => boolean
  isTeaser: (node: number) => boolean
  isOfPage: (node: number) => boolean
  isBeforeFooter: (node: number) => boolean
  isFrame: (node: number) => boolean
  /** The first `main` or `article` with a fair share of the page's text, or -1. */
  mainNode: () => number
  /** The last footer of the page itself, or -1: what stands before it is none. */
  footerNode: () => number
}

/** Levels below a wrapper in which the parts of a page stand, and how much of the page such a wrapper holds. */
const frameDepth = 3
const frameShareMin = 0.4
const tags = { main: tagNumber('main'), article: tagNumber('article'), footer: tagNumber('footer') }

/** Answers for the elements of one scan. */
export function frameReader(scan: PageScan, blocks: Blocks): PageFrame {
  let firstMain = -2
  let lastFooter = -2
  let firstMainElement: number | null = null
  let articles: Map<number, number> | null = null
  return { isInArticle, isTeaser, isOfPage, isBeforeFooter, isFrame, mainNode, footerNode }

  function isInArticle(node: number): boolean {
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) if (scan.nodeTag[at] === tags.article) return blocks.text[at]! <= blocks.total * 0.9
    return false
  }

  /** True of an article inside of another and beside others of its kind: a teaser of a further piece, where a post put in stands alone. */
  function isTeaser(node: number): boolean {
    if ((articlesIn().get(scan.nodeParent[node]!) ?? 0) < 2) return false
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) if (scan.nodeTag[at] === tags.article) return true
    return false
  }

  /** Articles right below each element that holds any. */
  function articlesIn(): Map<number, number> {
    if (articles !== null) return articles
    articles = new Map()
    for (let node = 0; node < scan.nodeCount; node += 1) if (scan.nodeTag[node] === tags.article) articles.set(scan.nodeParent[node]!, (articles.get(scan.nodeParent[node]!) ?? 0) + 1)
    return articles
  }

  /** True of a footer that stands in a main element and in no article: it is that of the page. */
  function isOfPage(node: number): boolean {
    const parent = scan.nodeParent[node]!
    if (scan.nodeTag[parent] !== tags.article && blocks.text[parent]! > blocks.total * 0.85) return true
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      if (scan.nodeTag[at] === tags.article) return false
      if (scan.nodeTag[at] === tags.main) return true
    }
    return false
  }

  /** True in a main element that the page's own footer stands behind. */
  function isBeforeFooter(node: number): boolean {
    const footer = footerNode()
    if (footer <= node) return false
    let main = node
    while (main !== -1 && scan.nodeTag[main] !== tags.main) main = scan.nodeParent[main]!
    if (main === -1) return false
    for (let at = scan.nodeParent[footer]!; at !== -1; at = scan.nodeParent[at]!) if (at === main) return false
    return true
  }

  /** True of a wrapper called content that holds the main element or the footer of the page: it is the page. */
  function isFrame(node: number): boolean {
    if (blocks.text[node]! < blocks.total * frameShareMin) return false
    firstMainElement ??= scan.nodeTag.subarray(0, scan.nodeCount).indexOf(tags.main)
    return isShortlyBelow(firstMainElement, node) || isShortlyBelow(footerNode(), node)
  }

  function isShortlyBelow(inner: number, node: number): boolean {
    let at = inner
    for (let depth = 0; at > node && depth < frameDepth; depth += 1) at = scan.nodeParent[at]!
    return at === node && inner !== node
  }

  function mainNode(): number {
    if (firstMain !== -2) return firstMain
    firstMain = -1
    for (let node = 0; node < scan.nodeCount && firstMain === -1; node += 1) {
      const tag = scan.nodeTag[node]!
      if ((tag === tags.main || tag === tags.article) && blocks.text[node]! > blocks.total * 0.25) firstMain = node
    }
    return firstMain
  }

  function footerNode(): number {
    if (lastFooter !== -2) return lastFooter
    lastFooter = scan.nodeCount - 1
    while (lastFooter >= 0 && (scan.nodeTag[lastFooter] !== tags.footer || isInArticle(lastFooter))) lastFooter -= 1
    return lastFooter
  }
}
