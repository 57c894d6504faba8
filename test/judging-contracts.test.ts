import * as fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { anchorKind, identityTier, linkType } from '../src/audits/index.js'
import { evidenceOf, scoreTypes } from '../src/audits/link-types/score.js'
import { Signals, type Signal } from '../src/audits/link-types/signal.js'
import { wordLists } from '../src/audits/link-types/word-lists.js'
import { loadLists } from '../src/files/shipped-lists.js'
import type { JudgedLink, LinkFacts } from '../src/model/facts.js'
import { linkFlags } from '../src/model/link-types.js'
import type { Lists } from '../src/model/lists.js'
import { anchorFacts, copyOf, goldSample, inventedPageFacts, judgeLink, randomFacts, realPageFacts, urlFacts, vendorScores } from './judging-rows.js'
import { describeWithRealData } from './real-data.js'

/**
 * What the reference of the field demands of every answer (LT-00, LQ-00, RISK-00, AN-01), held on rows made up by chance
 * and on real ones. Contracts over whole profiles are in judging-profile-contracts.test.ts.
 */

let muteFlags = false
vi.mock('../src/audits/link-types/flags.js', async (original) => {
  const flags = await original<typeof import('../src/audits/link-types/flags.js')>()
  return { ...flags, flagsOf: (...given: Parameters<typeof flags.flagsOf>) => (muteFlags ? [] : flags.flagsOf(...given)) }
})

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

/** The signals that a judgement collected on the way to its answer. */
function signalsOf(facts: LinkFacts): readonly Signal[] {
  const add = vi.spyOn(Signals.prototype, 'add')
  linkType.judge(facts)
  const collected = add.mock.contexts.at(-1) as Signals | undefined
  add.mockRestore()
  return collected?.list ?? []
}

/** LT-00: evidence re-sums; nothing positive taken away helps; bounds; a runner-up; flags are beside the type. */
function holdsTypeContract(facts: LinkFacts): void {
  const answer = linkType.judge(facts)
  const read = facts.page !== null && facts.page.features !== null
  expect(linkType.judge(copyOf(facts))).toEqual(answer)
  expect(answer.confidence).toBeGreaterThanOrEqual(0)
  expect(answer.confidence).toBeLessThanOrEqual(read ? 1 : 0.7)
  expect(answer.runnerUp.type).not.toBe(answer.type)
  expect(answer.runnerUp.confidence).toBeGreaterThanOrEqual(0)
  expect(answer.runnerUp.confidence).toBeLessThanOrEqual(answer.confidence)
  if (answer.type !== 'LT-99') {
    expect(answer.confidence).toBeGreaterThanOrEqual(0.5)
    expect(answer.evidence.some((row) => row.weight > 0)).toBe(true)
  }
  expect(answer.flags.every((flag) => linkFlags.includes(flag))).toBe(true)
  muteFlags = true
  const { type, confidence, runnerUp } = linkType.judge(facts)
  muteFlags = false
  expect({ type, confidence, runnerUp }).toEqual({ type: answer.type, confidence: answer.confidence, runnerUp: answer.runnerUp })

  const words = wordLists(lists)
  const temperature = read ? words.weights.temperature : words.weights.temperatureUrlOnly
  const signals = signalsOf(facts)
  const scores = scoreTypes(signals, words, temperature)
  for (const score of scores) expect(evidenceOf(score, words).reduce((sum, row) => sum + row.weight, 0)).toBeCloseTo(score.score, 9)
  if (answer.type !== 'LT-99') expect(answer.evidence.reduce((sum, row) => sum + row.weight, 0)).toBeCloseTo(scores.find((score) => score.type === answer.type)!.score, 9)
  for (const type of new Set(signals.map((signal) => signal.type))) {
    const without = signals.filter((signal) => signal.type !== type || words.weights[signal.strength] < 0)
    expect(scoreTypes(without, words, temperature).find((score) => score.type === type)!.probability).toBeLessThanOrEqual(scores.find((score) => score.type === type)!.probability + 1e-12)
  }
}

