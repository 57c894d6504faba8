import { expect, it } from 'vitest'
import { exampleProfileFacts } from './example-facts.js'
import { runsOf, sharedTexts } from './text-runs.js'

const bounds = { shareMin: 0.35, shareMax: 0.9, runsMin: 6, templateShare: 0.3 }
const hex = (run: number) => run.toString(16).padStart(8, '0')
const pagesOf = (...texts: Array<[domain: string, runs: number[]]>) => [...exampleProfileFacts([], { pages: texts.map(([domain, runs], at) => ({ url: `https://${domain}/${at}`, features: { extra: { textRuns: runs.map(hex).join('') } } })) }).pages.values()]
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

it.each<[unknown, number[]]>([
  ['0000000a000000ff', [10, 255]], ['ffffffff', [2 ** 32 - 1]], ['0000000a0000000a', [10]], ['', []], ['0000000', []], ['no hashes', []], ['0000000a-0000001', [10]], [undefined, []], [7, []],
])('runs of %j: %j', (textRuns, expected) => {
  expect(runsOf(exampleProfileFacts([], { ownPages: [{ features: { extra: { textRuns } } }] }).ownPages![0]!)).toEqual(expected)
})

it('joins pages of different domains by what two of them share', () => {
  const pages = pagesOf(['a.example', range(0, 20)], ['b.example', range(10, 30)], ['c.example', range(20, 40)], ['d.example', range(100, 120)], ['a.example', range(0, 20)])
  const groups = sharedTexts(pages, bounds)
  expect(groups.map((group) => group.pages.map(({ url }) => url))).toEqual([['https://a.example/0', 'https://b.example/1', 'https://c.example/2', 'https://a.example/4']])
  expect(groups[0]!.shares.get(pages[0]!)).toBe(0.5)
})

it.each<[string, number[], number[], number]>([
  ['too few passages', range(0, 10), range(5, 15), 0],
  ['enough', range(0, 12), range(6, 18), 1],
  ['a copy', range(0, 20), range(0, 20), 0],
  ['all but one in ten', range(0, 20), [...range(0, 17), ...range(50, 53)], 1],
  ['all of a short text in a long one, which is a quotation', range(0, 10), range(0, 40), 0],
  ['the largest hashes', [...range(0, 4), ...range(2 ** 32 - 9, 2 ** 32)], [...range(10, 14), ...range(2 ** 32 - 9, 2 ** 32)], 1],
])('%s', (_title, left, right, groups) => {
  expect(sharedTexts(pagesOf(['a.example', left], ['b.example', right]), bounds)).toHaveLength(groups)
})

it('passes over what a template says on every site, and copes with many', () => {
  const pages = pagesOf(...range(0, 3_000).map((at): [string, number[]] => [`s${at}.example`, [...range(0, 10), ...range(1_000 * (at + 1), 1_000 * (at + 1) + 10)]]))
  expect(sharedTexts(pages, bounds)).toEqual([])
})
