import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../model/judgement.js'
import { agencyOf } from './agency.js'
import { exampleSite, exampleTypedLink, type ExampleLink } from './example-facts.js'
import { findingsOfLink, indexFindings, judgeRisk, profileRisk, riskBand } from './risk-score.js'
import { sumRisk, type RiskSignal } from './risk-sum.js'

const combineSignals = (...of: Parameters<typeof sumRisk>) => sumRisk(...of).unrounded
const signal = (rule: string, strength: number, confidence = 1): RiskSignal => ({ rule, strength, confidence })

describe('scoring (risk.md section 4)', () => {
  it.each([
    ['no signal', [], 'unknown', 0],
    ['one signal is held at 60', [signal('RISK-01', 0.75)], 'placed-by-you', 60],
    ['a hacked page alone may exceed 60', [signal('RISK-05', 0.75)], 'placed-by-you', 75],
    ['third party weighs 0.6', [signal('RISK-06', 0.5)], 'third-party', 30],
    ['unknown weighs 0.8', [signal('RISK-06', 0.5)], 'unknown', 40],
    ['probably placed weighs 0.9', [signal('RISK-06', 0.5)], 'probably-placed', 45],
    ['confidence counts', [signal('RISK-06', 0.5, 0.5)], 'placed-by-you', 25],
    ['host pattern never above 25', [signal('RISK-07', 0.9)], 'placed-by-you', 25],
    ['hygiene is capped at 40', [signal('RISK-07', 0.25), signal('RISK-14', 0.25), signal('RISK-20', 0.25), signal('RISK-27', 0.5)], 'placed-by-you', 40],
    ['anchor group is capped at 60', [signal('RISK-11', 0.75), signal('AN-18', 0.25)], 'placed-by-you', 60],
    ['page content is capped at 90', [signal('RISK-05', 0.9), signal('RISK-06', 0.9)], 'placed-by-you', 90],
    ['two groups multiply', [signal('RISK-01', 0.5), signal('RISK-11', 0.5)], 'placed-by-you', 75],
    ['spam mass alone stays normal', [signal('RISK-29', 0.75)], 'placed-by-you', 30],
    ['two hints stay normal', [signal('RISK-29', 0.75), signal('RISK-07', 0.25)], 'placed-by-you', 30],
    ['spam mass counts beside two signals', [signal('RISK-29', 0.6), signal('RISK-01', 0.5), signal('RISK-14', 0.2)], 'placed-by-you', 84],
    ['spam mass beside one signal is held at 60', [signal('RISK-29', 0.6), signal('RISK-01', 0.5)], 'placed-by-you', 60],
    ['a tiny second signal does not lift the bound', [signal('RISK-01', 0.75), signal('RISK-14', 0.05)], 'placed-by-you', 60],
    ['nor does a hint about the name', [signal('RISK-01', 0.75), signal('RISK-07', 0.25)], 'placed-by-you', 60],
    ['one rule speaks once', [signal('RISK-06', 0.5), signal('RISK-06', 0.4)], 'placed-by-you', 50],
  ] as Array<[string, RiskSignal[], 'unknown' | 'placed-by-you' | 'third-party' | 'probably-placed', number]>)('%s', (_, signals, agency, risk) => {
    expect(combineSignals(signals, agency, false)).toBeCloseTo(risk, 9)
  })

  it('a disclosed purchase may exceed 60 alone', () => {
    expect(combineSignals([signal('RISK-01', 0.75)], 'placed-by-you', true)).toBeCloseTo(75, 9)
  })

  const rules = fc.constantFrom('RISK-01', 'RISK-03', 'RISK-05', 'RISK-06', 'RISK-07', 'RISK-08', 'RISK-11', 'RISK-14', 'RISK-17', 'RISK-20', 'RISK-26', 'RISK-29', 'RISK-31')
  const hundredths = fc.integer({ min: 0, max: 100 }).map((count) => count / 100)
  const signals = fc.array(fc.record({ rule: rules, strength: hundredths, confidence: hundredths }), { maxLength: 10 })
  it('stays in 0–100, ignores order, and never falls when a signal is added', () => {
    fc.assert(
      fc.property(signals, signals, fc.boolean(), (some, more, disclosed) => {
        const risk = combineSignals(some, 'unknown', disclosed)
        expect(risk).toBeGreaterThanOrEqual(0)
        expect(risk).toBeLessThanOrEqual(100)
        expect(combineSignals([...some].reverse(), 'unknown', disclosed)).toBeCloseTo(risk, 9)
        expect(combineSignals([...some, ...more], 'unknown', disclosed)).toBeGreaterThanOrEqual(risk - 1e-9)
      }),
    )
  })

  it('weighs the doings of others least, and one signal never lifts a link above 60 unless it may', () => {
    fc.assert(
      fc.property(signals, (some) => {
        const [third, unknown, probably, placed] = (['third-party', 'unknown', 'probably-placed', 'placed-by-you'] as const).map((agency) => combineSignals(some, agency, false))
        expect(third).toBeLessThanOrEqual(unknown! + 1e-9)
        expect(unknown).toBeLessThanOrEqual(probably! + 1e-9)
        expect(probably).toBeLessThanOrEqual(placed! + 1e-9)
        const telling = new Set(some.filter(({ rule, strength, confidence }) => strength * confidence >= 0.1 && rule !== 'RISK-07' && rule !== 'RISK-29').map(({ rule }) => rule))
        if (telling.size <= 1 && ![...telling].some((rule) => ['RISK-05', 'RISK-06', 'RISK-31', 'RISK-32'].includes(rule))) expect(placed).toBeLessThanOrEqual(60)
      }),
    )
  })
})

