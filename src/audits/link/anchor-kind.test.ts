import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { exampleLink, exampleSite, type ExampleLinkFrom } from '../anchors/example-facts.js'
import anchorKind from './anchor-kind.js'

it.each(anchorKind.examples.map((example) => [example.title, example] as const))('example: %s', (_title, { facts, expect: expected }) => {
  expect(anchorKind.judge(facts)).toMatchObject(expected)
})

const implants = 'https://oakstreetdental.example/implants'
const guide = 'https://oakstreetdental.example/guides/diabetes'
let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})
const us = exampleSite()
const heart = exampleSite({ names: ['Northgate Heart'], clinicians: [{ name: 'Elena García López' }], specialties: ['cardiology'], treatments: [], conditions: ['heart disease'], serviceArea: { places: ['Springfield'], postcodes: [] }, address: { city: 'Springfield' } }, {}, 'northgate-heart.example')
const generic = exampleSite({ names: ['Dayton Dental Implants'], clinicians: [], treatments: [], specialties: [] }, {}, 'daytondentalimplants.example')
const german = exampleSite({ names: ['Zahnärzte am Dom'], clinicians: [{ name: 'Dr. med. dent. Jürgen Weiß' }], address: { city: 'Köln' }, serviceArea: { places: ['Köln'], postcodes: [] }, languages: ['de'], treatments: ['Zahnimplantat'] }, {}, 'zahnaerzte-am-dom.example')
const polish = exampleSite({ names: ['Stomatologia Lipowa'], clinicians: [], address: { city: 'Kraków' }, serviceArea: { places: ['Kraków'], postcodes: [] }, languages: ['pl'], treatments: [] }, {}, 'lipowa.example')
const italian = exampleSite({ names: ['Studio Ortensia'], clinicians: [], address: { street: 'Via dei Gelsi 31', city: 'Lucca' }, serviceArea: { places: ['Lucca'], postcodes: [] }, languages: ['it'], treatments: [] }, {}, 'ortensia.example')
const turkish = exampleSite({ names: ['Işık Diş Kliniği'], clinicians: [], address: { city: 'İzmir' }, serviceArea: { places: ['İzmir', 'Ankara'], postcodes: [] }, languages: ['tr'], treatments: [] }, {}, 'isikdis.example')
const russian = exampleSite({ names: ['Клиника Ромашка'], clinicians: [{ name: 'Иван Петров' }], address: { city: 'Москва' }, serviceArea: { places: ['Москва'], postcodes: [] }, languages: ['ru'], treatments: [] }, {}, 'romashka.example')
const chinese = exampleSite({ names: ['微笑牙醫診所'], clinicians: [], address: { city: '台北' }, serviceArea: { places: ['台北'], postcodes: [] }, languages: ['zh'], treatments: [] }, {}, 'weixiao.example')
const japanese = exampleSite({ names: ['さくら歯科'], clinicians: [], address: { city: '東京' }, serviceArea: { places: ['東京'], postcodes: [] }, languages: ['ja'], treatments: [] }, {}, 'sakura-shika.example')
const arabic = exampleSite({ names: ['عيادة النور'], clinicians: [], address: { city: 'دبي' }, serviceArea: { places: ['دبي'], postcodes: [] }, languages: ['ar'], treatments: [] }, {}, 'alnoor.example')

