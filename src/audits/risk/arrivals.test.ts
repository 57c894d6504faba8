import { describe, expect, it } from 'vitest'
import anchorOverOptimisation from '../profile/anchor-over-optimisation.js'
import bulkGuestPosts from '../profile/bulk-guest-posts.js'
import commentBlast from '../profile/comment-blast.js'
import hostileLinkBurst from '../profile/hostile-link-burst.js'
import linkVelocitySpike from '../profile/link-velocity-spike.js'
import linkChurn from '../domain/link-churn.js'
import { arrivalsOf } from './arrivals.js'
import { exampleDomainFacts, exampleProfileFacts, exampleTypedLink, repeated, type ExampleLink } from './example-facts.js'

const end = Date.parse('2026-02-28T00:00:00.000Z')
const daysBack = (days: number) => new Date(end - days * 86_400_000).toISOString()
/** A link of a list that tells no days: first and last seen when it was imported. */
const listed = (page: string, days: number, seenBy = ['bing-backlinks']): ExampleLink => ({ page, firstSeen: daysBack(days), lastSeen: daysBack(days), seenBy })
const told = (page: string, days: number, seenBy = ['ahrefs-backlinks']): ExampleLink => ({ page, firstSeen: daysBack(days), seenBy })
const isKnown = (links: ExampleLink[], link: ExampleLink) => {
  const typed = links.map(exampleTypedLink)
  return arrivalsOf(typed).isKnown(exampleTypedLink(link).link)
}

describe('the day on which a link came', () => {
  const monthly = Array.from({ length: 6 }, (_, at) => listed(`https://m-${at}.example/`, 30 * at))
  const old = told('https://old.example/', 900)
  it.each<[string, ExampleLink[], ExampleLink, boolean]>([
    ['the first import of a list without days', [old], listed('https://a.example/', 0), false],
    ['an import of it each month', monthly, listed('https://a.example/', 0), true],
    ['the second month of it', monthly.slice(0, 2), listed('https://a.example/', 0), true],
    ['its second import after a year', [listed('https://b.example/', 365)], listed('https://a.example/', 0), false],
    ['what was added between such imports', [listed('https://b.example/', 365), listed('https://c.example/', 0)], listed('https://a.example/', 170), false],
    ['a tool that tells days', [old], told('https://a.example/', 3), true],
    ['a tool that tells days, after a quiet year', [told('https://b.example/', 400)], told('https://a.example/', 3), true],
    ['a tool whose days begin in the same weeks', [told('https://b.example/', 20)], told('https://a.example/', 3), false],
    ['a link both a new list and an old tool know', [old], listed('https://a.example/', 0, ['ahrefs-backlinks', 'bing-backlinks']), true],
    ['two new lists that only know the same links', [listed('https://b.example/', 0, ['bing-backlinks', 'moz-links'])], listed('https://a.example/', 0, ['bing-backlinks', 'moz-links']), false],
    ['a second plain list a month after another', [listed('https://b.example/', 33, ['plain-list'])], listed('https://a.example/', 0, ['plain-list']), false],
    ['a plain list each month, which tells days', [told('https://b.example/', 60, ['plain-list']), listed('https://c.example/', 30, ['plain-list'])], listed('https://a.example/', 0, ['plain-list']), false],
    ['a plain list beside a tool that tells days', [old, listed('https://b.example/', 33, ['plain-list'])], told('https://a.example/', 3, ['ahrefs-backlinks', 'plain-list']), true],
    ['marked links of a tool, with the days of its index', [told('https://b.example/', 400, ['semrush-backlink-audit'])], told('https://a.example/', 3, ['semrush-backlink-audit']), true],
    ['marked links of a tool, without days, each month', [listed('https://b.example/', 33, ['semrush-backlink-audit'])], listed('https://a.example/', 0, ['semrush-backlink-audit']), false],
    ['a crawl in its first week', [listed('https://b.example/', 6, ['crawl'])], listed('https://a.example/', 0, ['crawl']), false],
    ['a day that cannot be read', [old], { page: 'https://a.example/', firstSeen: 'no day' }, false],
  ])('%s', (_title, others, link, known) => {
    expect(isKnown([...others, link], link)).toBe(known)
  })

  it('a list that knows links of others begins with what it alone has seen', () => {
    const both = told('https://b.example/', 700, ['ahrefs-backlinks', 'bing-backlinks'])
    expect(isKnown([both, listed('https://a.example/', 0)], listed('https://a.example/', 0))).toBe(false)
    expect(isKnown([both, ...Array.from({ length: 4 }, (_, at) => listed(`https://m-${at}.example/`, 30 * at))], listed('https://a.example/', 0))).toBe(true)
  })
})

