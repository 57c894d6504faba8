import { parse, type DefaultTreeAdapterMap } from 'parse5'
import { decodeReferences } from '../../src/extract/character-references.js'
import { walkAttributes } from '../../src/extract/links/attributes.js'
import type { PageScan } from '../../src/extract/links/page-scan.js'
import { collapse, decodeUtf8, runsText, type DecodeRange } from '../../src/extract/text.js'

/** A link as `href` and text, as one line: what two extractors must agree on. */
export type LinkLine = string

const unseen = new Set(['script', 'style', 'template', 'iframe', 'noembed', 'noframes'])
const unseenForeign = new Set(['script', 'style'])

type Node = DefaultTreeAdapterMap['node']

/** Links of a page by parse5, an independent parser used in tests only: HTML `a` and `area` with href, SVG `a` too. */
export function oracleLinks(html: string): LinkLine[] {
  const lines: LinkLine[] = []
  const visit = (top: Node): void => {
    const stack: Node[] = [top]
    while (stack.length > 0) {
      const node = stack.pop()!
      if ('tagName' in node) {
        const isHtml = node.namespaceURI === 'http://www.w3.org/1999/xhtml'
        const isSvg = node.namespaceURI === 'http://www.w3.org/2000/svg'
        if ((isHtml && (node.tagName === 'a' || node.tagName === 'area')) || (isSvg && node.tagName === 'a')) {
          const href = node.attrs.find((attr) => attr.name === 'href' && (attr.prefix ?? '') === '') ?? (isSvg ? node.attrs.find((attr) => attr.name === 'href') : undefined)
          if (href) lines.push(`${href.value} | ${collapse(textOf(node))}`)
        }
      }
      if ('childNodes' in node) for (let index = node.childNodes.length - 1; index >= 0; index -= 1) stack.push(node.childNodes[index]!)
    }
  }
  visit(parse(html, { scriptingEnabled: false }))
  return lines
}

function textOf(element: Node): string {
  let text = ''
  const stack: Node[] = [element]
  while (stack.length > 0) {
    const node = stack.pop()!
    if ('value' in node) text += node.value
    if ('tagName' in node && (node.namespaceURI === 'http://www.w3.org/1999/xhtml' ? unseen : unseenForeign).has(node.tagName)) continue
    if ('childNodes' in node) for (let index = node.childNodes.length - 1; index >= 0; index -= 1) stack.push(node.childNodes[index]!)
  }
  return text
}

/** Links of a scan in the same form. */
export function scanLinks(scan: PageScan, decode: DecodeRange = decodeUtf8): LinkLine[] {
  const lines: LinkLine[] = []
  for (let link = 0; link < scan.linkCount; link += 1) {
    let href: string | undefined
    let xlink: string | undefined
    walkAttributes(scan.bytes, scan.nodeStart[scan.linkNode[link]!]!, (range) => {
      const name = decodeUtf8(scan.bytes, range.nameStart, range.nameEnd).toLowerCase()
      if (name !== 'href' && name !== 'xlink:href') return
      const value = decodeReferences(decode(scan.bytes, range.valueStart, range.valueEnd).replaceAll('\0', '\ufffd').replace(/\r\n?/gu, '\n'), true)
      if (name === 'href') href ??= value
      else xlink ??= value
    })
    lines.push(`${href ?? xlink} | ${runsText(scan, scan.linkRunFrom[link]!, scan.linkRunTo[link]!, decode)}`)
  }
  return lines
}
