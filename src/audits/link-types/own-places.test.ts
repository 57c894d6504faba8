import { beforeAll, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import { domainOfHost } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'
import { emptyProfile } from '../../model/profile.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const article = { structuredTypes: ['Article'], authors: ['Eve Ledger'], ogType: 'article', mainWordCount: 600 }
const page = 'https://sunday-kitchen.example/2026/02/how-to-bake-a-slow-bread-at-home'
const text = { page, area: 'main', features: article, cues: ['prose'], before: 'The best of it was said on', after: 'last week, to nobody’s surprise.' } as const satisfies Partial<LinkSketch>
const frame = { page, area: 'footer', features: article, anchor: 'Other House', target: 'https://other-house.example/' } as const satisfies Partial<LinkSketch>
const guide = { page, area: 'main', cues: ['list'], before: 'Embassy of Quorn, 12 High Street, tel. 0170 555 01 22, ', after: '' } as const satisfies Partial<LinkSketch>

/** Places a site has elsewhere: accounts on platforms (LT-14), houses of its own (LT-27), and what only looks like either. */
const rows: Array<[title: string, expected: string, sketch: LinkSketch]> = [
  // LT-14: accounts, records and notices.
  ['an entry of the menu that leads to a market of many sellers', 'LT-14', { ...frame, area: 'nav', cues: ['list'], anchor: 'Our cups', target: 'https://www.etsy.com/shop/12345' }],
  ['the same market, cited', 'LT-01', { ...text, anchor: 'a seller of cups', target: 'https://www.etsy.com/shop/12345' }],
  ['a network by its sign', 'LT-14', { ...text, anchor: '', target: 'https://www.facebook.com/another.name' }],
  ['a network by its name', 'LT-14', { ...text, anchor: 'Facebook', target: 'https://www.facebook.com/another.name' }],
  ['a channel by the name of the network', 'LT-14', { ...text, anchor: 'YouTube-Kanal', target: 'https://www.youtube.com/c/anothername' }],
  ['a film on a network, by what it shows', 'LT-01', { ...text, anchor: 'how the mill turns', target: 'https://www.youtube.com/watch?v=abc' }],
  ['a post on a network, by the name of the network', 'LT-01', { ...text, before: 'The baker who said it on', anchor: 'Facebook', target: 'https://www.facebook.com/another.name/posts/123' }],
  ['what somebody said on a network is a source, not an invitation', 'LT-01', { ...text, before: 'More flour for all, as the baker wrote on Twitter', anchor: 'on Monday', target: 'https://twitter.com/baker/status/12345' }],
  ['the site’s own account, in a sentence', 'LT-14', { ...text, before: 'We put more pictures of it on', anchor: 'our page there', target: 'https://www.facebook.com/sundaykitchen/' }],
  ['somebody’s account, in a sentence', 'LT-01', { ...text, before: 'More pictures of it are', anchor: 'in the album of the mill', target: 'https://www.facebook.com/themill/' }],
  ['an account on a network nobody knows', 'LT-14', { ...frame, area: 'nav', cues: ['list'], anchor: 'Follow us on Chirpline', target: 'https://chirpline.example/kitchen' }],
  ['the same on the site of an authority', 'LT-14', { ...frame, page: 'https://www.hexbury.gov.uk/health/teeth', cues: ['list'], anchor: 'Follow us on Chirpline', target: 'https://chirpline.example/hexburydc' }],
  ['who built the site of an authority', 'LT-14', { ...frame, page: 'https://www.hexbury.gov.uk/health/teeth', anchor: 'Credits', target: 'https://town-web.example/' }],
  ['a post put into the page by the network’s own script', 'LT-14', { ...text, before: '— The Mill (@themill)', after: '', anchor: 'November 19, 2025', target: 'https://twitter.com/themill/status/12345?ref_src=twsrc%5Etfw' }],
  ['the rules beside the comments', 'LT-14', { page, area: 'comment', features: article, anchor: 'Community guidelines', target: 'https://other-house.example/rules' }],
  ['somebody who comments', 'LT-11', { page, area: 'comment', features: article, anchor: 'Nora', target: 'https://nora.example/' }],
  ['vacancies under the site’s name at somebody else’s', 'LT-14', { ...frame, anchor: 'Jobs', target: 'https://hiring.example/sundaykitchen/jobs' }],
  // LT-27: houses of one owner.
  ['an entry of a list at the foot', 'LT-27', { ...frame, cues: ['list'] }],
  ['an entry at the foot outside of any list', 'LT-14', { ...frame }],
  ['a logo in a list at the foot', 'LT-14', { ...frame, cues: ['list'], image: 'https://sunday-kitchen.example/1.png' }],
  ['the company behind the site', 'LT-27', { ...frame, before: '12 High Street, Marlow · A', anchor: 'Mill Lane LLC', cues: ['prose'] }],
  ['the company behind the site, with its copyright', 'LT-27', { ...frame, before: 'Privacy ·', anchor: 'Mill Lane LLC', after: ' © 2026' }],
  ['the company behind the site, after a town', 'LT-27', { ...frame, before: 'Lindenweg 12, 10115 Seestadt ·', anchor: 'Mill Lane GmbH' }],
  ['the company that designed the site', 'LT-14', { ...frame, before: 'Webdesign:', anchor: 'Mill Lane GmbH' }],
  ['the advertising department, whatever the class of its link', 'LT-27', { ...frame, anchor: 'Advertise with us', cues: ['ad'] }],
  ['an advertisement at the foot', 'LT-31', { ...frame, anchor: 'Three cups for one', cues: ['ad'] }],
  ['an umbrella body under its heading', 'LT-27', { ...frame, area: 'aside', cues: ['under:Dachverband'], anchor: 'Bund der Bäcker' }],
  ['a box under "Sponsored"', 'LT-31', { ...frame, area: 'aside', cues: ['under:Sponsored'], anchor: 'Three cups', target: 'https://other-house.example/cups/three' }],
  ['the blog of a company on a platform', 'LT-27', { ...text, page: 'https://writers.example/quorn-kitchen/how-to-bake-a-slow-bread', before: 'I bake for', anchor: 'Quorn Kitchen', target: 'https://quornkitchen.example/', features: { ...article, ogSiteName: 'Quorn Kitchen Stories' } }],
  ['a firm that an article is about', 'LT-01', { ...text, before: 'The slow bread of the town is baked at', anchor: 'Quorn Kitchen', target: 'https://quornkitchen.example/', extra: { organisations: ['Quorn Kitchen', 'Sunday Kitchen'] } }],
  ['the firm that a page is about', 'LT-03', { page: 'https://medfind.example/directory/quorn', area: 'main', features: { structuredTypes: ['Dentist'], mainWordCount: 90, phoneCount: 1, addressCount: 1 }, anchor: 'Website', target: 'https://quornkitchen.example/', extra: { organisations: ['Quorn Kitchen'] } }],
  ['a blog that is called a second one behind the link', 'LT-27', { ...text, before: 'Who likes cups may read on:', anchor: 'Cupboard', after: ' is my second blog, about cups alone.', target: 'https://cupboard.example/' }],
  ['a blog of somebody else, behind the link', 'LT-01', { ...text, before: 'Who likes cups may read on:', anchor: 'Cupboard', after: ' is her second blog, about cups alone.', target: 'https://cupboard.example/' }],
  ['branches of one party', 'LT-27', { ...frame, page: 'https://cdu-marlow.example/2026/02/market', anchor: 'In the county', target: 'https://cdu-county.example/' }],
  ['two houses of one village', 'LT-01', { ...text, page: 'https://school-marlow.example/2026/02/how-to-bake-a-slow-bread', anchor: 'the bakery of the village', target: 'https://bakery-marlow.example/' }],
  ['a publisher named in the box of a product', 'LT-14', { ...frame, area: 'aside', before: 'Verlag', anchor: 'Other House' }],
  // LT-17, LT-26, LT-31: what stands between.
  ['the counter of a letter', 'LT-17', { ...text, anchor: 'the group of readers', target: 'https://letters.example/lt.php?s=f5403fec&i=16A24' }],
  ['a code on a host that only sends on', 'LT-17', { ...text, anchor: 'the whole report', target: 'https://go.agency.example/zJUEiob3' }],
  ['a word with a year on such a host', 'LT-01', { ...text, anchor: 'the meeting of the bakers', target: 'https://go.agency.example/Meeting2026' }],
  ['the wrapper of a network around an address', 'LT-17', { ...text, anchor: 'https://t.co/Nc0nKoXGBP', target: 'https://t.co/Nc0nKoXGBP' }],
  ['a click number that a writer copied along', 'LT-01', { ...text, anchor: 'a mill on the hill', target: 'https://mill.example/?utm_medium=cpc&gclid=Cj0KCQjw' }],
  ['an address of a bought click that a writer copied along', 'LT-01', { ...text, anchor: 'a mill on the hill', target: 'https://mill.example/?utm_medium=cpc' }],
  ['a medium whose name holds "native"', 'LT-14', { ...frame, target: 'https://mill.example/?utm_medium=alternative' }],
  ['a medium that was not paid', 'LT-14', { ...frame, target: 'https://mill.example/?utm_medium=unpaid-sponsorship' }],
  ['a paid medium', 'LT-31', { ...frame, target: 'https://mill.example/?utm_medium=social-paid' }],
  ['the same beside the piece', 'LT-31', { ...frame, area: 'aside', target: 'https://mill.example/?utm_medium=cpc&gclid=Cj0KCQjw' }],
  ['an offer to buy on a page of deals', 'LT-26', { page: 'https://sunday-kitchen.example/articles/2026/02/daily-deals-on-ovens-and-cups', title: 'Daily deals: ovens and cups', area: 'main', features: article, cues: ['list'], anchor: 'Get it at the mill for $40', target: 'https://mill.example/ovens/4' }],
  ['a headline beside the piece, to a page made for a campaign', 'LT-31', { ...frame, area: 'aside', anchor: 'How we saw the harbour as never before', target: 'https://lp.harbour.example/how-we-saw-the-harbour-as-never-before', samePage: { linkCount: 1, proseCount: 0 } }],
  // LT-03 within an article, LT-15.
  ['one of several whole entries in a signed guide', 'LT-03', { ...guide, features: { ...article, phoneCount: 4 }, anchor: 'www.quorn-embassy.example', target: 'https://www.quorn-embassy.example/' }],
  ['the particulars of a tip', 'LT-01', { ...guide, features: { ...article, phoneCount: 1 }, anchor: 'www.quorn-embassy.example', target: 'https://www.quorn-embassy.example/' }],
]

test.each(rows)('%s: %s', (_, expected, sketch) => {
  const facts = sketchedFacts(sketch, lists)
  const answer = linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile } })
  expect(answer.type, answer.evidence.map(({ found, weight }) => `${found} ${weight}`).join('\n')).toBe(expected)
})

