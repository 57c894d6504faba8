import { beforeAll, describe, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { TypeAnswer } from '../../model/facts.js'
import type { LinkFlag } from '../../model/link-types.js'
import type { Lists } from '../../model/lists.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const article = { area: 'main', cues: ['prose'], title: 'Five ways to a calmer visit at the dentist', features: { structuredTypes: ['Article'], authors: ['Eve Ledger'] } } satisfies Partial<LinkSketch>
const label = (text: string, place: string, cue = 'badge') => ({ labels: [{ cue, text, place }], structuredTypes: ['Article'], authors: ['Eve Ledger'] })

interface Expected {
  type?: TypeAnswer['type']
  not?: TypeAnswer['type']
  subtype?: string
  flags?: LinkFlag[]
  innerType?: TypeAnswer['innerType']
  confidenceMax?: number
}

const prose = { area: 'main', cues: ['prose'] } satisfies Partial<LinkSketch>

/** Tie rules of 4.3, traps of 4.5, bounds of 4.4, subtypes and flags; one row a case. */
const listed: Pick<LinkSketch, 'area' | 'cues' | 'anchor'> = { area: 'main', cues: ['list'], anchor: 'oakdental.example' }
const rows: Array<[title: string, sketch: LinkSketch, expected: Expected]> = [
  ['a hospital’s "find a doctor" lists its own clinicians', { page: 'https://stmary-hospital.example/find-a-doctor/tomas-lin', features: { structuredTypes: ['Physician'], phoneCount: 1, addressCount: 1 } }, { type: 'LT-05' }],
  ['Article alone never decides', { page: 'https://thinghost.example/dentist/oak', anchor: 'Website', features: { structuredTypes: ['Article', 'Dentist', 'LocalBusiness'], phoneCount: 2, addressCount: 1, mainWordCount: 90 } }, { type: 'LT-03' }],
  ['rel sponsored on nine of ten links of the host is a plugin', { page: 'https://blogmum.example/2026/01/first-dentist-visit', ...article, rel: ['sponsored'], host: { qualifiedRelShare: 0.97 } }, { type: 'LT-01' }],
  ['rel sponsored on this link alone', { page: 'https://blogmum.example/2026/01/first-dentist-visit', ...article, rel: ['sponsored'], host: { qualifiedRelShare: 0.1 } }, { type: 'LT-18', subtype: 'disclosed-qualified' }],
  ['"Sponsored by" in the footer describes the site', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, features: label('Sponsored by Acme', 'footer') }, { type: 'LT-01' }],
  ['the same words over the headline describe the article', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, features: label('Sponsored', 'before-headline') }, { type: 'LT-18', subtype: 'disclosed-followed' }],
  ['a label with the link itself', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, cues: ['prose', 'label:Anzeige'] }, { type: 'LT-18' }],
  ['the caption of a banner is no label of the article', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, features: label('Anzeige', 'before-headline', 'line') }, { type: 'LT-01' }],
  ['a sponsored supplement is about the issue of the journal', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, features: label('Sponsored supplement', 'before-headline') }, { type: 'LT-01' }],
  ['the Springfield problem: the same name in another state', { page: 'https://riverton-courier.example/2026/free-dental-day-for-children', title: 'Free dental day in Riverton, Wyoming', area: 'main', cues: ['prose'], features: { structuredTypes: ['NewsArticle'], authors: ['Eve Ledger'] } }, { type: 'LT-01' }],
  ['the same name in another country', { page: 'https://www.rivertonherald.co.nz/2026/free-dental-day-for-children', ...article }, { type: 'LT-01' }],
  ['an address of another state on the page', { page: 'https://riverton-courier.example/2026/free-dental-day-for-children', ...article, extra: { places: [{ street: null, city: 'Riverton', region: 'WY', postcode: '82501', country: 'US' }] } }, { type: 'LT-01' }],
  ['the newspaper of the area, unpaid', { page: 'https://riverton-courier.example/2026/free-dental-day-for-children', ...article, title: 'Free dental day in Riverton, Ohio' }, { type: 'LT-04', subtype: 'news', flags: ['local', 'editorial-style'] }],
  ['the newspaper of the area, paid', { page: 'https://riverton-courier.example/2026/free-dental-day-for-children', ...article, title: 'Free dental day in Riverton, Ohio', features: label('Sponsored', 'before-headline') }, { type: 'LT-18', flags: ['local'] }],
  ['a national outlet is never local', { page: 'https://www.usatoday.com/story/riverton-ohio-dentists', title: 'In Riverton, Ohio, dentists work for free' }, { not: 'LT-04' }],
  ['a health directory of the area', { page: 'https://riverton-dentists.example/clinics/oak', title: 'Dentists in Riverton, Ohio', anchor: 'Website', features: { structuredTypes: ['Dentist'], phoneCount: 3, addressCount: 2, mainWordCount: 80 } }, { type: 'LT-03', flags: ['local'] }],
  ['a chamber’s listing is local, not a directory', { page: 'https://rivertonchamber.example/directory/dentists/oak', title: 'Business directory' }, { type: 'LT-04', subtype: 'chamber' }],
  ['an association’s member record', { page: 'https://ohio-dental-society.example/members/oak', title: 'Member directory', features: { structuredTypes: ['Dentist'], phoneCount: 1, addressCount: 1 } }, { type: 'LT-05' }],
  ['a guest article on a university site', { page: 'https://health.riverton-university.example/blog/sleep', ...article, features: { structuredTypes: ['Article'], authors: ['Anika Rao'] } }, { type: 'LT-02' }],
  ['percent-coded path', { page: 'https://infovrach.example/%D0%BA%D0%B0%D1%82%D0%B0%D0%BB%D0%BE%D0%B3/oak' }, { type: 'LT-03' }],
  ['Punycode host', { page: 'https://xn--rzteverzeichnis-0kb.example/riverton/oak', anchor: 'Zur Website' }, { type: 'LT-03' }],
  ['a redirect keeps the type of its page', { page: 'https://portal.example/out?url=https://oakdental.example/' }, { type: 'LT-17', subtype: 'outbound-interstitial' }],
  ['an own domain that redirects', { page: 'https://oldname-clinic.example/', element: 'redirect' }, { type: 'LT-17', subtype: 'own-migration', innerType: 'LT-27', flags: ['same-owner'] }],
  ['seen only after rendering', { page: 'https://heartwatch.example/2026/02/winter-and-blood-pressure', ...article, vendor: { 'ahrefs.rendered': true, 'ahrefs.raw': false } }, { type: 'LT-01', confidenceMax: 0.8, flags: ['js-only'] }],
  ['a list of all trades with casinos', { page: 'https://web-dir-1000.example/health/page-48', title: 'Health - web directory', area: 'main', cues: ['list'], externalLinkCount: 300, features: { mainWordCount: 200, mainExternalDomains: Array.from({ length: 120 }, (_, at) => `d${at}.example`) }, extra: { recordCount: 100, mainExternalLinkCount: 300, urlInputCount: 1, shortLines: ['Casino', 'Add URL'], siteLinkTexts: ['Home'], externalLinks: [] } }, { type: 'LT-03', subtype: 'low-quality' }],
  ['signature of a forum post', { page: 'https://mumsboard.example/showthread.php?t=77', area: 'comment', cues: ['signature'], features: { generator: 'vBulletin 4' } }, { type: 'LT-10', subtype: 'signature' }],
  ['comment on a page of a hospital', { page: 'https://stmary-hospital.example/blog/flossing-every-day', area: 'comment', cues: ['comment'], features: {} }, { type: 'LT-11' }],
  ['a page about a company that a supplier serves', { page: 'https://dentalsoft.example/case-studies/oak-street', title: 'Case study: Oak Street Dental' }, { type: 'LT-05', subtype: 'supplier-case-study' }],
  ['a coupon link with rel sponsored', { page: 'https://couponfit.example/coupons/oak', title: 'Oak coupon codes', rel: ['nofollow'], target: 'https://oakdental.example/?aff_id=3' }, { type: 'LT-26', subtype: 'coupon' }],
  ['the vendor names the author', { page: 'https://fitfamilies.example/knees', title: 'Knees', vendor: { 'ahrefs.author': 'Dr Anika Rao' } }, { type: 'LT-02' }],
  ['the same link on most pages of a host', { page: 'https://bakery-corner.example/menu', title: 'Menu', host: { sameLinkPageCount: 9, pagesRead: 12 } }, { type: 'LT-14', flags: ['sitewide'] }],
  ['three articles that cite the same guide are no template', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, host: { sameLinkPageCount: 3, pagesRead: 3 } }, { type: 'LT-01' }],
  ['a path of links alone says little, however sure it looks', { page: 'https://free-webs.example/links/health.html', title: 'Health', anchor: 'dental implants Dayton' }, { confidenceMax: 0.7 }],
  ['a path of links on a web directory', { page: 'https://best-webdir.example/links/', title: 'Health', anchor: 'oakdental.example' }, { type: 'LT-03' }],
  ['a path of links with a title to match', { page: 'https://stroke-help.example/links', title: 'Links' }, { type: 'LT-06' }],
  ['an article about the Wayback Machine', { page: 'https://oldpages.example/2024/how-i-used-it', title: 'How I used the Wayback Machine' }, { type: 'LT-01' }],
  ['a title of the Wayback Machine alone', { page: 'https://oldpages.example/x', title: 'Wayback Machine' }, { not: 'LT-29' }],
  ['a folder of a year', { page: 'https://townpages.example/web/2008/staff.html', title: 'Staff' }, { not: 'LT-29' }],
  ['a page about translations', { page: 'https://townpages.example/translate/', title: 'Our translations' }, { not: 'LT-29' }],
  ['a dated copy on an unknown host', { page: 'https://mirrors.example/web/2008/http://oakdental.example/', title: 'Oak' }, { type: 'LT-29' }],
  ['a cached copy on an unknown host', { page: 'https://mirrors.example/cache/http://oakdental.example/', title: 'Oak' }, { type: 'LT-29' }],
  ['a query for a cached copy', { page: 'https://finder.example/search?q=cache:abc:oakdental.example/', title: 'Oak' }, { type: 'LT-29' }],
  ['a translation of the target', { page: 'https://words.example/translate?u=https://oakdental.example/', title: 'Oak' }, { type: 'LT-29' }],
  ['a bare address on a page of credits', { page: 'https://rowing-crew.example/credits', title: 'Credits', ...listed, features: {} }, { type: 'LT-07' }],
  ['a bare address on a page that thanks sponsors', { page: 'https://rowing-crew.example/thanks', title: 'Thank you', ...listed, features: { headings: ['Our sponsors'] } }, { type: 'LT-07' }],
  ['a bare address among the sources of a page', { page: 'https://rowing-crew.example/gums', title: 'Gums', ...listed, cues: ['list', 'reference-list'], features: {} }, { type: 'LT-06' }],
  ['a bare address among the sources of an article', { page: 'https://rowing-crew.example/gums', title: 'Gums', ...listed, cues: ['list', 'reference-list'], features: { structuredTypes: ['Article'], authors: ['Eve Ledger'] } }, { type: 'LT-01' }],
  ['a bare address in any other list', { page: 'https://rowing-crew.example/gums', title: 'Gums', ...listed, features: {} }, { type: 'LT-99' }],
  ['the same text as an older page', { page: 'https://daily-mirror-77.example/winter-teeth', ...article, kin: { copyDomainCount: 2, original: 'https://calmteeth.example/winter-teeth' } }, { type: 'LT-16', flags: ['syndicated'] }],
  ['a newspaper that runs a bought-in story', { page: 'https://www.usatoday.com/story/winter-teeth', ...article, kin: { copyDomainCount: 5, original: 'https://calmteeth.example/winter-teeth' } }, { type: 'LT-01', flags: ['syndicated'] }],
  ['a release that many copied', { page: 'https://station-9.example/story/4411', title: 'Press release: Oak Street Dental opens', ...prose, features: { headings: ['Press release'] }, kin: { copyDomainCount: 12, original: 'https://station-1.example/story/4411' } }, { type: 'LT-08' }],
  ['a treatment with a place in a note by nobody is no network', { page: 'https://plain-note.example/new-smile', ...prose, anchor: 'dental implants riverton', features: { mainWordCount: 90 } }, { not: 'LT-19' }],
  ['the same on one host of a series', { page: 'https://plain-notes-311.example/new-smile', ...prose, anchor: 'dental implants riverton', features: { mainWordCount: 90 } }, { type: 'LT-19' }],
  ['three marks of one hand', { page: 'https://tips-7.example/post-1', ...prose, features: {}, extra: { externalLinks: [1, 2, 3].map((at) => ({ domain: `c${at}.example`, text: 'best casino', followed: true })) }, kin: { idDomainCount: 5, outlinksDomainCount: 5, copyDomainCount: 4 } }, { type: 'LT-19' }],
  ['an agency whose id stands on two client sites', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, kin: { idDomainCount: 2 } }, { type: 'LT-01' }],
  ['the account id of the target’s own site', { page: 'https://smile-guide.example/about', title: 'About', area: 'main', features: {}, extra: { trackingIds: ['G-OAKOAKOAK'] }, own: { trackingIds: ['G-OAKOAKOAK'] } }, { type: 'LT-27', flags: ['same-owner'] }],
  ['one name under two suffixes', { page: 'https://oakdental.co.uk/team', title: 'Team', area: 'header', cues: ['list'], features: {} }, { type: 'LT-27', subtype: 'related-name' }],
  ['a name that shares only a word of the field', { page: 'https://dental-news-today.example/five-ways-to-calm', ...article, target: 'https://dental-care.example/' }, { type: 'LT-01' }],
  ['the credit of a picture in a story that cites the target too', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, cues: ['caption', 'prose'], samePage: { linkCount: 2, proseCount: 1 } }, { type: 'LT-01' }],
  ['the credit of a picture is the only link', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, cues: ['caption', 'figure'], before: 'Source:', samePage: { linkCount: 1, proseCount: 0 } }, { type: 'LT-15' }],
  ['a text that says "our clinic"', { page: 'https://calmteeth.example/five-ways-to-calm', ...prose, title: 'Five ways', before: 'Call or visit', anchor: 'our clinic', features: {} }, { type: 'LT-02', subtype: 'ghost' }],
  ['a record of outreach', { page: 'https://calmteeth.example/five-ways', title: 'Five ways', vendor: { 'buzzstream.acquisition': 'Guest post' } }, { type: 'LT-02', subtype: 'ghost' }],
  ['a share button', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, area: 'aside', cues: ['share'], anchor: 'Share' }, { type: 'LT-14', subtype: 'embedded-widget' }],
  ['the notice of a comment form', { page: 'https://calmteeth.example/five-ways-to-calm', area: 'comment', cues: ['comment', 'form'], target: 'https://akismet.com/privacy/', features: {} }, { type: 'LT-14' }],
  ['a commenter in a box of latest comments', { page: 'https://calmteeth.example/five-ways-to-calm', area: 'aside', cues: ['comment', 'list'], features: {} }, { type: 'LT-11' }],
  ['an affiliate number in an article', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, target: 'https://oakdental.example/?affid=77', rel: ['sponsored'] }, { type: 'LT-26', subtype: 'affiliate' }],
  ['a labelled banner beside the text', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, area: 'aside', cues: ['label:advertisement'] }, { type: 'LT-31' }],
  ['thanks to sponsors, qualified as it should be', { page: 'https://riverton-run.example/supporters', title: 'Our supporters', area: 'main', cues: ['list'], rel: ['sponsored'], features: { headings: ['Our supporters'] } }, { type: 'LT-07' }],
  ['a register of the health service', { page: 'https://www.nhs.uk/services/dentist/oak-street/V012' }, { type: 'LT-03', subtype: 'government-registry' }],
  ['a member directory', { page: 'https://oral-health-body.example/member-directory/oak' }, { type: 'LT-05', subtype: 'association-member' }],
  ['a story about a clinic', { page: 'https://dailyledger.example/story/news/clinic/71122' }, { not: 'LT-03' }],
  ['the place of a comment', { page: 'https://calmteeth.example/five-ways-to-calm#comment-77' }, { type: 'LT-11' }],
  ['a log-in of a newspaper', { page: 'https://www.nytimes.com/login?to=x' }, { type: 'LT-99' }],
  ['the first page of an unknown site', { page: 'https://travel-dental.example/', anchor: 'x' }, { type: 'LT-99' }],
  ['a placeholder', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, features: { mainWordCount: 12, authors: [] }, extra: { shortLines: ['Lorem ipsum dolor sit amet'] } }, { type: 'LT-99' }],
  ['letters lost in a wrong encoding', { page: 'https://calmteeth.example/five-ways', ...prose, features: { mainWordCount: 30 }, extra: { mainStart: 'Ã¡Ã©Ã­Â¿ ??? â€” \ufffd\ufffd\ufffd\ufffd \ufffd\ufffd' } }, { type: 'LT-99' }],
  ['next to no text', { page: 'https://calmteeth.example/five-ways-to-calm', ...article, features: { mainWordCount: 4 } }, { not: 'LT-01' }],
  ['the footer of a forum', { page: 'https://kneeclub.example/forum/t/1', area: 'footer', anchor: 'Forum software by Kneesoft', before: 'Powered by', features: { structuredTypes: ['DiscussionForumPosting'], generator: 'XenForo' } }, { type: 'LT-14' }],
  ['an article in a section called like the paper', { page: 'https://la-tribune.example/tribune/2026/five-ways-to-calm', ...article }, { type: 'LT-01' }],
  ['only a domain is known', { page: 'https://www.prnewswire.com/' }, { type: 'LT-08', confidenceMax: 0.7 }],
]

describe('ties, traps and bounds', () => {
  test.each(rows)('%s', (_, sketch, expected) => {
    const answer = linkType.judge(sketchedFacts(sketch, lists))
    const shown = JSON.stringify({ ...answer, unknowns: undefined }, null, 1)
    if (expected.type) expect(answer.type, shown).toBe(expected.type)
    if (expected.not) expect(answer.type, shown).not.toBe(expected.not)
    if (expected.subtype) expect(answer.subtype, shown).toBe(expected.subtype)
    if (expected.flags) expect(answer.flags, shown).toEqual(expect.arrayContaining(expected.flags))
    if (expected.innerType !== undefined) expect(answer.innerType, shown).toBe(expected.innerType)
    if (expected.confidenceMax !== undefined) expect(answer.confidence).toBeLessThanOrEqual(expected.confidenceMax)
  })
})
