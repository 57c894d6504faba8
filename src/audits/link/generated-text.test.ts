import { expect, it } from 'vitest'
import { exampleLinkFacts, type ExampleLink } from '../risk/example-facts.js'
import audit from './generated-text.js'

const judge = (extra: Record<string, unknown>, language = 'en', link: ExampleLink = {}) => audit.judge(exampleLinkFacts(link, { pageRecord: { language, features: { extra: { textCompression: 2.5, wordVariety: 0.6, ...extra } } } }), audit.options)

it.each<[string, ReturnType<typeof judge>, string[]]>([
  ['words by chance', judge({ startCompression: 2.05 }), ['words that do not hang together']],
  ['the same in German of Austria', judge({ startCompression: 2.11 }, 'de-AT'), ['words that do not hang together']],
  ['words by chance of which hardly one comes twice', judge({ startCompression: 2.0, wordVariety: 0.95 }), ['words that do not hang together', 'hardly a word that comes twice']],
  ['a text over and over', judge({ startCompression: 6, textCompression: 6, wordVariety: 0.2 }), ['text that repeats itself', 'few different words']],
])('%s is flagged, and said with its figures', (_title, answer, signs) => {
  expect(answer).toMatchObject({ verdict: 'flag', strength: signs.length >= 2 ? 0.5 : 0.25 })
  expect(answer.evidence.map(({ sign }) => sign)).toEqual(signs)
  expect(answer.evidence.every(({ quote }) => /\d/u.test(quote))).toBe(true)
})

it.each<[string, ReturnType<typeof judge>]>([
  ['a written text that packs least of those measured', judge({ startCompression: 2.16 })],
  ['a text of a language whose words change with their use', judge({ startCompression: 2.05, wordVariety: 0.8 }, 'pl')],
  ['a language that was not measured', judge({ startCompression: 2.0 }, 'fr')],
  ['a page that does not tell its language', judge({ startCompression: 2.0 }, '')],
  ['a text too short to be compared', judge({ startCompression: null })],
  ['a page that an earlier version read', judge({})],
  ['records of a directory', judge({ startCompression: 1.9, textCompression: 5, wordVariety: 0.2 }, 'en', { type: 'LT-03' })],
  ['a health authority', judge({ startCompression: 1.9 }, 'en', { tier: 1 })],
])('%s passes', (_title, answer) => {
  expect(answer.verdict).toBe('pass')
})
