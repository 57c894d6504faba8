import { beforeAll, expect, test } from 'vitest'
import { extractCapture, readPageFeatures } from '../../extract/index.js'
import { loadLists } from '../../files/shipped-lists.js'
import type { Instant } from '../../model/instant.js'
import type { Lists } from '../../model/lists.js'
import { ProviderProfileSchema } from '../../model/profile.js'
import { parseUrl } from '../../model/url.js'
import linkType from '../link/link-type.js'
import { sketchedFacts } from './example-facts.js'

/** Cues of pages in French, Spanish, Italian, Portuguese, Polish and Dutch, each beside a page that only looks like it. */

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const target = 'https://www.quellhof.example/'
const link = (text: string, path = '') => `<a href="${target}${path}">${text}</a>`
const to = (host: string, text: string) => `<a href="https://${host}.example/">${text}</a>`
const clinic = { names: ['Poliambulatorio Quellhof'], address: { city: 'Castel Frisco', postcode: '60888', country: 'IT' }, serviceArea: { places: ['Castel Frisco'], postcodes: ['60888'] } }

const texts = {
  fr: 'Beaucoup de gens attendent les premières douleurs avant de consulter. Marcher un peu chaque jour, dormir assez et boire de l’eau suffit souvent, et cela ne coûte rien du tout à personne.',
  es: 'Pasar muchas horas delante de la pantalla cansa la vista. Apartar los ojos cada veinte minutos y mirar algo lejano durante unos segundos ayuda más que cualquier gota de la farmacia.',
  it: 'Il mal di schiena è il disturbo più comune tra chi lavora seduto. Alzarsi ogni mezz’ora e camminare qualche minuto è il rimedio più semplice e anche il più trascurato di tutti.',
  pt: 'Dormir mal durante semanas afeta a memória e o humor. Muita gente habitua-se ao cansaço e só procura ajuda quando adormece ao volante, o que é sempre tarde demais para todos.',
  pl: 'Wiosną wiele osób skarży się na katar i swędzenie oczu. Zanim sięgniemy po leki, warto sprawdzić kalendarz pylenia i przez kilka dni notować objawy w zwykłym zeszycie.',
  nl: 'Wie veel achter een bureau zit, krijgt vroeg of laat last van de nek. Elke dag een half uur wandelen en het scherm op ooghoogte zetten helpt vaak al genoeg om dat te voorkomen.',
} as const
type Language = keyof typeof texts

type Row = readonly [title: string, expected: { type?: string; not?: string }, language: Language, url: string, title: string, body: string, profile?: object]

