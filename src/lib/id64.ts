import { hash } from 'node:crypto'

/**
 * The 64-bit id of a text: the first 8 bytes of its SHA-256, big endian, as a signed integer. Signed, because Parquet
 * readers differ in what they make of unsigned ones; computed here and never in SQL, because no two engines hash alike.
 */
export function id64(text: string): bigint {
  return BigInt.asIntN(64, BigInt(`0x${hash('sha256', text).slice(0, 16)}`))
}

/** The same id as 16 hex digits, for names of files and addresses. */
export function id64Hex(text: string): string {
  return hash('sha256', text).slice(0, 16)
}

/** 16 hex digits of a 64-bit id; sorts as the unsigned number does. */
export function hexOfId64(id: bigint): string {
  return BigInt.asUintN(64, id).toString(16).padStart(16, '0')
}

/** The id written in 16 hex digits, or undefined if the text is none. */
export function id64OfHex(text: string): bigint | undefined {
  return /^[0-9a-f]{16}$/.test(text) ? BigInt.asIntN(64, BigInt(`0x${text}`)) : undefined
}