describe('agency and action', () => {
  const finding = (rule: string, strength: number, judges: Finding['judges'] = 'link', subject = 'x', evidence: Finding['evidence'] = [{ quote: 'words' }]): Finding => ({ audit: 'a', rule, judges, subject, title: 't', verdict: 'flag', severity: 'high', strength, innocent: 'maybe', action: 'none', missing: [], evidence })
  it.each([
    ['news story', { type: 'LT-04' }, [], 'third-party', 'none'],
    ['scraper beside casinos', { type: 'LT-16' }, [finding('RISK-06', 0.75), finding('RISK-15', 0.5)], 'third-party', 'none'],
    ['hacked page', { type: 'LT-20' }, [finding('RISK-05', 0.75)], 'third-party', 'report-hack'],
    ['patient data', { type: 'LT-01' }, [finding('RISK-31', 0.95)], 'third-party', 'legal-review'],
    ['guest post with keywords', { type: 'LT-02' }, [finding('RISK-22', 0.75), finding('RISK-11', 0.5)], 'probably-placed', 'fix-own-practice'],
    ['labelled advert', { type: 'LT-18' }, [finding('RISK-01', 0.4)], 'probably-placed', 'monitor'],
    ['unclear farm', { type: 'LT-19' }, [finding('RISK-03', 0.95), finding('RISK-11', 0.5)], 'unknown', 'monitor'],
    ['unsure type', { type: 'LT-02', typeConfidence: 0.4 }, [], 'unknown', 'none'],
    ['bought farm link', { page: 'https://farm.example/a', type: 'LT-19' }, [finding('RISK-03', 0.95), finding('RISK-01', 0.75)], 'placed-by-you', 'request-removal'],
    ['bought mild link', { page: 'https://farm.example/b', type: 'LT-01' }, [finding('RISK-01', 0.2)], 'placed-by-you', 'fix-own-practice'],
  ] as Array<[string, ExampleLink, Finding[], string, string]>)('%s', (_, link, findings, agency, action) => {
    const { profile } = exampleSite({ arranged: ['farm.example'] })
    const typed = exampleTypedLink(link)
    expect(agencyOf(typed, profile)).toBe(agency)
    expect(judgeRisk(typed, findings, profile).action).toBe(action)
  })

  it('finds for a link its own findings, its domain’s, and those of the profile that name it', () => {
    const typed = exampleTypedLink({ page: 'https://farm.example/a' })
    const index = indexFindings([finding('RISK-02', 0.6, 'domain', 'farm.example'), finding('RISK-02', 0.6, 'domain', 'other.example'), finding('RISK-11', 0.5, 'profile', 's', [{ linkIds: [typed.link.id] }]), finding('RISK-13', 0.25, 'profile', 's', [{ weekFrom: '2026-01-01' }])])
    expect(findingsOfLink(typed, [finding('RISK-06', 0.5)], index).map((found) => found.rule)).toEqual(['RISK-06', 'RISK-02', 'RISK-11'])
  })

  it('figures of other tools are no input', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('semrush.toxicityScore', 'ahrefs.isSpam', 'moz.spamScore'), fc.oneof(fc.integer({ min: 0, max: 100 }), fc.boolean())), (vendor) => {
        const plain = exampleTypedLink({ page: 'https://farm.example/a' })
        const marked = exampleTypedLink({ page: 'https://farm.example/a', vendor })
        const findings = [finding('RISK-06', 0.5)]
        expect(judgeRisk(marked, findings, exampleSite().profile)).toEqual(judgeRisk(plain, findings, exampleSite().profile))
      }),
    )
  })
})

it('bands', () => {
  expect([0, 30, 30.5, 60, 61, 80, 81, 100].map(riskBand)).toEqual(['normal', 'normal', 'look', 'look', 'concerning', 'concerning', 'serious', 'serious'])
})

it('profile risk is the share of apparent value above 60, before the risk gate', () => {
  const answer = profileRisk([['a.example', 0], ['b.example', 90], ['c.example', 10], ['d.example', 0]].map(([cluster, risk]) => ({ cluster: cluster as string, beforeRisk: 50, risk: risk as number })))
  expect(answer.shareAtRisk).toBeCloseTo(0.25, 9)
  expect(answer).toMatchObject({ linksAtRisk: 1, domainsAtRisk: 1 })
  expect(profileRisk([]).shareAtRisk).toBe(0)
})
