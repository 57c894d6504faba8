import { expect, it } from 'vitest'
import type { AnchorGroup, AnchorMix } from '../../model/anchor-mix.js'
import type { Finding } from '../../model/judgement.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { runProfileAudits } from '../run-audits.js'
import { moneyShare } from './anchor-tests.js'
import { besideRivals, comparisonSentence } from './beside-rivals.js'
import { compareWithCohort, groupIds } from './cohort.js'

function mix(counts: Partial<Record<AnchorGroup, number>>): AnchorMix {
  const all = Object.fromEntries(groupIds.map((group) => [group, counts[group] ?? 0])) as Record<AnchorGroup, number>
  return { n: Object.values(all).reduce((sum, count) => sum + count, 0), counts: all, money: moneyShare(0, 0), diversity: { distinct: 0, entropy: null, herfindahl: null } }
}
const plain = Array.from({ length: 6 }, (_, at) => mix({ brand: 20 + at, url: 8, exact: 1 }))
const stuffed = Array.from({ length: 6 }, (_, at) => mix({ brand: 10 + at, url: 6, exact: 14 }))
const own = mix({ brand: 12, url: 6, exact: 14 })

it('says what is usual among rivals, what is higher here, and what there is too little of', () => {
  expect(comparisonSentence(compareWithCohort(own, stuffed), 6)).toBe('The mix of kinds is usual beside 6 rivals.')
  expect(comparisonSentence(compareWithCohort(own, plain), 6)).toMatch(/^The mix of kinds differs from that of 6 rivals by more than chance gives\. Higher here: treatment or provider phrases alone 44\s%, 3\s% at rivals\.$/u)
  expect(comparisonSentence(compareWithCohort(own, plain.slice(0, 3)), 3)).toMatch(/^Not compared with rivals: rivals with 8 or more/u)
  expect(comparisonSentence(compareWithCohort(own, []), 0)).toMatch(/^Not compared: no rival is named\./u)
})

it('stands beside the tests of anchor texts without adding to them or taking away', async () => {
  const facts = exampleProfileFacts([...repeated(10, { page: 'https://site-{n}.example/a', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }), ...repeated(2, { page: 'https://other-{n}.example/a' })])
  const findings = await runProfileAudits(facts)
  const of = (all: readonly Finding[]) => all.find(({ rule }) => rule === 'RISK-11')!
  const before = of(findings)
  const beside = of(besideRivals(findings, compareWithCohort(own, stuffed)))
  expect(beside).toEqual({ ...before, evidence: [before.evidence[0], expect.objectContaining({ test: 'AN-20 beside named rivals', found: expect.stringMatching(/^usual mix; treatment or provider phrases alone 44\s% here, \d+\s% at 6 rivals$/u), strength: 0 }), ...before.evidence.slice(1)] })
  expect(besideRivals(findings, compareWithCohort(own, []))).toEqual(findings)
  expect(besideRivals(findings, compareWithCohort(own, plain)).filter(({ rule }) => rule !== 'RISK-11')).toEqual(findings.filter(({ rule }) => rule !== 'RISK-11'))
})

it('adds nothing where the tests found nothing', async () => {
  const findings = await runProfileAudits(exampleProfileFacts(repeated(12, { page: 'https://site-{n}.example/a' })))
  expect(besideRivals(findings, compareWithCohort(own, plain))).toEqual(findings)
})
