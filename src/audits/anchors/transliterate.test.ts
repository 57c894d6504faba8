import { expect, it } from 'vitest'
import { isTransliterable, transliterations } from './transliterate.js'

it.each<[string, string]>([['ромашка', 'romashka'], ['осмех', 'osmeh'], ['усмішка', 'usmishka'], ['здоровье', 'zdorove'], ['παππα', 'pappa'], ['dayton', 'dayton']])('writes %s as %s', (word, latin) => {
  expect(transliterations(word)).toContain(latin)
})

it('knows what can be written in Latin letters', () => {
  expect([isTransliterable('дом'), isTransliterable('dom'), isTransliterable('東京')]).toEqual([true, false, false])
})