const rows: readonly Row[] = [
  ['keywords of three trades in Polish', { type: 'LT-19' }, 'pl', 'https://teksty-na-temat-9.example/dom', 'Dom i zdrowie', `<p>Ważne są ${to('rolety', 'rolety antywłamaniowe Kraków')}, potem ${to('kasa', 'chwilówka')} i dobry ${to('dach', 'dekarz')}. Jeżeli szukasz, sprawdź ${link('badanie serca')}.</p>`],
  ['two of them on a host of free articles', { type: 'LT-19' }, 'pl', 'https://darmowe-artykuly-12.example/dom', 'Dom i zdrowie', `<p>Ważne są ${to('rolety', 'rolety antywłamaniowe Kraków')}, potem ${to('kasa', 'chwilówka')}. Jeżeli szukasz, sprawdź ${link('badanie serca')}.</p>`],
  ['a diary that names two craftsmen', { not: 'LT-19' }, 'pl', 'https://nasz-remont.example/2024/03/okna-i-dach', 'Okna i dach po zimie', `<p>Po zimie ${to('rolety', 'rolety')} wymienił pan Marek, a ${to('dach', 'dekarz')} przyszedł dopiero w maju.</p><p>${texts.pl}</p><p>Na katar pomógł mi ${link('ten poradnik o pyleniu')}.</p>`],
  ['a link about loans among those about casinos', { type: 'LT-19' }, 'pt', 'http://paginas-uteis-2008.example/pag/7.html', 'Links variados', `<h1>Bons links</h1><p><a href="${target}">payday loan</a> ${to('jogo', 'casino online bónus')} ${to('coisa', 'sapatos')}</p>`],
  ['a page of useful links that holds none of them', { type: 'LT-06' }, 'pt', 'https://associacao-do-bairro.example/links-uteis', 'Links úteis', `<h1>Links úteis</h1><ul>${['a', 'b', 'c', 'd'].map((host) => `<li>${to(host, `Serviço ${host}`)}</li>`).join('')}<li>${link('Clínica Quellhof')}</li></ul>`],

  ['a number of a partner in Portuguese shops', { type: 'LT-26' }, 'pt', 'https://blog-da-lurdes.example/creme', 'O meu creme preferido', `<p>${texts.pt}</p><p>Uso há dois anos ${link('este creme', 'p/8812?utm_source=aff&afid=3321')} e gosto.</p>`],
  ['a counter of visits from a newsletter is no partner', { not: 'LT-26' }, 'pt', 'https://blog-da-lurdes.example/creme', 'O meu creme preferido', `<p>${texts.pt}</p><p>Li há dois anos ${link('este artigo', 'artigo?utm_source=affordable-care')} e gosto.</p>`],
  ['a site of coupons that names itself in the address', { type: 'LT-26' }, 'es', 'https://supercupones-norte.example/masaje', 'Bono de tres masajes', `<h1>Bono de tres masajes</h1><p>Incluye valoración y ${link('masaje en Quellhof', 'masaje?ref=supercupones')}, no acumulable.</p>`],
  ['a blog that names itself in the address', { not: 'LT-26' }, 'es', 'https://diario-de-lola.example/2024/05/masaje', 'Mi primer masaje de espalda', `<p>${texts.es}</p><p>Al final fui a ${link('un centro muy tranquilo', 'masaje?ref=diariodelola')} y dormí bien.</p>`],

  ['an issue of things read in the week', { type: 'LT-30' }, 'pt', 'https://cuidar-boletim.example/2023/semana-09', 'Semana 09: cinco coisas que lemos', `<h1>Semana 09: cinco coisas que lemos</h1><ul><li>Uma clínica publicou perguntas. ${link('Vale a pena.')}</li><li>Um relatório sobre lares. ${to('lares', 'PDF, 80 páginas.')}</li></ul>`],
  ['a story that speaks of a report', { type: 'LT-01' }, 'pt', 'https://casa-e-jardim-blog.example/2023/dormir', 'Dormir bem no verão sem remédios', `<article><h1>Dormir bem no verão sem remédios</h1><p>Por Rita Melo</p><p>${texts.pt} ${texts.pt}</p><p>O melhor conselho vem de ${link('uma clínica do norte')}.</p></article>`],

  ['a record whose telephone stands in another line', { type: 'LT-03' }, 'pl', 'https://gdzie-po-pomoc.example/woj/zielin?spec=serce', 'Kardiolog Zielin', `<div>dr Alfons Bieda</div><div>Przychodnia Bocian, ul. Polna 3, Stare Wiry · 22 555 04 40</div><p>${link('quellhof.example/zespol/bieda')}</p>`],
  ['an address without a telephone or a street', { not: 'LT-03' }, 'pl', 'https://zapiski-ady.example/notatki', 'Notatki', `<div>Co czytam</div><div>O sercu i nartach, w lutym</div><p>${link('quellhof.example/zespol/bieda')}</p>`],
  ['"site" in the words of a record', { type: 'LT-03' }, 'it', 'https://dove-curarsi.example/marche/dermatologo', 'Dermatologi', `<div>Dott.ssa Ada Neri</div><div>Via dei Tigli 31, 60999 Montelago, Tel. 0711 555 031 ${link('Vai al sito web')}</div>`],

  ['a hyphened host is no headline', { not: 'LT-27' }, 'fr', 'https://vallee-net.example/annuaire/meteo.html', 'Météo de la vallée', `<main><p>${texts.fr}</p></main><aside><p>Partenaires</p><p><a href="https://www.gites-du-lac-noir.example/">Gîtes du Lac noir</a></p></aside>`],
  ['a logo with a name and no heading beside a text', { type: 'LT-99' }, 'pt', 'https://ecos-da-ribeira.example/2023/dormir', 'Dormir bem no verão', `<main><p>${texts.pt}</p></main><aside><h3>Assine</h3><p>52 semanas, 30 euros.</p><p><a href="${target}"><img src="/l.png" alt="Adega" width="200" height="90"></a></p></aside>`],
  ['the same under a heading that names partners', { not: 'LT-99' }, 'pt', 'https://ecos-da-ribeira.example/2023/dormir', 'Dormir bem no verão', `<main><p>${texts.pt}</p></main><aside><h3>Os nossos parceiros</h3><p><a href="${target}"><img src="/l.png" alt="Adega" width="200" height="90"></a></p></aside>`],
  ['"my courses" in the footer', { type: 'LT-27' }, 'it', 'https://cucina-serena.example/ospiti/pasta', 'La pasta non ha colpa', `<main><p>${texts.it}</p></main><footer><p>Cucina Serena di Paola C. <a href="${target}">I miei corsi</a></p></footer>`],
  ['"the courses" in a text', { not: 'LT-27' }, 'it', 'https://cucina-serena.example/2024/corsi', 'I corsi di cucina della città', `<p>${texts.it}</p><p>Tra ${link('i corsi del centro')} ce n’è uno per chi soffre di gastrite.</p>`],
  ['a club of the place, named as such', { type: 'LT-04' }, 'it', 'https://www.podisticacastelfrisco.example/news.asp?id=4', 'Visite agonistiche - Podistica Castel Frisco', `<p>${texts.it}</p><p>Il modulo si scarica da ${link('QUI', 'docs/modulo.pdf')}, costa 38 euro.</p>`, clinic],
  ['a club of another place', { not: 'LT-04' }, 'it', 'https://www.podisticalontanella.example/news.asp?id=4', 'Visite agonistiche - Podistica Lontanella', `<p>${texts.it}</p><p>Il modulo si scarica da ${link('QUI', 'docs/modulo.pdf')}, costa 38 euro.</p>`, clinic],

  ['a line that the post is paid for', { type: 'LT-18' }, 'pl', 'https://kuchnia-ewy.example/kasza', 'Kasza na trzy sposoby', `<p>Wpis powstał w ramach płatnej współpracy z Quellhof.</p><p>${texts.pl}</p><p>Przepis podpowiedziała ${link('przychodnia')}.</p>`],
  ['a text about cooperation', { not: 'LT-18' }, 'pl', 'https://kuchnia-ewy.example/kasza', 'Kasza na trzy sposoby', `<p>${texts.pl}</p><p>O współpracy lekarzy pisze ${link('ta przychodnia')}, warto przeczytać.</p>`],
  ['"publiredazionale" over the text', { type: 'LT-18' }, 'it', 'https://rivista-collina.example/salute/schiena', 'Schiena dritta', `<p>Publiredazionale</p><h1>Schiena dritta</h1><p>${texts.it}</p><p>Da ${link('Quellhof')} si impara come.</p>`],
  ['the writer named behind the text', { type: 'LT-02' }, 'fr', 'https://le-coin-des-marcheurs.example/genoux', 'Prendre soin de ses genoux', `<article><h1>Prendre soin de ses genoux</h1><p>${texts.fr} ${texts.fr}</p><p>L’auteur de cet article est Hugo Morel, kinésithérapeute chez ${link('Kiné du Lac')}.</p></article>`],
  ['the guest of the month', { type: 'LT-02' }, 'nl', 'https://moestuin-dagboek.example/rug', 'Rug en spade', `<p>Gast van de maand: Joost Blik, fysiotherapeut.</p><p>${texts.nl} ${texts.nl}</p><p>Joost Blik werkt bij ${link('Fysio Quellhof')}.</p>`],
  ['a guest at a party', { not: 'LT-02' }, 'nl', 'https://moestuin-dagboek.example/feest', 'Feest in de tuin', `<p>${texts.nl} ${texts.nl}</p><p>Een van de gasten had last van zijn rug en las ${link('deze uitleg')} voor.</p>`],
]

