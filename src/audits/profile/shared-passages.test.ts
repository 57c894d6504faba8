import { describe, expect, it } from 'vitest'
import { exampleProfileFacts, repeated, type ExampleLink, type ExamplePage } from '../risk/example-facts.js'
import audit from './shared-passages.js'

interface Told extends Omit<Partial<ExampleLink>, 'page'> {
  /** Passages of the text, as numbers. */
  runs?: number[]
  domain?: string
  start?: string
  street?: string
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
/** Twenty passages: the first `common` are those of everybody. */
const text = (n: number, common: number) => [...range(0, common), ...range(1_000 * n + common, 1_000 * n + 20)]
const towns = ['Riverton', 'Eastvale', 'Northgate', 'Lakeside', 'Hillford', 'Oakham', 'Millbrook', 'Ashton']

function judge(count: number, told: (n: number) => Told) {
  const links: ExampleLink[] = []
  const pages: ExamplePage[] = []
  for (let n = 1; n <= count; n += 1) {
    const { runs = text(n, 12), domain = `tips-${n}.example`, start = '', street, ...link } = told(n)
    const page = `https://${domain}/post-${n}`
    const title = link.title ?? `${n} tooth${n} gum${n} letter${n}`
    links.push(...repeated(1, { page, ...link, title }))
    pages.push({ url: page, title, language: link.language ?? 'en', features: { extra: { textRuns: runs.map((run) => run.toString(16).padStart(8, '0')).sort().join(''), mainStart: start, places: street === undefined ? [] : [{ street }] } } })
  }
  return audit.judge(exampleProfileFacts(links, { pages }), audit.options)
}

describe('one text on several sites', () => {
  it.each<[string, number, (n: number) => Told, number, string]>([
    ['with towns swapped, in the title too', 4, (n) => ({ title: `Dental implants in ${towns[n]}` }), 0.5, '4 pages of 4 sites share 60\u202f% to 60\u202f% of their text with another; their titles are one sentence with other words in it'],
    ['with other titles', 3, () => ({}), 0.35, '3 pages of 3 sites share 60\u202f% to 60\u202f% of their text with another'],
    ['of which each has some passages from the next', 3, (n) => ({ runs: [...range(10 * n, 10 * n + 10), ...range(10 * n + 10, 10 * n + 20)] }), 0.35, '3 pages of 3 sites share 50\u202f% to 50\u202f% of their text with another'],
    ['under one title, as only the text differs', 4, () => ({ title: 'Dental implants near you' }), 0.35, '4 pages of 4 sites share 60\u202f% to 60\u202f% of their text with another'],
  ])('%s', (_title, count, told, strength, found) => {
    expect(judge(count, told)).toMatchObject({ verdict: 'flag', strength, evidence: [{ found }] })
  })

  it('is shown with its sites, titles, a sentence of it and the links to follow back', () => {
    const start = (town: string) => `Looking for a dentist in ${town}? A tooth that is gone can be replaced within a single day.`
    const [row] = judge(3, (n) => ({ title: `Dental implants in ${towns[n]}`, start: start(towns[n]!) })).evidence
    expect(row).toMatchObject({
      referringDomains: ['tips-1.example', 'tips-2.example', 'tips-3.example'], titles: 'Dental implants in Eastvale · Dental implants in Northgate · Dental implants in Lakeside',
      quote: 'A tooth that is gone can be replaced within a single day.',
    })
    expect(row!.linkIds).toHaveLength(3)
  })
})

describe('is none', () => {
  it.each<[string, number, (n: number) => Told]>([
    ['of two sites, one of which quotes the other', 6, (n) => ({ runs: text(n, n <= 2 ? 12 : 0) })],
    ['of copies: a syndicated article', 5, (n) => ({ runs: text(n, 20) })],
    ['of a few passages in common, such as a disclaimer', 6, (n) => ({ runs: text(n, 5) })],
    ['of many passages of very long texts in common by no more than a quarter', 6, (n) => ({ runs: [...range(0, 10), ...range(1_000 * n, 1_000 * n + 30)] })],
    ['of pages of one site', 6, () => ({ domain: 'tips.example' })],
    ['of practices with streets of their own', 5, (n) => ({ title: `Our practice in ${towns[n]}`, street: `${n} High Street` })],
    ['of sites of one owner', 5, () => ({ flags: ['same-owner'] })],
    ['of records of directories', 5, () => ({ type: 'LT-03' })],
    ['of press releases', 5, () => ({ type: 'LT-08' })],
    ['of bodies that are known', 5, () => ({ tier: 3 })],
    ['of a script without blanks', 5, () => ({ language: 'ja' })],
    ['of links that are lost', 5, () => ({ state: 'lost' })],
    ['of the words of a template that half of all sites have', 40, (n) => ({ runs: text(n, n <= 20 ? 12 : 0) })],
  ])('%s', (_title, count, told) => {
    expect(judge(count, told).verdict).not.toBe('flag')
  })

  it('known of pages that an earlier version read', () => {
    const facts = exampleProfileFacts(repeated(4, { page: 'https://tips-{n}.example/post' }), { pages: [1, 2, 3, 4].map((n) => ({ url: `https://tips-${n}.example/post`, features: { extra: { wordVariety: 0.5 } } })) })
    expect(audit.judge(facts, audit.options).verdict).toBe('unknown')
  })
})
