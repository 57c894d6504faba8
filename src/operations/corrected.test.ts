import { expect, it } from 'vitest'
import type { Correction } from '../model/correction.js'
import type { MergedLink, TypeAnswer } from '../model/facts.js'
import { correctedTier, correctedType, indexCorrections } from './corrected.js'

const page = 'https://news.example/story'
const target = 'https://clinic.example/'
const link = (id: string): MergedLink => ({ id, referringPage: page, referringDomain: 'news.example', target, targetDomain: 'clinic.example' }) as MergedLink
const ruled: TypeAnswer = { type: 'LT-01', subtype: null, flags: [], confidence: 0.8, runnerUp: { type: 'LT-14', confidence: 0.1 }, innerType: null, evidence: [], unknowns: [] }
const said = (changes: Partial<Correction>): Correction => ({
  id: 'c', site: 'clinic.example', subject: 'link', key: 'aaaa', referringPage: page, target, field: 'type', value: 'LT-14', was: 'LT-01', reason: 'menu', by: 'A. Kim', at: '2026-11-01T00:00:00.000Z', withdrawnAt: null, withdrawnReason: null, ...changes,
})

it.each<[string, Correction[], string, string[], string]>([
  ['the link that was corrected', [said({})], 'aaaa', ['aaaa', 'bbbb'], 'LT-14'],
  ['not its neighbour on the same page', [said({})], 'bbbb', ['aaaa', 'bbbb'], 'LT-01'],
  ['the link that took its place when an anchor text was told', [said({})], 'bbbb', ['bbbb'], 'LT-14'],
  ['the later of two', [said({}), said({ value: 'LT-04' })], 'aaaa', ['aaaa'], 'LT-04'],
  ['not one of another field', [said({ field: 'area', value: 'footer' })], 'aaaa', ['aaaa'], 'LT-01'],
  ['not one of another target', [said({ key: 'gone', target: 'https://clinic.example/flu' })], 'bbbb', ['bbbb'], 'LT-01'],
])('a correction holds for %s', (_title, corrections, id, present, type) => {
  expect(correctedType(ruled, link(id), indexCorrections(corrections), new Set(present)).answer.type).toBe(type)
})

it('what belongs to the type of the rules does not stand under the corrected one', () => {
  const guest: TypeAnswer = { ...ruled, type: 'LT-02', subtype: 'bio-link', flags: ['editorial-style', 'image-link'], confidence: 0.84, innerType: 'LT-01', evidence: [{ rule: 'F-AUTH', looked: 'author box', found: 'a guest', polarity: '+', weight: 3 }] }
  const { answer } = correctedType(guest, link('aaaa'), indexCorrections([said({ value: 'LT-01', was: 'LT-02' })]), new Set(['aaaa']))
  expect(answer).toMatchObject({ type: 'LT-01', subtype: null, innerType: null, flags: ['image-link'], confidence: 1, runnerUp: { type: 'LT-02', confidence: 0 } })
  expect(answer.evidence.map(({ looked, found }) => [looked, found])).toEqual([['corrected by A. Kim on 2026-11-01', 'menu'], ['type by the rules', 'Guest post 0.84, bio-link']])
  const agreed = correctedType(guest, link('aaaa'), indexCorrections([said({ value: 'LT-02' })]), new Set(['aaaa'])).answer
  expect(agreed).toMatchObject({ type: 'LT-02', subtype: 'bio-link', flags: guest.flags, confidence: 1, runnerUp: { type: 'LT-14', confidence: 0 } })
  expect(agreed.evidence.map(({ rule }) => rule)).toEqual(['correction', 'F-AUTH'])
})

it('a tier is corrected for the whole domain', () => {
  const corrections = indexCorrections([said({ subject: 'domain', field: 'tier', key: 'news.example', value: '3' })])
  const tier = { tier: 6, name: 'other', kind: 'site', confidence: 'low', evidence: [] } as const
  expect(correctedTier({ ...tier, evidence: [] }, 'news.example', corrections).answer.tier).toBe(3)
  expect(correctedTier({ ...tier, evidence: [] }, 'other.example', corrections).answer.tier).toBe(6)
})
