import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { exampleSite } from '../anchors/example-facts.js'
import linkQuality from '../link/link-quality.js'
import { exampleQualityFacts } from './quality-examples.js'
import { qualityFigures } from './quality-figures.js'
import { componentIds, type ComponentId } from './quality-parts.js'
import { weightsOf } from './quality-weights.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

type Wanted = Partial<Record<ComponentId, number>>
const judge = (qualityWeights?: Wanted) => linkQuality.judge({ ...exampleQualityFacts({ site: exampleSite({ qualityWeights }) }), lists })

describe('weights of one’s own (LQ-00)', () => {
  it('none are those that ship, with their version', () => {
    const answer = judge()
    expect(answer.weights).toEqual({ version: 3, own: false, defaultScore: answer.score })
    expect(answer.contributions.every(({ weight, defaultWeight }) => weight === defaultWeight)).toBe(true)
    expect(judge({}).weights.own).toBe(false)
  })

  it('parts left out keep their weight, and all together weigh 1', () => {
    const { counted, own } = weightsOf(exampleSite({ qualityWeights: { QA: 0.6 } }), lists)
    expect(own).toBe(true)
    expect(counted['QA']).toBeCloseTo(0.6 / 1.4, 12)
    expect(counted['QH']).toBeCloseTo(0.18 / 1.4, 12)
  })

  it('the score that the default gives stands beside', () => {
    const plain = judge()
    const own = judge({ QU: 1, QA: 0, QH: 0, QR1: 0, QR2: 0, QP: 0, QE: 0, QT: 0, QF: 0 })
    expect(own).toMatchObject({ score: 100, weights: { own: true, defaultScore: plain.score } })
    expect(own.contributions.map(({ defaultWeight }) => defaultWeight)).toEqual(plain.contributions.map(({ weight }) => weight))
  })

  it('nothing of any weight is no wish', () => {
    expect(judge(Object.fromEntries(componentIds.map((id) => [id, 0])))).toEqual(judge())
  })

  it('whatever they are, points add up to the bit, coverage is a share, and the figures are those of the judgement', () => {
    const wanted: fc.Arbitrary<Wanted> = fc.dictionary(fc.constantFrom(...componentIds), fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(fc.property(wanted, fc.constantFrom<string[]>([], ['nofollow'], ['ugc', 'sponsored']), fc.double({ min: 0, max: 100, noNaN: true }), fc.boolean(), (weights, rel, risk, isRead) => {
      const example = exampleQualityFacts({ site: exampleSite({ qualityWeights: weights }), link: { rel, ...(isRead ? {} : { area: null, title: null, context: null }) } })
      const facts = { ...example, lists, risk: { ...example.risk, risk } }
      const answer = linkQuality.judge(facts)
      expect(answer.contributions.reduce((sum, { points }) => sum + points, 0) - answer.gates.reduce((sum, { pointsLost }) => sum + pointsLost, 0)).toBe(answer.unrounded)
      expect(answer.contributions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
      expect(answer.coverage).toBeGreaterThanOrEqual(0)
      expect(answer.coverage).toBeLessThanOrEqual(1)
      // What is unknown stands with its prior, whatever weight it is given, and is never a silent zero.
      const priors = lists.table('quality-priors')
      for (const { id, assumed, normalised, weight, points } of answer.contributions) if (assumed && weight > 1e-6) expect([normalised >= priors[id]!, points > 0]).toEqual([true, true])
      expect(answer.weights.defaultScore).toBe(linkQuality.judge({ ...facts, site: exampleSite() }).score)
      const { score, unrounded, beforeRisk, band, coverage } = answer
      expect(qualityFigures(facts)).toEqual({ score, unrounded, beforeRisk, band, coverage })
    }), { numRuns: 200 })
  })
})
