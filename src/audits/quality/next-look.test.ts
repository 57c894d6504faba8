import { expect, it } from 'vitest'
import { nextLook } from './next-look.js'

const on = (day: string) => `2026-${day}T00:00:00.000Z`

it.each<[string, Parameters<typeof nextLook>, [due: string, why: string] | null]>([
  ['a strong link', [{ state: 'live', lastSeen: on('03-01') }, 60, on('03-01')], ['03-08', 'strong link, every 7 days']],
  ['any other', [{ state: 'live', lastSeen: on('03-01') }, 59, on('03-01')], ['03-31', 'every 30 days']],
  ['one that only a tool has seen', [{ state: 'unconfirmed', lastSeen: on('03-01') }, 70, null], ['03-08', 'strong link, every 7 days']],
  ['one whose page was read before a tool saw it again', [{ state: 'live', lastSeen: on('03-10') }, 70, on('03-01')], ['03-17', 'strong link, every 7 days']],
  ['a lost link that nobody looked for since', [{ state: 'lost', lastSeen: on('03-01') }, 0, null], ['03-02', 'lost link, 1 day after it was last seen']],
  ['a lost link that was missed the same day', [{ state: 'lost', lastSeen: on('03-01') }, 0, '2026-03-01T12:00:00.000Z'], ['03-02', 'lost link, 1 day after it was last seen']],
  ['a lost link that was looked for after two days', [{ state: 'lost', lastSeen: on('03-01') }, 0, on('03-03')], ['03-08', 'lost link, 7 days after it was last seen']],
  ['a lost link that was looked for after a week', [{ state: 'lost', lastSeen: on('03-01') }, 80, on('03-08')], ['03-31', 'lost link, 30 days after it was last seen']],
  ['a lost link that was looked for after a month', [{ state: 'lost', lastSeen: on('03-01') }, 80, on('04-02')], null],
  ['one that was missed once', [{ state: 'live', lastSeen: on('03-01'), lastLook: { at: on('03-10'), status: 200, title: null, redirectTo: null } }, 80, on('03-01')], ['03-11', 'missed once: a second look after a day']],
  ['one whose page did not answer', [{ state: 'live', lastSeen: on('03-01'), lastLook: { at: on('03-02'), status: 503, title: null, redirectTo: null } }, 80, on('03-01')], ['03-03', 'its page answered 503: again after a day']],
  ['one whose page has not answered for days', [{ state: 'live', lastSeen: on('03-01'), lastLook: { at: on('03-05'), since: on('03-02'), status: 503, title: null, redirectTo: null } }, 80, on('03-01')], ['03-12', 'strong link, every 7 days']],
  ['one whose page did not answer a week after the link was seen', [{ state: 'live', lastSeen: on('03-01'), lastLook: { at: on('03-08'), since: on('03-08'), status: 503, title: null, redirectTo: null } }, 80, on('03-01')], ['03-09', 'its page answered 503: again after a day']],
  ['one whose page did not answer a month after it', [{ state: 'live', lastSeen: on('03-01'), lastLook: { at: on('03-31'), since: on('03-31'), status: 500, title: null, redirectTo: null } }, 30, on('03-01')], ['04-01', 'its page answered 500: again after a day']],
  ['one whose page does not answer for the third time', [{ state: 'live', lastSeen: on('03-01'), lastLook: { at: on('03-10'), since: on('03-08'), status: 500, title: null, redirectTo: null } }, 80, on('03-01')], ['03-11', 'its page answered 500: again after a day']],
  ['a lost link whose page was looked at after a week', [{ state: 'lost', lastSeen: on('03-01'), lastLook: { at: on('03-08'), status: 200, title: null, redirectTo: null } }, 80, on('03-01')], ['03-31', 'lost link, 30 days after it was last seen']],
  ['a link without a date', [{ state: 'live', lastSeen: 'not known' }, 80, null], null],
])('%s is due', (_title, args, expected) => {
  expect(nextLook(...args)).toEqual(expected === null ? null : { dueAt: on(expected[0]), why: expected[1] })
})
