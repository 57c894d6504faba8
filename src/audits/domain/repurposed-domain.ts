import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import { hostOffers, nameHintMax } from '../risk/host-offers.js'
import { extraOf } from '../risk/page-extra.js'
import { pageFields } from '../risk/reading.js'
import { rdapAnswers, spamPolicies } from '../risk/references.js'
import { registeredAnew } from '../risk/registered-anew.js'
import { fold, scanText, tokensOf } from '../risk/spam-scan.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import { dayMs } from '../risk/windows.js'
import type { RiskDomainFacts } from '../risk/facts.js'

/**
 * RISK-04, from what the index itself saw over time: before and after a gap between our captures, which says nothing of
 * the site's own silence, other things are offered, on other subjects, under another name. Two clues are needed that do not follow from one another, and one of them must be an offer or a change of
 * language. That the domain was registered anew after it had stood on the web is a clue as well, and where it is known it
 * says which pages are the earlier ones; but some registries write a new day when a domain is sold, so with it an offer or a
 * change of language is needed too, or two others: a sold company has another name and the same subjects. Pages in another language have other words by themselves, and a bilingual site may be caught in one language
 * first and in the other later: so the subjects count only where the language stayed, the name only there or where an address
 * was seen both times, and the language only where the same address, or every page we saw, changed it. The country is the
 * one its postal addresses name. Links of others to the old site are not in the index, so what their anchors say is not asked.
 */
