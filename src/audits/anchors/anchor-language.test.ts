import { beforeAll, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { anchorLanguage } from './anchor-language.js'
import { classifyAnchorText } from './classify-anchor.js'
import { exampleSite } from './example-facts.js'
import { wordsOf } from './normalise.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

it.each<[string, string | null]>([
  ['the story of a clinic in the hills', 'en'],
  ['die Geschichte einer Klinik und ihre Ärzte', 'de'],
  ['la historia de los médicos y el hospital', 'es'],
  ['東京の歯医者 についての 話', 'ja'],
  ['강남역 치과 추천 후기', 'ko'],
  ['ιστορία της κλινικής μας', 'el'],
  ['dental implants', null],
  ['dental implants Dayton Ohio', null],
])('reads the language of %j', (text, language) => {
  expect(anchorLanguage(wordsOf(text), text, lists)).toBe(language)
})

it.each<[string, string, boolean]>([
  ['die besten Ärzte und ihre Praxis in der Stadt', 'en', true],
  ['die besten Ärzte und ihre Praxis in der Stadt', 'de', false],
  ['the best doctors of our town', 'tr', false],
  ['лучшие', 'en', false],
])('AN-18: %j on a page in %s', (text, language, foreign) => {
  const site = exampleSite({ languages: ['en'] })
  expect(classifyAnchorText({ text, target: 'https://oakstreetdental.example/', language, site, lists }).flags.includes('language-mismatch')).toBe(foreign)
})
