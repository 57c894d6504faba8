import { expect, it } from 'vitest'
import { readProfile } from './profile-file.js'

const read = (serviceArea: object) => readProfile('profile.json', new TextEncoder().encode(JSON.stringify({ names: ['Oak Dental'], serviceArea })))

it('a radius without a centre is refused, and what to do is said', () => {
  expect(() => read({ places: ['Dayton'], radiusKm: 20 })).toThrow(/^profile\.json: serviceArea\.radiusKm is 20, but serviceArea\.centre is missing.*Add "centre"/)
  expect(read({ centre: { latitude: 39.76, longitude: -84.19 }, radiusKm: 20 }).serviceArea.radiusKm).toBe(20)
  expect(read({ places: ['Dayton'] }).serviceArea.places).toEqual(['Dayton'])
})
