import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { officialNameOf, personalSection, type OfficialName } from './official-suffixes.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const rows: Array<[string, OfficialName['kind'] | null]> = [
  ['www.smalltown.gov', 'government'], ['health.smallcounty.gov', 'health authority'], ['salud.gob.mx', 'health authority'], ['saude.sp.gov.br', 'health authority'], ['dinkes.exampleprov.go.id', 'health authority'], ['sante.gouv.fr', 'health authority'], ['moh.gov.sg', 'health authority'],
  ['hc-sc.gc.ca', 'health authority'], ['gesundheit.gv.at', 'health authority'], ['saglik.gov.tr', 'health authority'], ['mhlw.go.jp', 'health authority'], ['gis.smallcounty.gov', 'government'], ['ars.usda.gov', 'government'], ['sam.gov', 'government'], ['hospitality.gov.example.gov', 'government'],
  ['bar.admin.ch', 'government'], ['stadt.gv.at', 'government'], ['stadtamt.bund.de', 'government'], ['example.gc.ca', 'government'], ['example.govt.nz', 'government'], ['example.gov.au', 'government'], ['ec.europa.eu', 'government'], ['example.gub.uy', 'government'], ['example.gouv.sn', 'government'], ['example.gov.za', 'government'], ['smalltown.kommune.no', 'government'], ['comune.milano.it', 'government'], ['www.comune.milano.it', 'government'], ['regione.lombardia.it', 'government'], ['co.somewhere.oh.us', 'government'], ['www.ci.somewhere.oh.us', 'government'], ['health.co.somewhere.oh.us', 'health authority'], ['publichealth.ci.somewhere.oh.us', 'health authority'], ['example.dst.ca.us', 'government'], ['riverdale.cc.ca.us', 'university'], ['joes-diner.somewhere.oh.us', null], ['health.gen.somewhere.oh.us', null], ['dmv.state.oh.us', 'government'], ['health.state.oh.us', 'health authority'],
  ['examplehospital.gov.tw', 'hospital'], ['example.nhs.uk', 'hospital'], ['greenlane-surgery.nhs.uk', 'practice'], ['northshire.icb.nhs.uk', 'national health service'], ['nhs.uk', 'national health service'], ['www.nhs.uk', 'national health service'], ['nhsexample.nhs.scot', 'national health service'],
  ['army.mil', 'military'], ['health.mil', 'health authority'], ['med.navy.mil', 'health authority'], ['who.int', 'intergovernmental body'],
  ['www.riverdale.edu', 'university'], ['riverdale.ac.uk', 'university'], ['riverdale.edu.au', 'university'], ['riverdale.ac.jp', 'university'], ['nhm.ac.uk', 'academic body'], ['riverdale.vic.edu.au', 'school'], ['lincoln.k12.oh.us', 'school'], ['riverdale.sch.uk', 'school'], ['lycee-exemple.ac-lille.fr', 'school'], ['riverdalehighschool.edu.in', 'school'],
  ['firma.mil.pl', null], ['klinika.gmina.pl', null], ['seo.edu.vn', null], ['clinic.med.br', null], ['riverdale.museum', null], ['smile.dental', null], ['riverdale.hospital', null],
  ['corner.pharmacy', 'health provider'], ['riverdale.health.nz', 'health provider'], ['exampletrust.hscni.net', 'hospital'], ['publichealth.hscni.net', 'national health service'], ['nhsexample.scot.nhs.uk', 'national health service'], ['example.edu.it', 'school'],
  ['comune.esempio.tv.it', null], ['comune.esempio.it', null], ['esempio.tv.it', null], ['health.comune.cheap-viagra.it', null], ['salute.comune.cheap-viagra.it', null], ['comune.pills.it', null], ['comune.pills.milano.it', null], ['regione.pills.it', null],
  ['health.go.it', null], ['pills.go.it', null], ['pills.go.ci', null], ['gov.pills.nl', null], ['pills.gov.nl', null], ['firma.edu.pl', null], ['buy-nursing-essays.ac.nz', null], ['medicine.ac.nz', null], ['pills.school.nz', null], ['pills.ac.se', null],
  ['health.co.pills.columbus.oh.us', null], ['health.co.pills.us', null], ['health.county.pills.com', null], ['k12.pills.us', null], ['buy.k12.pills.us', null], ['buy.k12.pills.columbus.oh.us', null], ['co.pills.zz.us', null], ['x.sch.de', null], ['x.k12.de', null], ['k12.oh.us.example', null],
  ['cdc.gov.evil.example', null], ['nih-gov.example', null], ['gov.example', null], ['who-int.com', null], ['nhs.uk.com', null], ['harvard-edu.org', null], ['mil.com', null], ['gov.de', null], ['health.gov.de', null], ['127.0.0.1', null], ['localhost', null], ['', null],
]

it.each(rows)('%s is %s', (host, kind) => {
  expect(officialNameOf(host, lists)?.kind ?? null).toBe(kind)
})

describe('personal parts of a university', () => {
  it.each([
    ['people.riverdale.edu', 'riverdale.edu', [], true], ['www-users.riverdale.edu', 'riverdale.edu', [], true], ['studenten.riverdale.edu', 'riverdale.edu', [], true], ['perso.univ-exemple.fr', 'univ-exemple.fr', [], true],
    ['www.riverdale.edu', 'riverdale.edu', ['https://www.riverdale.edu/~jroe/'], true], ['www.riverdale.edu', 'riverdale.edu', ['https://www.riverdale.edu/~jroe/', 'https://www.riverdale.edu/news/'], false],
    ['med.riverdale.edu', 'riverdale.edu', [], false], ['studenthealth.riverdale.edu', 'riverdale.edu', [], false], ['riverdale.edu', 'riverdale.edu', [], false],
  ])('%s of %s', (host, key, urls, expected) => {
    expect(personalSection(host, key, urls, lists) !== null).toBe(expected)
  })
})
