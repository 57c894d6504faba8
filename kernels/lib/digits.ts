/**
 * Eight digits at once: a byte minus '0' is below 10 for digits only, and the first byte that is not stands where the
 * lowest bit of the mask says.
 */

export const zeros: u64 = 0x3030303030303030

/** High bit of each byte that, after `^ zeros`, is no digit; exact up to the first. */
@inline
export function notDigits(bytes: u64): u64 {
  return ((bytes + 0x7676767676767676) | bytes) & 0x8080808080808080
}

/** Value of the first `count` digits, 1 to 8 of them. */
@inline
export function valueOf(bytes: u64, count: u64): u64 {
  let digits = bytes << ((8 - count) << 3)
  digits = digits * 10 + (digits >> 8)
  return ((digits & 0x000000ff000000ff) * 0x000f424000000064 + ((digits >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32
}
