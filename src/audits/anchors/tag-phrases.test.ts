import { expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import { exampleSite } from './example-facts.js'
import { lexiconOf } from './lexicon.js'
import { wordsOf } from './normalise.js'
import { tagPhrases } from './tag-phrases.js'

it('what a word is to one site it need not be to another, however often either asks', async () => {
  const lists = await loadLists()
  const [here, there] = ['Quellbrunn', 'Hohenfeld'].map((city) => lexiconOf(exampleSite({ address: { city }, serviceArea: { places: [], postcodes: [] } }), lists))
  const rolesFor = (lexicon: typeof here) => tagPhrases(wordsOf('dental implants Quellbrunn'), lexicon!, false).map(({ role }) => role)
  for (let time = 0; time < 2; time += 1) {
    expect(rolesFor(here).at(-1)).toBe('place')
    expect(rolesFor(there).at(-1)).toBe('other')
  }
  expect(rolesFor(here)[0]).toBe('concept')
})

it.each<[string, string[]]>([
  ['Größe der Praxis', ['grosse', 'der', 'praxis']],
  ['médecin-conseil à l’hôpital', ['medecin', 'conseil', 'a', 'l', 'hopital']],
  ['D.É.A. d’Évian', ['dea', 'd', 'evian']],
  // Accents without a letter leave no word.
  ['\u0301 é \u0301', ['e']],
])('words of %s', (text, words) => expect(wordsOf(text)).toEqual(words))
