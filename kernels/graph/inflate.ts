/**
 * Deflate data (RFC 1951) unpacked piece by piece, straight to where the text is read. The twin is zlib.
 *
 * Input lies from `start` to `end`; with `final` nothing comes after. Output goes on at `outStart`; before it lies what
 * matches may refer to, the last 32 KiB. What is not whole is kept in the state below: bits that were taken from the input and not used
 * yet, and the block under way. Whoever calls hands over the input that was left again, with more behind it.
 *
 * Codes are looked up by their next bits. An entry of the table of literals and lengths has in its low five bits how many
 * bits it takes. One literal, or up to three that follow one another: bit 7, how many in bits 5 and 6, their bytes from bit
 * 8 on. A length: its base from bit 16 on, bits of the code alone from bit 8 on. Otherwise bit 5: a table of its own for
 * longer codes (bit 6, its place from bit 8 on, its width below), the end of the block (bit 30), or nothing. Distances are
 * as lengths; bit 31 says that there is none, or with bit 29 a table of its own.
 */

/** Why `inflate` came back: the input or the room came to an end, the data did, or it is damaged or ends too early. */
const MORE_INPUT: u32 = 0
const MORE_ROOM: u32 = 1
const DONE: u32 = 2
const DAMAGED: u32 = 3
const EARLY: u32 = 4

const LITERAL: u32 = 0x80
const OTHER: u32 = 0x20
const DEEPER: u32 = 0x40
const END: u32 = 0x40000000
const FAR_OTHER: u32 = 0x80000000
const FAR_DEEPER: u32 = 0x20000000

const literalBits: u32 = 11
const literalMask: u64 = 2047
const distanceBits: u32 = 8
/** More than the longest header of a block, and than the longest match with what is written past its end. */
const headerBytes: usize = 640
const matchRoom: usize = 320

// Places from `tables` on: the two tables of codes, lengths of codes, how many have each length, symbols in order.
const literalPlace: usize = 0
const distancePlace: usize = 16384
const lengthPlace: usize = 24576
const countPlace: usize = 25088
const offsetPlace: usize = 25152
const symbolPlace: usize = 25216
const codePlace: usize = 26368

let tables: usize = 0
let held: u64 = 0
let heldBits: u64 = 0
/** 0: between blocks, 1: in one of codes, 2: in one that is stored. */
let inBlock: u32 = 0
let lastBlock: bool = false
let storedLeft: u32 = 0
let written: u64 = 0
let nextIn: usize = 0
let nextOut: usize = 0

/** Begins anew, with tables of 32 KiB at an address. */
export function begin(at: usize): void {
  tables = at
  held = 0
  heldBits = 0
  inBlock = 0
  lastBlock = false
  written = 0
}

/** Where input is to be read on, and output written on. */
export function inputNext(): usize {
  return nextIn
}

export function outputNext(): usize {
  return nextOut
}

@inline function reversed(code: u32, bits: u32): u32 {
  let turned: u32 = 0
  for (let k: u32 = 0; k < bits; k++) {
    turned = (turned << 1) | (code & 1)
    code >>>= 1
  }
  return turned
}

@inline function lengthEntry(symbol: u32, bits: u32): u32 {
  if (symbol < 256) return LITERAL | (symbol << 8) | 32 | bits
  if (symbol == 256) return OTHER | END | bits
  if (symbol > 285) return OTHER
  if (symbol == 285) return (258 << 16) | (bits << 8) | bits
  const k = symbol - 257
  if (k < 8) return ((k + 3) << 16) | (bits << 8) | bits
  const extra = (k >> 2) - 1
  return ((((4 + (k & 3)) << extra) + 3) << 16) | (bits << 8) | (bits + extra)
}

@inline function distanceEntry(symbol: u32, bits: u32): u32 {
  if (symbol > 29) return FAR_OTHER
  if (symbol < 4) return ((symbol + 1) << 16) | (bits << 8) | bits
  const extra = (symbol >> 1) - 1
  return ((((2 + (symbol & 1)) << extra) + 1) << 16) | (bits << 8) | (bits + extra)
}

