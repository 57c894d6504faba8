import { describe, expect, it } from 'vitest'
import type { Registration } from '../../model/registration.js'
import { exampleProfileFacts, repeated, type ExampleLink } from '../risk/example-facts.js'
import { loadLists } from '../../files/shipped-lists.js'
import { nameServerMark } from '../risk/registration-marks.js'
import privateNetwork from './private-network.js'

interface Marks {
  ids?: string[]
  outlinks?: string[]
  hash?: string
  authors?: string[]
  publishedAt?: string
  structuredTypes?: string[]
  places?: Array<{ street: string }>
  phoneCount?: number
  labels?: Array<{ cue: string; text: string; place: string }>
  address?: string
  registration?: Partial<Registration>
}
const money: Omit<Partial<ExampleLink>, 'page'> = { anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }

/** `count` sites that link with a treatment phrase, each with the marks told. */
function judge(count: number, marks: (n: number) => Marks, link: Omit<Partial<ExampleLink>, 'page'> = money) {
  const links = repeated(count, { page: 'https://tips-{n}.example/post', ...link })
  const pages = Array.from({ length: count }, (_, at) => {
    const { ids, outlinks, hash, authors, publishedAt, structuredTypes, phoneCount, places, labels, address } = marks(at + 1)
    return {
      url: `https://tips-${at + 1}.example/post`,
      features: { mainExternalDomains: outlinks ?? [], textSimHash: hash ?? null, mainWordCount: 400, authors: authors ?? [], publishedAt: publishedAt ?? null, structuredTypes: structuredTypes ?? [], phoneCount: phoneCount ?? 0, labels: labels ?? [], extra: { trackingIds: ids ?? [], places: places ?? [], serverAddress: address ?? null } },
    }
  })
  const registrations = pages.flatMap((_, at) => {
    const { registration } = marks(at + 1)
    return registration === undefined ? [] : [{ domain: `tips-${at + 1}.example`, ...registration }]
  })
  return privateNetwork.judge(exampleProfileFacts(links, { pages, registrations }), privateNetwork.options)
}
const shop = ['a.example', 'b.example', 'c.example', 'd.example']
const owned: Marks = { ids: ['UA-1111-1'], outlinks: shop }

describe('one hand', () => {
  it.each([
    ['account id and outgoing links', () => owned, 0.75],
    ['a text changed in a few words, and outgoing links', (n: number) => ({ hash: `${n}bcd1234567890ab`, outlinks: shop }), 0.75],
    ['copies that share an account', () => owned, 0.75, { type: 'LT-16' }],
    ['sites that all call themselves a charity in one line of structured data', () => ({ ...owned, structuredTypes: ['NGO'] }), 0.75],
    ['four kinds', (n: number) => ({ ...owned, authors: ['Maro Telm'], outlinks: [...shop, `tips-${(n % 4) + 1}.example`] }), 0.95],
  ] as Array<[string, (n: number) => Marks, number, Omit<Partial<ExampleLink>, 'page'>?]>)('%s', (_, marks, strength, link) => {
    const answer = judge(4, marks, { ...money, ...link })
    expect(answer.verdict).toBe('flag')
    expect(answer.strength).toBe(strength)
    expect(answer.evidence[0]).toMatchObject({ referringDomains: ['tips-1.example', 'tips-2.example', 'tips-3.example', 'tips-4.example'] })
  })
})

describe('servers in one network', () => {
  const on = (address: (n: number) => string) => (n: number) => ({ ...owned, address: address(n) })
  it.each([
    ['strengthen what two hard marks say', 4, on((n) => `203.0.113.${n}`), 0.95],
    ['say nothing behind a relay', 4, on((n) => `104.21.0.${n}`), 0.75],
    ['say nothing where many sites stand', 20, on((n) => `203.0.113.${n}`), 0.75],
    ['say nothing if they differ', 4, on((n) => `203.0.${n}.9`), 0.75],
  ] as Array<[string, number, (n: number) => Marks, number]>)('%s', (_, count, marks, strength) => expect(judge(count, marks)).toMatchObject({ verdict: 'flag', strength }))

  it('say nothing where a body that is known stands beside them', () => {
    const links = [...repeated(4, { page: 'https://tips-{n}.example/post', ...money }), { page: 'https://parish.example/news', tier: 5 as const }]
    const pages = [...links.keys()].map((at) => ({ url: at < 4 ? `https://tips-${at + 1}.example/post` : 'https://parish.example/news', features: { mainExternalDomains: shop, mainWordCount: 400, extra: { trackingIds: ['UA-1111-1'], serverAddress: `203.0.113.${at}` } } }))
    expect(privateNetwork.judge(exampleProfileFacts(links, { pages }), privateNetwork.options)).toMatchObject({ verdict: 'flag', strength: 0.75 })
  })

  it('are no cause by themselves', () => expect(judge(4, (n) => ({ address: `203.0.113.${n}`, authors: ['Maro Telm'] })).verdict).toBe('pass'))
})

