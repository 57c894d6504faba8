import { describe, expect, it } from 'vitest'
import { exampleProfileFacts, repeated, type ExampleLink, type ExamplePage } from '../risk/example-facts.js'
import commentBlast from './comment-blast.js'
import hackedOwnPage from './hacked-own-page.js'
import keywordWidget from './keyword-widget.js'
import linkVelocitySpike from './link-velocity-spike.js'
import openRedirect from './open-redirect.js'
import rentedSection from './rented-section.js'
import scholarshipLinks from './scholarship-links.js'
import unmoderatedComments from './unmoderated-comments.js'

type Patch = Omit<ExampleLink, 'page'> & { page?: string }

describe('one text posted to many places (RISK-10)', () => {
  const day = '2026-01-10T00:00:00.000Z'
  const praise = { before: 'What a great article, I learned so much from it! My own doctor is', after: 'and they always have time for me.' }
  const judge = (count: number, link: Patch) => commentBlast.judge(exampleProfileFacts([{}, ...repeated(count, { page: 'https://run-blog-{n}.example/post', type: 'LT-11', area: 'comment', firstSeen: day, ...praise, ...link })]), commentBlast.options)

  it('is a blast, also with the name as link text', () => {
    expect(judge(16, {})).toMatchObject({ verdict: 'flag', evidence: [{ links: 16, domains: 16, anchor: expect.stringMatching(/^“What a great article, I learned so much/u) as string }] })
  })

  it.each<[string, number, Patch]>([
    ['fourteen of them', 14, {}],
    ['all on one board', 20, { page: 'https://board.example/t/{n}' }],
    ['boards of one software', 20, { before: 'Joined Mon Jan 5 2026 Posts 0 Location Riverton Interests running Occupation nurse Website', after: 'Send message Add to friends' }],
    ['a few words', 20, { before: 'Great post!', after: 'Thanks.' }],
    ['no words told', 20, { before: '', after: '' }],
    ['editorial pages that quote one release', 20, { type: 'LT-01', area: 'main' }],
  ])('is none: %s', (_title, count, link) => {
    expect(judge(count, link).verdict).toBe('pass')
  })

  it('people who write for themselves are no blast', () => {
    const own = Array.from({ length: 20 }, (_, at): ExampleLink => ({ page: `https://forum-${at}.example/t/1`, type: 'LT-10', firstSeen: day, before: `My visit number ${at} was on a rainy Tuesday, and after a while I asked the nurse about`, after: 'which helped me a lot.' }))
    expect(commentBlast.judge(exampleProfileFacts([{}, ...own]), commentBlast.options).verdict).toBe('pass')
  })
})

describe('embed code (RISK-09)', () => {
  const judge = (count: number, link: Patch, page?: ExamplePage) => keywordWidget.judge(exampleProfileFacts(repeated(count, { page: 'https://local-{n}.example/', type: 'LT-14', subtype: 'embedded-widget', area: 'aside', ...link }), page === undefined ? {} : { pages: Array.from({ length: count }, (_, at) => ({ url: `https://local-${at + 1}.example/`, ...page })) }), keywordWidget.options)

  it('that hides its link is named, and says so', () => {
    expect(judge(5, { cues: ['hidden'] })).toMatchObject({ verdict: 'flag', evidence: [{ hidden: 'the link is hidden by its markup', domains: 5 }] })
    expect(judge(5, { anchor: 'book dentist Dayton', kind: 'AK-EXACT', grade: 3 })).toMatchObject({ verdict: 'flag' })
  })

  it.each<[string, number, Patch, ExamplePage | undefined]>([
    ['that shows the name', 9, {}, undefined],
    ['that hides it on four sites', 4, { cues: ['hidden'] }, undefined],
    ['hidden by an attacker among offers', 9, { cues: ['hidden'], type: 'LT-20' }, { features: { extra: { externalLinks: [{ domain: 'pills.example', text: 'cheap cialis', followed: true }] } } }],
    ['that asks engines not to follow', 9, { cues: ['hidden'], rel: ['nofollow'] }, undefined],
  ])('is fine: %s', (_title, count, link, page) => {
    expect(judge(count, link, page).verdict).toBe('pass')
  })
})

