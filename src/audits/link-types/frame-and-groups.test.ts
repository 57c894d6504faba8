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

test('without a service area nothing is local but a chamber (LT-04 needs F-GEO)', () => {
  const typeOf = (host: string) => {
    const facts = sketchedFacts({ page: `https://${host}/business/members/oak-clinic` }, lists)
    return linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile } }).type
  }
  expect(typeOf('alderbridge-gazette.example')).not.toBe('LT-04')
  expect(typeOf('alderbridge-chamber.example')).toBe('LT-04')
})
