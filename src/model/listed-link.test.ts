import { expect, it } from 'vitest'
import type { Finding } from './judgement.js'
import { foundBy, listedFindings, ruleAndAudit, shownLink } from './listed-link.js'

const flag = (rule: string, audit: string, verdict: Finding['verdict'] = 'flag'): Finding => ({ audit, rule, judges: 'link', subject: '', title: '', verdict, severity: 'low', strength: 0.2, innocent: '', action: 'none', missing: [], evidence: [] })

it('keeps the audits of one rule apart, and lists the rule once', () => {
  const findings = [flag('RISK-05', 'injected-link'), flag('RISK-05', 'injected-pages'), flag('RISK-03', 'link-farm-page'), flag('RISK-06', 'bad-neighbourhood', 'pass')]
  expect(foundBy(findings).map(ruleAndAudit)).toEqual([{ rule: 'RISK-03', audit: 'link-farm-page' }, { rule: 'RISK-05', audit: 'injected-link' }, { rule: 'RISK-05', audit: 'injected-pages' }])
  expect(listedFindings(findings)).toEqual(['RISK-03', 'RISK-05'])
  expect(listedFindings([])).toEqual([])
})

it('shows no address that may reveal a patient', () => {
  const row = { referringPage: 'https://forum.example/thread?id=7', target: 'https://clinic.example/visit?patient_id=88123&dob=1961-04-02', context: 'Our patient Marga Telmann' }
  expect(shownLink({ ...row, findings: ['RISK-06', 'RISK-31'] })).toMatchObject({ referringPage: 'https://forum.example/thread?•••', target: 'https://clinic.example/visit?•••', context: '' })
  expect(shownLink({ ...row, anchorText: 'Marga Telmann', title: 'Visit of Marga Telmann', findings: ['RISK-31'] })).toMatchObject({ anchorText: null, title: null })
  expect(shownLink({ ...row, anchorText: 'Calm Clinic', title: 'Visits', findings: ['RISK-06'] })).toMatchObject({ ...row, anchorText: 'Calm Clinic', title: 'Visits' })
  expect(shownLink({ findings: ['RISK-31'], referringPage: null, target: null })).toEqual({ findings: ['RISK-31'], referringPage: null, target: null })
})
