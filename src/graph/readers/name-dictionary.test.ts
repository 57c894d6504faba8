import { expect, it } from 'vitest'
import { NameDictionary } from './name-dictionary.js'

/** Names that all have the same hash (FNV-1a): pairs of words that leave it in the same state, in every combination. */
function namesOfOneHash(count: number): string[] {
  let names = ['']
  let state = 0x811c9dc5
  while (names.length < count) {
    const seen = new Map<number, string>()
    for (let number = 0; ; number += 1) {
      const word = `w${String(number).padStart(7, '0')}`
      let hash = state
      for (const byte of Buffer.from(word)) hash = Math.imul(hash ^ byte, 0x01000193)
      const other = seen.get(hash)
      if (other === undefined) {
        seen.set(hash, word)
        continue
      }
      names = names.flatMap((name) => [name + other, name + word])
      state = hash
      break
    }
  }
  return names.slice(0, count)
}

it('numbers names in the order in which they come first', () => {
  const dictionary = new NameDictionary('a.txt')
  expect(['b', 'a', 'b', 'c', 'a'].map((name) => dictionary.numberOf(name))).toEqual([0, 1, 0, 2, 1])
  expect([dictionary.find('c'), dictionary.find('d'), dictionary.count]).toEqual([2, -1, 3])
})

it('takes some names of the same hash, and refuses as many as would cost hours', () => {
  const names = namesOfOneHash(1_000)
  const dictionary = new NameDictionary('a.txt')
  for (const [number, name] of names.slice(0, 300).entries()) expect(dictionary.numberOf(name)).toBe(number)
  expect(() => names.map((name) => dictionary.numberOf(name))).toThrow('a.txt: its names are made so')
  expect(dictionary.count).toBeLessThan(600)
})
