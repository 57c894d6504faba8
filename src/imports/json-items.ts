import type { RawRow } from './import-table.js'

/** Levels of an answer looked through for its list of items: tasks, result, items and a few to spare. */
const depthMax = 8
/** Arrays and objects looked at on the way; rows of a real answer lie under few of them. */
const branchesMax = 100_000
const keysMax = 500
/** Items whose keys make the header. */
export const keyItemsMax = 1_000

/** True if the text is JSON line by line and not one document. */
export function isNdjson(head: string): boolean {
  const lines = head.split('\n', 12).map((line) => line.trim()).filter(Boolean)
  if (lines.length < 2) return false
  // The last line may be cut off where the head ends.
  const whole = lines.slice(0, -1).filter((line) => isObjectLine(line)).length
  return whole > 0 && lines.every((line) => line.startsWith('{') || !/^[[\]]/u.test(line))
}

function isObjectLine(line: string): boolean {
  return line.startsWith('{') && line.endsWith('}') && isObject(parseOr(line))
}

export function parseOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The lists of objects inside a document, outermost first in each branch: whatever envelope a tool puts around its
 * rows, they are an array of objects somewhere. A caller takes those whose keys it knows.
 */
export function listsOfItems(document: unknown): Array<ReadonlyArray<Record<string, unknown>>> {
  const lists: Array<ReadonlyArray<Record<string, unknown>>> = []
  const branches: Array<{ value: unknown; depth: number }> = [{ value: document, depth: 0 }]
  const follow = (parent: Record<string, unknown>, depth: number): void => {
    for (const value of Object.values(parent)) if (isBranch(value) && branches.length < branchesMax) branches.push({ value, depth })
  }
  // The list grows while it is walked: taking from its front would cost its whole length each time.
  for (const { value, depth } of branches) {
    if (Array.isArray(value)) {
      const items = value.filter(isObject)
      if (items.length > 0) lists.push(items)
      if (depth < depthMax && lists.length < 1_000) for (const item of items.slice(0, 1_000)) follow(item, depth + 1)
    } else if (isObject(value) && depth < depthMax) {
      if (depth === 0) lists.push([value])
      follow(value, depth + 1)
    }
  }
  return lists
}

/** The keys of the first items, in the order in which they come. */
export function keysOf(items: ReadonlyArray<Record<string, unknown>>): string[] {
  const keys = new Set<string>()
  for (const item of items.slice(0, keyItemsMax)) for (const key of Object.keys(item)) if (keys.size < keysMax) keys.add(key)
  return [...keys]
}

/** An item as a row under the given keys. */
export function rowOfItem(item: Record<string, unknown>, keys: readonly string[], line: number): RawRow {
  return { line, cells: keys.map((key) => (Object.hasOwn(item, key) ? textOf(item[key]) : '')), value: item }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isBranch(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.slice(0, 100).map((part) => (typeof part === 'object' ? '' : String(part))).filter(Boolean).join(', ')
  return typeof value === 'object' ? '' : String(value)
}
