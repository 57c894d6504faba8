import { expect, it } from 'vitest'
import type { Finding } from '../model/judgement.js'
import { foundFine } from './found-fine.js'

const finding = (audit: string, rule: string, verdict: Finding['verdict']): Finding => ({ audit, rule, judges: 'profile', subject: 'clinic.example', title: audit, verdict, severity: 'low', strength: 0, innocent: '', action: 'none', missing: [], evidence: [] })

it.each<[string, Finding[], string[], string[]]>([
  ['nothing was flagged', [finding('private-network', 'RISK-03', 'pass'), finding('link-velocity-spike', 'RISK-13', 'pass')], [], ['private-network', 'link-velocity-spike']],
  ['an audit of links flags by the same rule', [finding('private-network', 'RISK-03', 'pass'), finding('link-velocity-spike', 'RISK-13', 'pass')], ['RISK-03'], ['link-velocity-spike']],
  ['another audit of the profile flags by the same rule', [finding('hacked-own-page', 'RISK-40', 'pass'), finding('cloaked-own-page', 'RISK-40', 'flag')], [], []],
  ['it could not be told', [finding('private-network', 'RISK-03', 'unknown')], [], []],
])('found fine where %s', (_title, findings, flagged, expected) => {
  expect(foundFine(findings, flagged.map((rule) => ({ rule }))).map(({ title }) => title)).toEqual(expected)
})
