import { expect, it } from 'vitest'
import { isOwnAnswer } from './refreshed.js'

it.each([
  ['tasks.save', 'tasks.list', true],
  ['clients.add', 'clients.list', true],
  ['clients.add', 'sessions.current', true],
  ['corrections.add-many', 'corrections.list', true],
  ['corrections.add-many', 'links.list', false],
  ['tasks.save', 'overview.show', false],
  ['link.save', 'links.list', false],
])('after %s an answer of %s is waited for: %s', (action, answer, isWaited) => expect(isOwnAnswer(action, answer)).toBe(isWaited))
