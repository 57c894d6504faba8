import { describe, expect, it } from 'vitest'
import { estimateUnseen } from './unseen.js'

const source = (seenBy: string, referringDomains: number) => ({ seenBy, links: referringDomains, referringDomains, onlyHere: 0, firstSeen: null, lastSeen: null })
const counts = (...domains: number[]) => domains.map((referringDomains, at) => ({ sources: at + 1, referringDomains }))

describe('estimateUnseen', () => {
  it('takes two tools by Chapman', () => {
    const answer = estimateUnseen({ sources: [source('ahrefs-backlinks', 100), source('bing-backlinks', 60)], overlap: [{ a: 'ahrefs-backlinks', b: 'bing-backlinks', referringDomains: 30 }], seenByCounts: counts(100, 30) })
    expect(answer).toMatchObject({ verdict: 'estimate', method: 'chapman', seen: 130, sources: ['Ahrefs', 'Bing'] })
    expect(answer.total!.best).toBe(Math.round((101 * 61) / 31 - 1))
    expect(answer.total!.low).toBeGreaterThanOrEqual(130)
    expect(answer.total!.low).toBeLessThan(answer.total!.best)
    expect(answer.total!.high).toBeGreaterThan(answer.total!.best)
    expect(answer.unseen!.best).toBe(answer.total!.best - 130)
  })

  it('takes three tools by Chao', () => {
    const sources = [source('ahrefs-backlinks', 60), source('bing-backlinks', 50), source('majestic-backlinks', 40)]
    expect(estimateUnseen({ sources, overlap: [], seenByCounts: counts(80, 20, 10) })).toMatchObject({ verdict: 'estimate', method: 'chao', seen: 110, total: { best: Math.round(110 + ((2 / 3) * 6400) / 40) } })
  })

  it('does not take two exports of one tool for two witnesses', () => {
    const answer = estimateUnseen({ sources: [source('ahrefs-backlinks', 100), source('ahrefs-referring-domains', 90)], overlap: [{ a: 'ahrefs-backlinks', b: 'ahrefs-referring-domains', referringDomains: 80 }], seenByCounts: counts(30, 80) })
    expect(answer).toMatchObject({ verdict: 'unknown', total: null })
    expect(answer.missing).toContain('Only Ahrefs')
  })

  it('leaves out lists that somebody picked', () => {
    expect(estimateUnseen({ sources: [source('ahrefs-backlinks', 100), source('disavow-file', 90)], overlap: [{ a: 'ahrefs-backlinks', b: 'disavow-file', referringDomains: 80 }], seenByCounts: counts(30, 80) }).verdict).toBe('unknown')
  })

  it('says unknown where the sources share too little', () => {
    const answer = estimateUnseen({ sources: [source('ahrefs-backlinks', 100), source('bing-backlinks', 60)], overlap: [{ a: 'ahrefs-backlinks', b: 'bing-backlinks', referringDomains: 6 }], seenByCounts: counts(148, 6) })
    expect(answer).toMatchObject({ verdict: 'unknown' })
    expect(answer.missing).toContain('share too little')
  })

  it('says unknown where nothing was seen', () => {
    expect(estimateUnseen({ sources: [], overlap: [], seenByCounts: [] })).toMatchObject({ verdict: 'unknown', seen: 0 })
  })

  it('says unknown where another source saw more than the two leave room for', () => {
    const sources = [source('ahrefs-backlinks', 20), source('bing-backlinks', 20), source('plain-list', 500)]
    const answer = estimateUnseen({ sources, overlap: [{ a: 'ahrefs-backlinks', b: 'bing-backlinks', referringDomains: 19 }], seenByCounts: counts(502, 19) })
    expect(answer).toMatchObject({ verdict: 'unknown', total: null, seen: 521 })
    expect(answer.missing).toContain('do not look at the same links: Ahrefs and Bing leave room for 2')
  })

  it('takes the two that saw most together, not the two that agree best', () => {
    const sources = [source('ahrefs-backlinks', 60), source('moz-inbound-links', 44), source('semrush-backlinks', 900), source('plain-list', 3)]
    const overlap = [{ a: 'ahrefs-backlinks', b: 'moz-inbound-links', referringDomains: 44 }, { a: 'ahrefs-backlinks', b: 'semrush-backlinks', referringDomains: 30 }, { a: 'moz-inbound-links', b: 'semrush-backlinks', referringDomains: 6 }]
    const answer = estimateUnseen({ sources, overlap, seenByCounts: counts(890, 40) })
    expect(answer).toMatchObject({ verdict: 'estimate', sources: ['Ahrefs', 'Semrush'] })
    expect(answer.total!.best).toBe(Math.round((61 * 901) / 31 - 1))
  })

  it('never gives less than what a third source adds', () => {
    const sources = [source('ahrefs-backlinks', 100), source('bing-backlinks', 60), source('plain-list', 90)]
    const answer = estimateUnseen({ sources, overlap: [{ a: 'ahrefs-backlinks', b: 'bing-backlinks', referringDomains: 30 }], seenByCounts: counts(175, 30) })
    expect(answer.total!.low).toBe(205)
    expect(answer.total!.best).toBeGreaterThanOrEqual(205)
  })
})
