import { describe, expect, it } from 'vitest'
import type { Clinician, Competitor, Consideration, Location, ServiceLine, Site } from '../model/desk-nouns.js'
import { emptyProfile, type ProviderProfile } from '../model/profile.js'
import { providerProfile, type ToldOfClient } from './provider-profile.js'

const location = (given: Partial<Location>): Location => ({ id: 'l', name: 'L', street: '', city: '', region: '', postcode: '', country: '', phone: '', url: '', latitude: null, longitude: null, servicePlaces: [], servicePostcodes: [], radiusKm: null, version: 1, ...given })
const line = (given: Partial<ServiceLine>): ServiceLine => ({ id: 's', name: 'S', specialty: '', conditions: [], treatments: [], url: '', version: 1, ...given })
const clinician = (given: Partial<Clinician>): Clinician => ({ id: 'c', name: 'Dr. C', title: '', specialty: '', npi: '', url: '', leftOn: null, version: 1, ...given })
const rival = (domain: string): Competitor => ({ id: domain, domain, name: '', version: 1 })
const given = (kind: Consideration['kind'], referringDomain: string, more: Partial<Consideration> = {}): Consideration => ({ id: referringDomain, referringDomain, referringPage: '', target: '', kind, amount: null, currency: '', on: null, until: null, relDue: kind === 'payment' ? ['sponsored'] : [], note: '', version: 1, ...more })
const site = (address: string): Site => ({ id: address, site: address, label: null, main: false, createdAt: '', version: 1 })
const nobody: ToldOfClient = { client: { profileKind: 'hospital', site: null }, sites: [], locations: [], serviceLines: [], clinicians: [], competitors: [], considerations: [] }
const saved = (given: Partial<ProviderProfile>): ProviderProfile => ({ ...emptyProfile, ...given })

describe('the profile of a site', () => {
  it.each<[string, ProviderProfile | undefined, Partial<ToldOfClient>, unknown]>([
    ['nothing saved, nothing told', undefined, {}, undefined],
    ['only what was saved', saved({ names: ['A'] }), {}, saved({ names: ['A'] })],
    ['only what was told: the kind of the client', undefined, { clinicians: [clinician({})] }, saved({ kind: 'hospital', clinicians: [{ name: 'Dr. C' }] })],
    ['what was saved keeps its kind', saved({ kind: 'clinic' }), { competitors: [rival('r.example')] }, saved({ kind: 'clinic', rivals: ['r.example'] })],
    ['the first location is the address, if none was saved', undefined, { locations: [location({ city: 'Oldham', country: 'GB' }), location({ city: 'Leeds', postcode: 'LS1', region: 'Yorkshire' })] },
      saved({ kind: 'hospital', address: { city: 'Oldham', country: 'GB' }, serviceArea: { places: ['Leeds'], postcodes: ['LS1'], regions: ['Yorkshire'] } })],
    ['an address that was saved stays', saved({ address: { city: 'York' } }), { locations: [location({ city: 'Oldham' })] }, saved({ address: { city: 'York' } })],
    ['a country that is none is left out', undefined, { locations: [location({ city: 'X', country: 'G' })] }, saved({ kind: 'hospital', address: { city: 'X' } })],
    ['service areas are joined, nothing twice', saved({ serviceArea: { places: ['Oldham'], postcodes: ['OL'] } }), { locations: [location({ servicePlaces: ['oldham ', 'Bury'], servicePostcodes: ['BL'] })] },
      saved({ serviceArea: { places: ['Oldham', 'Bury'], postcodes: ['OL', 'BL'] } })],
    ['the circle is that of the first location that has one', undefined, { locations: [location({}), location({ latitude: 1, longitude: 0, radiusKm: 20 }), location({ latitude: 5, longitude: 5 })] },
      saved({ kind: 'hospital', serviceArea: { places: [], postcodes: [], centre: { latitude: 1, longitude: 0 }, radiusKm: 20 } })],
    ['a circle that was saved stays', saved({ serviceArea: { places: [], postcodes: [], radiusKm: 9 } }), { locations: [location({ latitude: 1, longitude: 1, radiusKm: 20 })] }, saved({ serviceArea: { places: [], postcodes: [], radiusKm: 9 } })],
    ['a service line without a specialty is one by its name', saved({ specialties: ['Cardiology'] }), { serviceLines: [line({ name: 'Heart', specialty: 'cardiology', conditions: ['angina'] }), line({ name: 'Sleep', treatments: ['CPAP'] })] },
      saved({ specialties: ['Cardiology', 'Sleep'], conditions: ['angina'], treatments: ['CPAP'] })],
    ['of one clinician, what was told counts; those who left stay', saved({ clinicians: [{ name: 'dr. c', title: 'old' }, { name: 'Dr. D' }] }), { clinicians: [clinician({ title: 'MD', leftOn: '2026-01-01' })] },
      saved({ clinicians: [{ name: 'Dr. D' }, { name: 'Dr. C', title: 'MD' }] })],
    ['a domain that was paid for its links is arranged', saved({ arranged: ['blog.example'] }), { considerations: [given('payment', 'city-run.example'), given('payment', 'Blog.example')] }, saved({ arranged: ['blog.example', 'city-run.example'] })],
    ['what owes no rel, and one page alone, is not', saved({}), { considerations: [given('none', 'a.example'), given('membership', 'b.example'), given('payment', 'c.example', { referringPage: 'https://c.example/run' })] }, saved({})],
  ])('%s', (_, base, told, expected) => {
    const joined = providerProfile('clinic.example', base, { ...nobody, ...told })
    expect(joined).toEqual(expected === undefined ? undefined : { ...(expected as ProviderProfile) })
  })

  const told = { ...nobody, clinicians: [clinician({})], competitors: [rival('rival.example')] }
  it.each<[string, Partial<ToldOfClient>, boolean]>([
    ['clinic.example', {}, true],
    ['rival.example', {}, false],
    ['clinic.example', { client: { profileKind: 'clinic', site: 'https://www.clinic.example/heart/' } }, true],
    ['blog.clinic.example', { client: { profileKind: 'clinic', site: 'clinic.example' } }, true],
    ['other.example', { client: { profileKind: 'clinic', site: 'clinic.example' } }, false],
    ['other.example', { client: { profileKind: 'clinic', site: 'clinic.example' }, sites: [site('other.example')] }, true],
  ])('%s of %o is the client\'s own: %s', (asked, more, own) => {
    expect(providerProfile(asked, undefined, { ...told, ...more }) !== undefined).toBe(own)
  })

  it('stays within the bounds of a profile', () => {
    const many = Array.from({ length: 1_200 }, (_, number) => `place ${number}`)
    const joined = providerProfile('clinic.example', saved({ rivals: many.slice(0, 900) }), { ...nobody, locations: [location({ servicePlaces: many })], competitors: many.map((name) => rival(`x${name}`)) })!
    expect([joined.serviceArea.places.length, joined.rivals.length]).toEqual([1_000, 1_000])
  })
})
