import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { exampleRecord } from '../anchors/example-facts.js'
import { prominenceOf } from './prominence.js'
import { exampleQualityFacts } from './quality-examples.js'
import type { QualityFacts } from './quality-parts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const anchor = { kind: 'AK-BRAND' as const, altKind: null, grade: 0 as const, normalised: 'oak', flags: [], evidence: [] }
const page = 'https://toothtalk.example/gardens'
const words = 'We walked along the river and looked at the roses that our neighbours grow beside the old mill. '.repeat(5)
/** A long page about gardens, in the language of the clinic. */
const gardens = exampleRecord(page, { headings: ['Roses and river walks'], mainWordCount: 95, extra: { mainStart: words, mainEnd: '' } })
const from = (part: Parameters<typeof exampleQualityFacts>[0] = {}, facts: Partial<QualityFacts> = {}): QualityFacts => ({ ...exampleQualityFacts({ page, target: 'https://oakstreetdental.example/implants', ...part, link: { title: 'Our garden', context: { before: 'the roses near', after: 'bloomed' }, language: 'en', ...part.link } }, { anchor, ...facts }), lists })

/** What the features weigh, before they are cut to 0.7–1.1: worked out again from the factor. */
const pull = (facts: QualityFacts, block = 'prose') => Math.log(prominenceOf(facts, block, null)) / 0.3

describe('the features of the model (GR-05)', () => {
  it.each<[string, () => QualityFacts, string, number]>([
    ['a plain link', () => from(), 'prose', 0],
    ['a phrase of two to six words', () => from({}, { anchor: { ...anchor, normalised: 'oak street dental' } }), 'prose', 0.3],
    ['words that say nothing', () => from({}, { anchor: { ...anchor, kind: 'AK-GENERIC', normalised: 'here' } }), 'prose', -0.3],
    ['a sentence', () => from({}, { anchor: { ...anchor, normalised: 'one two three four five six seven eight nine ten eleven twelve thirteen' } }), 'prose', -0.5],
    ['a picture without words', () => from({ link: { image: 'https://a.example/b.png' } }, { anchor: { ...anchor, kind: 'AK-EMPTY', normalised: '' } }), 'prose', -0.4],
    ['small print', () => from({ link: { cues: ['prose', 'small-print'] } }), 'prose', -0.4],
    ['early in a list', () => from({ link: { cues: ['list', 'first-third'] } }), 'list', 0.317],
    ['early in the text, which is a block of its own', () => from({ link: { cues: ['prose', 'first-third'] } }), 'prose-first', 0],
    ['early in a menu', () => from({ link: { cues: ['list', 'first-third'] } }), 'nav', 0],
    ['the subject of the target', () => from({ link: { title: 'Dental implants: a guide to dental implants' } }), 'prose', 0.317],
    ['a page of terms', () => from({ target: 'https://oakstreetdental.example/legal/Terms_of_Use.html?print=1' }), 'prose', -1.189],
    ['a page of privacy', () => from({ target: 'https://oakstreetdental.example/datenschutz/' }), 'prose', -1.189],
    ['a page that only sounds like one', () => from({ target: 'https://oakstreetdental.example/privacy-curtains-for-clinics' }), 'prose', 0],
    ['the home page', () => from({ target: 'https://oakstreetdental.example' }), 'prose', 0],
  ])('%s', (_title, facts, block, expected) => {
    expect(pull(facts(), block)).toBeCloseTo(expected, 2)
  })

  it('a phrase that sells counts less on a long page about something else, read in the language of the site', () => {
    const selling = { anchor: { ...anchor, kind: 'AK-EXACT' as const, grade: 3 as const, normalised: 'implants' } }
    const of = (part: Parameters<typeof exampleQualityFacts>[0], facts: Partial<QualityFacts> = selling) => pull(from(part, facts))
    expect(of({ record: gardens })).toBeCloseTo(-0.6, 6)
    expect(of({ record: gardens, link: { anchorText: 'dental implants' } })).toBeCloseTo(-0.6, 6)
    // Not the name of the provider, not a page that nobody read, is short, is in another language or shares the subject.
    expect(of({ record: gardens }, {})).toBeCloseTo(0, 6)
    expect(of({})).toBeCloseTo(0, 6)
    expect(of({ record: { ...gardens, features: { ...gardens.features!, mainWordCount: 20 } } })).toBeCloseTo(0, 6)
    expect(of({ record: gardens, link: { language: 'pl' } })).toBeCloseTo(0, 6)
    expect(of({ record: { ...gardens, features: { ...gardens.features!, headings: ['Dental implants'] } } })).toBeGreaterThanOrEqual(0)
  })

  it('says which of them it saw', () => {
    const seen: string[] = []
    prominenceOf(from({ target: 'https://oakstreetdental.example/imprint', link: { cues: ['prose', 'small-print'] } }), 'prose', seen)
    expect(seen).toEqual(['anchor of 1 word', 'in smaller type than the text', 'leads to a legal page, which few follow'])
  })

  it('is never less than 0.7 nor more than 1.1', () => {
    const cues = fc.subarray(['prose', 'small-print', 'first-third', 'list', 'caption'])
    const kind = fc.constantFrom('AK-EMPTY' as const, 'AK-GENERIC' as const, 'AK-EXACT' as const, 'AK-BRAND' as const)
    fc.assert(fc.property(cues, kind, fc.constantFrom('', 'here', 'dental implants', 'a '.repeat(14).trim()), fc.constantFrom('/privacy', '/implants', '/'), fc.constantFrom('prose', 'list', 'nav', 'footer'), (found, of, normalised, path, block) => {
      const factor = prominenceOf(from({ target: `https://oakstreetdental.example${path}`, record: gardens, link: { cues: found, image: 'https://a.example/b.png' } }, { anchor: { ...anchor, kind: of, normalised, grade: 3 } }), block, null)
      expect(factor).toBeGreaterThanOrEqual(0.7)
      expect(factor).toBeLessThanOrEqual(1.1)
    }))
  })
})
