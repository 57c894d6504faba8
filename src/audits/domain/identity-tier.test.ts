import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../../test/real-data.js'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { exampleRecord } from '../anchors/example-facts.js'
import { exampleDomain } from '../tiers/tier-examples.js'
import identityTier from './identity-tier.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

it.each(identityTier.examples.map((example) => [example.title, example] as const))('example: %s', (_title, { facts, expect: expected }) => {
  const answer = identityTier.judge(facts)
  expect(answer).toMatchObject(expected)
  expect(answer.evidence.length).toBeGreaterThan(0)
})

const rows: Array<[string, number]> = [
  ['www.nih.gov', 1], ['ncbi.nlm.nih.gov', 1], ['pubmed.ncbi.nlm.nih.gov', 1], ['cdc.gov', 1], ['who.int', 1], ['apps.who.int', 1], ['ema.europa.eu', 1], ['www.nhs.uk', 1], ['england.nhs.uk', 1], ['nice.org.uk', 1],
  ['rki.de', 1], ['gesund.bund.de', 1], ['has-sante.fr', 1], ['ameli.fr', 1], ['iss.it', 1], ['healthdirect.gov.au', 1], ['www.health.gov.au', 1], ['health.nsw.gov.au', 1], ['moh.gov.sg', 1], ['saglik.gov.tr', 1], ['minsa.gob.pe', 1], ['sante.gouv.fr', 1], ['bag.admin.ch', 1],
  ['mhlw.go.jp', 1], ['kdca.go.kr', 1], ['hc-sc.gc.ca', 1], ['azdhs.gov', 1], ['floridahealth.gov', 1], ['contracostahealth.gov', 1], ['va.gov', 1], ['health.mil', 1],
  ['nejm.org', 2], ['cochrane.org', 2], ['www.mayoclinic.org', 2], ['harvard.edu', 2], ['hms.harvard.edu', 2], ['ox.ac.uk', 2], ['uni-heidelberg.de', 2], ['u-tokyo.ac.jp', 2], ['unimelb.edu.au', 2], ['ubc.ca', 2], ['uc.cl', 2],
  ['heart.org', 3], ['www.bhf.org.uk', 3], ['krebsgesellschaft.de', 3], ['kaiserpermanente.org', 3], ['webmd.com', 4], ['healthline.com', 4],
  ['usda.gov', 5], ['nasa.gov', 5], ['29palms.gov', 5], ['www.gov.uk', 5], ['ville-exemple.gouv.fr', 5], ['stadt.gv.at', 5], ['www.lincoln.k12.oh.us', 5], ['co.somewhere.oh.us', 5], ['army.mil', 5], ['canada.ca', 5], ['nato.int', 5], ['nt.gov.au', 5], ['www.governo.it', 5], ['ieeexplore.ieee.org', 5],
  ['nih-gov.example', 6], ['cdc.gov.evil.example', 6], ['gov.example', 6], ['nih.gov-co.example', 6], ['who-int.com', 6], ['harvard-edu.org', 6], ['nhs.uk.com', 6], ['edu.evil.example', 6], ['health.gov.de', 6], ['national-institute-of-health.info', 6], ['mayoclinic.org.evil.example', 6],
  ['people.harvard.edu', 6], ['scholarblogs.harvard.edu', 6], ['academia.edu', 6], ['riverside.academia.edu', 6], ['students.uni-heidelberg.de', 6], ['myblog.blogspot.com', 6], ['kidu-darululum.blogspot.com', 6], ['cdc.gov.us', 6], ['yale.edu.cn.com', 6], ['stanford.ac.nz', 6], ['health.pl', 6], ['health.gov.au.com', 6], ['x.gp.nhs.uk.evil.example', 6], ['127.0.0.1', 6], ['localhost', 6],
]

describe('with the shipped lists', () => {
  it.each(rows)('%s is tier %i', (host, tier) => {
    const answer = identityTier.judge(exampleDomain(host, [], lists))
    expect([answer.tier, answer.evidence[0]!.found]).toEqual([tier, expect.anything()])
  })

  it('does not believe a page that calls itself anything', () => {
    const pages = [exampleRecord('https://global-health-authority.info/', { structuredTypes: ['GovernmentOrganization', 'Hospital', 'NGO', 'MedicalOrganization'], addressCount: 2, phoneCount: 2, authors: ['Dr. Who'] }, { title: 'Society of Global Health Medicine' })]
    expect(identityTier.judge(exampleDomain('global-health-authority.info', pages, lists)).tier).toBeGreaterThanOrEqual(4)
  })

  it('is the same for any order of hosts, and cautious over several', () => {
    const facts = { ...exampleDomain('dnr.wisconsin.gov', [], lists), hosts: ['dhs.wisconsin.gov', 'dnr.wisconsin.gov'] }
    expect(identityTier.judge(facts).tier).toBe(5)
    expect(identityTier.judge({ ...facts, hosts: [...facts.hosts].reverse() })).toEqual(identityTier.judge(facts))
    expect(identityTier.judge({ ...facts, hosts: ['dhs.wisconsin.gov'] }).tier).toBe(1)
    expect(identityTier.judge({ ...exampleDomain('harvard.edu', [], lists), hosts: ['people.harvard.edu', 'www.harvard.edu'] }).tier).toBe(2)
  })
})

describeWithRealData('seeds/gov/current-full.csv.gz', 'every .gov domain', (path) => {
  it('is an authority, never worse', () => {
    const names = gunzipSync(readFileSync(path)).toString('utf8').split('\n').slice(1).map((line) => line.split(',')[0]!.toLowerCase()).filter((name) => name.endsWith('.gov'))
    expect(names.length).toBeGreaterThan(16_000)
    expect(names.filter((name) => identityTier.judge(exampleDomain(name, [], lists)).tier > 5)).toEqual([])
  })
})

describeWithRealData('seeds/universities.json.gz', 'every university', (path) => {
  const all = () => (JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as Array<{ name: string; domains: string[] }>).flatMap(({ name, domains }) => domains.map((domain) => ({ name, domain: domain.toLowerCase().replace(/^www\./u, '') })))
  const tierOf = (domain: string) => identityTier.judge(exampleDomain(domain, [], lists)).tier

  it('is at least a public institution', () => {
    const worse = all().filter(({ domain }) => tierOf(domain) > 5)
    expect(worse.map(({ domain }) => domain).slice(40)).toEqual([])
  })

  it('is academic medicine where it teaches a health profession', () => {
    const schools = new Set(lists.wordIds('medical-schools/').flatMap((id) => lists.words(id)))
    const teaching = all().filter(({ name, domain }) => schools.has(domain) || /\b(?:medical|nursing|pharmacy|dental) /iu.test(name))
    expect(teaching.length).toBeGreaterThan(1_000)
    expect(teaching.filter(({ domain }) => tierOf(domain) > 2).map(({ domain }) => domain).slice(12)).toEqual([])
  })
})

describeWithRealData('seeds/blocklist-drugs.txt.gz', 'pill sellers', (path) => {
  it('are hardly ever taken for somebody', () => {
    const all = gunzipSync(readFileSync(path)).toString('utf8').split('\n').map((line) => line.replace(/^0\.0\.0\.0\s+/u, '').trim()).filter((line) => line !== '' && !line.startsWith('#'))
    const good = all.filter((host) => identityTier.judge(exampleDomain(host, [], lists)).tier <= 2)
    if (good.length / all.length >= 0.01) console.log(good.slice(0, 60).join(' '))
    expect(good.length / all.length).toBeLessThan(0.01)
  })
})
