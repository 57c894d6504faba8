import { icannSuffixes, privateSuffixes } from './public-suffixes.js'

/**
 * The public suffix rules as a hash table over characters, read from right to left: no label is ever cut out of the
 * host as a string. `domain.ts` holds the slow, obvious version; a test keeps the two equal.
 */

const ruleNormal = 1
const ruleWildcard = 2
const ruleException = 4
/** Not a rule itself, but a longer rule ends with it; a suffix that is not in the table at all ends the search. */
const ruleInner = 8

const dot = 46
const hashPrime = 0x01000193
const slotCount = 1 << 15
const slotMask = slotCount - 1

/** For each slot: kinds of rule, and where its name lies, last character first, in `pool`. */
const slotKinds = new Uint8Array(slotCount)
const slotStarts = new Int32Array(slotCount)
const slotLengths = new Uint8Array(slotCount)
const slotHashes = new Int32Array(slotCount)
const pool = fillTable()

/**
 * Start of the registrable domain within the host that is `text` from `from` to `to`, or -1 if there is none: an IP
 * address, a single label, a public suffix itself, or one after an empty label.
 */
export function registrableStart(text: string, from: number, to: number): number {
  if (to <= from || text.charCodeAt(from) === 91 /* [ */ || isNumber(text, from, to)) return -1
  // Start of the public suffix found so far, and of the label seen last; without any rule the last label is the suffix.
  let suffix = -1
  let label = to + 1
  let wildcard = false
  let hash = 0
  for (let at = to - 1; ; at -= 1) {
    const code = at < from ? dot : text.charCodeAt(at)
    if (code !== dot) {
      hash = Math.imul(hash ^ code, hashPrime)
      continue
    }
    const start = at + 1
    // An empty label ends the search; it belongs to no registrable domain.
    if (start === label - 1) return suffix === -1 || suffix === label ? -1 : previousLabel(text, from, suffix)
    const kinds = lookUp(text, start, to, hash)
    // An exception is itself registrable: the suffix is what follows its first label.
    if (kinds & ruleException) return start
    if (suffix === -1 || wildcard || kinds & ruleNormal) suffix = start
    wildcard = (kinds & ruleWildcard) !== 0
    // With nothing longer to match, the domain begins one label before the suffix.
    if (kinds === 0) return suffix === label ? start : suffix === start ? labelBefore(text, from, start) : previousLabel(text, from, suffix)
    if (at < from) return suffix === from ? -1 : previousLabel(text, from, suffix)
    hash = Math.imul(hash ^ dot, hashPrime)
    label = start
  }
}

/** True if the last label is all digits, which only that of an IPv4 address is. */
function isNumber(text: string, from: number, to: number): boolean {
  for (let at = to - 1; at >= from; at -= 1) {
    const code = text.charCodeAt(at)
    if (code === dot) return at < to - 1
    if (code < 48 || code > 57) return false
  }
  return true
}

/** Start of the label before the one beginning at `start`, or -1 if there is none or it is empty. */
function labelBefore(text: string, from: number, start: number): number {
  if (start - 2 < from || text.charCodeAt(start - 2) === dot) return -1
  return previousLabel(text, from, start)
}

function previousLabel(text: string, from: number, suffix: number): number {
  const before = text.lastIndexOf('.', suffix - 2)
  return before < from ? from : before + 1
}

function lookUp(text: string, at: number, to: number, hash: number): number {
  const length = to - at
  for (let slot = spread(hash); slotKinds[slot] !== 0; slot = (slot + 1) & slotMask) {
    if (slotHashes[slot] !== hash || slotLengths[slot] !== length) continue
    const start = slotStarts[slot]!
    let same = 0
    while (same < length && pool[start + same] === text.charCodeAt(to - 1 - same)) same += 1
    if (same === length) return slotKinds[slot]!
  }
  return 0
}

function spread(hash: number): number {
  return (hash ^ (hash >>> 15)) & slotMask
}

function fillTable(): Uint16Array {
  const kinds = new Map<string, number>()
  const add = (name: string, kind: number): void => {
    kinds.set(name, (kinds.get(name) ?? 0) | kind)
  }
  for (const rule of `${icannSuffixes} ${privateSuffixes}`.split(' ')) {
    const kind = rule.startsWith('!') ? ruleException : rule.startsWith('*.') ? ruleWildcard : ruleNormal
    const name = kind === ruleNormal ? rule : rule.slice(kind === ruleWildcard ? 2 : 1)
    add(name, kind)
    for (let at = name.indexOf('.'); at !== -1; at = name.indexOf('.', at + 1)) add(name.slice(at + 1), ruleInner)
  }
  const names = [...kinds.keys()]
  const filled = new Uint16Array(names.reduce((sum, name) => sum + name.length, 0))
  let end = 0
  for (const name of names) {
    let hash = 0
    const start = end
    for (let at = name.length - 1; at >= 0; at -= 1) {
      const code = name.charCodeAt(at)
      hash = Math.imul(hash ^ code, hashPrime)
      filled[end] = code
      end += 1
    }
    let slot = spread(hash)
    while (slotKinds[slot] !== 0) slot = (slot + 1) & slotMask
    slotKinds[slot] = kinds.get(name)!
    slotStarts[slot] = start
    slotLengths[slot] = name.length
    slotHashes[slot] = hash
  }
  return filled
}
