import { beforeAll, expect, test } from 'vitest'
import { extractCapture, readPageFeatures } from '../../extract/index.js'
import { loadLists } from '../../files/shipped-lists.js'
import type { Instant } from '../../model/instant.js'
import type { Lists } from '../../model/lists.js'
import { ProviderProfileSchema } from '../../model/profile.js'
import { parseUrl } from '../../model/url.js'
import linkType from '../link/link-type.js'
import { sketchedFacts } from './example-facts.js'

/** Whole pages as people write them in eight languages, read by the extraction and judged: the founding types and "unknown". */

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const target = 'https://www.quellhof.example/'
const link = (text: string, path = '') => `<a href="${target}${path}">${text}</a>`
const providers = {
  us: { names: ['Cedar Point Orthopaedics'], clinicians: [{ name: 'Dr Helen Mora' }], treatments: ['knee replacement'], address: { city: 'Millbrook', region: 'OH', postcode: '45301', country: 'US' }, serviceArea: { places: ['Millbrook', 'Ashford Falls'], postcodes: ['453'] } },
  de: { names: ['Hautpraxis Lindenhof'], clinicians: [{ name: 'Dr. med. Jana Brandt' }], address: { city: 'Erlenbach am Main', region: 'Bayern', postcode: '63906', country: 'DE' }, serviceArea: { places: ['Erlenbach am Main', 'Klingenberg'], postcodes: ['639'] } },
  fr: { names: ['Centre Dentaire des Tilleuls'], clinicians: [{ name: 'Dr Paul Verdier' }], address: { city: 'Saint-Aubin', postcode: '35140', country: 'FR' }, serviceArea: { places: ['Saint-Aubin', 'Fougères'], postcodes: ['35'] } },
  es: { names: ['Clínica Ocular Miramar'], clinicians: [{ name: 'Dra. Lucía Prado' }], address: { city: 'Torrelavega', postcode: '39300', country: 'ES' }, serviceArea: { places: ['Torrelavega'], postcodes: ['393'] } },
  it: { names: ['Studio Fisioterapico Valverde'], clinicians: [{ name: 'Dott. Marco Sala' }], address: { city: 'Cesena', postcode: '47521', country: 'IT' }, serviceArea: { places: ['Cesena', 'Forlì'], postcodes: ['475'] } },
  pt: { names: ['Clínica Bela Vista'], clinicians: [{ name: 'Dra. Rita Campos' }], address: { city: 'Aveiro', postcode: '3800', country: 'PT' }, serviceArea: { places: ['Aveiro'], postcodes: ['38'] } },
  nl: { names: ['Fysiotherapie Waterland'], clinicians: [{ name: 'Joost de Wit' }], address: { city: 'Edam', postcode: '1135', country: 'NL' }, serviceArea: { places: ['Edam'], postcodes: ['113'] } },
  pl: { names: ['Przychodnia Pod Lipami'], clinicians: [{ name: 'dr Anna Wilk' }], address: { city: 'Sandomierz', postcode: '27-600', country: 'PL' }, serviceArea: { places: ['Sandomierz'], postcodes: ['27-6'] } },
  none: {},
} as const
const texts = {
  en: ['Most people who come to a surgery with a stiff knee have waited for months. A short walk every day and shoes that fit do more than any cream, and they cost nothing at all.', 'It is worth keeping a diary for two weeks. Write down what hurts, when it began and what made it better; a doctor can read more from such a list than from a picture.'],
  de: ['Wer trockene Haut hat, kennt das Spannen nach dem Duschen. Kurzes, lauwarmes Wasser, eine milde Waschlotion und Creme gleich danach helfen vielen Menschen mehr als teure Mittel.', 'Im Winter kommt trockene Heizungsluft dazu. Eine Schale mit Wasser und regelmäßiges Lüften machen einen Unterschied, den man nach wenigen Tagen spürt.'],
  fr: ['Beaucoup de parents attendent les premières douleurs avant de prendre rendez-vous. Pourtant une visite par an suffit souvent à éviter les soins longs et coûteux.', 'Le brossage du soir reste le plus important. Deux minutes, une brosse souple et un peu de patience valent mieux que tous les bains de bouche du commerce.'],
  es: ['Pasar muchas horas delante de la pantalla cansa la vista. Los especialistas aconsejan apartar los ojos cada veinte minutos y mirar algo lejano durante unos segundos.', 'La luz de la habitación también importa. Una lámpara detrás del monitor evita el contraste y reduce los dolores de cabeza al final de la jornada.'],
  it: ['Il mal di schiena è il disturbo più comune tra chi lavora seduto. Alzarsi ogni mezz’ora e camminare qualche minuto è il rimedio più semplice e anche il più trascurato.', 'Gli esercizi vanno fatti con calma, senza forzare. Bastano dieci minuti al giorno per sentire la differenza dopo un mese.'],
  pt: ['Dormir mal durante semanas afeta a memória e o humor. Muita gente habitua-se ao cansaço e só procura ajuda quando adormece ao volante.', 'Um quarto escuro, horários regulares e menos café depois do almoço resolvem grande parte dos casos sem qualquer medicamento.'],
  nl: ['Wie veel achter een bureau zit, krijgt vroeg of laat last van de nek. Elke dag een half uur wandelen en het scherm op ooghoogte zetten helpt vaak al genoeg.', 'Een goede stoel is fijn, maar beweging blijft het belangrijkste. Zet een wekker en sta elk uur even op, ook als het druk is.'],
  pl: ['Wiosną wiele osób skarży się na katar i swędzenie oczu. Zanim sięgniemy po leki, warto sprawdzić kalendarz pylenia i przez kilka dni notować objawy.', 'Pomaga wietrzenie mieszkania późnym wieczorem i mycie włosów po powrocie ze spaceru. To proste sposoby, o których łatwo zapomnieć.'],
} as const
type Language = keyof typeof texts
const prose = (language: Language) => texts[language].map((text) => `<p>${text}</p>`).join('')

