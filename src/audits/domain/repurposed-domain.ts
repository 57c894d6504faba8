import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PastPage } from '../../model/past-page.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import { hostOffers, nameHintMax } from '../risk/host-offers.js'
import { countryOf, dayOf, languageOf, nameOf, offerOf, ownPastPages, pastPageOf, topicCosine, wordCounts } from '../risk/past-pages.js'
import { rdapAnswers, spamPolicies } from '../risk/references.js'
import { registeredAnew } from '../risk/registered-anew.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import { dayMs } from '../risk/windows.js'
import type { RiskDomainFacts } from '../risk/facts.js'

/**
 * RISK-04, from what the index itself saw over time, on pages with a link to the site or without one: before and after a gap
 * between our captures, which says nothing of the site's own silence, or a notice that the name was for sale, other things
 * are offered, on other subjects, under another name. Two clues are needed that do not follow from one another, and one of them must be an offer or a change of
 * language. That the domain was registered anew after it had stood on the web is a clue as well, and where it is known it
 * says which pages are the earlier ones; so is a notice of sale; but some registries write a new day when a domain is sold, so with it an offer or a
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
  notMeasured: ['when the present registration began, where no registry was asked (registrations fetch, registrations read)', 'anchors of links that others have to the old site', 'what the domain was before the oldest of its pages in the archives that were added'],
  severity: 'high',
  action: 'monitor',
  references: [spamPolicies, rdapAnswers],
  needs: ['pages', 'links', 'registrations'],
  options: { gapDaysMin: 180, pagesMin: 3, cosineMax: 0.2 },
  evidence: z.object({ clue: z.string().describe('What changed'), before: z.string().describe('As it was'), after: z.string().describe('As it is') }),
  judge(facts: RiskDomainFacts, options) {
    if (suspectable(facts.links, facts.lists).length === 0) return pass()
    const pagesMin = options['pagesMin'] as number
    const anew = registeredAnew(facts)
    const past = facts.past ?? (anew === undefined ? [] : recentPages(facts))
    const own = ownPastPages(past)
    const isEnough = (split: number | undefined): split is number => split !== undefined && split >= pagesMin && own.length - split >= pagesMin
    const splitBy = (day: string) => own.filter((page) => dayOf(page) < day).length
    const forSale = past.find((page) => page.isParked && isEnough(splitBy(dayOf(page))))
    const bySplit = [anew === undefined ? undefined : splitBy(anew.on), forSale === undefined ? undefined : splitBy(dayOf(forSale)), widestGap(own, (options['gapDaysMin'] as number) * dayMs)].find(isEnough)
    const lapse: Row[] = anew === undefined ? [] : [{ clue: 'registration', before: anew.before, after: anew.after }]
    if (bySplit === undefined) {
      // What stood there before was not read: then it says enough that what was registered anew is filled with offers.
      const since = anew === undefined ? [] : own.filter((page) => dayOf(page) >= anew.on)
      const offer = since.length < pagesMin || since.length < own.length ? undefined : offeredBy(since, facts)
      if (offer !== undefined) return flag(0.55, [...lapse, { clue: 'what is offered', before: 'not read', after: offer }])
      return unknown('captures of this domain from two times at least half a year apart', ...(facts.registrations === undefined ? ['the day on which its registration began: registrations fetch asks the registry'] : []))
    }
    const before = own.slice(0, bySplit)
    const after = own.slice(bySplit)
    if (forSale !== undefined && dayOf(before.at(-1)!) <= dayOf(forSale) && dayOf(forSale) <= dayOf(after[0]!)) lapse.push({ clue: 'for sale or parked in between', before: before.at(-1)!.title, after: `${forSale.title || forSale.url} (${dayOf(forSale)})` })
    const days = `${dayOf(before.at(-1)!)} to ${dayOf(after[0]!)}`
    const [oldLanguage, newLanguage] = [languageOf(before), languageOf(after)]
    const isOtherLanguage = oldLanguage !== undefined && newLanguage !== undefined && oldLanguage !== newLanguage
    const language: Row[] = isOtherLanguage && changedLanguage(before, after) ? [{ clue: `language, ${days}`, before: oldLanguage, after: newLanguage }] : []
    const others: Row[] = []
    if (!isOtherLanguage && topicCosine(wordCounts(before), wordCounts(after)) < (options['cosineMax'] as number)) others.push({ clue: `subjects of titles and headings, ${days}`, before: before[0]!.title, after: after[0]!.title })
    const [oldName, newName] = [nameOf(before), nameOf(after)]
    const isComparable = !isOtherLanguage || seenTwice(before, after).length > 0
    if (isComparable && oldName !== undefined && newName !== undefined && oldName !== newName) others.push({ clue: `name of the site, ${days}`, before: oldName, after: newName })
    const [oldCountry, newCountry] = [countryOf(before), countryOf(after)]
    if (oldCountry !== undefined && newCountry !== undefined && oldCountry !== newCountry) others.push({ clue: `country of the postal address, ${days}`, before: oldCountry, after: newCountry })
    // An offer alone would not be enough, and reading all texts for one takes longest.
    if (language.length + others.length + lapse.length === 0) return pass()
    const newOffer = offeredBy(after, facts)
    const offer: Row[] = newOffer !== undefined && offeredBy(before, facts) === undefined ? [{ clue: `what is offered, ${days}`, before: before[0]!.title, after: newOffer }] : []
    const rows = [...language, ...offer, ...others]
    const telling = language.length + offer.length
    // That a name had lapsed is one clue, by however many signs it is known.
    const clues = rows.length + Math.min(1, lapse.length)
    return (telling >= 1 && clues >= 2) || (lapse.length > 0 && clues >= 3) ? flag(clues >= 3 ? 0.75 : 0.55, [...lapse, ...rows]) : pass()
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

interface Row {
  clue: string
  before: string
  after: string
}

/** Pages of a domain whose captures all lie close together. */
function recentPages({ pages, site, lists }: RiskDomainFacts): PastPage[] {
  return pages.filter((page) => page.features !== null && page.title !== null).map((page) => pastPageOf(page, { site, lists })).sort((a, b) => (a.seenAt < b.seenAt ? -1 : 1))
}

