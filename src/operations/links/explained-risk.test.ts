import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleSite, exampleTypedLink } from '../../audits/risk/example-facts.js'
import { judgeRisk, riskVersion } from '../../audits/index.js'
import type { Finding } from '../../model/judgement.js'
import { explainedRisk, riskLines, RiskSchema, type ExplainedRisk } from './explained-risk.js'

const rules = ['RISK-01', 'RISK-03', 'RISK-05', 'RISK-06', 'RISK-07', 'RISK-11', 'RISK-14', 'RISK-17', 'RISK-20', 'RISK-29', 'RISK-31']
const finding: fc.Arbitrary<Finding> = fc.record({ rule: fc.constantFrom(...rules), strength: fc.double({ min: 0, max: 0.95, noNaN: true }), without: fc.option(fc.double({ min: 0, max: 1, noNaN: true })), n: fc.nat(3) }).map(({ rule, strength, without, n }) => ({
  audit: `${rule.toLowerCase()}-${n}`, rule, judges: 'link', subject: 'x', title: `Title of ${rule}`, verdict: 'flag', severity: 'high', strength, innocent: 'may be', action: 'none', missing: [], evidence: [{ quote: 'words' }], ...(without === null ? {} : { withoutNeighbours: strength * without }),
}))
const links = fc.constantFrom('LT-01', 'LT-02', 'LT-19').map((type) => exampleTypedLink({ type, page: 'https://farm.example/a' }))
const profiles = fc.constantFrom(exampleSite().profile, exampleSite({ arranged: ['farm.example'] }).profile)
const explained = fc.tuple(links, fc.array(finding, { maxLength: 7 }), profiles).map(([link, findings, profile]) => ({ risk: explainedRisk(judgeRisk(link, findings, profile)), findings }))

/** The risk from the figures of the answer alone, by the formula that stands with it. */
function summedAgain({ signals, groups, bound }: ExplainedRisk): number {
  let rest = 1
  for (const { name, cap } of groups) {
    const members = signals.filter(({ group, counted }) => group === name && counted > 0)
    rest *= 1 - Math.min(cap, 1 - members.reduce((left, { counted, weight, confidence }) => left * (1 - counted * weight * confidence), 1))
  }
  const combined = 100 * (1 - rest)
  return Math.round((bound === null ? combined : Math.min(bound.max, combined)) * 10) / 10
}

describe('the risk of a link, explained', () => {
  it('can be summed again from its answer, exactly', () => {
    fc.assert(fc.property(explained, ({ risk }) => {
      const told = RiskSchema.parse(JSON.parse(JSON.stringify(risk)))
      expect(told.version).toBe(riskVersion)
      expect(summedAgain(told)).toBe(told.risk)
      expect(Math.round(told.unrounded * 10) / 10).toBe(told.risk)
    }))
  })

  it('can be summed again from its lines', () => {
    fc.assert(fc.property(explained, ({ risk, findings }) => {
      const lines = riskLines(risk, findings)
      expect(lines[0]).toMatch(new RegExp(`^Risk ${Math.round(risk.risk)}, `, 'u'))
      if (risk.signals.length === 0) return
      const told = lines.find((line) => line.includes(' = 100 × (1 − '))
      const summed = told === undefined ? 0 : 100 * (1 - [...told.matchAll(/\(1 − ([\d.]+)\)/gu)].reduce((rest, [, counted]) => rest * (1 - Number(counted)), 1))
      const bound = Number(/at most (\d+): (?:one signal|hints) alone$/u.exec(lines.at(-2)!)?.[1] ?? 100)
      expect(Math.abs(Math.min(bound, summed) - risk.unrounded)).toBeLessThan(0.05)
      expect(lines.at(-1)).toBe(`  ${risk.unrounded.toFixed(2)} = risk, rounded to ${risk.risk} and shown as ${Math.round(risk.risk)}`)
      // Each signal is there, with the product that it counts.
      for (const { id, weight } of risk.signals) expect(lines.some((line) => line.includes(` ${id}`) && line.includes(` × ${weight} × 1`))).toBe(true)
    }))
  })

  it('reads like this', () => {
    const of = (rule: string, strength: number, withoutNeighbours?: number): Finding => ({ audit: rule.toLowerCase(), rule, judges: 'link', subject: 'x', title: `${rule} found`, verdict: 'flag', severity: 'high', strength, innocent: 'May be.', action: 'none', missing: [], evidence: [{ quote: 'words' }], ...(withoutNeighbours === undefined ? {} : { withoutNeighbours }) })
    const findings = [of('RISK-01', 0.5, 0), of('RISK-06', 0.75, 0)]
    expect(riskLines(explainedRisk(judgeRisk(exampleTypedLink({ type: 'LT-16' }), findings, exampleSite().profile)), findings).slice(2)).toEqual([
      '  0 = 0 × 0.6 × 1 (of strength 0.5; the links beside it are counted with RISK-06)  RISK-01: RISK-01 found, strength 0.50 (words). It can be innocent: May be.',
      '  0.45 = 0.75 × 0.6 × 1  RISK-06, group page content: RISK-06 found, strength 0.75 (words). It can be innocent: May be.',
      '  0.45 = group page content: 1 − (1 − 0.45), cap 0.9',
      '  45.00 = 100 × (1 − (1 − 0.45))',
      '  45.00 = risk, rounded to 45 and shown as 45',
    ])
  })

  it('without a finding is one line', () => expect(riskLines(explainedRisk(judgeRisk(exampleTypedLink({}), [], exampleSite().profile)), [])).toEqual(['Risk 0, third party: no action needed']))
})
