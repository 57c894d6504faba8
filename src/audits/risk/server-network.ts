import type { Lists } from '../../model/lists.js'

/** Blocks of addresses that any site may sit behind, as first and last number, by the first. */
interface Block {
  first: number
  last: number
}

const blocks = new WeakMap<Lists, readonly Block[]>()

/**
 * The network a server stands in, for telling sites of one hand (RISK-03): the first three numbers of an IPv4 address,
 * the first three groups of an IPv6 one. Undefined for what is no address, for private ones, and for the networks of
 * relays and builders (`network/shared`), behind which everybody's sites stand.
 */
export function serverNetwork(address: string, lists: Lists): string | undefined {
  const four = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/iu.exec(address)
  if (four !== null) {
    const parts = four.slice(1).map(Number)
    if (parts.some((part) => part > 255) || isPrivate(parts)) return undefined
    const number = numberOf(parts)
    return isWithin(number, sharedBlocks(lists)) ? undefined : `${parts.slice(0, 3).join('.')}.0/24`
  }
  if (!/^[0-9a-f:]{4,39}$/iu.test(address) || !address.includes(':')) return undefined
  const groups = address.toLowerCase().split('::', 1)[0]!.split(':').map((group) => group.replace(/^0+(?=.)/u, ''))
  const network = [0, 1, 2].map((at) => groups[at] || '0').join(':')
  // Global addresses begin with 2 or 3; the rest are private, local or reserved.
  return /^[23][0-9a-f]{3}:/u.test(network) && !lists.words('network/shared-6').some((prefix) => network === prefix || network.startsWith(`${prefix}:`)) ? `${network}::/48` : undefined
}

function isPrivate([a, b]: readonly number[]): boolean {
  return a === 0 || a === 10 || a === 127 || a! >= 224 || (a === 100 && b! >= 64 && b! < 128) || (a === 169 && b === 254) || (a === 172 && b! >= 16 && b! < 32) || (a === 192 && b === 168)
}

function numberOf(parts: readonly number[]): number {
  return ((parts[0]! * 256 + parts[1]!) * 256 + parts[2]!) * 256 + parts[3]!
}

/** Blocks don't overlap, or lie wholly in one another, and then the inner one is left out. */
function isWithin(number: number, ranges: readonly Block[]): boolean {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ranges[middle]!.first <= number) low = middle + 1
    else high = middle
  }
  return low > 0 && number <= ranges[low - 1]!.last
}

function sharedBlocks(lists: Lists): readonly Block[] {
  let known = blocks.get(lists)
  if (known === undefined) {
    known = lists.words('network/shared').flatMap((text) => {
      const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/u.exec(text)
      if (match === null) return []
      const size = 2 ** (32 - Number(match[5]))
      const first = Math.floor(numberOf(match.slice(1, 5).map(Number)) / size) * size
      return [{ first, last: first + size - 1 }]
    }).sort((a, b) => a.first - b.first || b.last - a.last).filter(({ last }, at, all) => all.slice(0, at).every((outer) => outer.last < last))
    blocks.set(lists, known)
  }
  return known
}
