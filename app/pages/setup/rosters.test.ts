import { expect, test } from 'vitest'
import { cellText, formInput, rosterFields, rosterNouns } from './rosters.js'

test.each(rosterNouns)('%s: the first field names the row and is required', (noun) => {
  expect(rosterFields[noun][0]).toMatchObject({ kind: 'text', column: true, required: true })
})

test('an untouched form of a location says nothing of what is not known', () => {
  expect(formInput('locations', { name: ' Riverton ' })).toMatchObject({ name: 'Riverton', street: '', servicePlaces: [], radiusKm: null })
})

test('words stand once and numbers are numbers', () => {
  expect(formInput('locations', { name: 'A', servicePlaces: ['Riverton', ' Riverton ', ''], radiusKm: '25' })).toMatchObject({ servicePlaces: ['Riverton'], radiusKm: 25 })
})

test('a cell shows lists with commas and nothing for what is not known', () => {
  expect(cellText({ servicePlaces: ['A', 'B'] }, 'servicePlaces')).toBe('A, B')
  expect(cellText({ leftOn: null }, 'leftOn')).toBe('')
})
