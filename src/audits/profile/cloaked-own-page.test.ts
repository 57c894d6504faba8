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

describe('visitors who are sent elsewhere for honest reasons', () => {
  const led = (redirectTo: string, more: ExamplePage = {}): ExamplePage => ({ status: 302, redirectTo, ...more })
  it.each<[string, ExamplePage, ExamplePage]>([
    ['the edition of another country', {}, led('https://www.northgate-heart.org/fr/')],
    ['another domain of the same name as one in the profile', {}, led('https://northgate.org/')],
    ['a short address of the site that leads on', { features: { mainWordCount: 4 } }, led('https://spring-campaign.example/2026')],
    ['a short address without a page', { features: { mainWordCount: 0, mainExternalDomains: [] } }, led('https://short.example/x')],
    ['a newspaper that wrote about it', {}, led('https://daily-news.example/our-story')],
    ['a page that moved days after the robot had read it', { seenAt: '2026-02-27T00:00:00.000Z' }, led('https://eastvale-health.example/')],
  ])('%s', (_title, robot, browser) => {
    expect(judge(robot, browser).verdict).toBe('pass')
  })

  it.each<[string, ExamplePage, ExamplePage]>([
    ['a wall that asks for consent', {}, led('https://consent.walls.example/v2?lang=en')],
    ['a wall that lets its visitor come back', {}, led('https://walls.example/ask?return=https%3A%2F%2Fnorthgate-heart.example%2Fblog')],
    ['a login', {}, led('https://login.identity.example/northgate')],
    ['a login by a folder', {}, led('https://identity.example/oauth2/authorize?client_id=7')],
    ['a check for robots, which the robot fails', led('https://guards.example/captcha?x=1'), {}],
    ['the same page on another domain', {}, led('https://eastvale-health.example/blog')],
    ['a folder that anybody can name so', {}, led('https://pills.example/sso/buy')],
    ['a host that anybody can name so', {}, led('https://account.pills.example/')],
    ['the same path on another domain', {}, led('https://pills.example/blog')],
  ])('are not told from cloaking by the address alone: %s', (_title, robot, browser) => {
    expect(judge(robot, browser)).toMatchObject({ verdict: 'unknown', missing: [expect.stringContaining('https://northgate-heart.example/blog') as string] })
  })

  it('does not hide what was found on other pages', () => {
    const ownFaces = [{ askedAs: 'search-robot' as const }, led('https://login.identity.example/', { askedAs: 'browser' }), { url: 'https://northgate-heart.example/a', askedAs: 'search-robot' as const }, led('https://pills.example/', { url: 'https://northgate-heart.example/a', askedAs: 'browser' })]
    expect(audit.judge(exampleProfileFacts([], { ownFaces }), audit.options)).toMatchObject({ verdict: 'flag', evidence: [{ url: 'https://northgate-heart.example/a' }] })
  })

  it.each<[string, ExamplePage, ExamplePage]>([
    ['a shortener, behind which anything may be', {}, led('https://short.example/x')],
    ['an address that names the site, but for nobody to come back', {}, led('https://pills.example/?ref=northgate-heart.example')],
    ['the page that was asked for, handed on as where the visitor is from', {}, led('https://pills.example/?from=https://northgate-heart.example/blog')],
    ['an offer behind a name of walls', {}, led('https://privacy.pills.example/buy-viagra')],
    ['an offer in the name of the host that keeps the path', {}, led('https://buykamagra.example/blog')],
    ['an offer that lets its visitor come back', {}, led('https://shop.example/buy-viagra?return=https%3A%2F%2Fnorthgate-heart.example%2Fblog')],
    ['another site’s name with ours in a folder', {}, led('https://pills.example/northgate-heart/')],
    ['a front page from a front page', { url: 'https://northgate-heart.example/' }, led('https://pills.example/', { url: 'https://northgate-heart.example/' })],
    ['the robot still got the page days later', { seenAt: '2026-03-05T00:00:00.000Z' }, led('https://pills.example/')],
  ])('is cloaking: %s', (_title, robot, browser) => {
    expect(judge(robot, browser)).toMatchObject({ verdict: 'flag', evidence: [{ place: 'where it leads' }] })
  })

  const site = (pages: Array<[path: string, robotAt: string, browserAt: string, to: string | null]>) => audit.judge(exampleProfileFacts([], {
    ownFaces: pages.flatMap(([path, robotAt, browserAt, redirectTo]) => [{ url: `https://northgate-heart.example${path}`, askedAs: 'search-robot' as const, seenAt: robotAt }, { url: `https://northgate-heart.example${path}`, askedAs: 'browser' as const, seenAt: browserAt, redirectTo }]),
  }), audit.options).verdict
  const [early, late, later] = ['2026-03-02T06:00:00.000Z', '2026-03-02T18:00:00.000Z', '2026-03-02T20:00:00.000Z']

  it('the whole site moved, and the robot too was led there afterwards', () => {
    const moved = (seenAt: string, askedAs: 'search-robot' | 'browser', path: string, redirectTo: string | null) => ({ url: `https://northgate-heart.example${path}`, seenAt, askedAs, redirectTo })
    const there = 'https://eastvale.example/'
    const ownFaces = [...['/a', '/b', '/c'].flatMap((path) => [moved(early, 'search-robot', path, null), moved(late, 'browser', path, there)]), moved(late, 'search-robot', '/d', there), moved(late, 'browser', '/d', there)]
    expect(audit.judge(exampleProfileFacts([], { ownFaces }), audit.options).verdict).toBe('pass')
  })

  it('the whole site moved, or all its visitors are led away: the site was read as a robot and then as a browser', () => {
    const read = (to: string) => site([['/a', early, late, to], ['/b', early, late, to], ['/c', early, later, to]])
    expect(read('https://eastvale.example/')).toBe('unknown')
    expect(read('https://buykamagra.example/')).toBe('flag')
  })

  it.each<[string, Parameters<typeof site>[0]]>([
    ['some pages stayed', [['/a', early, late, 'https://eastvale.example/'], ['/b', early, late, 'https://eastvale.example/'], ['/c', early, later, null]]],
    ['the robot still gets them afterwards', [['/a', later, late, 'https://eastvale.example/'], ['/b', early, late, 'https://eastvale.example/'], ['/c', early, late, 'https://eastvale.example/']]],
    ['to several domains', [['/a', early, late, 'https://pills-1.example/'], ['/b', early, late, 'https://pills-2.example/'], ['/c', early, late, 'https://pills-3.example/']]],
    ['two pages are no site', [['/a', early, late, 'https://eastvale.example/'], ['/b', early, late, 'https://eastvale.example/']]],
  ])('no move of the whole site: %s', (_title, pages) => {
    expect(site(pages)).toBe('flag')
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