const exact = { anchor: 'cheap dental implants', kind: 'AK-EXACT', grade: 3 } as const
const old = Array.from({ length: 40 }, (_, at): ExampleLink => told(`https://week-${at}.example/`, 7 * (at + 1)))
const page = 'https://blog-{n}.example/post'
const verdicts = (from: ExampleLink, before: ExampleLink[]) => ({
  'RISK-10': commentBlast.judge(exampleProfileFacts([...before, ...repeated(20, { ...from, ...exact, type: 'LT-11', page })]), commentBlast.options).verdict,
  'RISK-13': linkVelocitySpike.judge(exampleProfileFacts([...before, ...repeated(40, { ...from, type: 'LT-10', page })], { asOf: '2026-03-02T00:00:00.000Z' }), linkVelocitySpike.options).verdict,
  'RISK-22': bulkGuestPosts.judge(exampleProfileFacts([...before, ...repeated(10, { ...from, ...exact, type: 'LT-02', page })]), bulkGuestPosts.options).verdict,
  'RISK-30': hostileLinkBurst.judge(exampleProfileFacts([...before, ...repeated(120, { ...from, anchor: 'online casino bonus', kind: 'AK-SPAM', page })]), hostileLinkBurst.options).verdict,
})

describe('audits of what came in a short time', () => {
  const all = (verdict: string) => ({ 'RISK-10': verdict, 'RISK-13': verdict, 'RISK-22': verdict, 'RISK-30': verdict })
  it('find it where a tool tells the days', () => {
    expect(verdicts(told('', 3), old)).toEqual(all('flag'))
  })

  it('say nothing of the first import of a list without days, alone or beside others', () => {
    expect(verdicts(listed('', 3), old)).toEqual(all('unknown'))
    expect(verdicts(listed('', 3), [])).toEqual(all('unknown'))
  })

  it('say nothing of a list that is imported twice a year, and find it in one that is imported each month', () => {
    expect(verdicts(listed('', 3), [...old, listed('https://b.example/', 180)])).toEqual(all('unknown'))
    expect(verdicts(listed('', 3), [...old, ...Array.from({ length: 5 }, (_, at) => listed(`https://m-${at}.example/`, 30 * (at + 1)))])).toEqual(all('flag'))
  })

  it('say nothing of a second plain list a month after another', () => {
    const plain = (days: number) => listed('', days, ['plain-list'])
    expect(verdicts(plain(3), [...old, ...repeated(20, { ...plain(36), page: 'https://other-{n}.example/' })])).toEqual(all('unknown'))
  })

  it('RISK-28: links that a list without days showed once are not called short-lived when their pages are looked at', () => {
    const lost = { state: 'lost', lostReason: 'link-removed' } as const
    const churn = (links: ExampleLink[]) => linkChurn.judge(exampleDomainFacts('renter.example', links), linkChurn.options).verdict
    const rented = (link: ExampleLink) => repeated(6, { ...link, ...lost, page: 'https://renter.example/p{n}' })
    expect(churn(rented({ ...told('', 60), lastSeen: daysBack(40) }))).toBe('flag')
    expect(churn(rented(listed('', 60)))).toBe('unknown')
  })
})

describe('anchor tests by days', () => {
  const found = (links: ExampleLink[]) => anchorOverOptimisation.judge(exampleProfileFacts(links), anchorOverOptimisation.options).evidence.map(({ test }) => test.slice(0, 5))
  const brands = (days: (at: number) => number) => Array.from({ length: 30 }, (_, at) => told(`https://brand-${at}.example/`, days(at)))
  const template: ExampleLink = { anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 2, anchorFlags: ['template:[service] [place]'] }

  it('AN-14: three of one pattern count where somebody saw them come', () => {
    const three = (link: ExampleLink) => repeated(3, { ...link, ...template, page: 'https://site-{n}.example/a' })
    const before = brands((at) => 20 * (at + 1))
    expect(found([...before, ...three(told('', 3))])).toContain('AN-14')
    expect(found([...before, ...three(listed('', 3))])).not.toContain('AN-14')
    expect(found([...before, ...repeated(4, { ...listed('', 3), ...template, page: 'https://site-{n}.example/a' })])).toContain('AN-14')
  })

  it('AN-16: no shift is told by the day of an import', () => {
    const ten = (link: ExampleLink) => repeated(10, { ...link, ...exact, page: 'https://site-{n}.example/a' })
    const before = brands((at) => 100 + 20 * at)
    expect(found([...before, ...ten(told('', 3))])).toContain('AN-16')
    expect(found([...before, ...ten(listed('', 3))])).not.toContain('AN-16')
  })
})
