import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, it } from 'vitest'
import { describeWithRealData } from '../../../test/real-data.js'
import { loadLists } from '../../files/shipped-lists.js'
import { registrableDomain } from '../../model/domain.js'
import type { Tier } from '../../model/link-types.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import anchorKind from '../link/anchor-kind.js'
import linkType from '../link/link-type.js'
import identityTier from '../domain/identity-tier.js'
import { sketchedFacts } from '../link-types/example-facts.js'
import { judgeRisk } from '../risk/risk-score.js'
import { runLinkAudits } from '../run-audits.js'
import { exampleDomain } from './tier-examples.js'

// Not one authority, university, hospital or society of the lists may be called spam, a link farm, a hacked page, or
// be put below its tier. Judged as links of exports are: by address alone, one page of each domain.

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

interface Judged {
  host: string
  tier: Tier
  type: string
  risk: number
  rules: string
}

function judge(host: string): Judged {
  const facts = sketchedFacts({ page: `https://${host}/resources/local-links.html`, anchor: 'Oak Street Dental' }, lists)
  const tier = identityTier.judge(exampleDomain(host, [], lists))
  const type = linkType.judge({ ...facts, tier })
  const typed = { link: facts.link, type, anchor: anchorKind.judge(facts), tier }
  const risk = judgeRisk(typed, runLinkAudits({ ...facts, ...typed }), facts.site.profile)
  return { host, tier: tier.tier, type: type.type, risk: risk.risk, rules: risk.signals.map(({ id }) => id).join(' ') }
}

/** Risk from which a link is called suspicious anywhere in the program. */
const suspectedFrom = 30

function wronged(hosts: readonly string[], tierMax: (host: string) => Tier): string[] {
  return hosts.map(judge).filter(({ host, tier, type, risk }) => type === 'LT-19' || type === 'LT-20' || risk > suspectedFrom || tier > tierMax(host)).map(({ host, tier, type, risk, rules }) => `${host} tier ${tier} ${type} risk ${risk} ${rules}`)
}

const text = (path: string) => (path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString('utf8')
const unique = (hosts: readonly string[]) => [...new Set(hosts.filter((host) => registrableDomain(host) !== undefined))].sort()
const listedTier = (host: string): Tier | undefined => lists.seeds.get(host)?.tier

describeWithRealData('seeds/gov/current-full.csv.gz', 'every .gov domain', (path) => {
  it('is an authority and no spam', () => {
    const hosts = unique(text(path).split('\n').slice(1).map((line) => line.split(',')[0]!.toLowerCase()).filter((name) => /^[a-z0-9-]+\.gov$/u.test(name)))
    expect(hosts.length).toBeGreaterThan(16_000)
    expect(wronged(hosts, (host) => listedTier(host) ?? 5)).toEqual([])
  }, 120_000)
})

describeWithRealData('seeds/universities.json.gz', 'every university', (path) => {
  it('is an institution and no spam', () => {
    const all = (JSON.parse(text(path)) as Array<{ domains: string[] }>).flatMap(({ domains }) => domains.map((domain) => domain.toLowerCase().replace(/^www\./u, '').replace(/\.$/u, '')))
    const listed = unique(all).filter((host) => listedTier(host) !== undefined)
    expect(listed.length).toBeGreaterThan(7_500)
    const schools = new Set(lists.wordIds('medical-schools/').flatMap((id) => lists.words(id)))
    // The list has one page on a blog platform, where anybody can call a page a university.
    const isBlog = (host: string) => lookUpHost(lists.hostKinds, host)?.entry.kind === 'blog-platform'
    expect(listed.filter(isBlog).length).toBeLessThan(5)
    expect(wronged(listed, (host) => (isBlog(host) ? 6 : schools.has(host) ? 2 : 5))).toEqual([])
  }, 120_000)
})

describeWithRealData('seeds/us-hospitals.csv.gz', 'every hospital', (path) => {
  it('is a hospital where the list names its own domain, and nowhere spam', () => {
    const hosts = unique([...text(path).matchAll(/https?:\/\/([a-z0-9.-]+)/giu)].map((match) => match[1]!.toLowerCase().replace(/^www\./u, '').replace(/\.$/u, '')))
    expect(hosts.length).toBeGreaterThan(2_000)
    expect(wronged(hosts, (host) => (lists.seeds.get(host)?.kind === 'hospital' ? 3 : 6))).toEqual([])
  }, 120_000)
})

it('nor is any body that ships', () => {
  const hosts = [...lists.seeds].filter(([domain, { kind }]) => !domain.endsWith('.gov') && kind !== 'university' && !domain.endsWith('.example')).map(([domain]) => domain).filter((host) => registrableDomain(host) !== undefined)
  expect(hosts.length).toBeGreaterThan(5_000)
  expect(wronged(hosts, (host) => (listedTier(host) ?? 6))).toEqual([])
}, 120_000)
