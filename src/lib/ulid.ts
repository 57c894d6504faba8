const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A name that sorts by time and never meets another: 48 bits of time and 80 of chance, in 26 letters (ULID). Both come
 * in as arguments, so that who calls decides on clock and chance.
 */
export function ulid(nowMs: number, random: Uint8Array): string {
  let value = BigInt(Math.trunc(nowMs))
  for (let index = 0; index < 10; index += 1) value = (value << 8n) | BigInt(random[index] ?? 0)
  let text = ''
  for (let index = 0; index < 26; index += 1) {
    text = alphabet[Number(value & 31n)]! + text
    value >>= 5n
  }
  return text
}