export default defineAudit({
  id: 'repurposed-domain',
  rule: 'RISK-04',
  judges: 'domain',
  title: 'The domain is what it was',
  failureTitle: 'The domain looks taken over by somebody else',
  why: 'Lapsed domains are bought for the links that still point to them and filled with other things; the spam policies name this, with a medical charity’s domain as an example.',
  innocent: 'A new name, a sold company or a merged charity changes a site as well, and some registries write a new day of registration when a domain is sold; what it looked like before tells more.',
  notMeasured: ['when the present registration began, where no registry was asked (registrations fetch, registrations read)', 'anchors of links that others have to the old site', 'earlier pages of the domain that have no link to the site'],
  severity: 'high',
  action: 'monitor',
  references: [spamPolicies, rdapAnswers],
  needs: ['pages', 'links', 'registrations'],
  options: { gapDaysMin: 180, pagesMin: 3, cosineMax: 0.2 },
  evidence: z.object({ clue: z.string().describe('What changed'), before: z.string().describe('As it was'), after: z.string().describe('As it is') }),
  judge(facts: RiskDomainFacts, options) {
    if (suspectable(facts.links, facts.lists).length === 0) return pass()
    const pagesMin = options['pagesMin'] as number
    const dated = facts.pages.filter((page) => page.features !== null && page.title !== null && Number.isFinite(Date.parse(page.seenAt))).sort((a, b) => (a.seenAt < b.seenAt ? -1 : 1))
    const anew = registeredAnew(facts)
    const isEnough = (split: number | undefined): split is number => split !== undefined && split >= pagesMin && dated.length - split >= pagesMin
    const bySplit = [anew === undefined ? undefined : dated.filter((page) => page.seenAt.slice(0, 10) < anew.on).length, widestGap(dated, (options['gapDaysMin'] as number) * dayMs)].find(isEnough)
    const rows: Array<{ clue: string; before: string; after: string }> = anew === undefined ? [] : [{ clue: 'registration', before: anew.before, after: anew.after }]
    if (bySplit === undefined) {
      // What stood there before was not read: then it says enough that what was registered anew is filled with offers.
      const since = anew === undefined ? [] : dated.filter((page) => page.seenAt.slice(0, 10) >= anew.on)
      const offer = since.length < pagesMin || since.length < dated.length ? undefined : offerOf(since, facts)
      if (offer !== undefined) return flag(0.55, [...rows, { clue: 'what is offered', before: 'not read', after: offer }])
      return unknown('captures of this domain from two times at least half a year apart', ...(facts.registrations === undefined ? ['the day on which its registration began: registrations fetch asks the registry'] : []))
    }
    const before = dated.slice(0, bySplit)
    const after = dated.slice(bySplit)
    const days = `${before.at(-1)!.seenAt.slice(0, 10)} to ${after[0]!.seenAt.slice(0, 10)}`
    const [oldLanguage, newLanguage] = [languageOf(before), languageOf(after)]
    const isOtherLanguage = oldLanguage !== undefined && newLanguage !== undefined && oldLanguage !== newLanguage
    if (isOtherLanguage && changedLanguage(before, after)) rows.push({ clue: `language, ${days}`, before: oldLanguage, after: newLanguage })
    const [oldOffer, newOffer] = [offerOf(before, facts), offerOf(after, facts)]
    if (newOffer !== undefined && oldOffer === undefined) rows.push({ clue: `what is offered, ${days}`, before: titleOf(before), after: newOffer })
    const telling = rows.length - Number(anew !== undefined)
    if (!isOtherLanguage && topicCosine(before, after) < (options['cosineMax'] as number)) rows.push({ clue: `subjects of titles and headings, ${days}`, before: titleOf(before), after: titleOf(after) })
    const [oldName, newName] = [nameOf(before), nameOf(after)]
    const isComparable = !isOtherLanguage || seenTwice(before, after).length > 0
    if (isComparable && oldName !== undefined && newName !== undefined && oldName !== newName) rows.push({ clue: `name of the site, ${days}`, before: oldName, after: newName })
    const [oldCountry, newCountry] = [countryOf(before), countryOf(after)]
    if (oldCountry !== undefined && newCountry !== undefined && oldCountry !== newCountry) rows.push({ clue: `country of the postal address, ${days}`, before: oldCountry, after: newCountry })
    return (telling >= 1 && rows.length >= 2) || (anew !== undefined && rows.length >= 3) ? flag(rows.length >= 3 ? 0.75 : 0.55, rows) : pass()
  },
  examples: [
    { title: 'a charity’s domain, registered anew, stands under another name on other subjects', facts: exampleDomainFacts('old-charity.example', [{ page: 'https://old-charity.example/1' }], [1, 2, 3].flatMap((n) => [
      { url: `https://old-charity.example/${n}`, title: `Heart walk ${n} of our members`, seenAt: '2024-02-01T00:00:00.000Z', features: { ogSiteName: 'Heart Friends' } },
      { url: `https://old-charity.example/new-${n}`, title: `Kitchen mixers reviewed ${n}`, seenAt: '2025-02-01T00:00:00.000Z', features: { ogSiteName: 'Mixer Guide' } },
    ]), { registrations: [{ createdOn: '2024-11-20' }] }), verdict: 'flag' },
    { title: 'a sold company: registered anew, another name, the same subjects', facts: exampleDomainFacts('shop.example', [{ page: 'https://shop.example/1' }], [1, 2, 3].flatMap((n) => [
      { url: `https://shop.example/${n}`, title: `Kitchen mixers reviewed ${n}`, seenAt: '2024-02-01T00:00:00.000Z', features: { ogSiteName: 'Mixer House' } },
      { url: `https://shop.example/new-${n}`, title: `Kitchen mixers reviewed again ${n}`, seenAt: '2025-02-01T00:00:00.000Z', features: { ogSiteName: 'Mixer Guide' } },
    ]), { registrations: [{ createdOn: '2024-11-20' }] }), verdict: 'pass' },
    { title: 'a charity’s old domain sells pills', facts: exampleDomainFacts('old-charity.example', [{ page: 'https://old-charity.example/1' }], [1, 2, 3].flatMap((n) => [
      { url: `https://old-charity.example/${n}`, title: `Heart walk ${n} of our members`, seenAt: '2024-02-01T00:00:00.000Z' },
      { url: `https://old-charity.example/shop-${n}`, title: `Buy viagra cheap cialis ${n}`, language: 'de', seenAt: '2026-02-01T00:00:00.000Z' },
    ])), verdict: 'flag' },
    { title: 'the same club, later', facts: exampleDomainFacts('club.example', [{ page: 'https://club.example/1' }], [1, 2, 3].flatMap((n) => [
      { url: `https://club.example/${n}`, title: `Heart walk ${n} of our members`, seenAt: '2024-02-01T00:00:00.000Z' },
      { url: `https://club.example/new-${n}`, title: `Heart walk ${n} for members`, seenAt: '2026-02-01T00:00:00.000Z' },
    ])), verdict: 'pass' },
    { title: 'a bilingual paper, seen in German first and in English later', facts: exampleDomainFacts('paper.example', [{ page: 'https://paper.example/1' }], [1, 2, 3].flatMap((n) => [
      { url: `https://paper.example/de/${n}`, title: `Das Krankenhaus eröffnet Station ${n}`, language: 'de', seenAt: '2025-06-01T00:00:00.000Z' },
      { url: `https://paper.example/en/${n}`, title: `Council votes about bridge ${n}`, language: 'en', seenAt: '2026-09-01T00:00:00.000Z' },
    ])), verdict: 'pass' },
    { title: 'seen once', facts: exampleDomainFacts('club.example', [{ page: 'https://club.example/1' }], [{ url: 'https://club.example/1' }]), verdict: 'unknown' },
  ],
})