/** Kind 0: literals and lengths, 1: distances, 2: lengths of codes. False if these lengths make no code. */
function build(lengths: usize, symbolCount: u32, kind: u32, table: usize, tableBits: u32): bool {
  const counts = tables + countPlace
  const offsets = tables + offsetPlace
  const symbols = tables + symbolPlace
  memory.fill(counts, 0, 32)
  for (let k: u32 = 0; k < symbolCount; k++) {
    const at = counts + (<usize>load<u8>(lengths + k) << 1)
    store<u16>(at, load<u16>(at) + 1)
  }
  store<u16>(counts, 0)
  let longest: u32 = 15
  while (longest > 0 && load<u16>(counts + (<usize>longest << 1)) == 0) longest--
  const none = kind == 1 ? FAR_OTHER : OTHER
  for (let k: usize = 0; k < (1 << tableBits); k++) store<u32>(table + (k << 2), none)
  if (longest == 0) return kind == 1
  let left: i32 = 1
  for (let bits: u32 = 1; bits <= 15; bits++) {
    left = (left << 1) - <i32>load<u16>(counts + (<usize>bits << 1))
    if (left < 0) return false
  }
  if (left > 0 && (kind == 2 || longest != 1)) return false
  let sum: u32 = 0
  for (let bits: u32 = 1; bits <= 15; bits++) {
    store<u16>(offsets + (<usize>bits << 1), sum)
    sum += load<u16>(counts + (<usize>bits << 1))
  }
  for (let k: u32 = 0; k < symbolCount; k++) {
    const bits = <usize>load<u8>(lengths + k)
    if (bits == 0) continue
    const place = <u32>load<u16>(offsets + (bits << 1))
    store<u16>(symbols + (place << 1), k)
    store<u16>(offsets + (bits << 1), place + 1)
  }
  let code: u32 = 0
  let next: u32 = 0
  let deeper: u32 = 1 << tableBits
  let deepPrefix: u32 = 0xffffffff
  let deepAt: u32 = 0
  let deepBits: u32 = 0
  for (let bits: u32 = 1; bits <= longest; bits++) {
    let here = <u32>load<u16>(counts + (<usize>bits << 1))
    for (; here > 0; here--) {
      const symbol = <u32>load<u16>(symbols + (next++ << 1))
      const turned = reversed(code, bits)
      if (bits <= tableBits) {
        const entry = kind == 0 ? lengthEntry(symbol, bits) : kind == 1 ? distanceEntry(symbol, bits) : (symbol << 8) | bits
        for (let at = turned; at < (1 << tableBits); at += 1 << bits) store<u32>(table + (<usize>at << 2), entry)
      } else {
        const prefix = turned & ((1 << tableBits) - 1)
        if (prefix != deepPrefix) {
          deepPrefix = prefix
          deepAt = deeper
          deepBits = bits - tableBits
          // As wide as the codes that begin alike need it: they are taken one after another, so what is left of them tells.
          let room: i32 = <i32>(1 << deepBits) - <i32>here
          while (room > 0 && deepBits + tableBits < longest) {
            deepBits++
            room = (room << 1) - <i32>load<u16>(counts + (<usize>(deepBits + tableBits) << 1))
          }
          deeper += 1 << deepBits
          for (let at = deepAt; at < deeper; at++) store<u32>(table + (<usize>at << 2), none)
          store<u32>(table + (<usize>prefix << 2), (kind == 1 ? FAR_OTHER | FAR_DEEPER : OTHER | DEEPER) | (deepAt << 8) | deepBits)
        }
        const rest = bits - tableBits
        const entry = kind == 0 ? lengthEntry(symbol, rest) : distanceEntry(symbol, rest)
        for (let at = turned >>> tableBits; at < (1 << deepBits); at += 1 << rest) store<u32>(table + (<usize>(deepAt + at) << 2), entry)
      }
      code++
    }
    code <<= 1
  }
  if (kind == 0) join(table)
  return true
}

