import { expect, it } from 'vitest'
import type { Finding } from '../model/judgement.js'
import { lineOf } from './domain-digest.js'

it.each([
  ['words stand as they are', { quote: 'seen words', where: 'in the footer' }, 'seen words · in the footer'],
  ['a figure says what it counts', { anchor: 'flu shots', links: 28, newDomains: 20 }, 'flu shots · links 28 · new domains 20'],
  ['of an instant the day is enough', { anchor: 'flu shots', from: '2026-11-23T16:03:06.969Z' }, 'flu shots · 2026-11-23'],
  ['a day and a text that holds an instant stay', { week: '2026-11-16', said: 'on 2026-11-23T16:03:06.969Z' }, '2026-11-16 · on 2026-11-23T16:03:06.969Z'],
  ['ids, weights and lists are for who works it out again', { linkIds: ['a'], linkId: 'a', weight: 2, strength: 0.5, domains: ['x.example'], why: 'so' }, 'so'],
])('%s', (_, evidence, line) => {
  expect(lineOf({ evidence: [evidence] } as unknown as Finding)).toBe(line)
})
