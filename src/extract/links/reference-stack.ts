import { treeBounds } from './page-scan.js'
import { isIn } from './tags.js'

/** A part of an element in tree order: a child element, a run of text, or an image's place among them. */
export type TreePart = TreeElement | TreeRun

export interface TreeRun {
  start: number
  end: number
  raw: boolean
}

/** An element. Foreign names carry their namespace, parted by a space, which no name of a tag can hold: `svg a`, `math mi`. */
export interface TreeElement {
  name: string
  /** Offset of the `<` of its tag, or -1 for an implied element. */
  start: number
  parent: TreeElement | null
  parts: TreePart[]
}

export function isElement(part: TreePart): part is TreeElement {
  return 'parts' in part
}

/** An entry of the list of active formatting elements; a marker has no element. */
export interface FormattingEntry {
  element: TreeElement | null
  name: string
  /** Attributes as a canonical text: two entries alike in it are "the same" for the standard's limit of three. */
  attributes: string
}

const foreignScope = new Set(['math mi', 'math mo', 'math mn', 'math ms', 'math mtext', 'math annotation-xml', 'svg foreignobject', 'svg desc', 'svg title'])

export function isSpecial(name: string): boolean {
  return isIn('special', name) || foreignScope.has(name)
}

/** The stack of open elements and the questions the standard asks of it. */
export class OpenElements {
  readonly items: TreeElement[] = []

  get current(): TreeElement | undefined {
    return this.items.at(-1)
  }

  has(element: TreeElement): boolean {
    return this.items.includes(element)
  }

  remove(element: TreeElement): void {
    const index = this.items.lastIndexOf(element)
    if (index !== -1) this.items.splice(index, 1)
  }

  indexOfName(name: string): number {
    return this.items.findLastIndex((item) => item.name === name)
  }

  popUntil(...names: string[]): void {
    while (this.items.length > 0) if (names.includes(this.items.pop()!.name)) return
  }

  inScope(name: string, kind: 'plain' | 'list' | 'button' | 'table' | 'select' = 'plain'): boolean {
    return this.anyInScope([name], kind)
  }

  anyInScope(names: readonly string[], kind: 'plain' | 'list' | 'button' | 'table' | 'select' = 'plain'): boolean {
    for (let index = this.items.length - 1; index >= 0; index -= 1) {
      const { name } = this.items[index]!
      if (names.includes(name)) return true
      if (kind === 'table') {
        if (name === 'table' || name === 'template' || name === 'html') return false
      } else if (kind === 'select') {
        if (name !== 'option' && name !== 'optgroup') return false
      } else if (isIn('scope', name) || foreignScope.has(name)) return false
      else if (kind === 'list' && (name === 'ol' || name === 'ul')) return false
      else if (kind === 'button' && name === 'button') return false
    }
    return false
  }

  elementInScope(element: TreeElement): boolean {
    for (let index = this.items.length - 1; index >= 0; index -= 1) {
      const item = this.items[index]!
      if (item === element) return true
      if (isIn('scope', item.name) || foreignScope.has(item.name)) return false
    }
    return false
  }

  impliedEnds(except = ''): void {
    while (this.current && this.current.name !== except && isIn('impliedEnd', this.current.name)) this.items.pop()
  }

  impliedEndsThoroughly(): void {
    while (this.current && isIn('impliedEndThorough', this.current.name)) this.items.pop()
  }

  clearBackTo(...names: string[]): void {
    while (this.current && !names.includes(this.current.name)) this.items.pop()
  }
}

/** The list of active formatting elements. */
export class FormattingList {
  readonly entries: FormattingEntry[] = []

  addMarker(): void {
    this.entries.push({ element: null, name: '', attributes: '' })
  }

  add(entry: FormattingEntry): void {
    let same = 0
    for (let index = this.entries.length - 1; index >= 0; index -= 1) {
      const other = this.entries[index]!
      if (other.element === null) break
      if (other.name === entry.name && other.attributes === entry.attributes && (same += 1) === 3) {
        this.entries.splice(index, 1)
        break
      }
    }
    if (this.entries.length >= treeBounds.formattingMax) this.entries.shift()
    this.entries.push(entry)
  }

  clearToMarker(): void {
    while (this.entries.length > 0) if (this.entries.pop()!.element === null) return
  }

  /** The last entry of that name after the last marker. */
  find(name: string): FormattingEntry | undefined {
    for (let index = this.entries.length - 1; index >= 0; index -= 1) {
      const entry = this.entries[index]!
      if (entry.element === null) return undefined
      if (entry.name === name) return entry
    }
    return undefined
  }

  of(element: TreeElement): FormattingEntry | undefined {
    return this.entries.findLast((entry) => entry.element === element)
  }

  remove(entry: FormattingEntry): void {
    const index = this.entries.indexOf(entry)
    if (index !== -1) this.entries.splice(index, 1)
  }
}
