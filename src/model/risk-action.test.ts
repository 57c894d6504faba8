import { expect, it } from 'vitest'
import type { Agency } from './facts.js'
import type { Action } from './judgement.js'
import { actions } from './judgement.js'
import { actionClause, actionFor, actionOfFinding, actionWords } from './risk-action.js'

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

it.each<[string, Parameters<typeof actionWords>[0], RegExp]>([
  ['what is to be watched is not "no action"', { action: 'monitor' }, /^Keep an eye on it$/u],
  ['nothing', { rule: 'RISK-12', action: 'none' }, /^No action needed$/u],
  ['a widget is no purchase: its code is changed', { rule: 'RISK-09', action: 'fix-own-practice' }, /embed code.*your name/u],
  ['nor is an exchange', { rule: 'RISK-12', action: 'fix-own-practice' }, /^If you swap links, stop/u],
  ['nor an award', { rule: 'RISK-24', action: 'fix-own-practice' }, /past winners/u],
  ['a rule without words of its own', { rule: 'RISK-03', action: 'fix-own-practice' }, /^If you or an agency arranged these/u],
  ['removal is asked for in the same words whatever the rule', { rule: 'RISK-12', action: 'request-removal' }, /^Ask the site/u],
  ['of pages of the site itself the audit says it', { rule: 'RISK-42', action: 'fix-own-practice', ownSiteAdvice: 'Switch them off' }, /^Switch them off$/u],
])('words of an action: %s', (_title, of, expected) => {
  expect(actionWords(of)).toMatch(expected)
})

it('each action is a sentence without its full stop, and a clause within one', () => {
  for (const action of actions) expect(actionWords({ action })).toMatch(/^[A-Z].*[^.]$/u)
  expect(actionClause({ action: 'monitor' })).toBe('keep an eye on it')
})
