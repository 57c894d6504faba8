/**
 * 64-bit SimHash of words in three-word shingles (F-DUP), as 16 hex digits: pages with the same text differ in few bits. Under
 * twenty words there is too little text to compare, and null is given.
 */
export function simHash(words: readonly string[]): string | null {
  if (words.length < 20) return null
  const counts = new Int32Array(64)
  let first = wordHash(words[0]!)
  let second = wordHash(words[1]!)
  for (let at = 2; at < words.length; at += 1) {
    const third = wordHash(words[at]!)
    const low = mixed(Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77) ^ third)
    const high = mixed(low ^ Math.imul(third, 0xc2b2ae3d) ^ first)
    for (let bit = 0; bit < 32; bit += 1) {
      counts[bit]! += ((low >>> bit) & 1) * 2 - 1
      counts[bit + 32]! += ((high >>> bit) & 1) * 2 - 1
    }
    first = second
    second = third
  }
  let low = 0
  let high = 0
  for (let bit = 0; bit < 32; bit += 1) {
    if (counts[bit]! > 0) low |= 1 << bit
    if (counts[bit + 32]! > 0) high |= 1 << bit
  }
  return hex(high) + hex(low)
}

/** FNV-1a over UTF-16 units. */
export function wordHash(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash
}

/** The bits of a number well stirred: numbers that are near one another go far apart. */
export function mixed(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return hash ^ (hash >>> 16)
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0')
}
