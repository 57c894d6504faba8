import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { matchSpecialties, specialtiesOf, type SpecialtyTexts } from './specialty-match.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const rows: Array<[string, SpecialtyTexts, SpecialtyTexts, string, string[]]> = [
  ['a profession and its lay name', { title: 'Five questions for your heart doctor' }, { title: 'Cardiologists in Riverton' }, 'match', ['cardiology']],
  ['two languages', { title: 'Wann zum Kardiologen?' }, { title: 'Cardiologue à Lyon' }, 'match', ['cardiology']],
  ['structured data and a title', { declared: ['https://schema.org/PlasticSurgery', 'PlasticSurgery'] }, { title: 'Chirurgia estetica del naso' }, 'match', ['plastic-surgery']],
  ['a path', { path: '/health/skin-cancer/early-signs' }, { title: 'Dermatologist in Kettering' }, 'match', ['dermatology']],
  ['words beside the link', { title: 'Living well', context: 'ask a physiotherapist for exercises' }, { headings: ['Physical therapy after surgery'] }, 'match', ['physiotherapy']],
  ['Polish', { title: 'Kiedy iść do stomatologa? Dentysta radzi' }, { title: 'Dental implants' }, 'match', ['dentistry']],
  ['neighbours', { title: 'Varicose veins explained' }, { title: 'Cardiology' }, 'related', ['vascular ~ cardiology']],
  ['neighbours the other way round', { title: 'Cardiology' }, { title: 'Varicose veins explained' }, 'related', ['cardiology ~ vascular']],
  ['strangers', { title: 'Orthodontist guide to braces' }, { title: 'Cardiology' }, 'none', []],
  ['a page of no specialty', { title: 'Riverton farmers market' }, { title: 'Cardiology' }, 'unknown', []],
  ['the longer phrase', { title: 'Heart surgery' }, { title: 'Valve replacement' }, 'match', ['cardiac-surgery']],
]

describe('specialties of two pages', () => {
  it.each(rows)('%s', (_title, linking, target, verdict, shared) => {
    expect(matchSpecialties(linking, target, lists)).toMatchObject({ verdict, shared })
  })

  it('shows the words that led there', () => {
    expect(matchSpecialties({ title: 'Your heart doctor' }, { title: 'Kardiologe in Kassel' }, lists)).toMatchObject({ linkingWords: ['heart doctor'], targetWords: ['kardiologe'] })
  })

  it('puts what is named most first', () => {
    expect(specialtiesOf({ title: 'Diabetes and your eyes', headings: ['Diabetes', 'Blood sugar', 'Eye doctor'] }, lists).slice(0, 2)).toEqual(['diabetes', 'ophthalmology'])
  })

  it('relates only specialties that have words', () => {
    const known = new Set(lists.wordIds('specialty/').map((id) => id.split('/')[1]))
    for (const id of lists.words('specialty-related').flatMap((pair) => pair.split(' '))) expect([id, known.has(id)]).toEqual([id, true])
    for (const id of known) expect([id, lists.wordIds(`specialty/${id}/`).length]).toEqual([id, 8])
  })
})
