import type { AnchorAnswer, LinkFacts } from '../../model/facts.js'
import type { Example } from '../../model/judgement.js'
import { exampleLink, type ExampleLinkFrom } from './example-facts.js'

const implants = 'https://oakstreetdental.example/implants'
const guide = 'https://oakstreetdental.example/guides/diabetes'

const rows: Array<[string, ExampleLinkFrom, Partial<AnchorAnswer>]> = [
  ['no text at all', { anchor: ' \u200b ' }, { kind: 'AK-EMPTY', altKind: null }],
  ['no text, but a title', { anchor: '', link: { fallbackText: 'Oak Street Dental' } }, { kind: 'AK-EMPTY', altKind: 'AK-BRAND' }],
  ['only a symbol', { anchor: '→' }, { kind: 'AK-EMPTY', flags: ['symbol'] }],
  ['a logo', { link: { image: 'https://toothtalk.example/logo.png' } }, { kind: 'AK-IMG', altKind: 'AK-BRAND' }],
  ['an address', { anchor: 'www.oakstreetdental.example/implants' }, { kind: 'AK-URL' }],
  ['a domain spelled out', { anchor: 'oakstreetdental dot example' }, { kind: 'AK-URL' }],
  ['a telephone number', { anchor: '(555) 010-7788' }, { kind: 'AK-PHONE' }],
  ['the name', {}, { kind: 'AK-BRAND', grade: 0 }],
  ['the name in one word', { anchor: 'OakStreetDental' }, { kind: 'AK-BRAND' }],
  ['the name with its town', { anchor: 'Oak Street Dental Dayton' }, { kind: 'AK-BRAND', flags: ['location'] }],
  ['a clinician', { anchor: "Dr. Rao's practice" }, { kind: 'AK-BRAND', flags: ['clinician'] }],
  ['a surname that is a word', { anchor: 'a long read' }, { kind: 'AK-OTHER' }],
  ['name and service', { anchor: 'Oak Street Dental implants Dayton', target: implants }, { kind: 'AK-COMPOUND', grade: 3 }],
  ['service and town', { anchor: 'dental implants Dayton', target: implants }, { kind: 'AK-EXACT', grade: 3, flags: ['template:[service] [place]'] }],
  ['service and town, other order', { anchor: 'Dayton dental implants', target: implants }, { kind: 'AK-EXACT', grade: 3 }],
  ['service of another page', { anchor: 'teeth whitening Dayton', target: implants }, { kind: 'AK-PARTIAL', grade: 3, flags: ['off-target', 'template:[service] [place]'] }],
  ['service among other words', { anchor: 'how dental implants heal after surgery', target: implants }, { kind: 'AK-PARTIAL', grade: 2 }],
  ['a page title quoted', { anchor: 'A complete guide to diabetes and gum disease', target: guide }, { kind: 'AK-TITLE', flags: ['title-quote'] }],
  ['navigation', { anchor: 'Click here' }, { kind: 'AK-GENERIC' }],
  ['a symptom', { anchor: 'swollen gums', target: guide }, { kind: 'AK-TOPIC' }],
  ['anything else', { anchor: 'Best of 2026' }, { kind: 'AK-OTHER' }],
  ['a medicine on sale, disguised', { anchor: 'cheap v1agra online' }, { kind: 'AK-SPAM' }],
  ['not told by the source', { anchor: null }, { kind: 'AK-UNKNOWN' }],
]

export const anchorExamples: ReadonlyArray<Example<LinkFacts, Partial<AnchorAnswer>>> = rows.map(([title, from, expect]) => ({ title, facts: exampleLink(from), expect }))
