import { describe, expect, it } from 'vitest'
import { periodOf } from './period.js'

describe('periodOf', () => {
  it.each([
    ['quarter', '2026-11-22', { from: '2026-07-01', until: '2026-09-30' }],
    ['quarter', '2026-01-02', { from: '2025-10-01', until: '2025-12-31' }],
    ['year', '2026-11-22', { from: '2025-11-22', until: '2026-11-22' }],
    ['all', '2026-11-22', { from: 'first', until: '' }],
  ] as const)('%s before %s', (period, now, expected) => {
    expect(periodOf(period, new Date(`${now}T12:00:00Z`))).toEqual(expected)
  })
})
