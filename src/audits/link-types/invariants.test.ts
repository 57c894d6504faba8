import * as fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { describeWithRealData } from '../../../test/real-data.js'
import { readPageFeatures } from '../../extract/page-features.js'
import { extractPage } from '../../extract/page.js'
import { loadLists } from '../../files/shipped-lists.js'
import type { Capture } from '../../model/capture.js'
import type { LinkFacts } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'
import { calibrated, evidenceOf, scoreTypes } from './score.js'
import { signalGroups, strengths, type Signal } from './signal.js'
import { scoredTypes, wordLists } from './word-lists.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const signal = fc.record({
  type: fc.constantFrom(...scoredTypes), group: fc.constantFrom(...signalGroups), strength: fc.constantFrom(...strengths),
  rule: fc.constant('F-URL'), looked: fc.constant('path'), found: fc.string({ maxLength: 20 }), subtype: fc.constant(null),
}) as fc.Arbitrary<Signal>

test('weights of the evidence sum to the score, and probabilities to one', () => {
  const words = wordLists(lists)
  fc.assert(fc.property(fc.array(signal, { maxLength: 40 }), (signals) => {
    const scores = scoreTypes(signals, words, 1.6)
    for (const score of scores) expect(evidenceOf(score, words).reduce((sum, row) => sum + row.weight, 0)).toBeCloseTo(score.score, 9)
    expect(scores.reduce((sum, score) => sum + score.probability, 0)).toBeCloseTo(1, 9)
  }), { numRuns: 300 })
})

test('a type without its positive evidence is never likelier', () => {
  const words = wordLists(lists)
  fc.assert(fc.property(fc.array(signal, { maxLength: 40 }), fc.constantFrom(...scoredTypes), (signals, type) => {
    const probability = (list: readonly Signal[]) => scoreTypes(list, words, 1.6).find((score) => score.type === type)!.probability
    const without = signals.filter((one) => one.type !== type || one.strength === 'contra' || one.strength === 'veto' || one.strength === 'excluded')
    expect(probability(without)).toBeLessThanOrEqual(probability(signals) + 1e-12)
  }), { numRuns: 300 })
})

const word = fc.constantFrom('guest', 'directory', 'doctor', 'press-release', 'wiki', 'news', '2026', '02', 'forum', 'sponsored', 'members', 'u', 'zażółć', '病院検索', 'a b', '%FF', 'links', 'x'.repeat(300))
const sketch: fc.Arbitrary<LinkSketch> = fc.record({
  page: fc.tuple(fc.constantFrom('riverton-gazette.example', 'en.wikipedia.org', 'qzx.example', 'x.gov', 'forum.example', 'bit.ly', '192.0.2.7', 'xn--rzteverzeichnis-0kb.example'), fc.array(word, { maxLength: 5 })).map(([host, path]) => `https://${host}/${path.map((part) => (part === '%FF' ? part : encodeURIComponent(part))).join('/')}`),
  title: fc.oneof(fc.constant(''), fc.string({ maxLength: 80 }), fc.constantFrom('Useful links', 'Guest post: teeth', '広告')),
  anchor: fc.string({ maxLength: 40 }),
  before: fc.string({ maxLength: 60 }),
  after: fc.constantFrom('', 'Website by', 'sponsored by'),
  rel: fc.subarray(['nofollow', 'sponsored', 'ugc', 'me']),
  area: fc.constantFrom('main', 'footer', 'comment', null),
  cues: fc.subarray(['prose', 'list', 'caption', 'hidden', 'author-box', 'sponsors', 'label:Anzeige', 'label:(P)']),
  element: fc.constantFrom('a', 'redirect'),
})
const read = fc.option(fc.record({ structuredTypes: fc.subarray(['Article', 'Dentist', 'QAPage', 'Review']), authors: fc.subarray(['Dr Anika Rao', 'Eve']), phoneCount: fc.nat(9), addressCount: fc.nat(2), mainWordCount: fc.nat(2_000) }), { nil: undefined })

test('a measured share never falls where the probability rises, and never turns an answer into an unknown', () => {
  const { calibration, calibrationUrlOnly } = wordLists(lists)
  fc.assert(fc.property(fc.constantFrom(calibration, calibrationUrlOnly), fc.double({ min: 0.5, max: 1, noNaN: true }), fc.double({ min: 0.5, max: 1, noNaN: true }), (table, first, second) => {
    expect(table.length).toBeGreaterThan(0)
    const [low, high] = first < second ? [first, second] : [second, first]
    expect(calibrated(low, table)).toBeLessThanOrEqual(calibrated(high, table) + 1e-12)
    expect(calibrated(low, table)).toBeGreaterThanOrEqual(0.5)
    expect(calibrated(high, table)).toBeLessThanOrEqual(1)
  }))
})

