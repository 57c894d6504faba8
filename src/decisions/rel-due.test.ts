import { describe, expect, it } from 'vitest'
import { checkRelDue, relDueFor } from './rel-due.js'

describe('relDueFor', () => {
  it.each([
    ['payment', ['sponsored']], ['sponsorship', ['sponsored']], ['donation', ['sponsored']], ['product', ['sponsored']],
    ['exchange', ['nofollow']], ['membership', []], ['none', []], ['other', []],
  ] as const)('%s owes %j', (kind, rel) => expect(relDueFor(kind).rel).toEqual(rel))
})

describe('checkRelDue', () => {
  const link = (rel: string[], state = 'live') => ({ rel, state })
  it.each([
    ['paid and marked', 'payment', [link(['sponsored'])], 'kept', ['kept']],
    ['paid, nofollow stands for it', 'payment', [link(['nofollow', 'noopener'])], 'kept', ['kept']],
    ['ugc is for readers, not for money', 'payment', [link(['ugc'])], 'missing', ['missing']],
    ['one of two lacks it', 'sponsorship', [link(['sponsored']), link([])], 'missing', ['kept', 'missing']],
    ['a lost link owes nothing', 'payment', [link([], 'lost')], 'not-seen', ['lost']],
    ['no link known', 'donation', [], 'not-seen', []],
    ['nothing given', 'none', [link([])], 'nothing-due', ['kept']],
    ['unconfirmed ones count', 'payment', [link([], 'unconfirmed')], 'missing', ['missing']],
  ] as const)('%s', (_, kind, links, verdict, each) => {
    const answer = checkRelDue({ kind }, links)
    expect([answer.verdict, answer.links]).toEqual([verdict, each])
  })
})