for (const [name, expected, language, page, title, body, profile = {}] of rows) test(name, () => {
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head><body><header><nav><ul><li><a href="/0">A</a></li><li><a href="/1">B</a></li></ul></nav></header>${body}</body></html>`
  const capture = { kind: 'response', url: parseUrl(page)!, at: '2026-11-01T00:00:00.000Z' as Instant, status: 200, headers: new Map(), mediaType: 'text/html', body: Buffer.from(html), truncated: false, wat: null, file: 'page.html', offset: 0 } as const
  const { page: record, sightings } = extractCapture(capture, { seenBy: 'crawl', externalOnly: true, features: readPageFeatures })
  const sighting = sightings.find((one) => one.target?.startsWith(target)) ?? sightings[0]!
  const { anchorText, rel, area, context, image, element, position, cues, title: pageTitle } = sighting
  const facts = sketchedFacts({ page, target: sighting.target! }, lists)
  const answer = linkType.judge({ ...facts, page: record, link: { ...facts.link, anchorText, rel, area, context, image, element, position, cues, title: pageTitle, state: 'live' }, site: { ...facts.site, profile: ProviderProfileSchema.parse(profile) } })
  const shown = JSON.stringify({ ...answer, unknowns: undefined }, null, 1)
  if (expected.type !== undefined) expect(answer.type, shown).toBe(expected.type)
  if (expected.not !== undefined) expect(answer.type, shown).not.toBe(expected.not)
})
