import { beforeAll, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
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
const footer = { page, area: 'footer', features: article, target: 'https://other-house.example/' } as const satisfies Partial<LinkSketch>
const inText = { page, area: 'main', features: article } as const satisfies Partial<LinkSketch>

/** Without names of a provider, so that what stands around a link must tell whose the target is (LT-14, LT-27). */
const rows: Array<[title: string, expected: string, sketch: LinkSketch]> = [
  ['a bare entry at the foot', 'LT-14', { ...footer, anchor: 'Other House' }],
  ['a publisher at the foot', 'LT-27', { ...footer, anchor: 'Other House Media' }],
  ['an edition in another language', 'LT-27', { ...footer, area: 'nav', anchor: 'Français' }],
  ['a name that is part of the other', 'LT-27', { ...footer, page: 'https://lbx.example/2026/02/how-to-bake-a-slow-bread-at-home', target: 'https://lbx-shop.example/', anchor: 'To the baskets' }],
  ['names with one ending', 'LT-27', { ...footer, page: 'https://breadquorn.example/2026/02/how-to-bake', target: 'https://cakequorn.example/', anchor: 'Cakes' }],
  ['an account under the name of the site', 'LT-14', { ...footer, area: 'nav', target: 'https://paperstand.example/sundaykitchen', anchor: 'E-edition' }],
  ['a shop with a shelf for the title', 'LT-27', { ...footer, area: 'nav', target: 'https://shop.other-house.example/sundaykitchen/', anchor: 'Offers' }],
  ['a logo without words', 'LT-99', { ...footer, area: 'header', anchor: '', image: 'https://sunday-kitchen.example/1.png' }],
  ['a logo without words, deeper than a home page', 'LT-14', { ...footer, anchor: '', image: 'https://sunday-kitchen.example/1.png', target: 'https://other-house.example/seal/8812' }],
  ['a text that links what its menu links', 'LT-27', { ...inText, target: 'https://other-house.example/2026/bread', anchor: 'a story on bread', cues: ['prose'], samePage: { linkCount: 4, proseCount: 1, framedCount: 2 } }],
  ['a text that links a site listed among its sources', 'LT-01', { ...inText, target: 'https://other-house.example/2026/bread', anchor: 'a story on bread', cues: ['prose'], samePage: { linkCount: 4, proseCount: 1, framedCount: 0 } }],
  ['a paid box beside the piece', 'LT-31', { ...footer, area: 'aside', anchor: 'Three things bakers never say', rel: ['sponsored'] }],
  ['who drew the picture', 'LT-15', { ...inText, before: 'A loaf. Illustration: ', target: 'https://nora-draws.example/', anchor: 'Nora Draws' }],
  ['the frame around a guest article', 'LT-14', { ...footer, page: 'https://sunday-kitchen.example/guest-posts/how-to-bake', anchor: 'Other House' }],
  ['a source of a guest who links his own people again and again', 'LT-01', { ...inText, page: 'https://sunday-kitchen.example/guest-posts/how-to-bake', target: 'https://other-house.example/2026/bread', anchor: 'a story on bread', cues: ['prose'], extra: { externalLinks: [{ domain: 'oak.example', text: 'our plan', followed: true }, { domain: 'other-house.example', text: 'a story on bread', followed: true }, { domain: 'oak.example', text: 'Oak', followed: true }] } }],
  ['a page of a list that says what it holds', 'LT-03', { ...inText, page: 'https://medfind.example/a/b/c', title: 'Pediatras em Riverton', features: { mainWordCount: 47 }, target: 'https://ana.example/', anchor: 'www.ana.example' }],
  ['a page of reviews with marks', 'LT-12', { ...inText, page: 'https://stars.example/oak', title: '121 reviews of Oak Street Dental in Riverton, dentists | Stars', anchor: 'Visit website', features: { structuredTypes: ['Dentist', 'AggregateRating'], mainWordCount: 300, phoneCount: 1, addressCount: 1 } }],
  ['an address as anchor, on a page that was not read', 'LT-99', { page: 'https://mirror453.example/x/12', anchor: 'oakdental.example' }],
  ['a casino that calls itself dental, not read', 'LT-99', { page: 'https://dental-casino-bonus.example/a', anchor: 'casino online', title: 'Online casino bonus slots free spins' }],
  ['the first post of a blog, not read', 'LT-99', { page: 'https://pills-online.example/?p=1', anchor: 'dental clinic' }],
  ['a path that could be anything, on a page of few words', 'LT-99', { ...inText, page: 'https://sunday-kitchen.example/q/1', features: { mainWordCount: 5 }, anchor: 'test' }],
  ['a credit before the name', 'LT-14', { ...footer, before: 'Hosting:', anchor: 'Other House' }],
  ['a credit in a block called after sponsors', 'LT-14', { ...footer, before: 'Theme:', anchor: 'Other House', cues: ['sponsors'] }],
  ['a licence in the colophon', 'LT-14', { ...footer, before: 'The work of the staff is under the', after: 'license, which allows use.', anchor: 'Free Work', cues: ['prose'] }],
  ['one site linked again and again in the menu', 'LT-27', { ...footer, area: 'aside', anchor: 'Issue of the month', samePage: { linkCount: 9, proseCount: 0 } }],
  ['the sister title of a known group', 'LT-27', { ...inText, page: 'https://www.oregonlive.com/food/2026/02/how-to-bake-a-slow-bread-at-home.html', target: 'https://www.cleveland.com/food/2026/bread.html', anchor: 'a story on bread', cues: ['prose'] }],
  ['the same words on a site of nobody’s group', 'LT-01', { ...inText, target: 'https://www.cleveland.com/food/2026/bread.html', anchor: 'a story on bread', cues: ['prose'] }],
  ['an article by users of a platform is not the platform’s', 'LT-22', { ...inText, page: 'https://en.wikipedia.org/wiki/Bread', target: 'https://www.wikidata.org/wiki/Q7802', anchor: 'entry', cues: ['prose'] }],
  ['an account to follow, in the text', 'LT-14', { ...inText, target: 'https://twitter.com/eveledger', before: 'Eve writes on bread. Follow her on Twitter:', anchor: '@eveledger', cues: ['prose'] }],
  ['a post that is cited', 'LT-01', { ...inText, target: 'https://twitter.com/baker/status/12345', before: 'The answer came at once, as the baker said in public', anchor: 'that flour is enough for everybody', cues: ['prose'] }],
  ['a control of the platform in an advertising slot', 'LT-14', { ...inText, area: 'aside', target: 'https://www.blogger.com/rearrange?blogID=1&widgetType=AdSense', anchor: '', cues: ['ad'] }],
  ['the site’s own name as a code', 'LT-26', { ...inText, target: 'https://mill.example/?friend=sundaykitchen', anchor: 'the mill', cues: ['prose'] }],
  ['somebody else’s name as a code', 'LT-01', { ...inText, target: 'https://mill.example/?friend=bakers', anchor: 'the mill', cues: ['prose'] }],
  ['the page of a picture', 'LT-15', { ...inText, target: 'https://commons.wikimedia.org/wiki/File:Bread.jpg', before: 'A loaf, by N. Baker,', anchor: 'via Wikimedia Commons', cues: ['prose'] }],
  ['a redirector that holds an address', 'LT-17', { ...inText, target: 'https://mail-go.example/link?url=https%3A%2F%2Fmill.example%2F', anchor: 'the mill', cues: ['prose'] }],
]

test.each(rows)('%s: %s', (_, expected, sketch) => {
  const facts = sketchedFacts(sketch, lists)
  const answer = linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile } })
  expect(answer.type, answer.evidence.map(({ found, weight }) => `${found} ${weight}`).join('\n')).toBe(expected)
})