/** How many pages stand before the widest gap between captures; undefined where none is long enough. */
function widestGap(pages: readonly PastPage[], gapMsMin: number): number | undefined {
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

/**
 * True if an address seen both times changed its language, or no such address is known and no page kept the old one. Where
 * addresses name their language ("/de/", "en.paper.example") another edition was read, and none has changed.
 */
function changedLanguage(before: readonly PastPage[], after: readonly PastPage[]): boolean {
  const old = new Map(before.map((page) => [page.url, page.language]))
  const twice = seenTwice(before, after)
  if (twice.length > 0) return twice.every((page) => page.language !== old.get(page.url))
  if (before.every(namesItsLanguage) || after.every(namesItsLanguage)) return false
  const kept = new Set(before.map(({ language }) => language))
  return after.every(({ language }) => !kept.has(language))
}

function namesItsLanguage({ url, language }: PastPage): boolean {
  return language !== null && url.toLowerCase().slice(0, 300).split(/[/.?=&_-]+/u).slice(1).includes(language)
}

function seenTwice(before: readonly PastPage[], after: readonly PastPage[]): PastPage[] {
  const old = new Set(before.map(({ url }) => url))
  return after.filter(({ url }) => old.has(url))
}

/** What most pages offer; the name of the host is no clue, since it did not change. */
function offeredBy(pages: readonly PastPage[], { lists, domain }: RiskDomainFacts): string | undefined {
  return hostOffers(domain, lists).some((offer) => offer.strength > nameHintMax) ? undefined : offerOf(pages)
}
