import { describe, expect, it } from 'vitest'
import { exampleProfileFacts, repeated, type ExampleLink, type ExamplePage } from '../risk/example-facts.js'
import audit from './dense-link-core.js'

const money: Omit<Partial<ExampleLink>, 'page'> = { anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }
const customers = (count: number) => Array.from({ length: count }, (_, at) => `customer-${at + 1}.example`)

interface Told extends Omit<Partial<ExampleLink>, 'page'> {
  others?: string[]
  hash?: string
  notFollowed?: boolean
}

/** `count` sites with one page each; `told` says what is special of the one of that number. */
function judge(count: number, told: (n: number) => Told = () => ({})) {
  const links: ExampleLink[] = []
  const pages: ExamplePage[] = []
  for (let n = 1; n <= count; n += 1) {
    const { others = customers(6), hash, notFollowed = false, ...link } = told(n)
    links.push(...repeated(1, { page: `https://tips-${n}.example/post`, ...money, ...link }))
    pages.push({ url: `https://tips-${n}.example/post`, features: { mainExternalDomains: others, textSimHash: hash ?? null, extra: { externalLinks: others.map((domain) => ({ domain, text: 'cheap loans', followed: !notFollowed })) } } })
  }
  return audit.judge(exampleProfileFacts(links, { pages }), audit.options)
}

describe('a core of sites that all link to the same others', () => {
  it.each<[string, number, (n: number) => Told, number, string]>([
    ['six by six', 6, () => ({}), 0.6, '6 sites and 6 others: 36 of 36 possible links (100\u202f%)'],
    ['some of them link by name', 6, (n) => (n > 3 ? { anchor: 'Northgate Heart', kind: 'AK-BRAND', grade: 0 } : {}), 0.6, '6 sites and 6 others: 36 of 36 possible links (100\u202f%)'],
    ['with links of their own beside', 6, (n) => ({ others: [...customers(6), `friend-${n}.example`] }), 0.6, '6 sites and 6 others: 36 of 36 possible links (100\u202f%)'],
    ['now and then one is left out', 10, (n) => ({ others: customers(10).filter((_, at) => at + 1 !== n) }), 0.75, '10 sites and 10 others: 90 of 100 possible links (90\u202f%)'],
    ['some who have nothing to do with it', 9, (n) => (n > 6 ? { others: ['friend.example', 'customer-1.example'] } : {}), 0.6, '6 sites and 6 others: 36 of 36 possible links (100\u202f%)'],
  ])('%s', (_title, count, told, strength, found) => {
    expect(judge(count, told)).toMatchObject({ verdict: 'flag', strength, evidence: [{ found }] })
  })

  it('is shown with its sites, whom they link to, how, and the links to follow back', () => {
    const [row] = judge(5, () => ({ others: customers(5) })).evidence
    expect(row).toMatchObject({
      domains: 'tips-1.example, tips-2.example, tips-3.example, tips-4.example, tips-5.example',
      referringDomains: ['tips-1.example', 'tips-2.example', 'tips-3.example', 'tips-4.example', 'tips-5.example'],
      others: 'customer-1.example, customer-2.example, customer-3.example, customer-4.example, customer-5.example',
      quote: 'tips-1.example: customer-1.example “cheap loans” · customer-2.example “cheap loans” · customer-3.example “cheap loans” · customer-4.example “cheap loans”',
    })
    expect(row!.linkIds).toHaveLength(5)
  })
})

describe('is none', () => {
  it.each<[string, number, (n: number) => Told]>([
    ['of a small country, whose clubs link to the same houses and call the provider by its name', 8, () => ({ anchor: 'Northgate Heart', kind: 'AK-BRAND', grade: 0 })],
    ['where only a few link with a treatment phrase', 7, (n) => (n > 3 ? { anchor: 'Northgate Heart', kind: 'AK-BRAND', grade: 0 } : {})],
    ['of four sites', 6, (n) => (n > 4 ? { others: [] } : {})],
    ['of four others', 6, () => ({ others: customers(4) })],
    ['of others that each site chose for itself', 8, (n) => ({ others: Array.from({ length: 6 }, (_, at) => `customer-${n + at}.example`) })],
    ['of bodies that are known: the paper of the town, the ministry, an authority', 6, () => ({ others: ['daily-news.example', 'health-ministry.example', 'riverton.gov', 'short.example', ...customers(3)] })],
    ['of linking sites that are known', 6, (n) => (n > 2 ? { tier: 5 } : {})],
    ['of copies of one article, which take its links along', 6, (n) => (n > 1 ? { hash: '00ff00ff00ff00ff' } : {})],
    ['of records of directories', 6, () => ({ type: 'LT-03' })],
    ['of copies known as such', 6, () => ({ type: 'LT-16' })],
    ['of links that ask not to be followed', 6, () => ({ notFollowed: true })],
    ['of what more than five hundred sites link to, which is what everybody likes', 510, () => ({})],
    ['of links that are lost', 6, () => ({ state: 'lost' })],
    ['of sites of one owner', 6, () => ({ flags: ['same-owner'] })],
    ['of nothing but the provider itself', 6, () => ({ others: ['northgate-heart.example'] })],
  ])('%s', (_title, count, told) => {
    expect(judge(count, told).verdict).not.toBe('flag')
  })
})
