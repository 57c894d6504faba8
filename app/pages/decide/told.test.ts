import { describe, expect, it } from 'vitest'
import { decisionInput, diffLines, nothingTold } from './told.js'

describe('decisionInput', () => {
  it('tells nothing that was not told', () => {
    expect(decisionInput('clinic.example', nothingTold)).toEqual({ target: 'clinic.example', arranged: [], list: [], whole: [] })
  })

  it('tells a "no" apart from silence', () => {
    expect(decisionInput('clinic.example', { ...nothingTold, drop: 'no', removal: 'asked', list: ' a.example \n\n', whole: 'all' }, ' Ann ')).toMatchObject({ drop: false, removal: 'asked', list: ['a.example'], whole: ['all'], reviewer: 'Ann' })
  })
})

describe('diffLines', () => {
  it('shows each line once, with why it is locked', () => {
    const lines = diffLines({
      proposed: ['domain:farm.example'],
      refused: [
        { line: 'domain:good.example', from: 'earlier file', rule: 'good-link', reason: 'A directory.' },
        { line: 'domain:own.example', from: 'request', rule: 'own', reason: 'Your own.' },
        { line: 'domain:page.example', from: 'proposal', rule: 'unconfirmed-domain', reason: 'Confirm.' },
      ],
      diff: { added: ['domain:farm.example'], removed: ['domain:good.example'], kept: 2 },
    })
    expect(lines.map((row) => [row.kind, row.line, row.reason])).toEqual([
      ['added', 'domain:farm.example', null],
      ['removed', 'domain:good.example', 'A directory.'],
      ['locked', 'domain:own.example', 'Your own.'],
      ['waits', 'domain:page.example', 'Confirm.'],
    ])
  })
})