type Row = readonly [title: string, expected: string, provider: keyof typeof providers, url: string, head: { title: string; site?: string; foot?: string; language?: string }, body: string]

const rows: readonly Row[] = [
  ['a review of goods in a section of reviews, with a citation', 'LT-01', 'us', 'https://gear-for-walkers.example/reviews/best-knee-braces', { title: 'The best knee braces, tested', site: 'Gear for Walkers' }, `<article><h1>The best knee braces, tested</h1><p>By Pat Lowell</p>${prose('en')}<p>Before you buy, read what ${link('surgeons say about braces', 'braces')}: most people need none.</p></article>`],
  ['a short sentence in a diary', 'LT-01', 'es', 'https://diario-de-lola.example/2026/01/gafas', { title: 'Mis gafas nuevas', language: 'es' }, `<h1>Mis gafas nuevas</h1><p>Me las recetaron en otra ciudad, pero antes leí ${link('esta guía tan clara')} y pude hacer buenas preguntas.</p>`],
  ['a guide to finding a doctor is no list of them', 'LT-01', 'us', 'https://seniorliving-letters.example/guides/how-to-find-a-doctor', { title: 'How to find a doctor you trust' }, `<article><h1>How to find a doctor you trust</h1><p>By Carla Stone</p>${prose('en')}<p>Some clinics, such as ${link('Cedar Point Orthopaedics')}, publish their waiting times.</p></article>`],
  ['the paper of another county', 'LT-01', 'us', 'https://fairfieldbugle.example/news/2026/01/clinic-study', { title: 'Study looks at knee pain in farm workers', site: 'Fairfield Bugle', foot: 'Fairfield Bugle, 3 Court Street, Fairfield, IA 52556' }, `<article><h1>Study looks at knee pain</h1><p>By Ned Ross</p>${prose('en')}<p>The figures come from ${link('Cedar Point Orthopaedics')}, a practice two states away.</p></article>`],

  ['a bio under its own heading', 'LT-02', 'none', 'https://sportlerin.example/sonnenschutz-beim-laufen', { title: 'Sonnenschutz beim Laufen', language: 'de' }, `<article><h1>Sonnenschutz beim Laufen</h1>${prose('de')}<div><h3>Über die Autorin</h3><p>Dr. Miriam Stein ist Fachärztin für Hautkrankheiten und leitet die ${link('Praxis am Park')}.</p></div></article>`],
  ['who is introduced in the last words of an unsigned text', 'LT-02', 'none', 'https://active-seniors.example/hips-and-stairs', { title: 'Hips and stairs' }, `<article><h1>Hips and stairs</h1>${prose('en')}${prose('en')}<hr><p><strong>Author bio:</strong> Greg Dalton is a physiotherapist and the founder of ${link('Harrow Lane Physio')}. He writes about ageing well.</p></article>`],
  ['the page of an author of the roster', 'LT-02', 'us', 'https://workwell-letters.example/author/helen-mora', { title: 'Helen Mora, author at Work Well' }, `<h1>Helen Mora</h1><p>Helen Mora is a surgeon at ${link('Cedar Point Orthopaedics')}.</p><h2>Posts</h2><ul><li><a href="/lifting">Lifting without pain</a></li></ul>`],
  ['a byline that names the writer’s clinic', 'LT-02', 'none', 'https://startup-days.example/blog/burnout', { title: 'Burnout in small teams' }, `<article><h1>Burnout in small teams</h1><p>By Dana Wells, CEO of ${link('Brightpath Clinics')}</p>${prose('en')}</article>`],
  ['"rédigé par" before the text', 'LT-02', 'none', 'https://lecoindessportifs.example/genoux', { title: 'Prendre soin de ses genoux', language: 'fr' }, `<article><h1>Prendre soin de ses genoux</h1><p>Cet article a été rédigé par Hugo Morel, kinésithérapeute chez ${link('Kiné du Lac')}.</p>${prose('fr')}</article>`],
  ['a line about the author before his bio', 'LT-02', 'pl', 'https://bieganie-dla-kazdego.example/kolana', { title: 'Kolana biegacza', language: 'pl' }, `<article><h1>Kolana biegacza</h1>${prose('pl')}<h4>O autorce</h4><p>Anna Wilk jest lekarzem w ${link('Przychodni Pod Lipami')}.</p></article>`],

  ['the fields of a record, without markup', 'LT-03', 'de', 'https://gesundheits-lotse.example/p/48112', { title: 'Hautpraxis Lindenhof', language: 'de' }, `<h1>Hautpraxis Lindenhof</h1><p>Fachgebiet: Dermatologie</p><p>Lindenstraße 4<br>63906 Erlenbach</p><p>Telefon: 09372 12345</p><p>Sprechzeiten: Mo–Fr 8–12 Uhr</p><p>Internet: ${link('www.hautpraxis-lindenhof.example')}</p>`],
  ['lines of a list with their phone numbers', 'LT-03', 'pl', 'https://firmy-swietokrzyskie.example/zdrowie/4', { title: 'Zdrowie - baza firm', language: 'pl' }, `<h1>Zdrowie</h1><ul>${[1, 2, 3, 4, 5].map((at) => `<li><b>Gabinet ${at}</b>, ul. Długa ${at}, 27-60${at} Sandomierz, tel. 15 800 00 0${at}, <a href="${at === 3 ? target : `https://gabinet-${at}.example/`}">www</a></li>`).join('')}</ul>`],
  ['the register of a profession', 'LT-03', 'us', 'https://state-medical-board.example/registry/license/44112', { title: 'License lookup result' }, `<h1>License 44112</h1><table><tr><td>Name</td><td>Helen Mora</td></tr><tr><td>Status</td><td>Active</td></tr><tr><td>Practice</td><td>12 Mill Road, Millbrook, OH 45301</td></tr><tr><td>Phone</td><td>(555) 010-0100</td></tr><tr><td>Web</td><td>${link('cedarpoint.example')}</td></tr></table>`],

  ['a club of the place, with "members" in the title', 'LT-04', 'us', 'https://millbrookrunners.example/news/injury-clinic', { title: 'Injury clinic for members', site: 'Millbrook Runners Club', foot: 'Millbrook Runners, PO Box 3, Millbrook, OH 45301' }, `<h1>Injury clinic for members</h1><p>Our friends at ${link('Cedar Point Orthopaedics')} will look at sore knees after the Thursday run, at the club house in Millbrook.</p>${prose('en')}`],
  ['a town that calls itself by its short name', 'LT-04', 'de', 'https://www.stadt-erlenbach.example/leben/gesundheit/aerzte', { title: 'Ärzte in Erlenbach - Stadt Erlenbach', language: 'de', site: 'Stadt Erlenbach' }, `<h1>Ärzte in Erlenbach</h1><ul><li>Dr. Kern, Hauptstraße 1, Tel. 09372 1111</li><li>${link('Hautpraxis Lindenhof')}, Lindenstraße 4, Tel. 09372 12345</li></ul>`],
  ['the town hall', 'LT-04', 'fr', 'https://www.mairie-saint-aubin.example/vie-locale/sante', { title: 'Santé - Mairie de Saint-Aubin', language: 'fr', site: 'Mairie de Saint-Aubin' }, `<h1>Santé</h1><p>Le ${link('Centre Dentaire des Tilleuls')} accueille les habitants du lundi au vendredi.</p>${prose('fr')}`],
  ['the parish council', 'LT-04', 'pt', 'https://jf-aveiro.example/noticias/rastreio', { title: 'Rastreio do sono na freguesia', language: 'pt', site: 'Junta de Freguesia de Aveiro' }, `<h1>Rastreio do sono na freguesia</h1><p>A ${link('Clínica Bela Vista')} fará um rastreio gratuito em Aveiro no sábado.</p>${prose('pt')}`],
  ['a dentist in the headline of the paper of the place', 'LT-04', 'fr', 'https://lejournaldefougeres.example/actualite/dentiste-scolaire', { title: 'Un dentiste à l’école', language: 'fr', site: 'Le Journal de Fougères' }, `<article><h1>Un dentiste à l’école</h1><p>Par Luc Martin</p><p>À Fougères, le ${link('Centre Dentaire des Tilleuls')} a rendu visite aux élèves de CP.</p>${prose('fr')}</article>`],
  ['the neighbourhood', 'LT-04', 'nl', 'https://wijkverenigingedam.example/nieuws/beweegdag', { title: 'Beweegdag in de wijk', language: 'nl', site: 'Wijkvereniging Edam' }, `<h1>Beweegdag in de wijk</h1><p>De therapeuten van ${link('Fysiotherapie Waterland')} deden mee.</p>${prose('nl')}`],
  ['a school of the place', 'LT-04', 'it', 'https://icforli3.example/progetti/schiena-dritta', { title: 'Progetto Schiena dritta', language: 'it', site: 'Istituto Comprensivo n. 3 Forlì' }, `<h1>Progetto Schiena dritta</h1><p>I fisioterapisti dello ${link('Studio Fisioterapico Valverde')} hanno incontrato le classi quinte.</p>${prose('it')}`],

  ['a page that is gone, in a section of records', 'LT-99', 'us', 'https://shop-x9.example/directory/clinics/88', { title: 'Sorry' }, `<h1>Sorry, this page is no longer available</h1><p>Try our home page.</p>${link('Cedar Point')}`],
  ['an area for members', 'LT-99', 'it', 'https://soci-riservato.example/r', { title: 'Accesso riservato', language: 'it' }, `<h1>Accesso riservato</h1><p>Inserisci nome utente e password.</p>${link('Avanti')}`],
  ['a refusal', 'LT-99', 'nl', 'https://geen-toegang.example/q', { title: '403 Forbidden', language: 'nl' }, `<h1>Toegang geweigerd</h1><p>U heeft geen rechten om deze pagina te bekijken.</p>${link('verder')}`],
  ['a name for sale', 'LT-99', 'de', 'https://geparkt-77.example/', { title: 'geparkt-77.example', language: 'de' }, `<p>Diese Domain steht zum Verkauf!</p><ul><li>${link('Hautarzt')}</li></ul>`],
  ['a wall of consent before a story', 'LT-99', 'none', 'https://consent-wall.example/news/2026/knees', { title: 'Consent' }, `<h2>We value your privacy</h2><p>We and our 842 partners store and access information on a device. Accept all or manage options.</p>${link('Partner')}`],
  ['signs without words', 'LT-99', 'us', 'https://xml-dump.example/dump/1', { title: 'q1' }, `<pre>0x1f 0x2a 7 7 7</pre>${link('0x2b')}`],
  ['one unlabelled picture', 'LT-99', 'us', 'https://studio-chairs.example/about', { title: 'About', site: 'Studio' }, `<h1>About</h1><p>We make chairs.</p><p><a href="${target}"><img src="/logos/l3.png" alt=""></a></p>`],

  ['a page of three trades', 'LT-19', 'us', 'https://tips-for-you-12.example/post/44', { title: 'Some tips for you' }, `<h1>Some tips for you</h1><p>Choose a good <a href="https://roofs.example/">roof repair company</a> and ask a <a href="https://law.example/">car accident lawyer</a> before it rains. Families also like ${link('dental implants')} and sunny days.</p>${prose('en')}`],
]