test('without a service area nothing is local, and a chamber is a list (LT-04 needs F-GEO)', () => {
  const typeOf = (host: string) => {
    const facts = sketchedFacts({ page: `https://${host}/business/members/oak-clinic` }, lists)
    return linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile } }).type
  }
  expect(typeOf('alderbridge-gazette.example')).not.toBe('LT-04')
  expect(typeOf('alderbridge-chamber.example')).toBe('LT-03')
})

// Rows of other sites in the frame, of which some are known to be the house's own: cleveland.com and its sisters are one known group.
const known = ['cleveland.com', 'mlive.com', 'other-house.example', 'third-house.example']
const unknown = ['one.example', 'two.example', 'other-house.example', 'third-house.example', 'fourth-house.example']
const ofRow = (domains: string[], sketch: Partial<LinkSketch> = {}): LinkSketch => ({ ...footer, page: 'https://www.oregonlive.com/food/2026/02/how-to-bake-a-slow-bread-at-home.html', anchor: 'Other House', image: 'https://www.oregonlive.com/other.png', position: 11, extra: { frameRuns: [{ from: 10, to: 14, domains }] }, ...sketch })

const stripRows: Array<[title: string, expected: string, sketch: LinkSketch]> = [
  ['a logo beside two of a known group', 'LT-27', ofRow(known)],
  ['a logo without words beside two of a known group', 'LT-27', ofRow(known, { anchor: '' })],
  ['a logo beside one of a known group, as the credit beside an imprint', 'LT-14', ofRow(['cleveland.com', 'other-house.example', 'third-house.example'])],
  ['a logo beside two of many', 'LT-14', ofRow([...known, ...unknown.slice(0, 2), 'a.example', 'b.example', 'c.example', 'd.example', 'e.example'])],
  ['a logo that stands elsewhere on the page', 'LT-14', ofRow(known, { position: 30 })],
  ['a logo behind the accounts that follow the row', 'LT-14', ofRow(['cleveland.com', 'mlive.com', 'facebook.com', 'twitter.com', 'other-house.example'])],
  ['a credit in such a row', 'LT-14', ofRow(known, { image: undefined, before: 'Website by ' })],
  ['a sponsor in such a row', 'LT-07', ofRow(known, { cues: ['sponsors'] })],
  ['a row called after partners, of which few are the house’s own', 'LT-14', ofRow([...known, ...unknown.slice(0, 2)], { cues: ['under:Our alliances'] })],
  ['one of five sites at the foot of a paper', 'LT-27', { ...footer, features: { ...article, ogSiteName: 'Sunday Kitchen' }, anchor: 'Other House', position: 11, extra: { frameRuns: [{ from: 10, to: 14, domains: unknown }] } }],
  ['one of three sites at the foot of a paper', 'LT-14', { ...footer, features: { ...article, ogSiteName: 'Sunday Kitchen' }, anchor: 'Other House', position: 11, extra: { frameRuns: [{ from: 10, to: 14, domains: unknown.slice(1, 4) }] } }],
  ['one of five sites at the foot of a blog', 'LT-14', { ...footer, features: { ogSiteName: 'Sunday Kitchen', structuredTypes: ['BlogPosting'], mainWordCount: 600 }, anchor: 'Other House', position: 11, extra: { frameRuns: [{ from: 10, to: 14, domains: unknown }] } }],
  ['one of five links to read on', 'LT-14', { ...footer, features: { ...article, ogSiteName: 'Sunday Kitchen' }, anchor: 'Other House', position: 11, cues: ['under:Links'], extra: { frameRuns: [{ from: 10, to: 14, domains: unknown }] } }],
]

