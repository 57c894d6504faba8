import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../../test/real-data.js'
import type { Lists } from '../../model/lists.js'
import { noSeedSets } from '../../model/seed-sets.js'
import { runDomainAudits, runLinkAudits, runProfileAudits } from '../run-audits.js'
import { exampleDomainFacts, exampleLinkFacts, exampleProfileFacts, repeated, type ExampleLink, type ExampleSurroundings } from './example-facts.js'
import type { RiskLinkFacts } from './facts.js'
import { findingsOfLink, indexFindings, judgeRisk } from './risk-score.js'

// With the shipped word lists. Good hosts and ordinary noise must never come out as serious (risk.md section 4).

const shipped = Object.assign({}, ...['spam-words', 'protected-platforms', 'link-type-words'].map((name) => (JSON.parse(readFileSync(new URL(`../../../data/${name}.json`, import.meta.url), 'utf8')) as { words: object }).words)) as Record<string, string[]>
const tlds = (JSON.parse(readFileSync(new URL('../../../data/tld-abuse.json', import.meta.url), 'utf8')) as { table: Record<string, Record<string, number>> }).table
const lists: Lists = {
  version: 'shipped', seedSets: noSeedSets, suffixRules: new Map(), hostKinds: new Map([['daily-news.example', { kind: 'news', source: 'test' }]]), seeds: new Map(),
  words: (id) => shipped[id] ?? [], wordIds: (prefix) => Object.keys(shipped).filter((id) => id.startsWith(prefix)).sort(), table: (id) => tlds[id] ?? {},
}
const facts = (link: ExampleLink, around: ExampleSurroundings = {}): RiskLinkFacts => ({ ...exampleLinkFacts(link, around), lists })
const riskOf = (given: RiskLinkFacts) => judgeRisk(given, runLinkAudits(given), given.site.profile)

