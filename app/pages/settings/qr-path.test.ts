import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { qrPath } from './qr-path.js'

it('draws every dark module once, and no light one', () => {
  const { data, size } = encode('otpauth://totp/Citewell:ada%40agency.example?secret=OEYUC6LPGR3E65CV&issuer=Citewell', { ecc: 'M', border: 4 })
  const drawn = data.map((row) => row.map(() => 0))
  for (const [, x, y, length] of qrPath(data).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/gu)) for (let at = 0; at < Number(length); at += 1) drawn[Number(y)]![Number(x) + at]! += 1
  expect(drawn).toEqual(data.map((row) => row.map((isDark) => (isDark ? 1 : 0))))
  // The white around it is part of the picture: readers need it.
  expect(drawn.slice(0, 4).flat().every((module) => module === 0)).toBe(true)
  expect(size).toBe(data.length)
})
