import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import { runLinkAudits } from '../run-audits.js'
import { exampleLinkFacts } from './example-facts.js'
import { judgeRisk } from './risk-score.js'
import { riskGroups, sumRisk, type RiskSignal } from './risk-sum.js'

const agencies = ['placed-by-you', 'probably-placed', 'unknown', 'third-party'] as const
const rules = fc.constantFrom('RISK-01', 'RISK-02', 'RISK-03', 'RISK-05', 'RISK-06', 'RISK-07', 'RISK-11', 'RISK-14', 'RISK-17', 'RISK-20', 'RISK-26', 'RISK-29', 'RISK-31')
const share = fc.double({ min: 0, max: 1, noNaN: true })
const signals = fc.array(fc.record({ rule: rules, strength: share, confidence: share, withoutNeighbours: fc.option(share, { nil: undefined }) }), { maxLength: 8 })

describe('the sum of a risk', () => {
  it('is the risk, for whoever sums its parts again', () => {
    fc.assert(
      fc.property(signals, fc.constantFrom(...agencies), fc.boolean(), (some, agency, disclosed) => {
        const { risk, unrounded, combined, bound, parts, groups } = sumRisk(some, agency, disclosed)
        for (const { counted, weight, confidence, part } of parts) expect(part).toBe(counted * weight * confidence)
        let rest = 1
        for (const { name, rules: members, together, cap, counted } of groups) {
          const product = parts.filter(({ rule, part }) => part > 0 && members.includes(rule)).reduce((left, { part }) => left * (1 - part), 1)
          expect(together).toBe(1 - product)
          expect(cap).toBe(riskGroups.find((group) => group.name === name)?.cap ?? 1)
          expect(counted).toBe(Math.min(cap, together))
          rest *= 1 - counted
        }
        expect(combined).toBe(100 * (1 - rest))
        expect(unrounded).toBe(bound === null ? combined : bound.max)
        expect(risk).toBe(Math.round(unrounded * 10) / 10)
        // Nothing that counts is left out of the groups, and no rule counts twice.
        const counting = parts.filter(({ part }) => part > 0).map(({ rule }) => rule).sort()
        expect(groups.flatMap((group) => group.rules).sort()).toEqual(counting)
        expect(new Set(counting).size).toBe(counting.length)
        // What counts less than it was found with says why.
        for (const [at, { counted, why }] of parts.entries()) if (counted < some[at]!.strength) expect(why).not.toBeNull()
      }),
    )
  })

  it('never rises with what rests on other links, ignores order, and never falls when a signal is added', () => {
    fc.assert(
      fc.property(signals, signals, (some, more) => {
        const risk = sumRisk(some, 'unknown', false).unrounded
        expect(risk).toBeLessThanOrEqual(sumRisk(some.map(({ rule, strength, confidence }) => ({ rule, strength, confidence })), 'unknown', false).unrounded + 1e-9)
        expect(sumRisk([...some].reverse(), 'unknown', false).unrounded).toBeCloseTo(risk, 9)
        expect(sumRisk([...some, ...more], 'unknown', false).unrounded).toBeGreaterThanOrEqual(risk - 1e-9)
      }),
    )
  })
})

describe('one fact counts once', () => {
  const seen = (rule: string, strength: number, withoutNeighbours: number): RiskSignal => ({ rule, strength, confidence: 1, withoutNeighbours })
  it.each([
    ['seen by two rules', [seen('RISK-01', 0.5, 0), seen('RISK-06', 0.75, 0)], 75],
    ['seen by two, one of which has more to say', [seen('RISK-01', 0.5, 0.4), seen('RISK-06', 0.75, 0)], 85],
    ['seen by one', [seen('RISK-06', 0.75, 0)], 75],
    ['two facts', [{ rule: 'RISK-01', strength: 0.5, confidence: 1 }, seen('RISK-06', 0.75, 0)], 87.5],
    ['the bound of one signal alone holds', [seen('RISK-01', 0.75, 0), seen('RISK-24', 0.5, 0)], 60],
  ] as Array<[string, RiskSignal[], number]>)('%s', (_, some, risk) => expect(sumRisk(some, 'placed-by-you', false).risk).toBe(risk))

  it('is counted with the rule that makes the sum highest, though rounded sums are equal', () => {
    const some = [seen('RISK-01', 0.0002, 0), seen('RISK-31', 0.0004, 0)]
    for (const order of [some, some.toReversed()]) expect(sumRisk(order, 'unknown', false).unrounded).toBeCloseTo(0.032, 9)
  })

  it('says with which rule it is counted', () => {
    expect(sumRisk([seen('RISK-01', 0.5, 0), seen('RISK-06', 0.75, 0)], 'unknown', false).parts.map(({ rule, counted, why }) => [rule, counted, why])).toEqual([['RISK-01', 0, 'the links beside it are counted with RISK-06'], ['RISK-06', 0.75, null]])
  })
})

describe('a page into which somebody put two links of casinos', async () => {
  const lists = await loadLists()
  const beside = [{ domain: 'lucky-spin.example', text: 'online casino bonus', followed: true }, { domain: 'fast-cash.example', text: 'payday loans', followed: true }]
  const riskOf = (evidence: boolean, link = {}, features = {}) => {
    const facts = { ...exampleLinkFacts({ page: 'https://parish-walks.example/spring', type: 'LT-19', anchor: 'blood pressure clinic', kind: 'AK-EXACT', grade: 2, title: 'Spring walks of the parish', before: 'See the online casino bonus and payday loans and', after: 'for more', ...link }, { pageRecord: { features: { mainExternalDomains: ['lucky-spin.example', 'fast-cash.example'], extra: { externalLinks: beside }, ...features } } }), lists }
    if (evidence) facts.type = { ...facts.type, evidence: [{ rule: 'F-OUT', looked: 'links beside', found: '2 domains about casino, loans', polarity: '+', weight: 6 }, { rule: 'F-ANC', looked: 'anchor text', found: 'a treatment with a place', polarity: '+', weight: 0.4 }] }
    const findings = runLinkAudits(facts)
    return { ...judgeRisk(facts, findings, facts.site.profile), rules: findings.map(({ rule }) => rule) }
  }

  it('has them counted once, and is no link farm', () => {
    const { risk, rules: found, sum } = riskOf(true)
    expect(found).toEqual(expect.arrayContaining(['RISK-01', 'RISK-06']))
    expect(found).not.toContain('RISK-03')
    expect(sum!.parts.find(({ rule }) => rule === 'RISK-01')).toMatchObject({ counted: 0, why: 'the links beside it are counted with RISK-06' })
    expect(risk).toBeLessThanOrEqual(60)
  })

  it('is weighed by its own offers too', () => {
    const { sum } = riskOf(true, { title: 'Buy viagra without prescription' })
    expect(sum!.parts.find(({ rule }) => rule === 'RISK-06')!.counted).toBe(0.75)
    // RISK-06 has that without the links beside, so RISK-01 may count them.
    expect(sum!.parts.find(({ rule }) => rule === 'RISK-01')!.counted).toBeGreaterThan(0)
  })

  it('keeps the label of an advert', () => {
    const { sum } = riskOf(true, { cues: ['prose', 'label:Sponsored'] })
    expect(sum!.parts.find(({ rule }) => rule === 'RISK-01')).toMatchObject({ counted: 0.6 })
  })
})