const innocents: Array<[string, RiskLinkFacts, number]> = [
  ['national newspaper with native ads beside the story', facts({ page: 'https://daily-news.example/health/heart', tier: 5 }, { pageRecord: { features: { labels: [{ cue: 'line', text: 'Sponsored', place: 'aside' }, { cue: 'line', text: 'Advertisement', place: 'footer' }], authors: ['J. Marlow'], extra: { externalLinks: [{ domain: 'casino.example', text: 'online casino bonus', followed: false }] } } } }), 30],
  ['local radio on a shared template', facts({ page: 'https://radio-riverton.example/news/flu-day', tier: 5, type: 'LT-04' }, { pageRecord: {} }), 0],
  ['medical association with members-only footer links', facts({ page: 'https://heart-physicians.example/members', tier: 3, type: 'LT-05', area: 'footer' }, { pageRecord: {}, host: { sameLinkPageCount: 400, pagesRead: 400 } }), 0],
  ['university blog', facts({ page: 'https://blogs.univ.example/medicine/rotations', tier: 2, title: 'Buy viagra online casino bonus' }, { pageRecord: {} }), 0],
  ['addiction-treatment charity', facts({ page: 'https://steady-steps.example/opioids', title: 'Oxycodone and tramadol: getting help', before: 'People who buy tramadol without prescription can call the helpline or go to', after: 'for treatment of addiction.' }, { pageRecord: { features: { headings: ['Opioid addiction', 'Where people buy oxycodone without a prescription'] } } }), 0],
  ['gambling-harm service', facts({ page: 'https://calm-play.example/casino', title: 'Online casino harm: self exclusion and support', before: 'The free spins and no deposit bonus of an online casino', after: 'problem gambling' }, { pageRecord: {} }), 0],
  ['a blogger who built a house and had a tooth done', facts({ page: 'https://our-house.example/diary', anchor: 'Northgate Heart' }, { pageRecord: { features: { extra: { externalLinks: [{ domain: 'roof.example', text: 'roof repair', followed: true }, { domain: 'law.example', text: 'our law firm', followed: true }] } } } }), 0],
  ['a list of the trades of a town', facts({ page: 'https://town-guide.example/businesses', anchor: 'heart clinic Riverton', kind: 'AK-EXACT', grade: 3, type: 'LT-06', cues: ['list'] }, { pageRecord: { features: { extra: { externalLinks: [{ domain: 'roof.example', text: 'roof repair Riverton', followed: true }, { domain: 'law.example', text: 'law firm Riverton', followed: true }] } } } }), 0],
  ['a magazine that links two shops of one subject', facts({ page: 'https://smiles.example/diary', anchor: 'dental implants dayton', kind: 'AK-EXACT', grade: 3 }, { pageRecord: { features: { extra: { externalLinks: [{ domain: 'a.example', text: 'teeth whitening kits', followed: true }, { domain: 'b.example', text: 'invisalign cost', followed: true }] } } } }), 0],
  ['a gambler’s story', facts({ page: 'https://gamblinghelp-charity.example/stories/jo', title: 'Jo’s story: leaving online casino behind', before: 'I lost my money in an online casino, on slots and poker, and took payday loans. The dentist at', after: 'noticed I was grinding my teeth' }, { pageRecord: { features: { headings: ['How I stopped gambling'], extra: { mainStart: 'I lost my money in an online casino, on slots and poker, and took payday loans.' } } } }), 0],
  ['advice about debt', facts({ page: 'https://town-advice.example/debt', title: 'Payday loans: what to know', before: 'Whoever took payday loans or bad credit loans can see', after: 'too' }, { pageRecord: { features: { extra: { mainStart: 'Payday loans cost more than they seem to.' } } } }), 0],
  ['sexual-health clinic', facts({ page: 'https://mens-clinic.example/ed', title: 'Viagra, Cialis and Levitra compared: side effects', before: 'Do not order sildenafil online without prescription' }, { pageRecord: {} }), 0],
  ['pharmacology news', facts({ page: 'https://pharma-notes.example/2026/seized', title: 'Police seized counterfeit Viagra sold without prescription for $1 per pill', tier: 5 }, { pageRecord: {} }), 0],
  ['museum of medicine', facts({ page: 'https://apothecary-museum.example/opium', title: 'How people used to buy opium: an exhibition' }, { pageRecord: {} }), 0],
  ['Polish directory', facts({ page: 'https://katalog-lekarzy.example/krakow', title: 'Kardiolog Kraków – katalog lekarzy, tania konsultacja', language: 'pl', type: 'LT-03' }, { pageRecord: { externalLinkCount: 120 } }), 25],
  ['Vietnamese directory', facts({ page: 'https://danh-ba-phong-kham.example/tim', title: 'Danh bạ phòng khám tim mạch giá rẻ', language: 'vi', type: 'LT-03' }, { pageRecord: {} }), 25],
  ['Turkish directory', facts({ page: 'https://doktor-rehberi.example/izmir/kardiyoloji', title: 'İzmir kardiyoloji doktor rehberi – ucuz muayene', language: 'tr', type: 'LT-03' }, { pageRecord: {} }), 25],
  ['patient forum', facts({ page: 'https://kneeclub.example/t/acl', type: 'LT-10', rel: ['ugc'], before: 'I asked my doctor about tramadol and', after: 'helped me a lot' }, { pageRecord: {} }), 0],
  ['scraper after a press story', facts({ page: 'https://newsclone-77.example/?p=551', type: 'LT-16' }, { pageRecord: {} }), 0],
  ['clinic named with a treatment word', facts({ page: 'https://city-guide.example/dentists', anchor: 'Dayton Dental Implants', kind: 'AK-BRAND', grade: 3, anchorFlags: ['brand-equals-money'], area: 'footer' }, { pageRecord: {}, host: { sameLinkPageCount: 90, pagesRead: 100 } }), 0],
  ['specialist page (holds the name of a drug)', facts({ page: 'https://specialist-finder.example/specialists', title: 'Specialists: buy a specialist guide' }, { pageRecord: { features: { mainExternalDomains: ['specialist-one.example', 'socialist-club.example', 'specialists.example'] } } }), 0],
  ['med-spa offer in a local paper', facts({ page: 'https://riverton-gazette.example/botox', title: 'Botox discount day at Northgate', tier: 5, type: 'LT-04' }, { pageRecord: {} }), 0],
  ['one cheap address', facts({ page: 'https://heart-blog.xyz/a' }, { pageRecord: {} }), 0],
  ['screen-reader link', facts({ cues: ['hidden'], anchor: 'Skip to content' }, { pageRecord: {} }), 0],
]

