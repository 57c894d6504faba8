import { domainOfHost } from '../../model/domain.js'
import type { SiteFacts } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import type { PastPage } from '../../model/past-page.js'
import { domainOf, hostOf, parseUrl } from '../../model/url.js'
import { lexiconOf } from '../anchors/lexicon.js'
import { conceptsOf } from '../anchors/target-page.js'
import { wordSet } from '../tiers/label-patterns.js'
import { extraOf } from './page-extra.js'
import { fold, scanText, tokensOf } from './spam-scan.js'

const wordCharsMin = 4
const textCharsMax = 2_000
const titleCharsMax = 120
/** As much as is kept of the name of a site whose page was not read whole. */
const nameCharsMax = 80

/**
 * What is kept of a page that was read at some time, for comparing it with others of its domain. What takes long is read when
 * somebody asks: of most domains nothing has changed that is seen sooner.
 */
export function pastPageOf(page: PageRecord, facts: { site: SiteFacts; lists: Lists }): PastPage {
  const { site, lists } = facts
  const own = [site.domain, ...site.profile.domains]
  return lazily({
    url: page.url,
    seenAt: page.seenAt,
    title: (page.title ?? '').slice(0, titleCharsMax),
    language: page.language?.toLowerCase().split(/[-_]/u, 1)[0] || null,
    siteName: (page.features?.ogSiteName ?? page.siteName ?? '').replace(/\s+/gu, ' ').trim().slice(0, nameCharsMax).toLowerCase() || null,
    country: extraOf(page).countries[0] ?? null,
    isParked: isParked(page, lists),
    leadsTo: leadsTo(page),
    linksSite: page.features?.mainExternalDomains.some((domain) => own.includes(domain)) === true,
  }, textsOf(page), facts)
}

/** The texts of a page that are compared, without what else was read of it. */
interface Texts {
  subjects: string
  scanned: readonly string[]
}

function textsOf(page: PageRecord): Texts {
  const { mainStart, mainEnd } = extraOf(page)
  const headings = page.features?.headings ?? []
  return { subjects: [page.title ?? '', ...headings, ...(page.subjects ?? [])].join(' ').slice(0, textCharsMax), scanned: [page.title ?? '', headings.join(' / '), mainStart, mainEnd] }
}

function lazily(known: Omit<PastPage, 'words' | 'offer' | 'isOfHealth'>, texts: Texts, { site, lists }: { site: SiteFacts; lists: Lists }): PastPage {
  let words: string[] | undefined
  let offer: string | null | undefined
  let isOfHealth: boolean | undefined
  return {
    ...known,
    get words() {
      return (words ??= wordsOfText(texts.subjects))
    },
    get offer() {
      return offer === undefined ? (offer = offerIn(texts, lists)) : offer
    },
    get isOfHealth() {
      return (isOfHealth ??= conceptsOf(texts.subjects, lexiconOf(site, lists)).length > 0)
    },
  }
}

/** Pages that the keeper of the domain wrote: neither a notice of a seller of names nor a way to somebody else. */
export function ownPastPages(past: readonly PastPage[]): PastPage[] {
  return past.filter((page) => page.title !== '' && !page.isParked && page.leadsTo === null)
}

function offerIn({ scanned }: Texts, lists: Lists): string | null {
  const hits = scanned.flatMap((text) => [...scanText(text, lists)])
  if (hits.some(({ list }) => list === 'spam/guard')) return null
  return hits.find(({ list }) => list.startsWith('spam/') && list.endsWith('-offer'))?.phrase ?? null
}

/** A lander has few words and few links: a magazine may write about names for sale. */
const landerWordsMax = 400
const landerLinksMax = 60

function isParked(page: PageRecord, lists: Lists): boolean {
  const led = page.redirectTo === null ? undefined : parseUrl(page.redirectTo)
  if (led !== undefined && wordSet(lists, 'parking-hosts').has(domainOfHost(hostOf(led)))) return true
  const isShort = page.features === null ? page.linkCount <= landerLinksMax : page.features.mainWordCount < landerWordsMax
  return isShort && scanText(page.title ?? '', lists).some(({ list }) => list === 'risk/parked')
}

function leadsTo({ redirectTo, domain }: PageRecord): string | null {
  const url = redirectTo === null ? undefined : parseUrl(redirectTo)
  return url === undefined || domainOf(url) === domain ? null : domainOf(url)
}

/** The language of more than half of the pages. */
export function languageOf(pages: readonly PastPage[]): string | undefined {
  return ofMost(pages, ({ language }) => language)
}

/** The country that most pages with a postal address name. */
export function countryOf(pages: readonly PastPage[]): string | undefined {
  return ofMost(pages.filter(({ country }) => country !== null), ({ country }) => country)
}

/** An offer on at least half of the pages. */
export function offerOf(pages: readonly PastPage[]): string | undefined {
  const offers = pages.flatMap(({ offer }) => offer ?? [])
  return offers.length >= pages.length / 2 ? offers[0] : undefined
}

const titlesMin = 3
const nameCharsMin = 3

/** The name that more than half of the pages give their site, or the same part of more than half of their titles: "Walks | Heart Friends". */
export function nameOf(pages: readonly PastPage[]): string | undefined {
  const told = ofMost(pages, ({ siteName }) => siteName)
  const titles = [...new Set(pages.map(({ title }) => title))]
  if (told !== undefined || titles.length < titlesMin) return told
  return ofMost(titles, (title) => namePart(title, -1)) ?? ofMost(titles, (title) => namePart(title, 0))
}

function namePart(title: string, at: number): string | null {
  const parts = title.split(/\s+[-–—]\s+|\s*[|»·•]\s*|:\s+/u)
  const part = parts.length < 2 ? '' : parts.at(at)!.trim().toLowerCase()
  return part.length < nameCharsMin ? null : part
}

function ofMost<Item>(items: readonly Item[], valueOf: (item: Item) => string | null): string | undefined {
  const counts = new Map<string, number>()
  for (const item of items) {
    const value = valueOf(item)
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].find(([, count]) => count > items.length / 2)?.[0]
}

/** How many pages name each word. */
export function wordCounts(pages: ReadonlyArray<Pick<PastPage, 'words'>>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { words } of pages) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Cosine of two counts of words; 1 where too little was said to compare. */
export function topicCosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  if (Math.min(a.size, b.size) < 3) return 1
  let both = 0
  for (const [word, count] of a) both += count * (b.get(word) ?? 0)
  return both / (lengthOf(a) * lengthOf(b))
}

function lengthOf(counts: ReadonlyMap<string, number>): number {
  return Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0))
}

/** Longer words of a text, each once. */
export function wordsOfText(text: string): string[] {
  return [...new Set(tokensOf(fold(text.slice(0, textCharsMax))).filter((word) => word.length >= wordCharsMin))]
}

export const dayOf = ({ seenAt }: Pick<PastPage, 'seenAt'>) => seenAt.slice(0, 10)
