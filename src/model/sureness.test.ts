import { expect, it } from 'vitest'
import { surenessOf } from './sureness.js'

it.each([
  [1, 'sure'], [0.85, 'sure'], [0.849, 'likely'], [0.65, 'likely'], [0.649, 'leaning'], [0.5, 'leaning'], [0.499, 'unsure'], [0, 'unsure'],
] as const)('%d is %s', (confidence, expected) => expect(surenessOf(confidence)).toBe(expected))
