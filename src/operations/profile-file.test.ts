import { expect, it } from 'vitest'
import { readProfile } from './profile-file.js'

const read = (serviceArea: object) => readProfile('profile.json', new TextEncoder().encode(JSON.stringify({ names: ['Oak Dental'], serviceArea })))

it('weights of one’s own are kept, and refused where nothing would weigh anything', () => {
  const weighed = (qualityWeights: object) => readProfile('profile.json', new TextEncoder().encode(JSON.stringify({ qualityWeights })))
  expect(weighed({ QA: 0.5 }).qualityWeights).toEqual({ QA: 0.5 })
  const all = ['QA', 'QH', 'QR1', 'QR2', 'QP', 'QE', 'QT', 'QU', 'QF']
  expect(() => weighed(Object.fromEntries(all.map((id) => [id, 0])))).toThrow(/^profile\.json: every weight in qualityWeights is 0/)
  expect(() => weighed({ QX: 1 })).toThrow(/QX/)
  expect(() => weighed({ QA: -1 })).toThrow(/qualityWeights\.QA/)
})

it('a radius without a centre is refused, and what to do is said', () => {
  expect(() => read({ places: ['Dayton'], radiusKm: 20 })).toThrow(/^profile\.json: serviceArea\.radiusKm is 20, but serviceArea\.centre is missing.*Add "centre"/)
  expect(read({ centre: { latitude: 39.76, longitude: -84.19 }, radiusKm: 20 }).serviceArea.radiusKm).toBe(20)
  expect(read({ places: ['Dayton'] }).serviceArea.places).toEqual(['Dayton'])
})