test.each(stripRows)('a row in the frame: %s: %s', (_, expected, sketch) => {
  const facts = sketchedFacts(sketch, lists)
  const answer = linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile } })
  expect(answer.type, answer.evidence.map(({ found, weight }) => `${found} ${weight}`).join('\n')).toBe(expected)
})

// Names begin with whose they are: "dumarque-ads" is of the house of Dumarque, "bread-dumarque" may be anybody's.
const namedRows: Array<[title: string, expected: string, sketch: LinkSketch]> = [
  ['the first part of a name is the publisher’s', 'LT-27', { ...footer, area: 'header', anchor: '', target: 'https://dumarque-ads.example/', image: 'https://sunday-kitchen.example/1.png', extra: { organisations: ['Dumarque Riverton'] } }],
  ['the last part of a name is', 'LT-99', { ...footer, area: 'header', anchor: '', target: 'https://bread-dumarque.example/', image: 'https://sunday-kitchen.example/1.png', extra: { organisations: ['Dumarque Riverton'] } }],
  ['the first part is a word that many names hold', 'LT-99', { ...footer, area: 'header', anchor: '', target: 'https://online-ads.example/', image: 'https://sunday-kitchen.example/1.png', extra: { organisations: ['Riverton Online'] } }],
  ['the page is an archived copy', 'LT-29', { ...footer, page: 'https://web.archive.org/web/20200101/https://sunday-kitchen.example/', area: 'header', anchor: 'Ads', target: 'https://dumarque-ads.example/', extra: { organisations: ['Dumarque Riverton'] } }],
]