/** Literals that fit the width together become one entry. */
function join(table: usize): void {
  // From the top: an entry looks at lower ones only, which still have one literal each.
  for (let k: i32 = <i32>literalMask; k >= 0; k--) {
    let entry = load<u32>(table + (<usize>k << 2))
    if (!(entry & LITERAL)) continue
    for (let bits = entry & 31, count: u32 = 1; count < 3; count++) {
      const next = load<u32>(table + ((<usize>k >>> bits) << 2))
      bits += next & 31
      if (!(next & LITERAL) || bits > literalBits) break
      entry = (entry & ~(<u32>127)) | ((count + 1) << 5) | bits | ((next & 0xff00) << (count << 3))
    }
    store<u32>(table + (<usize>k << 2), entry)
  }
}

function fixedCodes(): void {
  const lengths = tables + lengthPlace
  memory.fill(lengths, 8, 144)
  memory.fill(lengths + 144, 9, 112)
  memory.fill(lengths + 256, 7, 24)
  memory.fill(lengths + 280, 8, 8)
  build(lengths, 288, 0, tables + literalPlace, literalBits)
  memory.fill(lengths, 5, 32)
  build(lengths, 32, 1, tables + distancePlace, distanceBits)
}

@inline function orderOf(k: u32): u32 {
  // 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  if (k < 3) return 16 + k
  if (k == 3) return 0
  return k & 1 ? 8 - ((k - 3) >> 1) : 8 + ((k - 4) >> 1)
}

/** Takes bits at the present place of the input. Behind the end zeros are read; whoever asks looks at the place afterwards. */
let at: usize = 0
let limit: usize = 0

@inline function fill(): void {
  while (heldBits <= 56) {
    held |= (at < limit ? <u64>load<u8>(at) : 0) << heldBits
    at++
    heldBits += 8
  }
}

@inline function take(bits: u32): u32 {
  const value = <u32>(held & ((<u64>1 << bits) - 1))
  held >>= bits
  heldBits -= bits
  return value
}

/** Header of a block: false if it is damaged. */
function header(): bool {
  fill()
  lastBlock = take(1) != 0
  const kind = take(2)
  if (kind == 3) return false
  if (kind == 0) {
    take(<u32>(heldBits & 7))
    fill()
    const length = take(16)
    const check = take(16)
    if (length != (check ^ 0xffff)) return false
    storedLeft = length
    inBlock = 2
    return true
  }
  inBlock = 1
  if (kind == 1) {
    fixedCodes()
    return true
  }
  const literals = take(5) + 257
  const distances = take(5) + 1
  const codes = take(4) + 4
  if (literals > 286 || distances > 30) return false
  const lengths = tables + lengthPlace
  memory.fill(lengths, 0, 19)
  for (let k: u32 = 0; k < codes; k++) {
    fill()
    store<u8>(lengths + orderOf(k), take(3))
  }
  if (!build(lengths, 19, 2, tables + codePlace, 7)) return false
  memory.fill(lengths, 0, 320)
  let before: u32 = 0
  for (let k: u32 = 0; k < literals + distances;) {
    fill()
    const entry = load<u32>(tables + codePlace + (<usize>(held & 127) << 2))
    if (entry & OTHER) return false
    take(entry & 31)
    const symbol = entry >>> 8
    if (symbol < 16) {
      store<u8>(lengths + k++, symbol)
      before = symbol
      continue
    }
    if (symbol == 16 && k == 0) return false
    const value: u32 = symbol == 16 ? before : 0
    const times: u32 = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7)
    if (k + times > literals + distances) return false
    memory.fill(lengths + k, <u8>value, times)
    k += times
    before = value
  }
  if (load<u8>(lengths + 256) == 0) return false
  // The distances lie behind the literals and must outlast the building of their table.
  return build(lengths + literals, distances, 1, tables + distancePlace, distanceBits) && build(lengths, literals, 0, tables + literalPlace, literalBits)
}

