import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import anchorKind from './anchor-kind.js'
import foreignAnchor from './foreign-anchor.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

type Link = Parameters<typeof exampleLinkFacts>[0] & object

/** The audit on what the program itself reads in the words of the link. */
function judge(anchor: string, part: Link = {}, languages = ['en']) {
  const facts = { ...exampleLinkFacts({ anchor, page: 'https://some-blog.example/a', language: 'en', type: 'LT-01', ...part }, { profile: { names: ['Northgate Heart'], languages, treatments: ['dental implants'] } }), lists }
  const read = anchorKind.judge(facts)
  const answer = { ...facts, anchor: part.grade === undefined ? read : { ...read, kind: part.kind ?? read.kind, grade: part.grade } }
  return foreignAnchor.judge(answer, foreignAnchor.options)
}
const sold = { kind: 'AK-EXACT', grade: 3 } as const

describe('AN-18', () => {
  it('is a low sign where the words sell, and a stronger one where they are those of a trade that spams', () => {
    expect(judge('die besten Zahnimplantate für Sie und Ihre Familie', sold)).toMatchObject({ verdict: 'flag', strength: 0.15 })
    expect(judge('die besten Angebote für Sie und Ihre Familie', { kind: 'AK-SPAM', grade: 0 })).toMatchObject({ verdict: 'flag', strength: 0.25 })
  })

  it.each<[string, string, Link, string[]?]>([
    ['the language of the page', 'the best dental implants for you and your family', sold],
    ['a language of the site', 'die besten Zahnimplantate für Sie und Ihre Familie', sold, ['en', 'de']],
    ['the language of a German page', 'die besten Zahnimplantate für Sie und Ihre Familie', { ...sold, language: 'de' }],
    ['a title cited as it is written', 'die besten Zahnimplantate für Sie und Ihre Familie', { kind: 'AK-OTHER' as never, grade: 0 }],
    ['two words, of which nobody can tell', 'implantes dentales', sold],
    ['a translated copy of a journal', 'die besten Zahnimplantate für Sie und Ihre Familie', { ...sold, type: 'LT-23' }],
    ['a health authority', 'die besten Zahnimplantate für Sie und Ihre Familie', { ...sold, tier: 1 }],
  ])('not %s', (_what, anchor, part, languages) => expect(judge(anchor, part, languages).verdict).toBe('pass'))

  it('is unknown where the language of the page is', () => expect(judge('die besten Zahnimplantate für Sie und Ihre Familie', { ...sold, language: null }).verdict).toBe('unknown'))
})
