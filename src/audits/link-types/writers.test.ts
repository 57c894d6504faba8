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

const body = 'The path was long and the rain was longer. '.repeat(8)
const text = { page: 'https://quiet-lamp.example/notes/slow-walks', title: 'Slow walks - Quiet Lamp', area: 'main', cues: ['prose'], features: { mainWordCount: 200 }, target: 'https://kilbrackenphysio.example/knee-sheet', anchor: 'print it', before: 'There is a sheet of six questions, and you may' } as const satisfies LinkSketch
const ends = (end: string): LinkSketch['extra'] => ({ mainStart: body, mainEnd: `${body}${end}` })
const signed = { mainWordCount: 200, authors: ['Aoife Tuohy'] }

/** Who writes, where no box and no class name tells (LT-02, LT-01), and what else a line of the text tells of its page. */
const rows: Array<[title: string, expected: string, sketch: LinkSketch]> = [
  ['a bio by the first name behind a cue', 'LT-02', { ...text, features: signed, extra: ends('About the author: Aoife is a physiotherapist and runs Kilbracken Physio in Kilbracken.') }],
  ['a bio that calls the writer "the writer"', 'LT-02', { ...text, features: { ...signed, structuredTypes: ['NewsArticle'] }, extra: ends('(The writer is medical director of Kilbracken Physio. Views are personal.)') }],
  ['a signature that names the practice', 'LT-02', { ...text, features: signed, extra: ends('Dr. Aoife Tuohy, Fachärztin für Orthopädie, Kilbracken Physio.') }],
  ['an introduction by the host', 'LT-02', { ...text, title: 'Guest: seven things I carry', extra: { mainStart: "Today's post is by Dr. Aoife Tuohy, who cycles. She is a physiotherapist at Kilbracken Physio.", mainEnd: body } }],
  ['an expert quoted at the end of a reporter’s text', 'LT-01', { ...text, features: { ...signed, authors: ['Eve Ledger'], structuredTypes: ['NewsArticle'] }, extra: ends('Nobody knows why. Aoife Tuohy is a physiotherapist and runs Kilbracken Physio in Kilbracken.') }],
  ['a guest whose bio names another practice', 'LT-01', { ...text, features: signed, extra: ends('About the author: Aoife is a physiotherapist and runs Portside Surgery in Ashcombe.') }],
  ['a clinician who speaks of the own practice', 'LT-02', { ...text, before: 'In my clinic I use a sheet of six questions, and you are welcome to' }],
  ['a patient who speaks of a clinic', 'LT-01', { ...text, before: 'In the clinic they use a sheet of six questions, and you are welcome to' }],
  ['a guest’s own book', 'LT-02', { ...text, page: 'https://quiet-lamp.example/gastbeitrag/slow-walks', anchor: '„Nullwoche“', target: 'https://nullwoche.example/', before: 'Zuletzt erschien ihr Buch' }],
  ['somebody’s book in a text of the house', 'LT-01', { ...text, anchor: '„Nullwoche“', target: 'https://nullwoche.example/', before: 'Zuletzt erschien von Frau Aschoff das Buch' }],
  ['a wiki is nobody’s own, whoever writes', 'LT-01', { ...text, target: 'https://en.wikipedia.org/wiki/Knee', features: signed, extra: ends('About the author: Aoife is an editor and writes for Wikipedia on knees.') }],
  // LT-18: money named in the last words, and whose.
  ['money named in the last words', 'LT-18', { ...text, before: 'Este ano fui à', anchor: 'Kilbracken', extra: ends('Texto em parceria remunerada com a Kilbracken Physio.') }],
  ['money of another one', 'LT-01', { ...text, before: 'As mochilas são da', anchor: 'Papelaria Aurora', target: 'https://papelaria-aurora.example/', extra: { ...ends('Texto em parceria remunerada com a Kilbracken Physio.'), externalLinks: [{ domain: 'papelaria-aurora.example', text: 'Papelaria Aurora', followed: true }, { domain: 'kilbrackenphysio.example', text: 'Kilbracken', followed: true }] } }],
  ['a mark of payment among the first words', 'LT-18', { ...text, extra: { mainStart: `#publi ${body}`, mainEnd: body } }],
  ['a hash sign that is none', 'LT-01', { ...text, extra: { mainStart: `#publication day ${body}`, mainEnd: body } }],
  // LT-16, LT-28, LT-13, LT-17: addresses and lines.
  ['a text that first stood elsewhere', 'LT-16', { ...text, extra: { ...ends('Dieser Artikel erschien zuerst im Oberland-Kurier.'), shortLines: ['Dieser Artikel erschien zuerst im Oberland-Kurier.'] } }],
  ['another site on a page about one', 'LT-28', { ...text, page: 'https://pricetool.example/www/fysio-delinde.example', title: 'fysio-delinde.example', cues: ['list'], anchor: 'kilbrackenphysio.example', features: { mainWordCount: 40 } }],
  ['a path that ends like a domain in a signed text', 'LT-01', { ...text, page: 'https://quiet-lamp.example/review-of/slow-walks.example', features: signed }],
  ['a post of a network of no list', 'LT-13', { ...text, page: 'https://friendwall.example/stowbeckrfc/posts/10158833104' }],
  ['a code on a short host', 'LT-17', { ...text, target: 'https://sho.rt/a81Kd' }],
  ['a short word on a short host', 'LT-01', { ...text, target: 'https://bmj.com/about' }],
  // LT-99: fillers and bare names.
  ['a page of filler', 'LT-99', { ...text, extra: { mainStart: `Lorem ipsum dolor sit amet, consectetur adipiscing elit. ${body}` } }],
  ['bare names on a page of hardly any words', 'LT-99', { ...text, cues: [], anchor: 'Kilbracken', before: 'Auberge —', after: '— Vélorail', features: { mainWordCount: 28 } }],
  // LT-03: cards whose lines follow each other without a space, and the page of one practice.
  ['a card without spaces between its lines', 'LT-03', { ...text, page: 'https://dottorinrete.example/marche/ottavia', title: 'Ottavia Brandolesi', before: 'Poliambulatorio San LorinoVia dei Gelsi 31, 60999 MontelarioTel. 0711 555 031', anchor: 'Vai al sito', features: { mainWordCount: 120 } }],
  ['fees within the record of a practice', 'LT-03', { ...text, page: 'https://carepages.example/nsw/banksia-1182', title: 'Banksia » CarePages', before: 'First visit from $260. See', anchor: 'the fee schedule of the practice', after: '.', features: { mainWordCount: 115, structuredTypes: ['MedicalBusiness', 'PostalAddress'] } }],
  // What the page is paid for or kept by says nothing of its frame.
  ['a sister brand at the foot of a sponsored page', 'LT-27', { ...text, page: 'https://midland-pulse.example/sponsored/2023/why-women-drive', area: 'footer', cues: ['list', 'under:Our other titles'], anchor: 'Midland Weddings', target: 'https://midlandweddings.example/', before: '' }],
  ['an account under a part of the name', 'LT-14', { ...text, page: 'https://stanselmcallahan.example/news/choir', area: 'nav', cues: ['list'], anchor: 'Support the parish', target: 'https://giveaway-portal.example/stanselm', before: '' }],
]

test.each(rows)('%s: %s', (_, expected, sketch) => {
  const facts = sketchedFacts(sketch, lists)
  const answer = linkType.judge({ ...facts, site: { ...facts.site, profile: emptyProfile, domain: 'somewhere-else.example' } })
  expect(answer.type, answer.evidence.map(({ found, weight }) => `${found} ${weight}`).join('\n')).toBe(expected)
})
