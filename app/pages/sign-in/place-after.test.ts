import { describe, expect, it } from 'vitest'
import { placeAfter } from './place-after.js'

describe('placeAfter', () => {
  it.each([
    [undefined, '/'],
    ['/c/northgate/links?tier=1', '/c/northgate/links?tier=1'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?to=/', '/'],
  ])('%s', (wanted, expected) => {
    expect(placeAfter(wanted)).toBe(expected)
  })
})
