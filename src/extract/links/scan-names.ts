import { nameCode } from './bytes.js'
import { tagNames, unknownTagBase } from './tags.js'

/**
 * Numbers of tag names, found by a key the scanner builds as it passes the name. Up to four letters the key is the name
 * itself; longer names are compared. Names without rules are entered when first seen and kept for later pages.
 */
const slots = 1 << 13
const probesMax = 16
const charsMax = 24
const learntMax = 3_000
const unknownMax = 4_000

const slotKey = new Int32Array(slots)
const slotTag = new Int32Array(slots)
const nameBytes = new Uint8Array((unknownTagBase + learntMax) * charsMax)
const nameLength = new Uint8Array(unknownTagBase + learntMax)
let learnt = 0
/** Names the table has no room for, as this page numbers them. */
const rest = new Map<string, number>()

/** The key of a name with one more byte, lower case. */
export function keyWith(key: number, code: number): number {
  return ((key << 8) | (key >>> 24)) ^ code
}

/** To be called before each page: forgets names only a hostile run of pages can have made so many. */
export function beginNames(): void {
  if (rest.size > 0) rest.clear()
  if (learnt >= learntMax - 1_000) enterKnown()
}

/** Number of the name from `start` to `end`, whose key is `key`; 0 if a page has more names than are numbered. */
export function tagOf(bytes: Uint8Array, start: number, end: number, key: number): number {
  const size = end - start
  let slot = Math.imul(key, 0x9e3779b1) >>> 19
  for (let probes = 0; probes < probesMax; probes += 1) {
    const id = slotTag[slot]!
    if (id === 0) return learn(bytes, start, end, key, slot)
    if (slotKey[slot] === key && nameLength[id] === size && (size <= 4 || isName(bytes, start, end, id))) return id
    slot = (slot + 1) & (slots - 1)
  }
  return restTag(bytes, start, end)
}

function isName(bytes: Uint8Array, start: number, end: number, id: number): boolean {
  let known = id * charsMax
  for (let at = start; at < end; at += 1) {
    if (nameCode[bytes[at]!] !== nameBytes[known]) return false
    known += 1
  }
  return true
}

function learn(bytes: Uint8Array, start: number, end: number, key: number, slot: number): number {
  if (end - start > charsMax || learnt >= learntMax) return restTag(bytes, start, end)
  const id = unknownTagBase + learnt
  learnt += 1
  for (let at = start; at < end; at += 1) nameBytes[id * charsMax + at - start] = nameCode[bytes[at]!]!
  enter(id, end - start, key, slot)
  return id
}

function enter(id: number, size: number, key: number, slot: number): void {
  slotTag[slot] = id
  slotKey[slot] = key
  nameLength[id] = size
}

function restTag(bytes: Uint8Array, start: number, end: number): number {
  let name = ''
  for (let at = start; at < end; at += 1) name += String.fromCharCode(nameCode[bytes[at]!]!)
  let id = rest.get(name)
  if (id === undefined) {
    if (rest.size >= unknownMax) return 0
    id = unknownTagBase + learntMax + rest.size
    rest.set(name, id)
  }
  return id
}

function enterKnown(): void {
  slotTag.fill(0)
  learnt = 0
  for (let id = 1; id < tagNames.length; id += 1) {
    const name = tagNames[id]!
    let key = 0
    for (let index = 0; index < name.length; index += 1) {
      nameBytes[id * charsMax + index] = name.charCodeAt(index)
      key = keyWith(key, name.charCodeAt(index))
    }
    let slot = Math.imul(key, 0x9e3779b1) >>> 19
    while (slotTag[slot] !== 0) slot = (slot + 1) & (slots - 1)
    enter(id, name.length, key, slot)
  }
}

enterKnown()
