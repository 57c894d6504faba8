import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { riskRows } from './risk-rows.js'

const signal = (id: string, part: number) => ({ id, strength: part, counted: part, weight: 1, confidence: 1, part, group: id, why: null, evidence: '', innocent: '' })

it('adds up to the risk, whatever the groups', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 0.95, noNaN: true }), { maxLength: 6 }), (shares) => {
    const rows = riskRows({ signals: shares.map((share, at) => signal(`RISK-${at}`, share)), groups: shares.map((share, at) => ({ name: `RISK-${at}`, rules: [`RISK-${at}`], together: share, cap: 1, counted: share })) })
    expect(rows.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(100 * (1 - shares.reduce((rest, share) => rest * (1 - share), 1)), 9)
  }))
})

it('names the largest first, with the signals that count and the cap that held it', () => {
  const groups = [{ name: 'anchor', rules: ['RISK-11'], together: 0.2, cap: 0.6, counted: 0.2 }, { name: 'scheme', rules: ['RISK-01', 'RISK-02'], together: 0.95, cap: 0.9, counted: 0.9 }]
  const rows = riskRows({ signals: [signal('RISK-01', 0.5), signal('RISK-01', 0), signal('RISK-02', 0.9), signal('RISK-11', 0.2)], groups })
  expect(rows.map(({ name, signals, of, points, together }) => [name, signals.map(({ id }) => id), of, Math.round(points * 100) / 100, together])).toEqual([['scheme', ['RISK-01', 'RISK-02'], 100, 90, 0.95], ['anchor', ['RISK-11'], 10, 2, null]])
})

it('of nothing is nothing', () => expect(riskRows({ signals: [], groups: [] })).toEqual([]))
