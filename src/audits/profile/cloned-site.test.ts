import { expect, it } from 'vitest'
import { exampleProfileFacts, type ExampleLink, type ExamplePage } from '../risk/example-facts.js'
import audit from './cloned-site.js'

const features = { textSimHash: '0123456789abcdef', mainWordCount: 200 }
const url = 'https://northgate-heart-clinic.example/'
const judge = (link: ExampleLink = {}, page: ExamplePage = {}, own: ExamplePage = {}) => audit.judge(exampleProfileFacts([{ page: url, id: 'aaaaaaaaaaaaaaaa', ...link }], {
  profile: { domains: ['northgate-old.example'] },
  ownPages: [{ url: 'https://northgate-heart.example/', title: 'Northgate Heart', ...own, features: { ...features, ...own.features } }],
  pages: [{ url: link.page ?? url, title: 'Northgate Heart', ...page, features: { ...features, ...page.features } }],
}), audit.options)

it.each<[string, ExampleLink, ExamplePage, ExamplePage]>([
  ['word for word', {}, {}, {}],
  ['with a line changed', {}, { features: { textSimHash: '0123456789abcdee' } }, {}],
  ['of a front page with a name', {}, {}, { url: 'https://www.northgate-heart.example/index.html' }],
  ['on a page below', { page: 'https://clinic-copies.example/northgate/' }, {}, {}],
])('a copy of the front page: %s', (_title, link, page, own) => {
  expect(judge(link, page, own)).toMatchObject({ verdict: 'flag', evidence: [{ copyOf: own.url ?? 'https://northgate-heart.example/', title: 'Northgate Heart', linkIds: ['aaaaaaaaaaaaaaaa'] }] })
})

it.each<[string, ExampleLink, ExamplePage, ExamplePage]>([
  ['a former domain', { page: 'https://northgate-old.example/' }, {}, {}],
  ['a domain of the same owner', { flags: ['same-owner'] }, {}, {}],
  ['a newspaper that is known', { page: 'https://daily-news.example/northgate' }, {}, {}],
  ['a listed health authority', { page: 'https://health-ministry.example/northgate', tier: 1 }, {}, {}],
  ['a text that is like it and no more', {}, { features: { textSimHash: '0123456789abcd10' } }, {}],
  ['a page of a few words', {}, { features: { mainWordCount: 20 } }, {}],
  ['a copy that is gone', { state: 'lost' }, {}, {}],
])('is none: %s', (_title, link, page, own) => {
  expect(judge(link, page, own).verdict).toBe('pass')
})

it('a copied article is somebody’s quotation: front pages alone are compared', () => {
  expect(judge({}, {}, { url: 'https://northgate-heart.example/guides/salt' })).toMatchObject({ verdict: 'unknown', missing: ['the text of the site’s front page'] })
})
