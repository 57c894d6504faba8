import { expect, it } from 'vitest'
import { commandOf, nextSteps } from './next-steps.js'

const finding = { rule: 'RISK-11', audit: 'repeated-phrase', title: 'One phrase', severity: 'high', actionable: true, actionWords: 'Keep an eye on it', ownSite: false, judges: 'profile', referringDomains: 3, links: 4 } as const
const known = { totals: { links: 10, unconfirmed: 9, referringDomains: 8 }, findings: [], lost: [], inputs: [], groups: [], profileKnown: true }
const commands = (changes: object) => nextSteps({ ...known, ...changes } as never).map((step) => commandOf(step, 'clinic.example'))

it.each<[string, object, string]>([
  ['a missing profile', { profileKnown: false }, 'citewell profiles save clinic.example profile.json'],
  ['lost links of medical bodies', { lost: [{ tier: 1, referringDomain: 'nih.gov' }] }, 'citewell links list clinic.example --state lost --tier 1,2,3'],
  ['unknown types', { groups: [{ group: 'unknown', referringDomains: 5 }] }, 'citewell links list clinic.example --type LT-99'],
  ['unconfirmed links', {}, 'citewell links list clinic.example --state unconfirmed'],
  ['refused rows', { inputs: [{ refused: 2 }] }, 'citewell imports preview <file>'],
  ['a finding', { findings: [finding] }, 'citewell links list clinic.example --finding repeated-phrase'],
  ['a finding of the whole profile that names no links', { findings: [{ ...finding, links: 0 }] }, 'citewell risk review clinic.example'],
  ['a finding about the site itself', { findings: [{ ...finding, rule: 'RISK-18', ownSite: true }] }, 'citewell risk review clinic.example'],
])('a step names the command to begin with: %s', (_title, changes, command) => {
  expect(commands(changes)).toContain(command)
})

it('one link is one, and a finding of your own site has its own advice', () => {
  const one = nextSteps({ ...known, totals: { links: 1, unconfirmed: 1, referringDomains: 1 }, findings: [{ ...finding, rule: 'RISK-42', actionWords: 'Switch them off', ownSite: true }] } as never)
  expect(one.map(({ why }) => why)).toEqual([expect.stringMatching(/^1 link is known/u), 'Switch them off (on your own site).'])
})

it('a step that is taken on a screen alone names none', () => {
  expect(commandOf({ page: 'graph', query: {} }, 'clinic.example')).toBeNull()
})