describe('never serious', () => {
  it.each(innocents)('%s', (_, given, riskMax) => {
    const { risk, action } = riskOf(given)
    expect(risk).toBeLessThanOrEqual(riskMax)
    expect(['none', 'monitor']).toContain(action)
  })

  it('a university blog network, a hospital group of forty microsites and a scraper swarm are no private network', async () => {
    const same = { mainExternalDomains: ['a.example', 'b.example', 'c.example', 'd.example'], textSimHash: '00ff00ff00ff00ff', authors: ['Press Office'], generator: 'wordpress', extra: { trackingIds: ['G-1'] } }
    const swarm = (count: number, link: ExampleLink & { page: string }) => ({ links: repeated(count, link), pages: Array.from({ length: count }, (_, index) => ({ url: link.page.replaceAll('{n}', String(index + 1)), features: same })) })
    for (const { links, pages } of [
      swarm(12, { page: 'https://blog{n}.univ-{n}.example/a', tier: 2 }),
      swarm(40, { page: 'https://location-{n}.example/a', tier: 3, type: 'LT-27', flags: ['same-owner'] }),
      swarm(40, { page: 'https://clone-{n}.example/a', type: 'LT-16' }),
      swarm(40, { page: 'https://wire-copy-{n}.example/a', type: 'LT-01' }),
      swarm(12, { page: 'https://radio-{n}.example/a', tier: 5, type: 'LT-04' }),
    ]) {
      const found = (await runProfileAudits({ ...exampleProfileFacts(links, { pages }), lists })).find((finding) => finding.audit === 'private-network')
      expect(found?.verdict).not.toBe('flag')
    }
  })

  it('nothing of a trusted body is flagged, whatever stands there, but a patient’s data', () => {
    const bad: ExampleLink = { title: 'Buy viagra online casino bonus', cues: ['hidden', 'after-html', 'label:Sponsored'], anchor: 'cheap cialis', kind: 'AK-SPAM', grade: 3, type: 'LT-19' }
    expect(runLinkAudits(facts({ ...bad, tier: 1 }, { pageRecord: {} }))).toEqual([])
    const seeded = { ...facts(bad, { pageRecord: {} }), lists: { ...lists, seeds: new Map([['heartfriends.example', { name: 'x', tier: 3 as const, kind: 'society', source: 'test' }]]) } }
    expect(runLinkAudits(seeded)).toEqual([])
    expect(runLinkAudits(facts({ tier: 1, target: 'https://northgate-heart.example/portal?mrn=4482913' })).map((finding) => finding.rule)).toEqual(['RISK-31'])
    expect(runDomainAudits({ ...exampleDomainFacts('heartfriends.example', repeated(6, { page: 'https://heartfriends.example/{n}', tier: 1, state: 'lost', lostReason: 'link-removed', lastSeen: '2025-03-04T00:00:00.000Z' })), lists })).toEqual([])
  })
})

describe('is seen', () => {
  it.each([
    ['pharmacy sale', facts({ page: 'https://pills.example/a', title: 'Buy v1agra and c1alis, no prescription needed' }), 'RISK-06'],
    ['German pharmacy sale', facts({ page: 'https://pillen.example/a', title: 'Viagra rezeptfrei kaufen ab 0,99 €' }), 'RISK-06'],
    ['Russian casino', facts({ page: 'https://kazino.example/a', title: 'Лучшее онлайн казино — бонус без депозита' }), 'RISK-06'],
    ['Chinese gambling', facts({ page: 'https://yule.example/a', title: '澳门赌场线上博彩平台' }), 'RISK-06'],
    ['Indonesian slots', facts({ page: 'https://slot.example/a', anchor: 'slot gacor hari ini' }), 'RISK-06'],
    ['Turkish betting', facts({ page: 'https://bahis.example/a', title: 'Deneme Bonusu Veren BAHİS SİTELERİ' }), 'RISK-06'],
    ['spelled out', facts({ page: 'https://pills.example/b', title: 'buy v i a g r a without a prescription' }), 'RISK-06'],
    ['the name of a trade, linked on the same page', facts({ page: 'https://walks.example/a', before: 'Many people also visit an online casino or', after: 'nearby' }, { pageRecord: { features: { extra: { externalLinks: [{ domain: 'lucky.example', text: 'online casino', followed: true }] } } } }), 'RISK-06'],
    ['the name of a trade beside a word of sale', facts({ page: 'https://walks.example/b', title: 'Cheap payday loans' }, { pageRecord: {} }), 'RISK-06'],
    ['the name of a trade as the words of the link', facts({ page: 'https://walks.example/c', anchor: 'online casino' }, { pageRecord: {} }), 'RISK-06'],
    ['the name of a trade in a title, and nothing else read', facts({ page: 'https://walks.example/d', title: 'Online casino' }), 'RISK-06'],
    ['phrases of two more trades in the sentence', facts({ page: 'https://write-for-us-hub.example/2026/implants', anchor: 'dental implants dayton', kind: 'AK-EXACT', grade: 3 }, { pageRecord: { features: { extra: { externalLinks: [{ domain: 'roof.example', text: 'roof repair denver', followed: true }, { domain: 'cbd.example', text: 'buy cbd oil', followed: true }] } } } }), 'RISK-01'],
    ['links to a farm', facts({ page: 'https://list.example/b' }, { pageRecord: { features: { mainExternalDomains: ['viagra-shop.example', 'casinobonus.example', 'best-casino.example', 'a.example'] } } }), 'RISK-06'],
    ['Japanese shop text on an English page', facts({ page: 'https://plumber.example/wp-content/x.html', title: 'スーパーコピー 激安通販', language: 'en', cues: ['after-html'] }, { pageRecord: {} }), 'RISK-05'],
    ['cure', facts({ page: 'https://tea.example/a', title: 'Wundermittel heilt Krebs' }), 'RISK-26'],
    ['for sale', facts({ page: 'https://old.example/', title: 'Diese Domain steht zum Verkauf: Domain kaufen' }), 'RISK-27'],
    ['birth date in the address', facts({ target: 'https://northgate-heart.example/results?dob=1961-04-02&name=x' }), 'RISK-31'],
  ] as Array<[string, RiskLinkFacts, string]>)('%s: %s', (_, given, rule) => {
    expect(runLinkAudits(given).map((finding) => finding.rule)).toContain(rule)
  })

  it('never repeats a patient’s name or number', () => {
    const findings = runLinkAudits(facts({ target: 'https://northgate-heart.example/visit/88812345?mrn=4482913', before: 'our patient Marga Telmann with breast cancer went to' }))
    expect(findings.length).toBeGreaterThan(0)
    expect(JSON.stringify(findings.filter((finding) => finding.rule === 'RISK-31'))).not.toMatch(/4482913|88812345|Telmann|Marga/u)
  })
})

