import { describe, expect, it } from 'vitest'
import { quoteOf } from './summary.js'

describe('quoteOf', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ test: 'AN-12 one phrase', found: '“heart clinic” on 42 of 401 sites, p 0.0000', referringDomains: ['a.example', 'b.example', 'c.example', 'd.example', 'e.example'], linkIds: ['1'] }, 'one phrase · “heart clinic” on 42 of 401 sites · on a.example, b.example, c.example and 2 more'],
    [{ sign: 'the link or its block is hidden', quote: 'heart clinic', strength: 0.4, linkId: 'x' }, 'the link or its block is hidden · heart clinic'],
    [{ weekFrom: '2026-09-21', newDomains: 11, usual: 0, z: 22, p: 2.1e-15, types: 'LT-02 1, LT-03 1', reading: '' }, 'week from: 21 Sep 2026 · new domains: 11 · usual: 0 · Guest post 1, Directory 1'],
    [{ url: 'old-name.example', snippet: 'its registration runs out on 2026-03-12, in 10 days (rdap:registry.example, 2026-03-01)', severity: 'medium', fix: 'Renew it.', registeredUntil: '2026-03-12', daysLeft: 10 }, 'old-name.example · its registration runs out on 2026-03-12, in 10 days (rdap:registry.example, 2026-03-01)'],
    [{ quote: 'x'.repeat(400) }, `${'x'.repeat(299)}…`],
    [{}, ''],
  ])('%j', (row, words) => {
    expect(quoteOf(row)).toBe(words)
  })
})