test('nothing cuts a probability off below the last of its measured shares', () => {
  const { calibration, calibrationUrlOnly, weights } = wordLists(lists)
  for (const table of [calibration, calibrationUrlOnly]) expect(weights.certainMax).toBeGreaterThanOrEqual(table.at(-1)![0])
  expect(calibrated(weights.certainMax, calibration) - calibrated(0.985, calibration)).toBeGreaterThan(0.1)
})

/** What must hold of every answer, LT-00 and 4.4. */
function checkAnswer(facts: LinkFacts): void {
  const answer = linkType.judge(facts)
  expect(linkType.judge(facts)).toEqual(answer)
  if (answer.type !== 'LT-99') {
    expect(answer.evidence.some((row) => row.weight > 0)).toBe(true)
    expect(answer.confidence).toBeGreaterThanOrEqual(0.5)
    if (answer.evidence.some((row) => row.looked.startsWith('contradicts'))) expect(answer.confidence).toBeLessThanOrEqual(0.75)
  }
  if (!facts.page?.features) expect(answer.confidence).toBeLessThanOrEqual(0.7)
  if (answer.flags.includes('js-only')) expect(answer.type === 'LT-99' || answer.confidence <= 0.8).toBe(true)
  expect(answer.confidence).toBeLessThanOrEqual(1)
  expect(answer.runnerUp.type).not.toBe(answer.type)
  expect(answer.runnerUp.confidence).toBeLessThanOrEqual(1)
  for (const flag of answer.flags) expect(answer.evidence.some((row) => row.rule === 'LT-00' && row.weight === 0 && row.looked.startsWith(`flag ${flag},`)), flag).toBe(true)
  for (const row of answer.evidence) expect(row.found.length).toBeLessThanOrEqual(160)
}

test('same facts, same answer; never a type without evidence; bounded without the page', () => {
  fc.assert(fc.property(sketch, read, (from, features) => {
    const facts = sketchedFacts(features === undefined ? from : { ...from, features }, lists)
    checkAnswer(facts)
  }), { numRuns: 400 })
})

describeWithRealData('html/trafilatura/pages', 'answers about real pages', (path) => {
  test('hold to the contract', async () => {
    const names = readdirSync(path).filter((name) => name.endsWith('.html.gz')).sort().filter((_, at) => at % 20 === 0)
    let count = 0
    for (const [at, name] of names.entries()) {
      const url = `https://page-${at}.example/some/${encodeURIComponent(name.slice(0, 40))}`
      const headers = new Map([['content-type', 'text/html']])
      const { page, sightings } = extractPage({ ...capture, url, headers, body: gunzipSync(readFileSync(join(path, name))) } as unknown as Capture, { seenBy: 'crawl', externalOnly: true, features: readPageFeatures })
      for (const sighting of sightings.slice(0, 6)) {
        const { link, ...facts } = sketchedFacts({ page: url, target: sighting.target ?? undefined, vendor: count % 3 === 0 ? { 'ahrefs.rendered': true, 'ahrefs.raw': false } : null }, lists)
        checkAnswer({ ...facts, page, link: { ...link, ...sighting, anchorText: sighting.anchorText ?? null, seenBy: ['crawl'], vendor: link.vendor, referringHost: `page-${at}.example` } })
        checkAnswer({ ...facts, page: null, link: { ...link, ...sighting, anchorText: sighting.anchorText ?? null, seenBy: ['crawl'], vendor: null, referringHost: `page-${at}.example` } })
        count += 1
      }
    }
    expect(count).toBeGreaterThan(80)
  }, 60_000)
})

const capture = { status: 200, at: '2026-01-01T00:00:00.000Z', file: 'page.warc', offset: 0 }

test('hostile text takes no long time', () => {
  const started = process.cpuUsage()
  for (const piece of ['a/', 'links ', '.a', '/web/2008', 'cache:', '広告', '%', '-']) {
    const text = piece.repeat(4_000)
    linkType.judge(sketchedFacts({ page: `https://site.example/${encodeURIComponent(piece.repeat(80))}`, title: text, anchor: text, before: text, after: text, features: { headings: [text] }, extra: { mainStart: text, mainEnd: text } }, lists))
  }
  expect(process.cpuUsage(started).user).toBeLessThan(4_000_000)
})
