import { describe, expect, it } from 'vitest'
import { hexOfId64, id64, id64Hex, id64OfHex } from './id64.js'

describe('id64', () => {
  it.each([
    ['', 'e3b0c44298fc1c14'],
    ['abc', 'ba7816bf8f01cfea'],
    ['https://clinic.example/', undefined],
    ['é', undefined],
  ])('of %j has one value in all its forms', (text, hex) => {
    if (hex !== undefined) expect(id64Hex(text)).toBe(hex)
    expect(hexOfId64(id64(text))).toBe(id64Hex(text))
    expect(id64OfHex(id64Hex(text))).toBe(id64(text))
  })

  it.each([[0n, '0000000000000000'], [-1n, 'ffffffffffffffff'], [1n, '0000000000000001']])('writes %s as %s', (id, hex) => {
    expect(hexOfId64(id)).toBe(hex)
    expect(id64OfHex(hex)).toBe(id)
  })

  it.each(['', 'xyz', 'E3B0C44298FC1C14', '0123456789abcdef0'])('refuses %j', (text) => expect(id64OfHex(text)).toBeUndefined())
})
