import { beforeAll, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { RiskAnswer } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import { profileAudits } from '../all-audits.js'
import linkQuality from '../link/link-quality.js'
import { atRisk, riskRulesOfComponents } from './at-risk.js'
import { exampleQualityFacts } from './quality-examples.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const risks = [0, 12.5, 29.9, 30, 30.1, 42, 59.9, 60, 60.1, 77.7, 99.9, 100]
const rules = [...new Set(profileAudits.map(({ rule }) => rule))]

it.each(linkQuality.examples.map(({ title, facts }) => [title, facts] as const))('is what judging at that risk gives: %s', (_title, example) => {
  for (const facts of [example, { ...exampleQualityFacts(), lists }]) {
    const atNone = linkQuality.judge({ ...facts, risk: { ...facts.risk, risk: 0, signals: facts.risk.signals } })
    for (const risk of risks) {
      const signals: RiskAnswer['signals'] = [...facts.risk.signals, ...rules.map((id) => ({ id, strength: 0.6, evidence: '', innocent: '' }))]
      const { score, unrounded, beforeRisk, band, coverage } = linkQuality.judge({ ...facts, risk: { ...facts.risk, risk, signals } })
      expect(atRisk(atNone, risk), String(risk)).toMatchObject({ score, unrounded, beforeRisk, band, coverage })
    }
  }
})

it('no audit of the whole profile finds what a component reads', () => {
  expect(rules.filter((rule) => riskRulesOfComponents.has(rule))).toEqual([])
})