describe('name servers and registrations', () => {
  const told = (registration: (n: number) => Partial<Registration>) => (n: number) => ({ ...owned, registration: registration(n) })
  const alone = (registration: (n: number) => Partial<Registration>) => (n: number) => ({ authors: ['Maro Telm'], registration: registration(n) })
  const servers = ['ns1.our-hub.example', 'ns2.our-hub.example']
  const days = (n: number) => ({ registrar: 'Names Unlimited', createdOn: `2024-05-0${1 + (n % 4)}` })
  it.each([
    ['one set of own name servers strengthens what two hard marks say', 4, told(() => ({ nameServers: servers })), 0.95],
    ['so does one registrar within days', 4, told(days), 0.95],
    ['the name servers of a host, a relay or a builder do not', 4, told(() => ({ nameServers: ['ns1.bighost.example', 'ns2.bighost.example'] })), 0.75],
    ['nor those of a cloud with many names', 4, told((n) => ({ nameServers: [`ns${n}.clouddns-12.example`, 'ns9.clouddns-44.example'] })), 0.75],
    ['nor those that many sites have', 20, told(() => ({ nameServers: servers })), 0.75],
    ['nor each its own', 4, told((n) => ({ nameServers: [`ns1.tips-${n}.example`] })), 0.75],
    ['nor one registrar over years', 4, told((n) => ({ registrar: 'Names Unlimited', createdOn: `20${10 + n}-05-01` })), 0.75],
    ['nor one day at many registrars', 4, told((n) => ({ registrar: `Names ${n}`, createdOn: '2024-05-01' })), 0.75],
    ['nor two of four', 4, told((n) => (n < 3 ? days(n) : {})), 0.75],
  ] as Array<[string, number, (n: number) => Marks, number]>)('%s', (_, count, marks, strength) => expect(judge(count, marks)).toMatchObject({ verdict: 'flag', strength }))

  it('of one small host count once', () => {
    const pages = [1, 2, 3, 4].map((n) => ({ url: `https://tips-${n}.example/post`, features: { extra: { trackingIds: ['UA-1111-1', 'pub-1234567890123456'], serverAddress: `203.0.113.${n}` } } }))
    // Each links elsewhere on the site, so that the phrase and its target are no mark of theirs.
    const facts = exampleProfileFacts([1, 2, 3, 4].map((n) => ({ page: `https://tips-${n}.example/post`, target: `https://northgate-heart.example/${n}`, ...money })), { pages, registrations: [1, 2, 3, 4].map((n) => ({ domain: `tips-${n}.example`, nameServers: servers })) })
    expect(privateNetwork.judge(facts, privateNetwork.options)).toMatchObject({ verdict: 'flag', strength: 0.75 })
  })

  it.each([
    ['name servers', alone(() => ({ nameServers: servers }))], ['a registrar and days', alone(days)], ['both', alone((n) => ({ nameServers: servers, ...days(n) }))],
    ['both and one account', (n: number) => ({ ids: ['UA-1111-1'], registration: { nameServers: servers, ...days(n) } })],
    ['clients of an agency that keeps their names', (n: number) => ({ ...owned, structuredTypes: ['Dentist'], places: [{ street: `Elm Street ${n}` }], registration: { nameServers: servers, ...days(n) } })],
    ['a franchise, each house with its street', (n: number) => ({ ...owned, structuredTypes: ['MedicalClinic'], phoneCount: 1, places: [{ street: `Elm Street ${n}` }], registration: { nameServers: servers, ...days(n) } })],
    ['a hospital group', (n: number) => ({ ...owned, structuredTypes: ['Hospital'], phoneCount: 1, registration: { nameServers: servers, ...days(n) } })],
  ] as Array<[string, (n: number) => Marks]>)('are no cause by themselves: %s', (_, marks) => expect(judge(8, marks).verdict).not.toBe('flag'))

  it('that a known body or the provider has too say nothing', () => {
    for (const [domain, tier] of [['parish.example', 5], ['northgate-heart.example', undefined]] as const) {
      const links = [...repeated(4, { page: 'https://tips-{n}.example/post', ...money }), ...(tier === undefined ? [] : [{ page: `https://${domain}/news`, tier }])]
      const pages = [1, 2, 3, 4].map((n) => ({ url: `https://tips-${n}.example/post`, features: { mainExternalDomains: shop, mainWordCount: 400, extra: { trackingIds: ['UA-1111-1'] } } }))
      const registrations = [domain, ...[1, 2, 3, 4].map((n) => `tips-${n}.example`)].map((one) => ({ domain: one, nameServers: servers }))
      expect(privateNetwork.judge(exampleProfileFacts(links, { pages, registrations }), privateNetwork.options), domain).toMatchObject({ verdict: 'flag', strength: 0.75 })
    }
  })

  it('that ship as everybody’s are read as such', async () => {
    const lists = await loadLists()
    const mark = (...nameServers: string[]) => nameServerMark([{ domain: 'a.example', seenBy: 'x', seenAt: '', registered: true, registrar: null, registrarId: null, createdOn: null, changedOn: null, expiresOn: null, statuses: [], nameServers }], lists)
    for (const host of ['ns11.domaincontrol.com', 'amy.ns.cloudflare.com', 'ns-12.awsdns-01.co.uk', 'dns1.registrar-servers.com', 'ns1.ui-dns.de', 'ns01.one.com', 'ns1.wixdns.net']) expect(mark(host, 'ns2.our-hub.example'), host).toBeUndefined()
    expect(mark('ns1.our-hub.example', 'ns2.our-hub.example')).toBe('ns1.our-hub.example, ns2.our-hub.example')
    expect(mark('ns1.notcloudflare.com')).toBeDefined()
  })
})

