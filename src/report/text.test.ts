import { expect, it } from 'vitest'
import type { AuditResult } from '../model/audit-result.js'
import { auditText } from './text.js'

const finding = (rule: string, action: string) => ({ rule, audit: rule, title: `Finding of ${rule}`, severity: 'low', judges: 'link', referringDomains: 2, links: 3, action, actionWords: '', ownSite: false, innocent: '', quotes: [], actionable: action !== 'none' && action !== 'monitor' })

/** What the text of an audit reads, with nothing in it but findings. */
const result = (findings: unknown[]) => ({
  site: 'clinic.example', sentence: 'Two sites link to you', asOf: '2026-11-01T00:00:00.000Z', totals: { referringDomains: 2, links: 3, live: 3, unconfirmed: 0, lost: 0 }, sources: [], handful: [], groups: [], tiers: [], anchors: { kinds: [] },
  findings, problems: [], next: [], verdict: { sentence: 'Do nothing.', reasons: [] },
}) as unknown as AuditResult

it('a finding that is to be watched is told as every other door tells it', () => {
  const text = auditText(result([finding('RISK-05', 'report-hack'), finding('RISK-01', 'monitor'), finding('RISK-06', 'none')]))
  expect(text).toContain('Finding of RISK-05 (RISK-05, 2 domains)\n')
  expect(text).toContain('Finding of RISK-01 (RISK-01, 2 domains): keep an eye on it\n')
  expect(text).toContain('Finding of RISK-06 (RISK-06, 2 domains): no action needed\n')
})
