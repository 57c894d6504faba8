import { describe, expect, it } from 'vitest'
import { exampleProfileFacts, type ExamplePage } from '../risk/example-facts.js'
import audit from './cloaked-own-page.js'

const judge = (robot: ExamplePage, browser: ExamplePage) => audit.judge(exampleProfileFacts([], { profile: { domains: ['northgate.example'] }, ownFaces: [{ ...robot, askedAs: 'search-robot' }, { ...browser, askedAs: 'browser' }] }), audit.options)
const shops = ['a.example', 'b.example', 'c.example', 'd.example', 'e.example', 'f.example']

describe('another page for the robot', () => {
  it.each<[string, ExamplePage, ExamplePage, number, string, string]>([
    ['an offer in the title', { title: 'Buy viagra without prescription' }, { title: 'Heart failure' }, 0.75, 'title', 'robot: Buy viagra without prescription · browser: Heart failure'],
    ['an offer in the text', { features: { extra: { mainStart: 'Here you buy viagra' } } }, {}, 0.75, 'main text', 'robot: Here you buy viagra / · browser: Measuring at home'],
    ['a browser that is sent to another domain', {}, { status: 302, redirectTo: 'https://pills.example/x' }, 0.6, 'where it leads', 'robot: the page · browser: pills.example'],
    ['a robot that is sent to another domain', { redirectTo: 'https://pills.example/' }, {}, 0.6, 'where it leads', 'robot: pills.example · browser: the page'],
    ['links', { features: { mainExternalDomains: shops } }, { features: { mainExternalDomains: ['journal.example'] } }, 0.6, 'outgoing links', 'links for the robot alone: a.example, b.example, c.example, d.example and 2 more'],
    ['another text under another title', { title: 'Shoes and bags', features: { textSimHash: '00000000ffffffff' } }, { title: 'Heart failure', features: { textSimHash: 'ffffffff00000000' } }, 0.4, 'title and text', 'robot: Shoes and bags · browser: Heart failure'],
    ['with and without the last slash', { url: 'https://northgate-heart.example/blog/', title: 'Buy viagra without prescription' }, {}, 0.75, 'title', 'robot: Buy viagra without prescription · browser: Measuring at home'],
  ])('%s', (_title, robot, browser, strength, place, quote) => {
    expect(judge(robot, browser)).toMatchObject({ verdict: 'flag', strength, evidence: [{ place, quote, captures: 'robot 2026-03-02T00:00, browser 2026-03-02T00:00' }] })
  })
})

describe('is none', () => {
  it.each<[string, ExamplePage, ExamplePage]>([
    ['where both got the same', {}, {}],
    ['where both got the offer: that is another finding', { title: 'Buy viagra without prescription' }, { title: 'Buy viagra without prescription' }],
    ['of a page that warns of such offers', { title: 'Warning: do not buy viagra from unknown shops' }, { title: 'Buying medicines' }],
    ['of a page that scripts write for visitors', { title: 'Heart failure', features: { textSimHash: '00000000ffffffff', mainWordCount: 900, mainExternalDomains: shops } }, { title: 'Loading', features: { textSimHash: 'ffffffff00000000', mainWordCount: 20 } }],
    ['of a paywall that says so', { title: 'The whole article', features: { textSimHash: '00000000ffffffff', extra: { accessibleForFree: false }, mainExternalDomains: shops } }, { title: 'Subscribe', features: { textSimHash: 'ffffffff00000000' } }],
    ['of one title over a text that was written anew', { features: { textSimHash: '00000000ffffffff' } }, { features: { textSimHash: 'ffffffff00000000' } }],
    ['of a text with some other words', { title: 'Heart failure, version B', features: { textSimHash: '00ff00ff00ff00ff' } }, { title: 'Heart failure', features: { textSimHash: '00ff00ff00ff0000' } }],
    ['of a page in the language of the visitor', { title: 'Heart failure', language: 'en-US', features: { textSimHash: '00000000ffffffff' } }, { title: 'Herzschwäche', language: 'de', features: { textSimHash: 'ffffffff00000000' } }],
    ['of short texts', { title: 'A', features: { textSimHash: '00000000ffffffff', mainWordCount: 60 } }, { title: 'B', features: { textSimHash: 'ffffffff00000000', mainWordCount: 60 } }],
    ['of a visitor who is sent to another page of the site', {}, { status: 302, redirectTo: 'https://www.northgate-heart.example/m/blog' }],
    ['of a visitor who is sent to another domain of the provider', {}, { status: 302, redirectTo: 'https://northgate.example/' }],
    ['of a few links more', { features: { mainExternalDomains: shops.slice(0, 4) } }, {}],
    ['of many links, of which the browser got as many others', { features: { mainExternalDomains: shops } }, { features: { mainExternalDomains: shops.map((shop) => `other-${shop}`) } }],
    ['of an answer without a page', { title: null, features: { mainExternalDomains: [] } }, { title: null }],
  ])('%s', (_title, robot, browser) => {
    expect(judge(robot, browser).verdict).toBe('pass')
  })

  it.each<[string, ExamplePage, ExamplePage]>([
    ['captured weeks apart', { title: 'Buy viagra without prescription', seenAt: '2026-02-01T00:00:00.000Z' }, {}],
    ['of two pages', { title: 'Buy viagra without prescription', url: 'https://northgate-heart.example/other' }, {}],
  ])('told where they were %s', (_title, robot, browser) => {
    expect(judge(robot, browser)).toMatchObject({ verdict: 'unknown' })
  })
})
