import { expect, it } from 'vitest'
import { plainSite } from './main-site.js'

it.each([
  ['clinic.example', 'clinic.example'],
  ['https://www.Clinic.example/', 'clinic.example'],
  ['www.clinic.example/', 'clinic.example'],
  ['http://clinic.example/?utm_source=mail', 'clinic.example'],
  ['blog.clinic.example/', 'blog.clinic.example'],
  ['https://clinic.example/heart/', 'https://clinic.example/heart/'],
  ['klinik-münchen.example', 'klinik-münchen.example'],
])('keeps %s as %s', (given, kept) => {
  expect(plainSite(given)).toBe(kept)
})
