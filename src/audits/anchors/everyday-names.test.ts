import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { classifyAnchorText } from './classify-anchor.js'
import { exampleSite } from './example-facts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const none = { clinicians: [], treatments: [], specialties: [] }
const site = (name: string, domain: string, language = 'en', more: object = {}) => exampleSite({ ...none, names: [name], languages: [language], ...more }, {}, domain)
const oak = site('Oak Street Dental', 'oak.example', 'en', { treatments: ['dental implants'] })
const northgate = site('Northgate Heart Clinic', 'ngate-group.example')
const german = site('Zahnarztpraxis Lindenhof Nordstadt', 'praxis-lh.example', 'de', { address: { city: 'Nordstadt' } })
const french = site('Clinique Dentaire des Tilleuls', 'cdt-sante.example', 'fr')
const spanish = site('Clínica Dental Roblenuevo', 'crn-salud.example', 'es')
const group = site('Oakfield Partners', 'oakfield.example', 'en', { treatments: ['dental implants'] })
const kindOf = (text: string, facts: ReturnType<typeof site>) => classifyAnchorText({ text, target: `https://${facts.domain}/`, language: null, site: facts, lists }).kind

describe('everyday forms of a recorded name (AN-02)', () => {
  it.each([
    ['Oak Dental', oak], ['oak dental', oak], ['the team at Oak Dental', oak],
    ['Northgate Clinic', northgate],
    ['Zahnarztpraxis Lindenhof', german],
    ['Clinique des Tilleuls', french],
    ['Clínica Roblenuevo', spanish],
    ['Oakfield Dental', group], ['Oakfield Dentistry', group],
  ])('%s is a name', (text, facts) => expect(kindOf(text, facts)).toBe('AK-BRAND'))

  it.each([
    ['dental implants oak street', oak], ['oak dental implants', oak], ['dental implants dayton', oak], ['dental clinic', oak],
    ['Street Dental', oak],
    ['heart clinic', northgate],
    ['Zahnarztpraxis Nordstadt', german],
    ['clinique dentaire', french],
    ['clínica dental', spanish],
    ['Oakfield dental implants', group], ['Oakfield Dentist Dayton', group],
  ])('%s is none', (text, facts) => expect(kindOf(text, facts)).not.toBe('AK-BRAND'))
})