/** LQ-00: the points account for the score to the last bit, and what nobody saw is said to be assumed. */
function holdsQualityContract({ quality }: JudgedLink, facts: LinkFacts): void {
  const { contributions, gates } = quality
  expect(contributions.reduce((sum, { points }) => sum + points, 0) - gates.reduce((sum, { pointsLost }) => sum + pointsLost, 0)).toBe(quality.unrounded)
  expect(Number.isInteger(quality.score) && quality.score >= 0 && quality.score <= 100).toBe(true)
  expect(quality.score).toBe(Math.round(quality.unrounded))
  expect(contributions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
  expect(quality.coverage).toBeCloseTo(contributions.filter(({ assumed }) => !assumed).reduce((sum, { weight }) => sum + weight, 0), 5)
  expect(quality.confidence).toBe(quality.coverage >= 0.8 ? 'high' : quality.coverage >= 0.5 ? 'medium' : 'low')
  const priors = facts.lists.table('quality-priors')
  for (const { id, normalised, assumed, evidence, points, weight } of contributions) {
    expect(normalised >= 0 && normalised <= 1).toBe(true)
    expect(points).toBeCloseTo(100 * weight * normalised, 4)
    expect(evidence, id).not.toBe('')
    // What is assumed is the prior; a listed body (QA) or a place of the area (QR-02) may raise it, and the words say so.
    if (assumed) expect([id, /floor|names your area/u.test(evidence) ? Math.min(normalised, priors[id]!) : normalised]).toEqual([id, priors[id]])
  }
  for (const { factor, pointsLost } of gates) expect(factor >= 0 && factor <= 1 && pointsLost >= 0).toBe(true)
  expect(quality.version).not.toBe('')
  expect(quality.asOf).toBe(facts.asOf)
}

const aloneOverSixty = new Set(['RISK-05', 'RISK-06', 'RISK-31', 'RISK-32'])

/** RISK-00: bounds, every signal with its innocent reading, one signal alone is no more than 60. */
function holdsRiskContract({ risk, findings, quality }: JudgedLink): void {
  expect(risk.risk >= 0 && risk.risk <= 100).toBe(true)
  const rules = new Set(risk.signals.map(({ id }) => id))
  expect([...rules].sort()).toEqual([...new Set(findings.filter(({ verdict, strength }) => verdict === 'flag' && strength > 0).map(({ rule }) => rule))].sort())
  if (rules.size === 0) expect(risk).toMatchObject({ risk: 0, action: 'none' })
  if (rules.size === 1 && ![...rules].some((rule) => aloneOverSixty.has(rule) || rule === 'RISK-01')) expect(risk.risk).toBeLessThanOrEqual(60)
  for (const { strength, evidence, innocent } of risk.signals) {
    expect(strength > 0 && strength <= 0.95).toBe(true)
    expect(innocent.length).toBeGreaterThan(30)
    expect(evidence.length).toBeLessThanOrEqual(160)
  }
  // Advice for the noise of others is "none"; only a hacked page and a patient's or the provider's name ask for more.
  if (risk.agency === 'third-party') expect(['none', 'report-hack', 'legal-review']).toContain(risk.action)
  expect(risk.action).not.toBe('consider-disavow')
  expect(quality.gates.find(({ id }) => id === 'GT-05')!.factor).toBeCloseTo(risk.risk <= 30 ? 1 : risk.risk <= 60 ? 1 - (risk.risk - 30) / 60 : Math.max(0, 0.5 - (risk.risk - 60) / 80), 9)
}

/** Figures of other tools change no judgement, only what is shown beside it. */
function ignoresVendorScores(facts: LinkFacts, judged: JudgedLink, columns: readonly string[] = vendorScores): void {
  const scored = (value: number | boolean) => ({ ...facts, link: { ...facts.link, vendor: { ...facts.link.vendor, ...Object.fromEntries(columns.map((column) => [column, value])) } } })
  for (const value of [0, 100, true]) {
    const other = judgeLink(scored(value))
    expect({ ...other, link: null }).toEqual({ ...judged, link: null })
  }
}

function holdsContracts(facts: LinkFacts): void {
  holdsTypeContract(facts)
  const judged = judgeLink(facts)
  expect({ ...judgeLink(copyOf(facts)), link: null }).toEqual({ ...judged, link: null })
  expect(identityTier.judge({ domain: facts.link.referringDomain, hosts: [facts.link.referringHost], pages: [], site: facts.site, lists }).evidence.length).toBeGreaterThan(0)
  holdsQualityContract(judged, facts)
  holdsRiskContract(judged)
  for (const row of [...judged.type.evidence, ...judged.tier.evidence, ...judged.anchor.evidence]) expect([row.found.length <= 160, Number.isFinite(row.weight)]).toEqual([true, true])
}

/** Without the scores of other tools, so that adding them is the one difference. */
const unscored = (facts: LinkFacts): LinkFacts => ({ ...facts, link: { ...facts.link, vendor: Object.fromEntries(Object.entries(facts.link.vendor ?? {}).filter(([column]) => !vendorScores.includes(column))) } })

describe('rows made up by chance', () => {
  it('hold the contracts', () => {
    fc.assert(fc.property(randomFacts, (row) => holdsContracts({ ...row, lists })), { numRuns: 150 })
  })

  it('are judged alike whatever other tools say', () => {
    fc.assert(fc.property(randomFacts, (row) => {
      const facts = unscored({ ...row, lists })
      ignoresVendorScores(facts, judgeLink(facts))
    }), { numRuns: 60 })
  })
})

describe('rows of which the address alone is known', () => {
  const sets: Array<[name: string, step: number]> = [['urls', 13], ['risk-hosts', 9], ['tiers', 9]]
  const rowsOf = (name: string, step: number) => goldSample(name, step).flatMap((row) => urlFacts(row, lists) ?? [])

  it.each(sets)('hold the contracts: %s', (name, step) => {
    const rows = rowsOf(name, step)
    expect(rows.length).toBeGreaterThan(100)
    for (const facts of rows) holdsContracts(facts)
  })

  it.each(sets)('are judged alike whatever other tools say: %s', (name, step) => {
    for (const facts of rowsOf(name, step)) ignoresVendorScores(facts, judgeLink(facts))
  })

  it.each(vendorScores)('are judged alike whatever this column says: %s', (column) => {
    for (const facts of rowsOf('tiers', 40)) ignoresVendorScores(facts, judgeLink(facts), [column])
  })
})

describe('anchor texts', () => {
  const answerOf = (facts: LinkFacts, anchorText: string) => {
    const { evidence: _, ...answer } = anchorKind.judge({ ...facts, link: { ...facts.link, anchorText } })
    return answer
  }
  /** Other bytes for the same words: normal forms, invisible characters, spaces of other kinds. */
  const equivalents: Array<[string, (text: string) => string]> = [
    ['NFD', (text) => text.normalize('NFD')],
    ['NFC', (text) => text.normalize('NFC')],
    ['NFKC', (text) => text.normalize('NFKC')],
    ['zero-width spaces', (text) => text.replaceAll(' ', '\u200b \ufeff')],
    ['soft hyphens', (text) => text.replaceAll(/(\p{L}\p{L})(?=\p{L}\p{L})/gu, '$1\u00ad')],
    ['bidi controls', (text) => `\u202a${text}\u202c`],
    ['no-break spaces', (text) => text.replaceAll(' ', '\u00a0')],
    ['line breaks', (text) => `\n\t ${text.replaceAll(' ', '\r\n  ')} \n`],
    ['full-width letters', (text) => text.replaceAll(/[!-~]/gu, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0))],
    ['entities', (text) => text.replaceAll('&', '&amp;')],
  ]

  it.each(equivalents)('mean the same as %s (AN-01)', (_name, change) => {
    const rows = anchorFacts(lists, 11)
    expect(rows.length).toBeGreaterThan(200)
    for (const facts of rows) expect([facts.link.anchorText, answerOf(facts, change(facts.link.anchorText!))]).toEqual([facts.link.anchorText, answerOf(facts, facts.link.anchorText!)])
  })

  it('hold the contracts', () => {
    for (const facts of anchorFacts(lists, 23)) holdsContracts(facts)
  })
})

describe('links of the invented web', () => {
  it('hold the contracts', () => {
    const rows = inventedPageFacts(lists, 9, 3)
    expect(rows.length).toBeGreaterThan(60)
    for (const { facts } of rows) holdsContracts(facts)
  })
})

describeWithRealData('html', 'links of real pages', (path) => {
  it('hold the contracts', () => {
    const rows = realPageFacts(`${path}/..`, lists, 30, 4)
    expect(rows.length).toBeGreaterThan(100)
    for (const facts of rows) holdsContracts(facts)
  })
})
