import type { QualityAnswer } from '../../model/facts.js'
import type { Example } from '../../model/judgement.js'
import type { Lists } from '../../model/lists.js'
import { exampleLink, exampleLists, exampleRecord, type ExampleLinkFrom } from '../anchors/example-facts.js'
import type { QualityFacts } from './quality-parts.js'

const tables: Record<string, Record<string, number>> = {
  'quality-weights': { version: 3, QA: 0.2, QH: 0.18, QR1: 0.12, QR2: 0.08, QP: 0.12, QE: 0.14, QT: 0.06, QU: 0.06, QF: 0.04 },
  'quality-priors': { QA: 0.25, QH: 0.15, QR1: 0.35, QR2: 0.3, QP: 0.5, QE: 0.45, QT: 0.15, QU: 0.6, QF: 0.5 },
  'quality-blocks': { 'prose-first': 1, prose: 0.85, list: 0.75, directory: 0.6, aside: 0.25, footer: 0.1, comment: 0.15, hidden: 0 },
  'quality-freedom': { 'LT-01': 1, 'LT-02': 0.4, 'LT-03': 0.5, 'LT-11': 0.1, 'LT-21': 0.95 },
  'quality-freshness': { survival: 0.25 },
  'quality-surfer': { phrase: 0.3, generic: -0.3, long: -0.5, 'image-without-alt': -0.4, 'first-third': 0.4, 'small-print': -0.4, 'same-subject': 0.5, 'commercial-unrelated': -0.6, 'legal-target': -2, step: 0.3, least: 0.7, most: 1.1 },
  'quality-trust': { whole: 0.5, distrust: 0.5 },
  'quality-rel': { nofollow: 0.55, ugc: 0.45, sponsored: 0.4 },
}
const qualityLists: Lists = { ...exampleLists, table: (id) => tables[id] ?? {} }

/** Facts of an ordinary editorial link unless told otherwise. */
export function exampleQualityFacts(from: ExampleLinkFrom = {}, part: Partial<QualityFacts> = {}): QualityFacts {
  return {
    ...exampleLink({ lists: qualityLists, ...from }),
    type: { type: 'LT-01', subtype: null, flags: [], confidence: 0.9, runnerUp: { type: 'LT-02', confidence: 0.05 }, innerType: null, evidence: [], unknowns: [] },
    anchor: { kind: 'AK-BRAND', altKind: null, grade: 0, normalised: 'oak street dental', flags: [], evidence: [] },
    tier: { tier: 6, name: 'other', kind: 'site', confidence: 'low', evidence: [] },
    risk: { risk: 0, agency: 'unknown', action: 'none', signals: [] },
    uniqueness: { kthFromDomain: 1, sharedHosts: null }, authority: null, trust: null, ...part,
  }
}

const paper = 'https://health-institute.example/oral-health/implants'

export const qualityExamples: ReadonlyArray<Example<QualityFacts, Partial<QualityAnswer>>> = [
  {
    title: 'a health authority that recommends a page in its text',
    facts: exampleQualityFacts(
      { page: paper, target: 'https://oakstreetdental.example/implants', record: exampleRecord(paper), link: { cues: ['prose', 'first-third'], title: 'Dental implants: what to ask', context: { before: 'how implants heal is explained by', after: 'in Dayton' } } },
      { tier: { tier: 1, name: 'health authority', kind: 'institute', confidence: 'high', evidence: [] }, authority: { rank: 400, nodes: 100_000_000, release: 'example graph' } },
    ),
    expect: { band: 'exceptional', confidence: 'high' },
  },
  { title: 'an ordinary article, much of it unknown', facts: exampleQualityFacts({ link: { title: 'My visit to the dentist', context: { before: 'I went to', after: 'last week' } } }), expect: { band: 'useful' } },
  {
    title: 'a blog two steps from health seeds',
    facts: exampleQualityFacts({}, { authority: { rank: 120_000, nodes: 95_000_000, release: 'example graph', name: 'toothtalk.example', by: 'harmonic', strongerThan: 99.87 }, trust: { value: 4e-8, median: 1e-9, p99: 1e-6, nearestSeed: 'health-institute.example', distance: 2, path: ['health-institute.example', 'riverside-hospital.example', 'toothtalk.example'], ways: 4 } }),
    expect: { confidence: 'high' },
  },
  {
    title: 'a site that health seeds lead to and that leads to bad sites as much',
    facts: exampleQualityFacts({}, { authority: { rank: 900_000, nodes: 95_000_000, release: 'example graph' }, trust: { value: 4e-8, median: 1e-9, p99: 1e-6, nearestSeed: null, distance: 5, path: null, ways: 2, distrust: 9e-8, distrustFrom: 'bad-core 1' } }),
    expect: { band: 'useful' },
  },
  { title: 'a host that the web graph does not know', facts: exampleQualityFacts({}, { authority: { rank: null, nodes: 95_000_000, release: 'example graph' } }), expect: { band: 'useful' } },
  { title: 'a comment, qualified', facts: exampleQualityFacts({ link: { area: 'comment', rel: ['ugc', 'nofollow'] } }, { type: { type: 'LT-11', subtype: null, flags: [], confidence: 0.95, runnerUp: { type: 'LT-10', confidence: 0.02 }, innerType: null, evidence: [], unknowns: [] } }), expect: { band: 'negligible' } },
  { title: 'a lost link', facts: exampleQualityFacts({ link: { state: 'lost', lostReason: 'link-removed' } }), expect: { score: 0, unrounded: 0, band: 'negligible' } },
  { title: 'a link of high risk', facts: exampleQualityFacts({}, { risk: { risk: 100, agency: 'placed-by-you', action: 'request-removal', signals: [{ id: 'RISK-01', strength: 0.7, evidence: 'price list', innocent: 'a disclosed partner' }] } }), expect: { score: 0 } },
]