test.each(rows)('%s: %s', (_, expected, provider, page, { title, site, foot, language = 'en' }, body) => {
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head><body><header><p>${site ?? ''}</p><nav><ul><li><a href="/0">Home</a></li><li><a href="/1">Contact</a></li></ul></nav></header><main>${body}</main><footer><p>© 2026 ${site ?? ''}</p><p>${foot ?? ''}</p></footer></body></html>`
  const capture = { kind: 'response', url: parseUrl(page)!, at: '2026-11-01T00:00:00.000Z' as Instant, status: 200, headers: new Map(), mediaType: 'text/html', body: Buffer.from(html), truncated: false, wat: null, file: 'page.html', offset: 0 } as const
  const { page: record, sightings } = extractCapture(capture, { seenBy: 'crawl', externalOnly: true, features: readPageFeatures })
  const sighting = sightings.find((one) => one.target?.startsWith(target))!
  const { anchorText, rel, area, context, image, element, position, cues, title: pageTitle } = sighting
  const facts = sketchedFacts({ page, target: sighting.target! }, lists)
  const answer = linkType.judge({ ...facts, page: record, link: { ...facts.link, anchorText, rel, area, context, image, element, position, cues, title: pageTitle, state: 'live' }, site: { ...facts.site, profile: ProviderProfileSchema.parse(providers[provider]) } })
  expect(answer.type, answer.evidence.map(({ looked, found, weight }) => `${looked}: ${found} ${weight}`).join('\n')).toBe(expected)
})