const rows: Array<[string, string, ExampleLinkFrom]> = [
  ['Oak Street Dentel', 'AK-BRAND', {}],
  ['oakstretdental', 'AK-BRAND', {}],
  ['Miller Family Smiles', 'AK-BRAND', {}],
  ['Rao, Amara', 'AK-BRAND', {}],
  ['Amara J. Rao, DDS', 'AK-BRAND', {}],
  ['Long', 'AK-OTHER', {}],
  ['long lasting results', 'AK-OTHER', {}],
  ['Dr. Long', 'AK-BRAND', {}],
  ['the team at Oak Street Dental', 'AK-BRAND', {}],
  ['Oak Street Dental Clinic', 'AK-BRAND', {}],
  ['https://oakstreetdental.example/…', 'AK-URL', {}],
  ['info@oakstreetdental.example', 'AK-URL', {}],
  ['other-site.com', 'AK-URL', {}],
  ['Visit www.oakstreetdental.example', 'AK-URL', {}],
  ['M.Sc', 'AK-OTHER', {}],
  ['Node.js', 'AK-OTHER', {}],
  ['Call (555) 010-7788', 'AK-PHONE', {}],
  ['12 Oak Street, Dayton, Ohio 45402', 'AK-PHONE', {}],
  ['+49 (0)221 5550 100', 'AK-PHONE', {}],
  ['2026', 'AK-OTHER', {}],
  ['dentist in Dayton', 'AK-EXACT', {}],
  ['best dentist near me', 'AK-EXACT', {}],
  ['affordable dental implants in Kettering', 'AK-EXACT', { target: implants }],
  ['Dental implants in Dayton OH', 'AK-EXACT', { target: implants }],
  ['dental implant', 'AK-EXACT', { target: implants }],
  ['gum disease', 'AK-EXACT', { target: guide }],
  ['tooth implants explained by a surgeon', 'AK-PARTIAL', { target: implants }],
  ['dentist', 'AK-TOPIC', { target: guide }],
  ['click here to read more', 'AK-GENERIC', {}],
  ['Website', 'AK-GENERIC', {}],
  ['hier klicken', 'AK-GENERIC', {}],
  ['en savoir plus »', 'AK-GENERIC', {}],
  ['Leer más...', 'AK-GENERIC', {}],
  ['buraya tıklayın', 'AK-GENERIC', {}],
  ['подробнее', 'AK-GENERIC', {}],
  ['اضغط هنا', 'AK-GENERIC', {}],
  ['詳細はこちらをご覧ください', 'AK-GENERIC', {}],
  ['자세히 보기', 'AK-GENERIC', {}],
  ['点击这里', 'AK-GENERIC', {}],
  ['यहाँ क्लिक करें', 'AK-GENERIC', {}],
  ['tại đây', 'AK-GENERIC', {}],
  ['buy cialis without prescription', 'AK-SPAM', {}],
  ['c1al1s', 'AK-SPAM', {}],
  ['online casino', 'AK-SPAM', {}],
  ['слоты казино', 'AK-SPAM', {}],
  ['finasteride and hair', 'AK-OTHER', {}],
  ['🦷✨', 'AK-EMPTY', {}],
  ['Casino Road Clinic', 'AK-TOPIC', {}],
  ['About us', 'AK-GENERIC', {}],
  ['find a doctor', 'AK-TOPIC', {}],
  ['dental implants in Boston', 'AK-EXACT', { target: implants }],
  ['dental implants in theory', 'AK-PARTIAL', { target: implants }],
  ['heart surgery cost', 'AK-EXACT', { site: heart, target: 'https://northgate-heart.example/heart-surgery' }],
  ['cardiology clinic', 'AK-TOPIC', { site: exampleSite({ specialties: [], treatments: [], conditions: [] }, {}), target: 'https://oakstreetdental.example/' }],
  ['Elena García', 'AK-BRAND', { site: heart }],
  ['Dr. García López', 'AK-BRAND', { site: heart }],
  ['heart doctor Springfield', 'AK-EXACT', { site: heart, target: 'https://northgate-heart.example/' }],
  ['Northgate Heart cardiologist', 'AK-COMPOUND', { site: heart, target: 'https://northgate-heart.example/' }],
  ['Dayton Dental Implants', 'AK-BRAND', { site: generic, target: 'https://daytondentalimplants.example/about' }],
  ['dayton dental implants', 'AK-BRAND', { site: generic, target: 'https://daytondentalimplants.example/' }],
  ['Zahnimplantat Köln', 'AK-EXACT', { site: german, target: 'https://zahnaerzte-am-dom.example/', link: { language: 'de' } }],
  ['Zahnimplantate in Koeln', 'AK-EXACT', { site: german, target: 'https://zahnaerzte-am-dom.example/', link: { language: 'de' } }],
  ['dental implants Cologne', 'AK-EXACT', { site: german, target: 'https://zahnaerzte-am-dom.example/' }],
  ['Implantatklinik Köln', 'AK-EXACT', { site: german, target: 'https://zahnaerzte-am-dom.example/', link: { language: 'de' } }],
  ['Zahnaerzte am Dom', 'AK-BRAND', { site: german }],
  ['Dr. Jürgen Weiß', 'AK-BRAND', { site: german }],
  ['stomatolog w Krakowie', 'AK-EXACT', { site: polish, target: 'https://lipowa.example/', link: { language: 'pl' } }],
  ['implanty zębów Kraków', 'AK-EXACT', { site: polish, target: 'https://lipowa.example/', link: { language: 'pl' } }],
  ['diş implantı İzmir', 'AK-EXACT', { site: turkish, target: 'https://isikdis.example/', link: { language: 'tr' } }],
  ["Ankara'da diş hekimi", 'AK-EXACT', { site: turkish, target: 'https://isikdis.example/', link: { language: 'tr' } }],
  ['ışık diş kliniği', 'AK-BRAND', { site: turkish, link: { language: 'tr' } }],
  ['стоматолог в Москве', 'AK-EXACT', { site: russian, target: 'https://romashka.example/', link: { language: 'ru' } }],
  ['клинике Ромашка', 'AK-BRAND', { site: russian, link: { language: 'ru' } }],
  ['доктор Петров', 'AK-BRAND', { site: russian, link: { language: 'ru' } }],
  ['種植牙 台北', 'AK-EXACT', { site: chinese, target: 'https://weixiao.example/', link: { language: 'zh' } }],
  ['台北植牙', 'AK-EXACT', { site: chinese, target: 'https://weixiao.example/', link: { language: 'zh' } }],
  ['微笑牙醫診所', 'AK-BRAND', { site: chinese, link: { language: 'zh' } }],
  ['東京のインプラント', 'AK-EXACT', { site: japanese, target: 'https://sakura-shika.example/', link: { language: 'ja' } }],
  ['さくら歯科', 'AK-BRAND', { site: japanese, link: { language: 'ja' } }],
  ['طبيب أسنان في دبي', 'AK-EXACT', { site: arabic, target: 'https://alnoor.example/', link: { language: 'ar' } }],
  ['عيادة النور', 'AK-BRAND', { site: arabic, link: { language: 'ar' } }],
  // AN-02: short names, other scripts, function words inside, inflection; a money-word domain is a name only in one piece.
  ['Northgate cardiology', 'AK-COMPOUND', { site: heart, target: 'https://northgate-heart.example/' }],
  ['northgate of hope', 'AK-OTHER', { site: heart }],
  ['Klinika Romashka', 'AK-BRAND', { site: russian }],
  ['Oak and Street Dental', 'AK-BRAND', {}],
  // AN-02: every word of a name bent, which Slavic languages do amid a sentence; a word of another stem is no form of it.
  ['Stomatologii Lipowej', 'AK-BRAND', { site: polish, link: { language: 'pl' } }],
  ['o Stomatologii Lipowej', 'AK-BRAND', { site: polish, link: { language: 'pl' } }],
  ['Stomatologii Lipkowej', 'AK-TOPIC', { site: polish, link: { language: 'pl' } }],
  ['Stomatologii', 'AK-TOPIC', { site: polish, link: { language: 'pl' } }],
  // AN-04: a site or page and whose it is, and words of doing; what is on it is a subject.
  ['sito del suo studio', 'AK-GENERIC', {}],
  ['le site du cabinet', 'AK-GENERIC', {}],
  ['die Website der Praxis', 'AK-GENERIC', {}],
  ['na stronie przychodni', 'AK-GENERIC', {}],
  ['en la web de la clínica', 'AK-GENERIC', {}],
  ['no site dela', 'AK-GENERIC', {}],
  ['op hun eigen website', 'AK-GENERIC', {}],
  ['this', 'AK-GENERIC', {}],
  ['lo puede descargar aquí', 'AK-GENERIC', {}],
  ["D'ici", 'AK-GENERIC', {}],
  ['zum Herunterladen und Ausdrucken', 'AK-GENERIC', {}],
  ['Formular auf unserer Seite', 'AK-OTHER', {}],
  ['the news page of the practice', 'AK-OTHER', {}],
  ['his practice', 'AK-OTHER', {}],
  ['who should apply', 'AK-OTHER', {}],
  ['CA notice', 'AK-OTHER', {}],
  ['peut-on lire', 'AK-OTHER', {}],
  // A street without its kind is an address with its house number, and a name without it.
  ['Gelsi 31', 'AK-PHONE', { site: italian }],
  ['Gelsi', 'AK-OTHER', { site: italian }],
  ['Gelsi 2031', 'AK-OTHER', { site: italian }],
  ['Lucca 31', 'AK-OTHER', { site: italian }],
  ['Dr. Juergen Weiss', 'AK-BRAND', { site: german, link: { language: 'de' } }],
  ['dentist springfield', 'AK-EXACT', { site: exampleSite({ names: ['Calm Smiles'], clinicians: [], specialties: ['dentist'], address: { city: 'Springfield' }, serviceArea: { places: ['Springfield'], postcodes: [] } }, {}, 'dentistspringfield.example'), target: 'https://dentistspringfield.example/' }],
  ['dentistspringfield', 'AK-BRAND', { site: exampleSite({ names: ['Calm Smiles'], clinicians: [], specialties: ['dentist'], address: { city: 'Springfield' }, serviceArea: { places: ['Springfield'], postcodes: [] } }, {}, 'dentistspringfield.example'), target: 'https://dentistspringfield.example/' }],
  // A title in four words or fewer is no excuse for the phrase in it, and what else it speaks of is no money phrase.
  ['Dental implants for teens', 'AK-PARTIAL', { target: implants }],
  ['gum disease symptoms', 'AK-PARTIAL', { target: guide }],
  ['gum disease in pregnancy', 'AK-PARTIAL', { target: guide }],
  ['Zahnarzt in 50667 Köln', 'AK-EXACT', { site: german, target: 'https://zahnaerzte-am-dom.example/', link: { language: 'de' } }],
  // Menus, footers and buttons.
  ['Privacy policy', 'AK-GENERIC', {}],
  ['Datenschutzerklärung', 'AK-GENERIC', {}],
  ['Mentions légales', 'AK-GENERIC', {}],
  ['zaloguj się', 'AK-GENERIC', {}],
  ['お問い合わせ', 'AK-GENERIC', {}],
  ['نبذة عن الأسعار والمدينة', 'AK-OTHER', { site: arabic, link: { language: 'ar' } }],
  ['at this address', 'AK-GENERIC', {}],
  ['sur cette page', 'AK-GENERIC', {}],
  ['Réservez ici', 'AK-GENERIC', {}],
  ['questo', 'AK-GENERIC', {}],
  ['nesta página', 'AK-GENERIC', {}],
  ['wydrukować', 'AK-GENERIC', {}],
  ['auf ihrer Website', 'AK-GENERIC', {}],
  ['cette rivière', 'AK-OTHER', {}],
  ['esta manzana', 'AK-OTHER', {}],
  // What stands in quotation marks as a whole is quoted; a word alone may be meant otherwise, and two quotations are no title.
  ['"Our history"', 'AK-TITLE', {}],
  ['« Vivre avec son arbre »', 'AK-TITLE', {}],
  ['„Wie der Fluss zurückkam“', 'AK-TITLE', {}],
  ['„Nullwoche“', 'AK-OTHER', {}],
  ['"red" and "green"', 'AK-OTHER', {}],
  ['the "red" river', 'AK-OTHER', {}],
  ['„to save the river“', 'AK-OTHER', {}],
  ['"How tooth implants are made today"', 'AK-TITLE', { target: implants }],
  ['"dental implants in Dayton"', 'AK-EXACT', { target: implants }],
  // Addresses nobody told us, and numbers that are none.
  ['Suite 9, 4410 Birch Lane, Kettering, OH 45429', 'AK-PHONE', {}],
  ['Hauptstraße 12, 50667 Köln', 'AK-PHONE', { site: german, link: { language: 'de' } }],
  ['the house on the street in 1984', 'AK-OTHER', {}],
  ['13.407,66', 'AK-OTHER', {}],
  ['19679750', 'AK-OTHER', {}],
  // Spam in several languages; a headline that speaks of it is none, and a condition page may name the drug.
  ['v i a g r a', 'AK-SPAM', {}],
  ['cialis', 'AK-SPAM', {}],
  ['cialis', 'AK-OTHER', { target: 'https://oakstreetdental.example/cialis-and-blood-pressure' }],
  ['deneme bonusu veren siteler', 'AK-SPAM', {}],
  ['chwilówki bez bik', 'AK-SPAM', {}],
  ['토토사이트', 'AK-SPAM', {}],
  ['Town council votes against the new casino plan', 'AK-OTHER', {}],
  ['Mitteilungen und Regelungen', 'AK-OTHER', { site: german, link: { language: 'de' } }],
  ['Geburtstag', 'AK-OTHER', { site: german, link: { language: 'de' } }],
]

