import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import { linkTypes } from '../../model/link-types.js'
import type { Lists } from '../../model/lists.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'
import { sharesOf, sharesRow, type Share } from './shares.js'
import { scoredTypes } from './word-lists.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const sumOf = (shares: ReadonlyArray<{ share: number }>) => shares.reduce((sum, { share }) => sum + share, 0)
/** The shares that an answer tells in words; none where it has nothing to go by. */
function sharesTold({ evidence }: ReturnType<typeof linkType.judge>): Share[] {
  const row = evidence.find(({ rule, looked }) => rule === 'LT-00' && /^shares of the whole$|best guess/u.test(looked))
  return (row?.found ?? '').split(' + ').filter(Boolean).map((text) => {
    const [, name, share, why] = /^(.+?) ([\d.]+)(?: \((.+)\))?$/u.exec(text)!
    const of = scoredTypes.find((type) => linkTypes[type].name === name) ?? (name as 'not known' | 'other types')
    return { of, share: Number(share), ...(why === undefined ? {} : { why }) }
  })
}

const part = fc.double({ min: 0, max: 1, noNaN: true })

test('shares add up to 1, whatever is shared out', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...scoredTypes), { minLength: 0, maxLength: 2 }), part, part, part, (types, first, second, third) => {
    const named = types.map((type, at) => [type, at === 0 ? first : (1 - first) * second] as const)
    const left = 1 - named.reduce((sum, [, share]) => sum + share, 0)
    const shares = sharesOf(named, left * third, 'the page was not read')
    expect(sumOf(shares)).toBeCloseTo(1, 9)
    for (const { share } of shares) expect(share).toBeGreaterThanOrEqual(0)
    // Shown with four decimals, each within one of its last place.
    named.forEach(([type, share], at) => {
      expect(shares[at]!.of).toBe(type)
      expect(Math.abs(shares[at]!.share - share)).toBeLessThan(1.01e-4)
    })
  }), { numRuns: 500 })
})

const page = fc.tuple(fc.constantFrom('riverton-gazette.example', 'en.wikipedia.org', 'qzx.example', 'x.gov', 'findadentist.example', 'bit.ly', 'abilenetimes.com'), fc.constantFrom('', '2026/02/a-long-walk-in-town', 'directory/oak', 'guest/x', 'links', 'wp-login.php', 'translate')).map(([host, path]) => `https://${host}/${path}`)
const sketch: fc.Arbitrary<LinkSketch> = fc.record({
  page, title: fc.constantFrom('', 'Useful links', 'Guest post: teeth', '404 Not Found', 'A story of seven or more words in a title'), anchor: fc.constantFrom('', 'Website', 'Oak Street Dental', 'payday loan', 'oakdental.example', 'what to ask a dentist'),
  area: fc.constantFrom('main', 'footer', 'comment', null), cues: fc.subarray(['prose', 'list', 'caption', 'author-box', 'label:Anzeige']), vendor: fc.constantFrom(null, { 'ahrefs.rendered': true, 'ahrefs.raw': false }),
})
const features = fc.option(fc.record({ structuredTypes: fc.subarray(['Article', 'Dentist', 'QAPage']), authors: fc.subarray(['Eve Ledger']), mainWordCount: fc.constantFrom(0, 15, 90, 700) }), { nil: undefined })

test('type, second type, what is not known and the other types are the whole of every answer (LT-00)', () => {
  fc.assert(fc.property(sketch, features, (from, read) => {
    const answer = linkType.judge(sketchedFacts(read === undefined ? from : { ...from, features: read }, lists))
    const shares = sharesTold(answer)
    if (answer.evidence.some(({ looked }) => !looked.startsWith('flag '))) expect(Math.abs(sumOf(shares) - 1)).toBeLessThan(1e-6)
    const unknown = shares.find(({ of }) => of === 'not known')
    if (unknown !== undefined) expect(unknown.why).toBeTruthy()
    if (answer.type !== 'LT-99') {
      expect(shares.slice(0, 2).map(({ of, share }) => [of, share])).toEqual([[answer.type, answer.confidence], [answer.runnerUp.type, answer.runnerUp.confidence]])
      expect(answer.confidence + answer.runnerUp.confidence).toBeLessThanOrEqual(1 + 1e-9)
    }
    for (const { found } of answer.evidence) expect(found.length).toBeLessThanOrEqual(160)
  }), { numRuns: 400 })
})

test('what the bound of an unread page takes is nobody’s, not the second type’s', () => {
  const answer = linkType.judge(sketchedFacts({ page: 'https://en.wikipedia.org/wiki/Tooth' }, lists))
  const { confidence, runnerUp } = answer
  expect(confidence).toBe(0.7)
  const unknown = sharesTold(answer).find(({ of }) => of === 'not known')!
  expect(unknown.why).toBe('the page was not read')
  expect(unknown.share).toBeGreaterThan(0.1)
  expect(runnerUp.confidence).toBeLessThan(0.12)
})

test('a page that was read leaves nothing to nobody; one that can’t be read leaves most of it', () => {
  const article: LinkSketch = { page: 'https://calm-pages.example/2026/02/a-long-walk-in-town', area: 'main', cues: ['prose'], title: 'A long walk', features: { structuredTypes: ['Article'], authors: ['Eve Ledger'] } }
  expect(sharesTold(linkType.judge(sketchedFacts(article, lists))).map(({ of }) => of)).not.toContain('not known')
  const gone = linkType.judge(sketchedFacts({ ...article, page: 'https://calm-pages.example/useful-links', title: '404 Not Found', features: { mainWordCount: 9, headings: ['404 Not Found'] }, cues: [] }, lists))
  expect(gone.type).toBe('LT-99')
  expect(sharesTold(gone).find(({ of }) => of === 'not known')?.why).toBe('the page can’t be read')
  expect(gone.unknowns[0]).toContain('a notice alone')
  expect(sharesTold(gone)[0]!.share).toBeLessThanOrEqual(0.3)
})

test('shares in words', () => {
  expect(sharesRow(sharesOf([['LT-01', 0.7], ['LT-03', 0.08]], 0.19, 'the page was not read'))).toMatchObject({ rule: 'LT-00', looked: 'shares of the whole', found: 'Editorial 0.7 + Directory 0.08 + not known 0.19 (the page was not read) + other types 0.03', weight: 0 })
})

test('the longest names fit into a line of evidence', () => {
  const [first, second] = [...scoredTypes].sort((a, b) => linkTypes[b].name.length - linkTypes[a].name.length)
  expect(sharesRow(sharesOf([[first!, 0.3333], [second!, 0.2222]], 0.3333, 'the page can’t be read')).found.length).toBeLessThanOrEqual(160)
})

test.each(['what to ask a dentist', 'Oak Street Dental', 'home monitoring steps that work'])('the words of a link make no list of reading of an unread page: %s (LT-06)', (anchor) => {
  const { type, runnerUp, evidence } = linkType.judge(sketchedFacts({ page: 'https://qzx.example/p/44', anchor }, lists))
  expect(type).toBe('LT-99')
  expect(runnerUp.type === 'LT-06' ? runnerUp.confidence : 0).toBeLessThan(0.1)
  expect(evidence.filter(({ found }) => found.includes(linkTypes['LT-06'].name))).toEqual([])
})

test('beside the name of a list they count for it', () => {
  const weightOf = (page: string) => linkType.judge(sketchedFacts({ page, title: 'Useful links', anchor: 'what to ask a dentist' }, lists))
  expect(weightOf('https://qzx.example/links').evidence.find(({ looked }) => looked === 'anchor text')?.weight).toBe(0.4)
})
