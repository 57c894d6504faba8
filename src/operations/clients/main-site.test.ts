import { expect, it } from 'vitest'
import { slugOf } from '../access.js'
import { nameOfSite, plainSite } from './main-site.js'

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

it.each([
  ['Oak Street Dental', 'clinic.example', 'oak-street-dental'],
  ['Klinik für Herz & Gefäße', undefined, 'klinik-fur-herz-gefasse'],
  ['عيادة القلب', 'https://www.clinic.example/heart/', 'clinic'],
  ['Клиника', 'blog.clinic.example', 'blog-clinic'],
  ['عيادة القلب', undefined, 'name-cea518a9'],
])('makes of %s with the site %s the short name %s', (name, site, slug) => {
  expect(slugOf(name, ...(site === undefined ? [] : [nameOfSite(site)]))).toBe(slug)
})