describe('a scholarship (RISK-24)', () => {
  const judge = (ownPages: ExamplePage[] = []) => scholarshipLinks.judge(exampleProfileFacts(repeated(6, { page: 'https://univ-{n}.example/scholarships', anchor: 'Northgate award', after: '$500 for the best essay' }), { ownPages }), scholarshipLinks.options)
  const url = 'https://northgate-heart.example/scholarship'

  it('that names nobody who won it is named, less surely where its page was not read', () => {
    expect(judge([{ url }])).toMatchObject({ verdict: 'flag', strength: 0.3, evidence: [{ winners: 'the site’s page about it names none' }] })
    expect(judge()).toMatchObject({ verdict: 'flag', strength: 0.2, evidence: [{ winners: 'the site’s page about it was not read' }] })
  })

  it.each<[string, ExamplePage]>([
    ['in a heading', { url, features: { headings: ['Past winners'] } }],
    ['on a page of their own', { url: 'https://northgate-heart.example/scholarship/recipients' }],
    ['in the text, beside a year', { url, features: { extra: { mainStart: 'Our recipients in 2024 were Ada B. and Tom C.' } } }],
  ])('whose winners are named is a fund: %s', (_title, page) => {
    expect(judge([page]).verdict).toBe('pass')
  })

  it('that promises to write to winners has named none', () => {
    expect(judge([{ url, features: { extra: { mainStart: 'All winners will be written to by e-mail.' } } }]).verdict).toBe('flag')
  })
})

describe('addresses nobody at the clinic gave out (RISK-40)', () => {
  const target = 'https://northgate-heart.example/files/buy-viagra-canadian-pharmacy.html'
  const judge = (links: ExampleLink[], around: Parameters<typeof exampleProfileFacts>[1] = { ownPages: [{}] }) => hackedOwnPage.judge(exampleProfileFacts(links, around), hackedOwnPage.options)
  const from = (count: number, to = target): ExampleLink[] => repeated(count, { page: 'https://old-club-{n}.example/', target: to })

  it('are named with what to look at, also where no own page was read', () => {
    expect(judge(from(3))).toMatchObject({ verdict: 'flag', strength: 0.35, evidence: [{ url: target, place: 'address', quote: expect.stringMatching(/linked by 3 domains, and not read/u) as string, fix: expect.stringMatching(/not found/u) as string }] })
    expect(judge(from(2), {})).toMatchObject({ verdict: 'flag' })
  })

  it.each<[string, ExampleLink[], Parameters<typeof exampleProfileFacts>[1]]>([
    ['one stranger', from(1), { ownPages: [{}] }],
    ['a page that is gone', from(3), { ownPages: [{}], moved: { [target]: null } }],
    ['a page that was read and is fine', from(3), { ownPages: [{ url: target, title: 'Why not to order medicines online' }] }],
    ['a page about a medicine', from(3, 'https://northgate-heart.example/medicines/viagra-and-the-heart'), { ownPages: [{}] }],
    ['a page that warns', from(3, 'https://northgate-heart.example/warning-buy-viagra-online'), { ownPages: [{}] }],
    ['a search of somebody', from(3, 'https://northgate-heart.example/search?q=buy+viagra'), { ownPages: [{}] }],
  ])('are none: %s', (_title, links, around) => {
    expect(judge(links, around).verdict).toBe('pass')
  })
})

