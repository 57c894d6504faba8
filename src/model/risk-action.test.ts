import { expect, it } from 'vitest'
import type { Agency } from './facts.js'
import type { Action } from './judgement.js'
import { actionFor, actionOfFinding } from './risk-action.js'

it.each<[string, string, Action, number, Agency, Action]>([
  ['an injected link asks for a word to the owner', 'RISK-05', 'report-hack', 70, 'third-party', 'report-hack'],
  ['its other findings do not', 'RISK-01', 'fix-own-practice', 70, 'third-party', 'none'],
  ['nor does a host pattern on a link that may reveal a patient', 'RISK-07', 'none', 95, 'third-party', 'none'],
  ['a paid link of your own asks for another practice', 'RISK-01', 'fix-own-practice', 40, 'placed-by-you', 'fix-own-practice'],
  ['a parked page does not, on the same link', 'RISK-27', 'none', 40, 'placed-by-you', 'none'],
  ['what was placed and weighs much is to be taken away', 'RISK-06', 'none', 90, 'placed-by-you', 'request-removal'],
])('%s', (_title, rule, action, risk, agency, expected) => {
  expect(actionOfFinding({ rule, action }, { risk, agency })).toBe(expected)
})

it('the action of a link is told by all its findings', () => {
  expect(actionFor(70, 'third-party', new Set(['RISK-01', 'RISK-05']))).toBe('report-hack')
})