test('a picture that opens its own file is no citation (LT-15)', () => {
  const answer = linkType.judge(sketchedFacts({ ...text, cues: [], before: '', after: '', anchor: 'A loaf on a table in the morning', image: 'https://sunday-kitchen.example/s.jpg', target: 'https://pictures.example/loaf.jpg' }, lists))
  expect(answer.type).not.toBe('LT-01')
})

test('known groups hold registrable domains, two or more, each once', () => {
  for (const id of lists.wordIds('site-group/')) {
    const domains = lists.words(id)
    expect([id, new Set(domains).size, domains.length >= 2]).toEqual([id, domains.length, true])
    expect(domains.filter((domain) => domainOfHost(domain as Parameters<typeof domainOfHost>[0]) !== domain), id).toEqual([])
  }
})

test('a club that names the provider with its form of company at its foot is not kept by it: clubs list partners there', () => {
  const partners: LinkSketch = { ...frame, page: 'https://rowing-club.example/fixtures', features: { mainWordCount: 300 }, before: 'Bakery Quern · Old Press ·', anchor: 'Harbor Physio LLC', target: 'https://oakdental.example/' }
  const { type, runnerUp } = linkType.judge(sketchedFacts(partners, lists))
  expect(type).not.toBe('LT-27')
  expect(runnerUp.type === 'LT-27' ? runnerUp.confidence : 0).toBeLessThan(0.2)
})
