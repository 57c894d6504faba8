import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import identityTier from '../domain/identity-tier.js'
import { provenTier } from '../risk/trusted.js'
import { practiceByName, practiceName } from './practice-names.js'
import { exampleDomain } from './tier-examples.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

describe('a practice by its name', () => {
  it.each(`marrowdental.com marrow-family-dentistry.com northmoordermatology.com eastvalepediatrics.com marrow.dental eastvale.clinic
    zahnarzt-marrow.de zahnarztpraxis-altrode.de hausarzt-altrode.de praxis-drmarrow.de physiotherapie-altrode.at
    cabinet-dentaire-altville.fr dentiste-altville.fr clinique-altville.fr clinicadentalaltosol.es clinicaaltosol.com fisioterapiaaltosol.es
    studiodentisticomarrow.it poliambulatorioaltoro.it clinicadentariaaltovale.pt odontoaltovale.com.br tandartsaltrecht.nl huisartsaltrecht.nl
    stomatologaltow.pl przychodniaaltow.pl ordinacealtov.cz tandlakarnaaltby.se`.split(/\s+/u))('%s', (host) => {
    const answer = identityTier.judge(exampleDomain(host, [], lists))
    expect([answer.tier, answer.kind, answer.confidence]).toEqual([4, practiceByName, 'low'])
    // It excuses nothing: whoever sells pills can have such a name.
    expect(provenTier(answer)).toBe(6)
  })
})

describe('no practice by its name', () => {
  it.each(`animalhospitalalt.com altvetclinic.com tierklinik-altrode.de phoneclinic.co.uk carclinic.de computerklinik-alt.de thewatchclinic.com guitarclinic.net
    dental-marketing-agency.com dentalsupplyshop.com clinicmanagementsoftware.io dentaljobs.net dentistdirectory.com topdentistnearme.com clinicreviews.com dental-insurance-plans.com
    best-dental-implants-cheap.com viagraclinic.com clinicpills24.com keto-clinic.com cbdclinic.com zahnarzt-casino.com clinica-slot.com dental.xyz natural-cure-clinic.info
    mayoclinic-visits.com clevelandclinic-dental.com altcardiology.org accidental.com occidental.com altdentalassociation.com altdentalcollege.com dentalnews.com cdc.gov.dental-alt.com`.split(/\s+/u))('%s', (host) => {
    if (!host.includes('.gov.')) expect(practiceName(host, lists)).toBe(null)
    expect(identityTier.judge(exampleDomain(host, [], lists)).tier).toBeGreaterThan(4)
  })
})
