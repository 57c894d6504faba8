import { expect, it } from 'vitest'
import { exampleProfileFacts } from './example-facts.js'
import { areRealPlaces, largestLikeGroup } from './like-texts.js'

const pagesOf = (...hashes: Array<string | null>) => exampleProfileFacts([], { ownPages: hashes.map((textSimHash, at) => ({ url: `https://northgate-heart.example/${at}`, features: { textSimHash } })) }).ownPages!

it.each([
  [['ffffffffffffffff', 'fffffffffffffff0', '0000000000000000'], 3, 1],
  [['ffffffffffffffff', 'fffffffffffffff8', '0000000000000000'], 3, 2],
  [['ffffffff00000000', 'ffffffff00000001', '7fffffff00000000', null], 1, 3],
  [[null, 'no hash'], 64, 0],
] as Array<[Array<string | null>, number, number]>)('of %j at most %i bits apart: %i', (hashes, bitsMax, expected) => expect(largestLikeGroup(pagesOf(...hashes), bitsMax)).toHaveLength(expected))

it('takes pages with streets of their own for places', () => {
  const at = (...streets: Array<string | null>) => exampleProfileFacts([], { ownPages: streets.map((street, index) => ({ url: `https://northgate-heart.example/${index}`, features: { extra: { places: [{ street }] } } })) }).ownPages!
  expect(areRealPlaces(at('1 High St', '2 Low St', null))).toBe(true)
  expect(areRealPlaces(at('1 High St', '1 high st', '2 Low St'))).toBe(false)
})
