import { beforeAll, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { emptyProfile, ProviderProfileSchema } from '../../model/profile.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const plain = { mainWordCount: 160 }
const article = { structuredTypes: ['Article'], authors: ['Eve Ledger'], ogType: 'article', mainWordCount: 600 }
const choir = { page: 'https://marlow-choir.example/story', title: 'Our story - Marlow Choir', area: 'main', features: plain, target: 'https://singers-union.example/', anchor: 'Singers Union', cues: ['prose'] } as const satisfies LinkSketch
const frame = { page: 'https://sunday-kitchen.example/2026/02/how-to-bake', area: 'footer', features: article, target: 'https://other-house.example/', anchor: 'Other House' } as const satisfies LinkSketch
const text = { ...choir, page: 'https://quiet-lamp.example/notes/slow-walks', title: 'Slow walks - Quiet Lamp', target: 'https://other-house.example/' } as const satisfies LinkSketch
const manyWords = 'The path was long and the rain was longer. '.repeat(12)

/** Without names of a provider, so that the page alone tells (LT-05, LT-27, LT-14, LT-07, LT-02, LT-03). */
const rows: Array<[title: string, expected: string, sketch: LinkSketch]> = [
  // LT-05: a relation said by the house itself, and the same words of a reporter.
  ['a house that says whose member it is', 'LT-05', { ...choir, before: 'Since 1990 we have been a member of the' }],
  ['the same in German', 'LT-05', { ...choir, before: 'Unser Chor ist seit 1990 Mitglied im Verband der', after: '.' }],
  ['a care home and who cares for its teeth', 'LT-05', { ...choir, page: 'https://oosthuis.example/zorg/samenwerking', title: 'Samenwerking - Oosthuis', before: 'De mondzorg voor onze bewoners is in handen van' }],
  ['a reporter who tells whose member somebody is', 'LT-01', { ...choir, page: 'https://post-of-marlow.example/2026/choir-turns-ninety-this-week', title: 'Choir turns ninety this week', features: article, before: 'The singers, members of the', after: ', met on Friday.' }],
  ['two bodies that merely write about each other', 'LT-01', { ...choir, before: 'The best book on breathing was written by a teacher of the', after: ', and it is short.' }],
  // LT-27: who keeps the site.
  ['the body behind a quarterly', 'LT-27', { ...frame, before: 'Quarterly of the', anchor: 'Society of Bakers', target: 'https://bakers-society.example/' }],
  ['the body behind a site, in Dutch', 'LT-27', { ...frame, before: 'Keukenplein is een uitgave van', anchor: 'De Bakkerij', target: 'https://debakkerij.example/' }],
  ['who printed the issue is no owner', 'LT-14', { ...frame, before: 'Printed by', anchor: 'Marsh Lane', target: 'https://marshlane.example/' }],
  ['a theme named with a colon', 'LT-14', { ...frame, before: '© 2026 Sunday Kitchen. Szablon:', anchor: 'Other House' }],
  ['the keeper by a line of the footer, linked in the menu', 'LT-27', { ...frame, area: 'nav', anchor: 'Lindenhof Klinik', target: 'https://lindenhof-klinik.example/', extra: { footerLines: ['Kochen am Sonntag ist ein Angebot der Lindenhof Klinik, Seestadt.'] } }],
  ['another name in that line', 'LT-14', { ...frame, anchor: 'Other House', extra: { footerLines: ['Kochen am Sonntag ist ein Angebot der Lindenhof Klinik, Seestadt.'] } }],
  ['the publisher by the markup', 'LT-27', { ...frame, anchor: 'Notices', extra: { ownerDomains: ['other-house.example'] } }],
  ['a paper in the frame of a paper', 'LT-27', { ...frame, page: 'https://marlow-gazette.example/2026/02/how-to-bake', anchor: 'Ashcombe', target: 'https://ashcombe-herald.example/' }],
  ['a part of one name and a word of the field in the other', 'LT-27', { ...frame, page: 'https://journal-of-quern.example/2026/02/stones', anchor: 'Home of the journal', target: 'https://quernpress.example/' }],
  ['a box called "our shop"', 'LT-27', { ...frame, area: 'aside', cues: ['list', 'under:Uit onze winkel'], anchor: 'Puzzelboek 4', target: 'https://winkel-elders.example/puzzelboek' }],
  ['a house that speaks of its own shop', 'LT-27', { ...text, before: 'The tea of this walk can be had in', anchor: 'our shop', target: 'https://leafhouse.example/' }],
  ['a house that speaks of somebody’s shop', 'LT-01', { ...text, before: 'The tea of this walk can be had in', anchor: 'a shop in Marlow', target: 'https://leafhouse.example/' }],
  ['a writer who is of the house', 'LT-27', { ...text, cues: ['author-box', 'prose'], before: 'Wim Terp is redacteur van Quiet Lamp. Zijn gedichten staan op', anchor: 'zijn pagina', target: 'https://wimterp.example/' }],
  ['a writer who is an editor elsewhere', 'LT-02', { ...text, cues: ['author-box', 'prose'], before: 'Wim Terp is redacteur van Andere Lamp. Zijn gedichten staan op', anchor: 'zijn pagina', target: 'https://wimterp.example/' }],
  // LT-14 and LT-99 in menus.
  ['a service in the menu', 'LT-14', { ...frame, area: 'nav', cues: ['list'], anchor: 'Weather', target: 'https://skywatch.example/' }],
  ['a diary that others run for a school', 'LT-14', { ...frame, area: 'nav', cues: ['list'], anchor: 'e-Dziennik', target: 'https://dziennikowo.example/sp2' }],
  ['an offer of whom nobody says', 'LT-99', { ...frame, area: 'nav', cues: ['list'], anchor: 'Assurer mon vélo', target: 'https://assure-velo.example/devis' }],
  ['the same on a site that names its keeper', 'LT-27', { ...frame, area: 'nav', cues: ['list'], features: { ...article, ogSiteName: 'Sunday Kitchen' }, anchor: 'Assurer mon vélo', target: 'https://assure-velo.example/devis' }],
  // LT-07.
  ['who pays for a site', 'LT-07', { ...frame, before: 'Sunday Kitchen is funded in part by', anchor: 'the Northern Lottery Fund', target: 'https://northern-lottery.example/' }],
  ['who pays, in French', 'LT-07', { ...frame, before: 'Avec le soutien de', anchor: 'la Caisse locale', target: 'https://caisse-locale.example/' }],
  ['a signed text that tells who was funded', 'LT-01', { ...text, features: article, before: 'The walkers were supported by', anchor: 'the lottery of the north', target: 'https://northern-lottery.example/' }],
  // LT-02: a signature and a bio in the last words.
  ['a signature as the last words', 'LT-02', { ...text, cues: ['last-third'], before: 'Bring a coat. Ilaria Ponte, dermatologist,', anchor: 'sangallo-skin.example', target: 'https://sangallo-skin.example/', extra: { mainEnd: `${manyWords}Bring a coat. Ilaria Ponte, dermatologist, sangallo-skin.example` } }],
  ['a name inside the last sentence is none', 'LT-01', { ...text, cues: ['prose', 'last-third'], before: 'On the hill we met Ilaria Ponte, dermatologist, who said that', anchor: 'the walk is good', target: 'https://sangallo-skin.example/', extra: { mainEnd: `${manyWords}On the hill we met Ilaria Ponte, dermatologist, who said that the walk is good.` } }],
  ['a bio at the end ties the links of the body', 'LT-02', { ...text, cues: ['prose'], before: 'A sheet of exercises is kept by', anchor: 'the clinic at the bridge', target: 'https://sangallo-skin.example/sheet', extra: { mainEnd: `${manyWords}Ilaria Ponte is a dermatologist and runs Sangallo Skin in Marlow.` } }],
  ['a bio that names other people', 'LT-01', { ...text, cues: ['prose'], before: 'A sheet of exercises is kept by', anchor: 'the clinic at the bridge', target: 'https://sangallo-skin.example/sheet', extra: { mainEnd: `${manyWords}Ilaria Ponte is a baker and runs Ashcombe Loaves in Marlow.` } }],
  // LT-03: fields beside the link.
  ['a record in a list, by phone and street', 'LT-03', { page: 'https://marlow-pages.example/x/7', title: 'Feet and hands', area: 'main', cues: ['list'], features: { mainWordCount: 90 }, before: 'Quill River Foot, 12 High Street, tel. 0170 555 01 22,', anchor: 'quillriver.example', target: 'https://quillriver.example/' }],
  ['a record by street and hours, in French', 'LT-03', { page: 'https://marlow-pages.example/x/8', title: 'Mains et pieds', area: 'main', cues: ['list'], features: { mainWordCount: 90 }, before: 'Cabinet du Lac, 12 rue des Tanneurs, lun-ven 9h-18h,', anchor: 'Cabinet du Lac', target: 'https://cabinetdulac.example/' }],
  ['an address in a signed article is a tip', 'LT-01', { ...text, features: article, before: 'The best bread of the valley is at 12 High Street, tel. 0170 555 01 22, where', anchor: 'the old mill bakes', target: 'https://mill.example/' }],
  ['figures that are no phone number', 'LT-01', { ...text, before: 'In 2019 some 1200 people walked 35 miles for', anchor: 'the hospice on the hill', target: 'https://hospice.example/' }],
  // LT-29 and LT-12.
  ['a link inside a copy of another address', 'LT-29', { ...text, page: 'https://textonly-view.example/view?u=http://www.lindenhof.example/historie', before: 'Golddraht und Stahl. Grafik bei', anchor: 'Plakatwand' }],
  ['an address of a tool that names another one is no copy', 'LT-01', { ...text, page: 'https://quiet-lamp.example/share-of-walks/slow-walks-on-the-hill?from=http://www.lindenhof.example/', before: 'Golddraht und Stahl, sagt', anchor: 'die Plakatwand der Stadt' }],
  ['an entry of a page that counts reviews', 'LT-12', { page: 'https://klinikbewertung-net.example/klinik/seeblick', title: 'Klinik Seeblick: 118 Bewertungen', area: 'main', cues: ['list'], features: { mainWordCount: 90 }, before: 'Klinik am Moor 5,0', anchor: 'Website', target: 'https://klinik-am-moor.example/' }],
]

test.each(rows)('%s: %s', (_, expected, sketch) => {
  const facts = sketchedFacts(sketch, lists)
  const answer = linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile } })
  expect(answer.type, answer.evidence.map(({ found, weight }) => `${found} ${weight}`).join('\n')).toBe(expected)
})

