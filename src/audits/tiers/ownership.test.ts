import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import identityTier from '../domain/identity-tier.js'
import { exampleRecord } from '../anchors/example-facts.js'
import { exampleDomain } from './tier-examples.js'
import { ownershipSigns } from './ownership.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const page = (footerLines: string[], path = '/', extra: Record<string, unknown> = {}, membership: string[] = []) => exampleRecord(`https://praxis-am-markt.example${path}`, { membership, extra: { footerLines, ...extra } }, { title: 'Praxis am Markt' })

describe('what pages say of their owner', () => {
  it.each([
    [['Zuständige Kammer: Ärztekammer Musterland'], 'zustandige kammer arztekammer musterland'],
    [['Dr A. Roe, GMC number 1234567'], 'gmc number 1234567'],
    [['Dra. Ana Roe, colegiada nº 28 1234567'], 'colegiada nº 28 1234567'],
    [['BIG-registratie 19012345601'], 'big registratie 19012345601'],
    [['CRM-SP 123456, responsável técnica'], 'crm sp 123456'],
    [['numer prawa wykonywania zawodu 1234567'], 'numer prawa wykonywania zawodu 1234567'],
    [['N° RPPS : 10001234567'], 'n rpps 10001234567'],
    [['License to copy: CC BY 4.0', 'NPI of the plugin'], null],
  ])('%s', (lines, expected) => {
    expect(ownershipSigns({ pages: [page(lines)], lists }).registration?.found ?? null).toBe(expected)
  })

  it('lists who runs the site, from footer, legal notice and structured data', () => {
    const { statements } = ownershipSigns({ pages: [page(['Ein Angebot der Stiftung Muster']), page([], '/impressum', { shortLines: ['Herausgeber: Muster Verlag GmbH'] }, ['parentOrganization: Muster Kliniken', 'worksFor: nobody'])], lists })
    expect(statements.map(({ looked, found }) => `${looked}: ${found}`)).toEqual(['footer: ein angebot der stiftung muster', 'legal notice: herausgeber muster verlag gmbh', 'structured data: parentOrganization: Muster Kliniken'])
  })

  it('makes a practice of a registered one, and never an authority', () => {
    const registered = identityTier.judge(exampleDomain('zahnarzt-am-markt.example', [page(['Zuständige Kammer: Zahnärztekammer Musterland', 'Herausgeber: Bundesministerium für Gesundheit'])], lists))
    expect(registered).toMatchObject({ tier: 4, kind: 'practice' })
    const claimed = identityTier.judge(exampleDomain('gesundheit-aktuell.example', [page(['Ein Service des Bundesministeriums für Gesundheit', 'an official website of the United States government'])], lists))
    expect(claimed.tier).toBe(6)
    expect(claimed.evidence.some(({ rule, weight }) => rule === 'TIER-OWNER' && weight === 0)).toBe(true)
  })

  it('names contradictions', () => {
    const odd = identityTier.judge(exampleDomain('riverside-hospital.example', [exampleRecord('https://riverside-hospital.example/', { structuredTypes: ['Casino', 'OnlineStore'] })]))
    expect(odd.evidence.filter(({ rule }) => rule === 'TIER-AGAINST').map(({ found }) => found)).toEqual(['its pages call themselves Casino, OnlineStore'])
    const boast = identityTier.judge(exampleDomain('national-institute.test', [exampleRecord('https://national-institute.test/', { structuredTypes: ['GovernmentOrganization'] })], lists))
    expect(boast.evidence.some(({ rule, found }) => rule === 'TIER-AGAINST' && found.includes('GovernmentOrganization'))).toBe(true)
  })
})