describe('with the shipped lists', () => {
  it.each(rows)('%s is %s', (anchor, kind, from) => {
    const facts = exampleLink({ site: us, ...from, anchor, lists })
    const answer = anchorKind.judge(facts)
    expect([answer.kind, answer.evidence.map(({ found }) => found).join('; ')]).toEqual([kind, expect.anything()])
    expect(answer.evidence.length).toBeGreaterThan(0)
    // Unicode-equivalent spellings are one anchor (section 7).
    for (const form of ['NFC', 'NFD'] as const) expect(anchorKind.judge(exampleLink({ site: us, ...from, anchor: anchor.normalize(form), lists }))).toEqual(answer)
  })

  it('grades by what is sold and where', () => {
    const grade = (anchor: string, target: string) => anchorKind.judge(exampleLink({ anchor, target, lists, site: us })).grade
    expect([grade('dental implants Dayton', implants), grade('affordable dental implants', implants), grade('best dental implants', implants), grade('gum disease', guide), grade('Oak Street Dental', implants)]).toEqual([3, 3, 2, 1, 0])
  })

  it('treats the same word in any width, case or spacing alike', () => {
    for (const anchor of ['DENTAL  implants DAYTON', 'ｄｅｎｔａｌ implants Dayton', '«dental implants Dayton»', 'dental\u00adimplants'.replace('\u00ad', '\u00a0') + ' dayton', 'dental implants &nbsp;Dayton']) {
      expect(anchorKind.judge(exampleLink({ anchor, target: implants, lists, site: us }))).toMatchObject({ kind: 'AK-EXACT', normalised: 'dental implants dayton' })
    }
  })

  it('gives every text one kind with evidence, equal for equivalent Unicode', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('en', 'tr', 'de', 'ja', null), (anchor, language) => {
      const answer = anchorKind.judge(exampleLink({ anchor, link: { language }, lists, site: us }))
      expect(answer.evidence.length).toBeGreaterThan(0)
      expect(answer.evidence.every(({ found }) => found.length <= 160)).toBe(true)
      expect(anchorKind.judge(exampleLink({ anchor: anchor.normalize('NFD'), link: { language }, lists, site: us }))).toEqual(answer)
    }), { numRuns: 300 })
  })

  it('survives hostile texts in linear time', () => {
    const started = process.cpuUsage()
    for (const piece of ['a.', '(', 'dot ', '1', 'http://', 'ا', '歯', '&#', 'x@', '..', '-\u0301', 'oak street '] ) anchorKind.judge(exampleLink({ anchor: piece.repeat(50_000), lists, site: us }))
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(3_000)
  })
})