it('figures of other tools change nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...innocents), fc.integer({ min: 0, max: 100 }), fc.boolean(), ([, given], score, spam) => {
      const marked = { ...given, link: { ...given.link, vendor: { 'semrush.toxicityScore': score, 'ahrefs.isSpam': spam, 'moz.spamScore': 100 - score } } }
      expect(runLinkAudits(marked)).toEqual(runLinkAudits({ ...given }))
    }),
    { numRuns: 40 },
  )
})

it('offenders named by the profile carry its finding, others do not', async () => {
  const links = [...repeated(10, { page: 'https://site-{n}.example/a', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }), ...repeated(2, { page: 'https://other-{n}.example/a' })]
  const profile = { ...exampleProfileFacts(links), lists }
  const index = indexFindings(await runProfileAudits(profile))
  const risks = profile.links.map((judged) => judgeRisk(judged, findingsOfLink(judged, [], index), profile.site.profile).signals.map((signal) => signal.id))
  expect(risks.slice(0, 10).every((ids) => ids.includes('RISK-11'))).toBe(true)
  expect(risks.slice(10)).toEqual([[], []])
})

it('judges hostile text in bounded time', () => {
  const hostile = ['{'.repeat(500), '[city'.repeat(100), 'a b c d '.repeat(60), '1!'.repeat(250), 'Aa '.repeat(160), 'buy '.repeat(120), '澳'.repeat(500), '\u0301'.repeat(500), 'patient Aa-Bb Cc-Dd cancer '.repeat(18)]
  const begun = process.cpuUsage().user
  for (const text of hostile) for (let at = 0; at < 20; at += 1) runLinkAudits(facts({ title: text, anchor: text, before: text.slice(0, 200), after: text.slice(0, 200), page: `https://x.example/${encodeURIComponent(text).slice(0, 3_000)}?${'token=eyJ'.repeat(300)}` }, { pageRecord: {} }))
  expect(process.cpuUsage().user - begun).toBeLessThan(3_000_000)
})

// A sample of real spam host names and university sites: names alone must not flag anybody seriously.
describeWithRealData('seeds/universities.json.gz', 'university domains', (path) => {
  it('no university is flagged by its address', () => {
    const universities = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as Array<{ domains: string[] }>
    for (const { domains } of universities.slice(0, 1_500)) {
      for (const domain of domains.slice(0, 1)) expect([domain, riskOf(facts({ page: `https://${domain}/`, title: null, tier: 6 })).risk]).toEqual([domain, 0])
    }
  })
})
