import type { DomainFacts, TierAnswer } from '../../model/facts.js'
import type { Example } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { domainOfHost } from '../../model/domain.js'
import { defaultSite, exampleLists, exampleRecord } from '../anchors/example-facts.js'

/** Facts of a domain by one host of it. */
export function exampleDomain(host: string, pages: PageRecord[] = [], lists: DomainFacts['lists'] = exampleLists): DomainFacts {
  return { domain: domainOfHost(host), hosts: [host], pages, site: defaultSite, lists }
}

const rows: Array<[string, DomainFacts, Partial<TierAnswer>]> = [
  ['a listed health authority', exampleDomain('www.health-institute.example'), { tier: 1, confidence: 'high' }],
  ['a health department by its name', exampleDomain('health.smallcounty.gov'), { tier: 1, kind: 'health authority' }],
  ['a university of which no faculty of health is known', exampleDomain('www.riverdale.edu'), { tier: 5, kind: 'university' }],
  ['a faculty of medicine', exampleDomain('med.riverdale.edu'), { tier: 2, kind: 'academic medicine' }],
  ['a page on a platform', exampleDomain('riverside-hospital.github.io'), { tier: 6, kind: 'page on a platform' }],
  ['student pages of a university', exampleDomain('students.riverdale.edu'), { tier: 6, kind: 'personal pages' }],
  ['a personal page by its path', exampleDomain('www.riverdale.edu', [exampleRecord('https://www.riverdale.edu/~jroe/links.html')]), { tier: 6, kind: 'personal pages' }],
  ['a listed hospital', exampleDomain('riverside-hospital.example'), { tier: 3, kind: 'hospital' }],
  ['a practice by its pages', exampleDomain('smile-house.example', [exampleRecord('https://smile-house.example/', { structuredTypes: ['Dentist'], addressCount: 1, phoneCount: 2 }, { title: 'Smile House, dentist in Kettering' })]), { tier: 4, kind: 'practice' }],
  ['a practice by its name alone', exampleDomain('marrow-dental.example'), { tier: 4, kind: 'practice by its name', confidence: 'low' }],
  ['one sign alone', exampleDomain('smile-house.example', [exampleRecord('https://smile-house.example/', { structuredTypes: ['Dentist'] })]), { tier: 6 }],
  ['a town', exampleDomain('www.smalltown.gov'), { tier: 5, kind: 'government' }],
  ['a school', exampleDomain('www.lincoln.k12.oh.us'), { tier: 5, kind: 'school' }],
  ['a newspaper', exampleDomain('evening-news.example'), { tier: 5, kind: 'news' }],
  ['a directory', exampleDomain('dentist-finder.example'), { tier: 6, kind: 'directory' }],
  ['a name that imitates an authority', exampleDomain('cdc.gov.evil.example'), { tier: 6, kind: 'site' }],
  ['an institute that calls itself one', exampleDomain('national-institute-of-health.info', [exampleRecord('https://national-institute-of-health.info/', { structuredTypes: ['Organization', 'GovernmentOrganization'] }, { title: 'National Institute of Health' })]), { tier: 6 }],
]

export const tierExamples: ReadonlyArray<Example<DomainFacts, Partial<TierAnswer>>> = rows.map(([title, facts, expect]) => ({ title, facts, expect }))
