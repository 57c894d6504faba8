import { beforeAll, describe, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'
import { linkTypeExamples } from './examples.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const short = (answer: ReturnType<typeof linkType.judge>) => `${answer.type} ${answer.confidence} then ${answer.runnerUp.type} ${answer.runnerUp.confidence}\n${answer.evidence.map((row) => `  ${row.weight.toFixed(1)} ${row.looked}: ${row.found}`).join('\n')}`

test.each(linkTypeExamples.map((example) => [example.title, example] as const))('example: %s', (_, { facts, expect: expected }) => {
  const alone = linkType.judge(facts)
  expect(alone.type, short(alone)).toBe(expected.type)
  const shipped = linkType.judge({ ...facts, lists })
  expect(shipped.type, short(shipped)).toBe(expected.type)
})

const prose = { area: 'main', cues: ['prose'] } as const satisfies Partial<LinkSketch>
const article = { ...prose, cues: ['prose'], features: { structuredTypes: ['Article'], authors: ['Eve Ledger'], ogType: 'article' } } satisfies Partial<LinkSketch>

/** The invented examples of link-types.md section 3 and more, from URL, title and anchor alone where nothing else is said. */
const rows: Array<[expected: string, sketch: LinkSketch]> = [
  // LT-01
  ['LT-01', { page: 'https://sugarsense.example/stories/foot-care-saved-my-summer', ...article, anchor: 'podiatry page' }],
  ['LT-01', { page: 'https://dailyledger.example/health/flu-season', ...article, title: 'What doctors expect from this flu season', anchor: 'her clinic’s flu page' }],
  ['LT-01', { page: 'https://www.nytimes.com/2026/02/11/well/live/dental-anxiety.html', title: 'How to get over your fear of the dentist', anchor: 'a dentist in Ohio' }],
  ['LT-01', { page: 'https://www.healthline.com/health/dental-and-oral-health/gum-disease', title: 'Gum Disease: Causes, Symptoms and Treatment', anchor: 'early signs' }],
  ['LT-01', { page: 'https://www.spiegel.de/gesundheit/zahnarzt-angst-was-hilft-a-1234.html', title: 'Was gegen die Angst vor dem Zahnarzt hilft', anchor: 'Ratgeber' }],
  ['LT-01', { page: 'https://blogmum.example/2025/11/our-first-visit-to-the-dentist', title: 'Our first visit to the dentist and what I learned', anchor: 'what to expect at a first visit' }],
  ['LT-01', { page: 'https://wonders.example/directory/essay-nineteen', title: 'An essay on the hinge we walk with', ...prose, features: { authors: ['Ottoline Marsh'] }, anchor: 'account of how knees work' }],
  ['LT-01', { page: 'https://zeitblatt.example/technik/der-roller-im-langen-test/401755605' }],
  // LT-02
  ['LT-02', { page: 'https://fitfamilies.example/author/harbor-physio', title: 'Guest author: Harbor Physio', anchor: 'our knee rehab plan' }],
  ['LT-02', { page: 'https://techblog.example/guest-post-how-to-sleep-better', title: 'Guest post: how to sleep better' }],
  ['LT-02', { page: 'https://sante-mag.example/tribune/mieux-dormir', title: 'Tribune : mieux dormir', anchor: 'cabinet' }],
  ['LT-02', { page: 'https://bienestar.example/articulo-invitado-dolor-de-espalda', title: 'Artículo invitado: dolor de espalda' }],
  ['LT-02', { page: 'https://benessere.example/articolo-ospite-mal-di-schiena' }],
  ['LT-02', { page: 'https://saude-blog.example/post-convidado/dor-nas-costas', title: 'Post convidado: dor nas costas' }],
  ['LT-02', { page: 'https://gezondblog.example/gastblog/rugpijn-voorkomen', title: 'Gastblog: rugpijn voorkomen' }],
  ['LT-02', { page: 'https://zdrowyblog.example/wpis-goscinny-bol-plecow', title: 'Wpis gościnny: ból pleców' }],
  ['LT-02', { page: 'https://med-uni.example/blog/headaches', ...article, features: { structuredTypes: ['BlogPosting'], authors: ['Tomas Lin'] }, extra: { authorBio: 'Tomas Lin is a dentist at Oak Street Dental.' } }],
  // LT-03
  ['LT-03', { page: 'https://findacardiologist.example/ohio/dayton/lakeview-heart', title: 'Lakeview Heart - Cardiologist in Dayton, OH', anchor: 'Website' }],
  ['LT-03', { page: 'https://planetfit-insurance.example/providers/12345', title: 'Provider details', anchor: 'Visit website' }],
  ['LT-03', { page: 'https://1000-web-dir.example/health/page-48', title: 'Health - 1000 Web Directory', anchor: 'oakdental.example' }],
  ['LT-03', { page: 'https://www.yellowpages.com/riverton-oh/mip/oak-street-dental-1234' }],
  ['LT-03', { page: 'https://www.zocdoc.com/dentist/anika-rao-dds-1234' }],
  ['LT-03', { page: 'https://stadtinfo.example/branchenbuch/zahnarzt/oak', title: 'Oak Dental, Zahnarzt - Branchenbuch', anchor: 'Zur Website' }],
  ['LT-03', { page: 'https://infoville.example/annuaire/dentistes/oak', anchor: 'Site web' }],
  ['LT-03', { page: 'https://guiacity.example/directorio-medico/dentistas/oak' }],
  ['LT-03', { page: 'https://salutecity.example/elenco-medici/oak' }],
  ['LT-03', { page: 'https://medguia.example/guia-medico/oak' }],
  ['LT-03', { page: 'https://stadsgids.example/bedrijvengids/tandarts/oak' }],
  ['LT-03', { page: 'https://miasto.example/katalog-firm/stomatolog/oak' }],
  // LT-04
  ['LT-04', { page: 'https://westside-pta.example/health-night', title: 'Westside PTA health night' }],
  ['LT-04', { page: 'https://www.cityofriverton.example/community/wellness-partners', title: 'City of Riverton, Ohio' }],
  ['LT-04', { page: 'https://rivertoncourier.example/2026/03/dentist-opens-second-office', title: 'Dentist opens second office in Riverton, Ohio', ...article }],
  ['LT-04', { page: 'https://traders.example/leden/oak-street-dental', features: { ogSiteName: 'Ondernemersvereniging Riverton' }, extra: {}, area: 'main', anchor: 'Website' }],
  ['LT-04', { page: 'https://paper-one.example/2026/03/dentist-opens-second-office', ...article, features: { ...article.features, ogSiteName: 'The Riverton Gazette' } }],
  // The same without the place is a paper, not a local one.
  ['LT-01', { page: 'https://paper-two.example/2026/03/dentist-opens-second-office', ...article, features: { ...article.features, ogSiteName: 'The Elsewhere Gazette' } }],
  // LT-05
  ['LT-05', { page: 'https://state-derm-society.example/members/dr-lin' }],
  ['LT-05', { page: 'https://medschool.univ.example/preceptors/family-medicine', title: 'Family medicine preceptors' }],
  ['LT-05', { page: 'https://dentistry.osu.edu/faculty/anika-rao', title: 'Anika Rao | Faculty' }],
  // LT-06
  ['LT-06', { page: 'https://city-library.example/guides/living-with-asthma', title: 'Living with asthma: useful links' }],
  ['LT-06', { page: 'https://county-aging-office.example/resources/falls', title: 'Resources' }],
  ['LT-06', { page: 'https://stroke-support.example/links', title: 'Links' }],
  ['LT-06', { page: 'https://selbsthilfe-asthma.example/nuetzliche-links' }],
  ['LT-06', { page: 'https://asso-diabete.example/liens-utiles' }],
  ['LT-06', { page: 'https://asociacion-dolor.example/enlaces-de-interes' }],
  ['LT-06', { page: 'https://libguides.valley.example/nursing/websites' }],
  // LT-07
  ['LT-07', { page: 'https://youthsoccer.example/partners', title: 'Our sponsors and partners' }],
  ['LT-07', { page: 'https://univ-aid.example/scholarships/oak-dental-award', title: 'Oak Dental scholarship award' }],
  ['LT-07', { page: 'https://sportverein-west.example/sponsoren', title: 'Unsere Sponsoren' }],
  // LT-08
  ['LT-08', { page: 'https://www.prnewswire.com/news-releases/oak-street-dental-opens-301234.html', title: 'Oak Street Dental opens second office' }],
  ['LT-08', { page: 'https://gesundheit-presse.example/pressemitteilung/neue-praxis', title: 'Pressemitteilung: Neue Praxis' }],
  ['LT-08', { page: 'https://redaction.example/communique-de-presse/nouveau-cabinet' }],
  ['LT-08', { page: 'https://prensa-hoy.example/notas-de-prensa/nueva-clinica' }],
  // LT-09
  ['LT-09', { page: 'https://askmed.example/profile/9981', title: 'Profile' }],
  ['LT-09', { page: 'https://designhub.example/@oakdental' }],
  ['LT-09', { page: 'https://conf-speakers.example/u/dr-okafor', title: 'Dr Okafor' }],
  // LT-10
  ['LT-10', { page: 'https://mumsboard.example/showthread.php?t=77', cues: ['signature'] }],
  ['LT-10', { page: 'https://qna.example/questions/best-inhaler-use', title: 'Best inhaler use? - QnA' }],
  ['LT-10', { page: 'https://www.reddit.com/r/Dentistry/comments/abc/any_good_dentist/' }],
  // LT-11
  ['LT-11', { page: 'https://healthyday.example/post/teeth', area: 'comment', cues: ['comment'], anchor: 'cheap dental implants', features: { generator: 'WordPress' } }],
  // LT-12
  ['LT-12', { page: 'https://patients-say.example/clinic/harbor-eye', title: 'Harbor Eye reviews' }],
  ['LT-12', { page: 'https://ratedocs.example/dr-lin', title: 'Dr Lin - patient reviews' }],
  ['LT-03', { page: 'https://www.healthgrades.com/dentist/dr-anika-rao-xyz' }],
  ['LT-12', { page: 'https://www.healthgrades.com/dentist/dr-anika-rao-xyz/reviews/', title: 'Reviews of Dr Anika Rao' }],
  ['LT-12', { page: 'https://www.jameda.de/oak/bewertungen' }],
  // LT-13
  ['LT-13', { page: 'https://www.facebook.com/oakdental/posts/123' }],
  ['LT-13', { page: 'https://linktr.ee/drrao' }],
  ['LT-13', { page: 'https://mastodon.social/@oakdental/1123' }],
  // LT-14
  ['LT-14', { page: 'https://localcafe.example/menu', area: 'footer', before: 'Website by', features: {}, vendor: { 'semrush.sitewide': true } }],
  ['LT-14', { page: 'https://runnerlog.example/', area: 'aside', cues: ['blogroll'], features: {} }],
  ['LT-14', { page: 'https://widget.bookings.example/frame?practice=oak' }],
  // LT-15
  ['LT-15', { page: 'https://school-nurse.example/handwash', area: 'main', cues: ['figure', 'caption'], image: 'https://x.example/a.png', features: {} }],
  ['LT-15', { page: 'https://infographic-pile.example/infographic/9921', title: 'Infographic: how to floss' }],
  // LT-16
  ['LT-16', { page: 'https://newsclone-77.example/?p=551', extra: { mainEnd: 'Read the full article at Riverton Gazette' }, ...prose }],
  // LT-17
  ['LT-17', { page: 'https://vintage-cars-club.example/', element: 'redirect' }],
  ['LT-17', { page: 'https://bit.ly/3abcd' }],
  ['LT-17', { page: 'https://portal.example/out?url=https://oakdental.example/' }],
  ['LT-17', { page: 'https://ab1.example/QrC' }],
  ['LT-17', { page: 'https://tinylane.example/oak-street', area: 'main', anchor: 'Continue', features: { mainWordCount: 6 } }],
  ['LT-99', { page: 'https://ab1.example/about' }],
  // LT-18
  ['LT-18', { page: 'https://blog-mix.example/advertorial/best-implants' }],
  ['LT-18', { page: 'https://stadtmagazin.example/x', ...article, features: { labels: [{ cue: 'badge', text: 'Anzeige', place: 'before-headline' }], structuredTypes: ['Article'], authors: ['Redaktion Extra'] } }],
  ['LT-18', { page: 'https://magazine.example/publireportage/blanchiment', title: 'Publireportage : le blanchiment' }],
  ['LT-18', { page: 'https://revista.example/salud/implantes', title: 'Contenido patrocinado: implantes' }],
  ['LT-18', { page: 'https://portal-pl.example/artykul-sponsorowany/implanty' }],
  ['LT-18', { page: 'https://krant.example/partnerbijdrage/implantaten' }],
  ['LT-18', { page: 'https://portale.example/contenuto-sponsorizzato/impianti' }],
  ['LT-18', { page: 'https://portalbr.example/conteudo-patrocinado/implantes' }],
  // LT-19
  ['LT-19', { page: 'https://seo-backlinks.example/client/oak' }],
  ['LT-19', { page: 'https://dentalseolinks.example/dentist-oakville' }],
  ['LT-19', { page: 'https://buy-backlinks-cheap.example/dentist' }],
  // LT-20
  ['LT-20', { page: 'https://stmary-church.example/wp-content/uploads/buy-viagra.html', title: 'Buy viagra online' }],
  // LT-21
  ['LT-21', { page: 'https://www.cdc.gov/oral-health/partners.html' }],
  ['LT-21', { page: 'https://coronavirus.ohio.gov/clinics/vaccine-sites', title: 'Vaccine sites' }],
  ['LT-21', { page: 'https://www.gesundheitsamt-nord.example/stellen', title: 'Gesundheitsamt Nord' }],
  // LT-22
  ['LT-22', { page: 'https://en.wikipedia.org/wiki/Dental_implant' }],
  // LT-23
  ['LT-23', { page: 'https://pubmed.ncbi.nlm.nih.gov/12345678/', title: 'Outcomes of implants: a systematic review' }],
  ['LT-23', { page: 'https://eprints.univ.example/id/eprint/12/thesis.pdf', title: 'PhD thesis' , target: 'https://oakdental.example/report' }],
  // LT-24
  ['LT-13', { page: 'https://www.youtube.com/watch?v=abc' }],
  ['LT-24', { page: 'https://medcal.example/webinars/implants', title: 'Webinar: implants' }],
  ['LT-24', { page: 'https://conf-dent.example/speakers/dr-rao', title: 'Speakers - conference 2026' }],
  // LT-25
  ['LT-25', { page: 'https://www.indeed.com/viewjob?jk=1' }],
  ['LT-25', { page: 'https://klinikjobs.example/stellenangebote/zfa', title: 'Stellenangebot ZFA' }],
  // LT-26
  ['LT-26', { page: 'https://couponfit.example/deal/123', title: 'Whitening coupon' }],
  ['LT-26', { page: 'https://www.groupon.com/deals/oak-street' }],
  // LT-27
  ['LT-27', { page: 'https://oak-group.example/our-clinics' }],
  // LT-28
  ['LT-28', { page: 'https://www.similarweb.com/website/oakdental.example/' }],
  ['LT-28', { page: 'https://statbase.example/site/oakdental.example', title: 'oakdental.example website statistics' }],
  // LT-29
  ['LT-29', { page: 'https://web.archive.org/web/20240101000000/https://oakdental.example/' }],
  // LT-30
  ['LT-30', { page: 'https://cardioweekly.example/issues/44', title: 'Weekly digest: cardiology newsletter' }],
  ['LT-30', { page: 'https://drsmile.substack.com/p/teeth' }],
  // LT-31
  ['LT-31', { page: 'https://ad.doubleclick.net/click?x=1' }],
]

describe('types from invented rows, shipped lists', () => {
  test.each(rows)('%s %o', (expected, sketch) => {
    const answer = linkType.judge(sketchedFacts(sketch, lists))
    expect(answer.type, short(answer)).toBe(expected)
    if (sketch.features === undefined && sketch.extra === undefined) expect(answer.confidence).toBeLessThanOrEqual(0.7)
  })
})