describe('is never named', () => {
  it.each([
    ['one strong mark alone: a shared account', () => ({ ids: ['UA-1111-1'], authors: ['Maro Telm'] })],
    ['newspapers of one publisher with the same advert', () => ({ ...owned, structuredTypes: ['NewsArticle', 'NewsMediaOrganization'], phoneCount: 1 })],
    ['a labelled advert run in many papers', () => ({ ...owned, labels: [{ cue: 'line', text: 'Sponsored content', place: 'before-headline' }] })],
    ['forty microsites of a hospital group', () => ({ ...owned, structuredTypes: ['Hospital'], phoneCount: 2 })],
    ['clients of one web agency, each with its address', (n: number) => ({ ...owned, structuredTypes: ['Dentist'], places: [{ street: `Elm Street ${n}` }] })],
    ['copies of a story: the same text and the same links', () => ({ hash: '1bcd1234567890ab', outlinks: shop }), { type: 'LT-16' }],
    ['two sites of one hand', (n: number) => (n <= 2 ? owned : {})],
  ] as Array<[string, (n: number) => Marks, Omit<Partial<ExampleLink>, 'page'>?]>)('%s', (_, marks, link) => expect(judge(40, marks, { ...money, ...link }).verdict).not.toBe('flag'))

  it.each([
    ['university blogs', { ...money, tier: 2 }], ['links with the name of the clinic', {}], ['the provider’s own sites', { ...money, flags: ['same-owner'] }], ['regional papers', { ...money, tier: 5, type: 'LT-04' }],
  ] as Array<[string, Omit<Partial<ExampleLink>, 'page'>]>)('%s', (_, link) => expect(judge(12, () => owned, link).verdict).not.toBe('flag'))

  it('an account that everybody has is nobody’s', () => expect(judge(300, () => ({ ids: ['GTM-EVERYONE'], authors: ['Maro Telm'] })).verdict).toBe('pass'))
})

it('takes many sites in a time that grows with their number', () => {
  const begun = process.cpuUsage().user
  judge(10_000, (n) => ({ ids: [`UA-${n >> 2}-1`], outlinks: [`x${n % 50}.example`, `y${n >> 3}.example`, `z${n >> 2}.example`, 'everyone.example'], hash: (n * 2_654_435_761).toString(16).padStart(16, '0').slice(-16) }))
  expect(process.cpuUsage().user - begun).toBeLessThan(4_000_000)
})