/** How many pages stand before the widest gap between captures; undefined where none is long enough. */
function widestGap(pages: readonly PageRecord[], gapMsMin: number): number | undefined {
  let widest = gapMsMin
  let split: number | undefined
  for (let at = 1; at < pages.length; at += 1) {
    const gap = Date.parse(pages[at]!.seenAt) - Date.parse(pages[at - 1]!.seenAt)
    if (gap < widest) continue
    widest = gap
    split = at
  }
  return split
}

/** True if an address seen both times changed its language, or no such address is known and no page kept the old one. */
function changedLanguage(before: readonly PageRecord[], after: readonly PageRecord[]): boolean {
  const old = new Map(before.map((page) => [page.url, languageOf([page])]))
  const twice = seenTwice(before, after)
  if (twice.length > 0) return twice.every((page) => languageOf([page]) !== old.get(page.url))
  const kept = new Set(before.map((page) => languageOf([page])))
  return after.every((page) => !kept.has(languageOf([page])))
}

function seenTwice(before: readonly PageRecord[], after: readonly PageRecord[]): PageRecord[] {
  const old = new Set(before.map((page) => page.url))
  return after.filter((page) => old.has(page.url))
}

/** The language of more than half of the pages. */
function languageOf(pages: readonly PageRecord[]): string | undefined {
  return ofMost(pages, (page) => page.language?.toLowerCase().split(/[-_]/u, 1)[0])
}

function nameOf(pages: readonly PageRecord[]): string | undefined {
  return ofMost(pages, (page) => page.features!.ogSiteName?.trim().toLowerCase())
}

function ofMost(pages: readonly PageRecord[], valueOf: (page: PageRecord) => string | undefined): string | undefined {
  const counts = new Map<string, number>()
  for (const page of pages) {
    const value = valueOf(page)
    if (value !== undefined && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].find(([, count]) => count > pages.length / 2)?.[0]
}

function titleOf(pages: readonly PageRecord[]): string {
  return (pages[0]!.title ?? '').slice(0, 120)
}

/** An offer on at least half of the pages; the name of the host is no clue, since it did not change. */
function offerOf(pages: readonly PageRecord[], { lists, domain }: RiskDomainFacts): string | undefined {
  if (hostOffers(domain, lists).some((offer) => offer.strength > nameHintMax)) return undefined
  const found = pages.flatMap((page) => {
    const hits = [...scanText(page.title ?? '', lists), ...pageFields(page, lists).flatMap((field) => field.hits)]
    const hit = hits.some(({ list }) => list === 'spam/guard') ? undefined : hits.find(({ list }) => list.startsWith('spam/') && list.endsWith('-offer'))
    return hit === undefined ? [] : [hit.phrase]
  })
  return found.length >= pages.length / 2 ? found[0] : undefined
}

/** Cosine of the subjects of titles and headings, by how many pages name each word; 1 where too little was said to compare. */
function topicCosine(before: readonly PageRecord[], after: readonly PageRecord[]): number {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  if (Math.min(a.size, b.size) < 3) return 1
  let both = 0
  for (const [word, count] of a) both += count * (b.get(word) ?? 0)
  return both / (lengthOf(a) * lengthOf(b))
}

function lengthOf(counts: ReadonlyMap<string, number>): number {
  return Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0))
}

function wordsOf(pages: readonly PageRecord[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const page of pages) {
    const words = tokensOf(fold([page.title ?? '', ...page.features!.headings].join(' ').slice(0, 2_000))).filter((word) => word.length >= 4)
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** The country that most pages with a postal address name. */
function countryOf(pages: readonly PageRecord[]): string | undefined {
  const placed = pages.filter((page) => extraOf(page).countries.length > 0)
  return placed.length === 0 ? undefined : ofMost(placed, (page) => extraOf(page).countries[0])
}