test.each(namedRows)('a publisher’s name: %s: %s', (_, expected, sketch) => {
  const facts = sketchedFacts(sketch, lists)
  const answer = linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile } })
  expect(answer.type, answer.evidence.map(({ found, weight }) => `${found} ${weight}`).join('\n')).toBe(expected)
})

// Houses that are listed for one genre have pages beside it.
const cited = { area: 'main', cues: ['prose'], features: article, before: 'How it is done was shown by', after: 'last week, to the surprise of all.', anchor: 'the mill of Quorn', target: 'https://mill.example/2026/how' } as const satisfies Partial<LinkSketch>
const besideRows: Array<[title: string, expected: string, sketch: LinkSketch]> = [
  ['the news of a journal', 'LT-01', { ...cited, page: 'https://annals.org/aim/pages/meet-our-editors-and-read-their-letters' }],
  ['a paper of the journal, by its address', 'LT-23', { ...cited, page: 'https://annals.org/doi/10.7326/M19-1234' }],
  ['a paper of the journal, by its markup', 'LT-23', { ...cited, page: 'https://annals.org/aim/2667432/what-is-done', extra: { citationMeta: true } }],
  ['the references at the end of a text in a journal', 'LT-23', { ...cited, page: 'https://annals.org/aim/2667432/what-is-done', cues: ['list', 'reference-list'], features: { ...article, structuredTypes: [] } }],
  ['a page of a journal that was not read', 'LT-23', { page: 'https://annals.org/aim/pages/meet-our-editors', anchor: 'the mill of Quorn', target: 'https://mill.example/' }],
  ['the blog of a tool of site statistics', 'LT-01', { ...cited, page: 'https://ahrefs.com/blog/how-bread-is-found' }],
  ['a page of the tool itself', 'LT-28', { ...cited, page: 'https://ahrefs.com/website/mill.example', cues: [], before: '', after: '' }],
  ['the magazine of a directory', 'LT-01', { ...cited, page: 'https://11880.com/magazin/how-bread-is-found' }],
  ['a list in the magazine of a directory', 'LT-03', { ...cited, page: 'https://11880.com/magazin/bakers', cues: ['list'], before: '', after: '', anchor: 'Website', features: { structuredTypes: ['LocalBusiness'], phoneCount: 3, addressCount: 3 } }],
]

test.each(besideRows)('beside the genre: %s: %s', (_, expected, sketch) => {
  const facts = sketchedFacts(sketch, lists)
  const answer = linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile } })
  expect(answer.type, answer.evidence.map(({ found, weight }) => `${found} ${weight}`).join('\n')).toBe(expected)
})

