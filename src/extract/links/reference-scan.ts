import { walkAttributes } from './attributes.js'
import { nodesMaxOf, runKinds, type PageScan } from './page-scan.js'
import { isElement, type TreeElement, type TreePart, type TreeRun } from './reference-stack.js'
import { latin1 } from './reference-tokens.js'
import { buildReferenceTree } from './reference-tree.js'
import { isIn, mathBit, svgBit, tagNumber, unknownTagBase } from './tags.js'

/** The scan of a page by way of a whole tree: the reference of `scanPage`, and its fallback for odd pages. */
export function referenceScan(bytes: Uint8Array, start = 0): PageScan {
  const tree = buildReferenceTree(bytes, start)
  const rows = new Rows(bytes)
  const unknown = new Map<string, number>()
  const metas: number[] = []
  const linkTags: number[] = []
  let base = -1
  let html = -1
  let titleStart = -1
  let titleEnd = -1

  interface Frame {
    element: TreeElement
    node: number
    next: number
    link: number
    /** Inside of a foreign script or style: links are, text is not seen. */
    unseen: boolean
  }
  const frames: Frame[] = [{ element: tree.root, node: -1, next: 0, link: -1, unseen: false }]
  while (frames.length > 0) {
    const frame = frames[frames.length - 1]!
    const part: TreePart | undefined = frame.element.parts[frame.next]
    frame.next += 1
    if (!part) {
      if (frame.link !== -1) rows.scan.linkRunTo[frame.link] = rows.scan.runCount
      frames.pop()
      continue
    }
    if (!isElement(part)) {
      if (frame.unseen) continue
      const { name } = frame.element
      const keepsNul = name.includes(' ') || name === 'title' || name === 'textarea'
      const kind = part.raw ? runKinds.raw : keepsNul ? runKinds.foreign : runKinds.text
      rows.addRun(part.start, part.end, frame.node, kind)
      continue
    }
    const { name, start: at } = part
    if (name === 'html' && html === -1) html = at
    if (name === 'base' && base === -1 && hasAttribute(bytes, at, ['href'])) base = at
    if (name === 'meta') metas.push(at)
    if (name === 'link') linkTags.push(at)
    if (name === 'title' && titleStart === -1) {
      const runs = part.parts.filter((child): child is TreeRun => !isElement(child))
      titleStart = runs[0]?.start ?? 0
      titleEnd = runs.at(-1)?.end ?? 0
    }
    const local = name.slice(name.indexOf(' ') + 1)
    const isHtml = local === name
    if (name === 'template' || (isHtml && isIn('unseen', name))) continue
    const node = rows.addNode(numberOf(name, local, unknown), at, frame.node)
    if (name === 'img' && !frame.unseen) rows.addRun(at, at, node, runKinds.image)
    const isLink = name === 'a' || name === 'area' ? hasAttribute(bytes, at, ['href']) : name === 'svg a' && hasAttribute(bytes, at, ['href', 'xlink:href'])
    frames.push({ element: part, node, next: 0, link: isLink ? rows.addLink(node) : -1, unseen: frame.unseen || (!isHtml && (local === 'script' || local === 'style')) })
  }
  return Object.assign(rows.scan, { base, html, metas, linkTags, titleStart, titleEnd, htmlEnd: tree.htmlEnd, bounded: tree.bounded })
}

function numberOf(name: string, local: string, unknown: Map<string, number>): number {
  let number = tagNumber(local)
  if (number === 0) {
    number = unknown.get(local) ?? unknownTagBase + Math.min(unknown.size, 4_096)
    unknown.set(local, number)
  }
  return name.startsWith('svg ') ? number | svgBit : name.startsWith('math ') ? number | mathBit : number
}

function hasAttribute(bytes: Uint8Array, tagStart: number, names: readonly string[]): boolean {
  if (tagStart < 0) return false
  let found = false
  walkAttributes(bytes, tagStart, (range) => {
    found ||= names.includes(latin1(bytes, range.nameStart, range.nameEnd).toLowerCase())
  })
  return found
}

/** Rows that grow as needed; the reference may allocate. */
class Rows {
  readonly scan: PageScan

  constructor(bytes: Uint8Array) {
    const room = Math.min(1_024, nodesMaxOf(bytes.length))
    this.scan = {
      bytes, nodeCount: 0, nodeTag: new Int32Array(room), nodeStart: new Int32Array(room), nodeParent: new Int32Array(room),
      runCount: 0, runStart: new Int32Array(room), runEnd: new Int32Array(room), runNode: new Int32Array(room), runKind: new Uint8Array(room),
      linkCount: 0, linkNode: new Int32Array(room), linkRunFrom: new Int32Array(room), linkRunTo: new Int32Array(room),
      linkHref: new Int32Array(room), linkHrefEnd: new Int32Array(room), linkRel: new Int32Array(room), linkRelEnd: new Int32Array(room),
      base: -1, html: -1, metas: [], linkTags: [], titleStart: -1, titleEnd: -1, htmlEnd: -1, bounded: false,
    }
  }

  addNode(tag: number, start: number, parent: number): number {
    const { scan } = this
    const row = scan.nodeCount
    if (row === scan.nodeTag.length) {
      scan.nodeTag = grown(scan.nodeTag)
      scan.nodeStart = grown(scan.nodeStart)
      scan.nodeParent = grown(scan.nodeParent)
    }
    scan.nodeTag[row] = tag
    scan.nodeStart[row] = start
    scan.nodeParent[row] = parent
    scan.nodeCount = row + 1
    return row
  }

  addRun(start: number, end: number, node: number, kind: number): void {
    const { scan } = this
    const row = scan.runCount
    if (row === scan.runStart.length) {
      scan.runStart = grown(scan.runStart)
      scan.runEnd = grown(scan.runEnd)
      scan.runNode = grown(scan.runNode)
      const kinds = new Uint8Array(scan.runKind.length * 2)
      kinds.set(scan.runKind)
      scan.runKind = kinds
    }
    scan.runStart[row] = start
    scan.runEnd[row] = end
    scan.runNode[row] = node
    scan.runKind[row] = kind
    scan.runCount = row + 1
  }

  addLink(node: number): number {
    const { scan } = this
    const row = scan.linkCount
    if (row === scan.linkNode.length) {
      scan.linkNode = grown(scan.linkNode)
      scan.linkRunFrom = grown(scan.linkRunFrom)
      scan.linkRunTo = grown(scan.linkRunTo)
      scan.linkHref = grown(scan.linkHref)
      scan.linkHrefEnd = grown(scan.linkHrefEnd)
      scan.linkRel = grown(scan.linkRel)
      scan.linkRelEnd = grown(scan.linkRelEnd)
    }
    scan.linkNode[row] = node
    scan.linkRunFrom[row] = scan.runCount
    scan.linkRunTo[row] = scan.runCount
    scan.linkHref[row] = -1
    scan.linkCount = row + 1
    return row
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