/** Gives back whole bytes that were taken ahead. */
function settle(): void {
  const bytes = <usize>(heldBits >> 3)
  at -= bytes
  heldBits &= 7
  held &= (<u64>1 << heldBits) - 1
}

function back(why: u32, out: usize, outFirst: usize): u32 {
  settle()
  written += out - outFirst
  nextIn = at
  nextOut = out
  // Behind the end bits were taken that were never there.
  return at > limit ? EARLY : why
}

export function inflate(start: usize, end: usize, final: bool, outStart: usize, outEnd: usize): u32 {
  at = start
  limit = end
  let out = outStart
  const literalTable = tables + literalPlace
  const distanceTable = tables + distancePlace
  while (true) {
    if (inBlock == 0) {
      if (lastBlock) return back(DONE, out, outStart)
      settle()
      if (!final && at + headerBytes > limit) return back(MORE_INPUT, out, outStart)
      if (!header()) return back(DAMAGED, out, outStart)
      settle()
      if (at > limit) return back(EARLY, out, outStart)
    }
    if (inBlock == 2) {
      settle()
      const count = min(min(storedLeft, <u32>(limit - at)), out < outEnd ? <u32>(outEnd - out) : 0)
      memory.copy(out, at, count)
      at += count
      out += count
      storedLeft -= count
      if (storedLeft == 0) {
        inBlock = 0
        continue
      }
      if (at < limit) return back(MORE_ROOM, out, outStart)
      return back(final ? EARLY : MORE_INPUT, out, outStart)
    }
    // Far from all ends: no bound is looked at but here.
    let bits = held
    let count = heldBits
    let read = at
    while (read + 16 <= limit && out + matchRoom <= outEnd) {
      bits |= load<u64>(read) << count
      read += <usize>((63 - count) >> 3)
      count |= 56
      let entry = load<u32>(literalTable + (<usize>(bits & literalMask) << 2))
      if (entry & LITERAL) {
        store<u32>(out, entry >>> 8)
        out += <usize>((entry >>> 5) & 3)
        bits >>= entry & 31
        count -= entry & 31
        entry = load<u32>(literalTable + (<usize>(bits & literalMask) << 2))
        if (entry & LITERAL) {
          store<u32>(out, entry >>> 8)
          out += <usize>((entry >>> 5) & 3)
          bits >>= entry & 31
          count -= entry & 31
          entry = load<u32>(literalTable + (<usize>(bits & literalMask) << 2))
          if (entry & LITERAL) {
            store<u32>(out, entry >>> 8)
            out += <usize>((entry >>> 5) & 3)
            bits >>= entry & 31
            count -= entry & 31
            continue
          }
        }
        bits |= load<u64>(read) << count
        read += <usize>((63 - count) >> 3)
        count |= 56
      }
      if (entry & OTHER) {
        if (entry & DEEPER) {
          bits >>= literalBits
          count -= literalBits
          entry = load<u32>(literalTable + (<usize>(((entry >>> 8) & 0xffff) + <u32>(bits & ((<u64>1 << (entry & 31)) - 1))) << 2))
          if (entry & LITERAL) {
            store<u8>(out++, entry >>> 8)
            bits >>= entry & 31
            count -= entry & 31
            continue
          }
        }
        if (entry & OTHER) {
          if (!(entry & END)) {
            at = read
            held = bits
            heldBits = count
            return back(DAMAGED, out, outStart)
          }
          bits >>= entry & 31
          count -= entry & 31
          inBlock = 0
          break
        }
      }
      const length = <usize>(entry >>> 16) + <usize>((bits & ((<u64>1 << (entry & 31)) - 1)) >> ((entry >>> 8) & 31))
      bits >>= entry & 31
      count -= entry & 31
      entry = load<u32>(distanceTable + (<usize>(bits & 255) << 2))
      if (entry & FAR_OTHER) {
        if (entry & FAR_DEEPER) {
          bits >>= distanceBits
          count -= distanceBits
          entry = load<u32>(distanceTable + (<usize>(((entry >>> 8) & 0xffff) + <u32>(bits & ((<u64>1 << (entry & 31)) - 1))) << 2))
        }
        if (entry & FAR_OTHER) {
          at = read
          held = bits
          heldBits = count
          return back(DAMAGED, out, outStart)
        }
      }
      const distance = <usize>(entry >>> 16) + <usize>((bits & ((<u64>1 << (entry & 31)) - 1)) >> ((entry >>> 8) & 31))
      bits >>= entry & 31
      count -= entry & 31
      if (<u64>distance > written + <u64>(out - outStart)) {
        at = read
        held = bits
        heldBits = count
        return back(DAMAGED, out, outStart)
      }
      let from = out - distance
      const stop = out + length
      if (distance >= 16) {
        do {
          v128.store(out, v128.load(from))
          out += 16
          from += 16
        } while (out < stop)
      } else if (distance >= 8) {
        do {
          store<u64>(out, load<u64>(from))
          out += 8
          from += 8
        } while (out < stop)
      } else {
        do store<u8>(out++, load<u8>(from++))
        while (out < stop)
      }
      out = stop
    }
    at = read
    held = bits & ((<u64>1 << count) - 1)
    heldBits = count
    settle()
    if (inBlock == 0) continue
    if (out + matchRoom > outEnd) return back(MORE_ROOM, out, outStart)
    if (!final) return back(MORE_INPUT, out, outStart)
    // The last bytes: one symbol at a time, zeros behind the end.
    fill()
    let entry = load<u32>(literalTable + (<usize>(held & literalMask) << 2))
    if (!(entry & LITERAL) && (entry & (OTHER | DEEPER)) == (OTHER | DEEPER)) {
      take(literalBits)
      entry = load<u32>(literalTable + (<usize>(((entry >>> 8) & 0xffff) + <u32>(held & ((<u64>1 << (entry & 31)) - 1))) << 2))
    }
    if (entry & LITERAL) {
      const literals = (entry >>> 5) & 3
      take(entry & 31)
      settle()
      if (at > limit) return back(EARLY, out, outStart)
      store<u32>(out, entry >>> 8)
      out += <usize>literals
      continue
    }
    if (entry & OTHER) {
      if (!(entry & END)) return back(DAMAGED, out, outStart)
      take(entry & 31)
      inBlock = 0
      settle()
      if (at > limit) return back(EARLY, out, outStart)
      continue
    }
    const length = <usize>(entry >>> 16) + <usize>((held & ((<u64>1 << (entry & 31)) - 1)) >> ((entry >>> 8) & 31))
    take(entry & 31)
    fill()
    entry = load<u32>(distanceTable + (<usize>(held & 255) << 2))
    if (entry & FAR_OTHER && entry & FAR_DEEPER) {
      take(distanceBits)
      entry = load<u32>(distanceTable + (<usize>(((entry >>> 8) & 0xffff) + <u32>(held & ((<u64>1 << (entry & 31)) - 1))) << 2))
    }
    if (entry & FAR_OTHER) return back(DAMAGED, out, outStart)
    const distance = <usize>(entry >>> 16) + <usize>((held & ((<u64>1 << (entry & 31)) - 1)) >> ((entry >>> 8) & 31))
    take(entry & 31)
    settle()
    if (at > limit) return back(EARLY, out, outStart)
    if (<u64>distance > written + <u64>(out - outStart)) return back(DAMAGED, out, outStart)
    const stop = out + length
    for (let from = out - distance; out < stop; from++) store<u8>(out++, load<u8>(from))
  }
  return DAMAGED
}