// What the address alone tells: a word of a host's name is no kind of host by itself, and lists of bodies come before words.
const named = { anchor: 'Oak Street Dental', target: 'https://oakdental.example/' }
const addressRows: Array<[title: string, expected: RegExp, page: string, anchor?: string]> = [
  ['a seller with a word of the field in its name', /LT-99/u, 'http://medicalherbdeal-quorn.example/page'],
  ['a scam with a word of patients in its name', /LT-99/u, 'http://supportphone-quorn.example/page'],
  ['an account on a platform for blogs', /LT-99/u, 'http://quorn-qwq.blogspot.com/page'],
  ['an article on a platform for blogs', /LT-01/u, 'http://quorn-qwq.blogspot.com/2026/02/how-we-bake-a-slow-bread.html'],
  ['an article on a site with a word of the field in its name', /LT-01/u, 'https://healthy-quorn.example/2026/02/how-we-bake-a-slow-bread'],
  ['a listed hospital called after its doctors', /LT-05/u, 'https://henricodoctors.com/page'],
  ['a page under an academic suffix with a word of networks', /LT-(?!13)/u, 'https://socialmedia.euc.ac.cy/page'],
  ['a host of nobody’s with the same word', /LT-13/u, 'https://socialmedia-quorn.example/page'],
  ['a newspaper called a journal', /LT-(?!23)/u, 'http://gulfquornjournal.example/page'],
  ['a journal of science by its address', /LT-23/u, 'https://gulfquornjournal.example/doi/10.1234/quorn.1'],
  ['a journal of science by its name', /LT-23/u, 'https://journalofquorn.example/page'],
]

test.each(addressRows)('the address alone: %s: %s', (_, expected, address, anchor) => {
  const facts = sketchedFacts({ ...named, page: address, ...(anchor === undefined ? {} : { anchor }) }, lists)
  const answer = linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile } })
  expect(answer.type, answer.evidence.map(({ found, weight }) => `${found} ${weight}`).join('\n')).toMatch(expected)
})

test('words that sell speak for no writer and no list of reading', () => {
  for (const anchor of ['buy cheap viagra no prescription', 'dental implants Riverton']) {
    const answer = linkType.judge(sketchedFacts({ page: 'https://quorn-a.example/2026/02/how-we-bake-a-slow-bread', area: 'main', cues: ['prose'], features: article, anchor }, lists))
    expect(answer.evidence.filter(({ looked, weight }) => looked === 'anchor text' && weight > 0), anchor).toEqual([])
  }
  const spam = linkType.judge(sketchedFacts({ page: 'https://quorn-a.example/cheap-pills', anchor: 'buy cheap viagra no prescription' }, lists))
  expect(spam.type).toBe('LT-99')
  expect(spam.runnerUp?.type === 'LT-06' && spam.runnerUp.confidence > 0.1).toBe(false)
})

test('a paragraph with the offers of three trades is nobody’s article (LT-18, LT-19)', () => {
  const offers = (third: string) => [{ domain: 'oakdental.example', text: 'dental implants Riverton', followed: true }, { domain: 'roofs.example', text: 'roof repair denver', followed: true }, { domain: 'leaf.example', text: third, followed: true }]
  const judge = (third: string) => linkType.judge(sketchedFacts({ page: 'https://quorn-hub.example/2026/02/how-we-bake-a-slow-bread', area: 'main', cues: ['prose'], features: article, anchor: 'dental implants Riverton', extra: { externalLinks: offers(third) } }, lists)).type
  expect(judge('online casino bonus')).not.toBe('LT-01')
  expect(judge('a story on bread')).not.toBe('LT-19')
})

test('a provider that told its names is no sister title for standing in a row', () => {
  expect(linkType.judge(sketchedFacts(ofRow([...known, 'oakdental.example'], { target: 'https://oakdental.example/', anchor: 'Oak Street Dental' }), lists)).type).not.toBe('LT-27')
})