test('the legal line of a site that names the provider proves its menu the provider’s own, on however many pages (LT-27)', () => {
  const sketch: LinkSketch = { ...frame, area: 'nav', features: plain, anchor: 'Oak Street Dental', target: 'https://oakdental.example/', host: { pagesRead: 3, sameLinkPageCount: 3 } }
  const typeOf = (footerLines: string[]) => linkType.judge(sketchedFacts({ ...sketch, extra: { footerLines } }, lists)).type
  expect(typeOf(['Oak Street Dental Ltd · Privacy'])).toBe('LT-27')
  expect(typeOf(['Sunday Kitchen Ltd · Privacy'])).toBe('LT-14')
})

const polish = ProviderProfileSchema.parse({ names: ['Poradnia Lipowa'], address: { city: 'Dębowiec Górny', country: 'PL' }, serviceArea: { places: ['Dębowiec Górny'], postcodes: [] } })
const welsh = ProviderProfileSchema.parse({ names: ['Larkhill Physio'], address: { city: 'Thornby Wells', country: 'GB' }, serviceArea: { places: ['Thornby Wells'], postcodes: [] } })
/** Sites of the service area that do not write its name as the profile does (LT-04, F-GEO). */
const localRows: Array<[title: string, expected: string, profile: typeof polish, sketch: LinkSketch]> = [
  ['a school, its place in another case', 'LT-04', polish, { ...text, page: 'https://sp2x.example/aktualnosci/oczy', title: 'Oczy pierwszaków - Szkoła Podstawowa nr 2 w Dębowcu Górnym', before: 'Odwiedziła nas pani doktor z' }],
  ['a school of another place', 'LT-01', polish, { ...text, page: 'https://sp2x.example/aktualnosci/oczy-wszystkich-pierwszych-klas', title: 'Oczy pierwszaków - Szkoła Podstawowa nr 2 w Lipnicy Dolnej', before: 'Odwiedziła nas pani doktor z' }],
  ['a club by the part of the name that tells', 'LT-04', welsh, { ...text, page: 'https://www.thornbytownafc.example/club/physio-room', title: 'The Physio Room | Thornby Town AFC', before: 'Mondays after training you can catch one of the students from' }],
  ['wells are everywhere', 'LT-01', welsh, { ...text, page: 'https://www.wellstownafc.example/club/physio-room', title: 'The Physio Room of the season | Wells Town AFC', before: 'Mondays after training you can catch one of the students from' }],
  ['a guest house of the place has no civic role', 'LT-01', welsh, { ...text, page: 'https://guest-house-thornby.example/notes/for-our-guests', title: 'For all who stay with us | Thornby Guest House', before: 'If you turn an ankle on the rocks, go to' }],
  ['a parish whose page speaks of the place', 'LT-04', welsh, { ...text, page: 'https://st-anne-parish.example/news/2026/knees-of-the-choir', title: 'Knees of the choir', extra: { mainStart: 'On Sunday the whole of Thornby Wells came to church on foot.' }, before: 'The physio who looked after them is from' }],
  ['a magazine whose page speaks of the place', 'LT-01', welsh, { ...text, page: 'https://runners-magazine.example/news/2026/knees-of-the-choir', title: 'Knees of the choir and how they heal', features: article, extra: { mainStart: 'On Sunday the whole of Thornby Wells came to church on foot.' }, before: 'The physio who looked after them is from' }],
]

test.each(localRows)('%s: %s', (_, expected, profile, sketch) => {
  const facts = sketchedFacts({ ...sketch, target: 'https://provider-x.example/', anchor: 'the practice' }, lists)
  const answer = linkType.judge({ ...facts, site: { ...facts.site, profile } })
  expect(answer.type, answer.evidence.map(({ found, weight }) => `${found} ${weight}`).join('\n')).toBe(expected)
})
