import { expect, test } from 'vitest'
import { recent } from './recent.js'

test('answers are found again, what comes often stays, and no more than twice the bound is held', () => {
  const memory = recent<number>(10)
  memory.set('often', 1)
  for (let at = 0; at < 1_000; at += 1) {
    memory.set(`once-${at}`, at)
    expect(memory.get('often')).toBe(1)
  }
  expect(memory.get('once-999')).toBe(999)
  const held = Array.from({ length: 1_000 }, (_, at) => memory.get(`once-${at}`)).filter((value) => value !== undefined)
  expect(held.length).toBeLessThanOrEqual(20)
  expect(memory.get('never')).toBeUndefined()
})