describe('a crowd of new links in each of nine weeks (RISK-13)', () => {
  const asOf = '2026-11-23T00:00:00.000Z'
  const weekly = (from: number, weeks: number, count: number): ExampleLink[] => Array.from({ length: weeks * count }, (_, at) => ({ page: `https://site-${from}-${at}.example/a`, type: 'LT-10', firstSeen: new Date(Date.parse(asOf) - (from - Math.floor(at / count)) * 7 * 86_400_000 + 86_400_000).toISOString() }))

  it('is named by its first week, also where that lies a quarter back', () => {
    const answer = linkVelocitySpike.judge(exampleProfileFacts([...weekly(60, 1, 1), ...weekly(16, 9, 52)], { asOf }), linkVelocitySpike.options)
    expect(answer).toMatchObject({ verdict: 'flag', evidence: [{ newDomains: 52, weekFrom: '2026-08-03' }] })
  })

  it('that lies a year back is past', () => {
    expect(linkVelocitySpike.judge(exampleProfileFacts([...weekly(90, 1, 1), ...weekly(60, 1, 52)], { asOf }), linkVelocitySpike.options).verdict).toBe('pass')
  })
})

describe('what strangers leave on own pages (RISK-42 to RISK-44)', () => {
  const own = (...ownPages: ExamplePage[]) => exampleProfileFacts([{}], { ownPages })
  const comments = (...commentLinks: Array<{ domain: string; text: string }>) => unmoderatedComments.judge(own({ features: { extra: { commentCount: 4, commentLinks } } }), unmoderatedComments.options)

  it('a followed offer in a comment counts alone, a followed link of a reader little', () => {
    expect(comments({ domain: 'pills.example', text: 'cheap cialis' })).toMatchObject({ verdict: 'flag', strength: 0.4 })
    expect(comments({ domain: 'run-club.example', text: 'our club' })).toMatchObject({ verdict: 'flag', strength: 0.2, evidence: [{ severity: 'low' }] })
    expect(comments()).toMatchObject({ verdict: 'pass' })
  })

  it('a board of the site is written by its members, whether or not it counts comments', () => {
    const board = (text: string, followed: boolean) => unmoderatedComments.judge(own({ features: { generator: 'phpBB', extra: { externalLinks: [{ domain: 'x.example', text, followed }] } } }), unmoderatedComments.options)
    expect(board('cheap cialis', true)).toMatchObject({ verdict: 'flag', strength: 0.4 })
    expect(board('my site', true)).toMatchObject({ verdict: 'flag', strength: 0.2 })
    expect(board('my site', false).verdict).toBe('pass')
    expect(unmoderatedComments.judge(own({ features: { generator: 'wordpress', extra: { externalLinks: [{ domain: 'x.example', text: 'a journal', followed: true }] } } }), unmoderatedComments.options).verdict).toBe('pass')
  })

  it('a link of the site that is given an address is named where nobody opened it', () => {
    const relay = 'https://northgate-heart.example/go?url=https://pills.example/'
    expect(openRedirect.judge(own({ features: { extra: { relays: [relay] } } }), openRedirect.options)).toMatchObject({ verdict: 'unknown', missing: [expect.stringContaining(relay)] })
    expect(openRedirect.judge(exampleProfileFacts([{}], { ownPages: [{ features: { extra: { relays: [relay] } } }], moved: { [relay]: 'https://pills.example/' } }), openRedirect.options).verdict).toBe('flag')
    expect(openRedirect.judge(own({}), openRedirect.options).verdict).toBe('pass')
  })

  const section = (path: string, ...links: string[]) => rentedSection.judge(own({ url: `https://northgate-heart.example${path}`, features: { extra: { externalLinks: links.map((text, at) => ({ domain: `shop-${at}.example`, text, followed: true })) } } }), rentedSection.options)
  it.each<[string, string, string[], string]>([
    ['coupons for games', '/coupons/best-vpn', ['fast vpn', 'online casino bonus'], 'flag'],
    ['coupons of suppliers', '/coupons/stockings', ['support stockings', 'walking sticks'], 'pass'],
    ['an article about gambling', '/guides/gambling-harm', ['helpline', 'online casino bonus'], 'pass'],
    ['one link alone', '/coupons/x', ['online casino bonus'], 'pass'],
  ])('one page of a shopping folder: %s', (_title, path, links, verdict) => {
    expect(section(path, ...links).verdict).toBe(verdict)
  })
})
