import { notDigits, valueOf, zeros } from '../lib/digits'

/**
 * Names of vertices: reads them from text (`readLines`), and shortens them by what each shares with the one before
 * (`shorten`). Both take usual names only, of plain characters; at anything else they stop, and whoever called does that
 * one by the obvious way: src/graph/readers/read-vertex-text.ts and src/graph/names.ts. Every load may read up to 8 bytes
 * past the end of its bytes, and every store may write as much, which the caller keeps free.
 */

const tab: u32 = 9
const lineFeed: u32 = 10

/** High bit of each byte that is below blank, DEL, or no plain character; exact up to the first. */
@inline
function notPlain(bytes: u64): u64 {
  return ((bytes - 0x2020202020202020) | (bytes + 0x0101010101010101) | bytes) & 0x8080808080808080
}

/**
 * Reads lines `id<TAB>name[<TAB>hosts]` from `start` on that end before `end`, the ids counting up from `id`: at most
 * `most` names, of up to `nameMax` bytes each, `room` bytes in all. Their bytes go to `bytes` from `length` on, their
 * ends and hosts to two arrays. At `result`: place of the first line not read, names, bytes of names in all, and whether
 * hosts were told.
 */
export function readLines(start: usize, end: usize, id: u32, most: u32, nameMax: u32, bytes: usize, length: u32, room: u32, ends: usize, hosts: usize, result: usize): void {
  let at = start
  let filled = length
  let count: u32 = 0
  let told: u32 = 0
  while (at < end && count < most && filled + nameMax <= room) {
    const number = load<u64>(at) ^ zeros
    const mask = notDigits(number)
    let next = at + 8
    let value: u64
    if (mask != 0) {
      const digits = ctz(mask) >> 3
      if (digits == 0) break
      value = valueOf(number, digits)
      next = at + <usize>digits
    } else {
      value = valueOf(number, 8)
      for (let more = 0; more < 2; more++) {
        const digit = <u32>load<u8>(next) - 48
        if (digit > 9) break
        value = value * 10 + digit
        next++
      }
    }
    if (value != <u64>(id + count) || load<u8>(next) != tab) break
    next++
    const name = next
    const write = bytes + filled
    let taken: u32 = 0
    let stop: u64 = 0
    while (taken <= nameMax) {
      const part = load<u64>(name + taken)
      store<u64>(write + taken, part)
      stop = notPlain(part)
      if (stop != 0) break
      taken += 8
    }
    if (stop == 0) break
    taken += <u32>(ctz(stop) >> 3)
    if (taken == 0 || taken > nameMax) break
    next = name + taken
    let host: u64 = 0
    const byte = <u32>load<u8>(next)
    if (byte == tab) {
      const column = load<u64>(next + 1) ^ zeros
      const columnMask = notDigits(column)
      if (columnMask == 0) break
      const digits = ctz(columnMask) >> 3
      if (digits == 0) break
      host = valueOf(column, digits)
      next += 1 + <usize>digits
      if (load<u8>(next) != lineFeed) break
      told = 1
    } else if (byte != lineFeed) break
    filled += taken
    store<u32>(ends + (count << 2), filled)
    store<u32>(hosts + (count << 2), <u32>host)
    count++
    at = next + 1
  }
  store<u32>(result, <u32>at)
  store<u32>(result, count, 4)
  store<u32>(result, filled, 8)
  store<u32>(result, told, 12)
}

/** Bytes that two names share at their beginning. */
@inline
function sharedBytes(left: usize, right: usize, most: u32): u32 {
  for (let k: u32 = 0; k < most; k += 8) {
    const difference = load<u64>(left + k) ^ load<u64>(right + k)
    if (difference != 0) return min<u32>(most, k + <u32>(ctz(difference) >> 3))
  }
  return most
}

@inline
function putNumber(at: usize, number: u32): usize {
  if (number < 128) {
    store<u8>(at, number)
    return at + 1
  }
  store<u8>(at, number | 128)
  store<u8>(at, number >>> 7, 1)
  return at + 2
}

/**
 * Shortens names `first` to `count` of those that lie one behind the other at `bytes`, each up to its end, the first of
 * them from `begin`; the name before it lies at `before`. `group` names begin anew together, `since` of these have been. What is written goes
 * to `out`, and the places there of names that begin a group to `places`. With `order` it stops at a name that is not
 * behind the one before it in the order of bytes. At `result`: the first name not taken, the end of what was written, places.
 */
export function shorten(bytes: usize, begin: u32, ends: usize, first: u32, count: u32, nameMax: u32, before: usize, beforeLength: u32, group: u32, since: u32, order: u32, out: usize, places: usize, result: usize): void {
  let start = begin
  let other = before
  let otherLength = beforeLength
  let place = since
  let write = out
  let begun: u32 = 0
  let k = first
  for (; k < count; k++) {
    const end = load<u32>(ends + (k << 2))
    const length = end - start
    if (length == 0 || length > nameMax) break
    const name = bytes + start
    let shared = sharedBytes(name, other, min<u32>(length, otherLength))
    if (order && shared < otherLength && (shared == length || load<u8>(name + shared) < load<u8>(other + shared))) break
    if (order && shared == length && shared == otherLength) break
    const fresh = place == 0
    if (fresh) shared = 0
    const head = putNumber(putNumber(write, shared), length - shared)
    let usual = true
    for (let at: u32 = shared; at < length; at += 8) {
      const part = load<u64>(name + at)
      store<u64>(head + at - shared, part)
      const mask = notPlain(part)
      if (mask != 0 && at + <u32>(ctz(mask) >> 3) < length) {
        usual = false
        break
      }
    }
    if (!usual) break
    if (fresh) store<u32>(places + (begun++ << 2), <u32>(write - out))
    write = head + length - shared
    place = place + 1 == group ? 0 : place + 1
    other = name
    otherLength = length
    start = end
  }
  store<u32>(result, k)
  store<u32>(result, <u32>(write - out), 4)
  store<u32>(result, begun, 8)
}
