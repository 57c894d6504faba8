import { z } from 'zod'
import { shareWords } from '../../lib/number-words.js'
import { defineAudit } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { exampleProfileFacts, repeated, type ExamplePage } from '../risk/example-facts.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'
import { areRealPlaces, isOneSentence } from '../risk/like-texts.js'
import { namedLinks } from '../risk/named-links.js'
import { extraOf } from '../risk/page-extra.js'
import { pagesByKey } from '../risk/pages-by-key.js'
import { spamPolicies } from '../risk/references.js'
import { hasRuns, sharedTexts, type SharedText } from '../risk/text-runs.js'
import { flag, pass, provenTier, suspectable, unknown } from '../risk/trusted.js'
import { keyOfPage } from '../risk/url-text.js'

/** Records, releases, copies, papers and feeds repeat one another by nature, and sites of one owner may. */
const repeatingTypes = new Set(['LT-03', 'LT-05', 'LT-08', 'LT-12', 'LT-16', 'LT-23', 'LT-27', 'LT-28', 'LT-29', 'LT-30'])

/** Of scripts without blanks a word is one character, and eight of them stand together by chance. */
const unspacedLanguage = /^(?:zh|ja|th|ko|yue|lo|km|my)(?:$|[-_])/iu

const towns = ['Riverton', 'Eastvale', 'Northgate', 'Lakeside', 'Hillford', 'Oakham']

/**
 * RISK-15, sentences on several sites: linking pages of at least three domains that share a good part of their passages
 * without being copies. So looks one text in which a tool swaps towns, services or synonyms, and one that is stitched
 * from others. Whole copies are a matter of LT-16 and of `generated-text`.
 */
export default defineAudit({
  id: 'shared-passages',
  rule: 'RISK-15',
  judges: 'profile',
  title: 'Linking pages have texts of their own',
  failureTitle: 'Pages of several sites are one text with some words swapped',
  why: 'A tool writes a page for every town or service by swapping words in one text, or stitches it from others. Such pages exist for search engines, and links in them carry no weight.',
  innocent: 'Articles quote one release or one guideline at length, and chains say on each site what all of them do.',
  notMeasured: ['sentences that stand on sites of which no linking page was read'],
  severity: 'medium',
  action: 'none',
  references: [spamPolicies, { title: 'Fetterly, Manasse, Najork: Detecting phrase-level duplication on the World Wide Web (SIGIR 2005)', url: 'https://doi.org/10.1145/1076034.1076066' }],
  needs: ['links', 'pages'],
  options: { domainsMin: 3, shareMin: 0.35, shareMax: 0.9, runsMin: 6, templateShare: 0.3, titleWordsMax: 3, pagesMax: 20_000 },
  evidence: z.object({
    domains: z.string().describe('Sites'),
    referringDomains: z.array(z.string()).describe('Their domains'),
    found: z.string().describe('How many pages share how much of their text, and whether their titles are one sentence'),
    titles: z.string().describe('Titles of some'),
    quote: z.string().describe('A sentence that stands on two of them; empty where it is not at the beginning or the end of the text'),
    linkIds: z.array(z.string()).describe('Links'),
  }),
  judge(facts: RiskProfileFacts, options) {
    const linksOf = linksByPage(facts)
    const pages = [...linksOf.keys()].filter((page) => hasRuns(page, options['runsMin'] as number)).slice(0, options['pagesMax'] as number)
    const domainsMin = options['domainsMin'] as number
    if (new Set(pages.map(({ domain }) => domain)).size < domainsMin) return unknown(`texts of at least 300 words on ${domainsMin} linking sites of no known identity, read by this version`)
    const bounds = { shareMin: options['shareMin'] as number, shareMax: options['shareMax'] as number, runsMin: options['runsMin'] as number, templateShare: options['templateShare'] as number }
    const groups = sharedTexts(pages, bounds).filter(({ pages: group }) => new Set(group.map(({ domain }) => domain)).size >= domainsMin && !areRealPlaces(group))
    if (groups.length === 0) return pass()
    const found = groups.map((group) => ({ ...group, isSwapped: new Set(group.pages.map(({ title }) => title)).size >= domainsMin && isOneSentence(group.pages, options['titleWordsMax'] as number) }))
    return flag(found.some(({ isSwapped }) => isSwapped) ? 0.5 : 0.35, found.map((group) => rowOf(group, group.isSwapped, linksOf)))
  },
  examples: [
    { title: 'one text for a town on each of four sites', facts: pagesOf(4, (n) => ({ common: 12, title: `Dental implants in ${towns[n]}` })), verdict: 'flag' },
    { title: 'four sites with texts of their own', facts: pagesOf(4, () => ({ common: 0 })), verdict: 'pass' },
    { title: 'two articles that quote one release', facts: pagesOf(4, (n) => ({ common: n < 2 ? 12 : 0 })), verdict: 'pass' },
    { title: 'no texts read', facts: exampleProfileFacts(repeated(4, { page: 'https://tips-{n}.example/post' })), verdict: 'unknown' },
  ],
})

/** Linking pages of nobody known that were read, with their links. */
function linksByPage(facts: RiskProfileFacts): Map<PageRecord, TypedLink[]> {
  const found = new Map<PageRecord, TypedLink[]>()
  if (facts.pages.size === 0) return found
  const pages = pagesByKey(facts)
  for (const judged of suspectable(facts.links, facts.lists)) {
    const { link, type, tier } = judged
    if (provenTier(tier) < 6 || link.state === 'lost' || repeatingTypes.has(type.type) || type.flags.includes('same-owner') || type.flags.includes('syndicated')) continue
    const page = link.referringPage === null ? undefined : pages.get(keyOfPage(link.referringPage))
    if (page === undefined || page.features === null || unspacedLanguage.test(page.language ?? '')) continue
    const links = found.get(page)
    if (links === undefined) found.set(page, [judged])
    else links.push(judged)
  }
  return found
}

const namedMax = 12
const titlesMax = 4

function rowOf({ pages, shares }: SharedText, isSwapped: boolean, linksOf: ReadonlyMap<PageRecord, readonly TypedLink[]>): { domains: string; referringDomains: string[]; found: string; titles: string; quote: string; linkIds: string[] } {
  const domains = [...new Set(pages.map(({ domain }) => domain))]
  const ofPages = pages.map((page) => shares.get(page) ?? 0)
  return {
    domains: domains.slice(0, namedMax).join(', '),
    referringDomains: domains,
    found: `${pages.length} pages of ${domains.length} sites share ${shareWords(Math.min(...ofPages))} to ${shareWords(Math.max(...ofPages))} of their text with another${isSwapped ? '; their titles are one sentence with other words in it' : ''}`,
    titles: [...new Set(pages.map(({ title }) => (title ?? '').slice(0, 100)))].slice(0, titlesMax).join(' · '),
    quote: commonSentence(pages),
    linkIds: namedLinks(pages.flatMap((page) => linksOf.get(page) ?? [])),
  }
}

const sentenceCharsMin = 40
const quoteCharsMax = 160

/** The longest sentence of the kept beginnings and ends that stands on pages of two domains. */
function commonSentence(pages: readonly PageRecord[]): string {
  const domainOf = new Map<string, string>()
  let longest = ''
  for (const page of pages.slice(0, namedMax)) {
    const { mainStart, mainEnd } = extraOf(page)
    for (const sentence of `${mainStart} ${mainEnd}`.split(/(?<=[.!?])\s+/u)) {
      const before = domainOf.get(sentence)
      if (before === undefined) domainOf.set(sentence, page.domain)
      else if (before !== page.domain && sentence.length >= sentenceCharsMin && sentence.length > longest.length) longest = sentence
    }
  }
  return longest.slice(0, quoteCharsMax)
}

/** Invented pages on sites of their own, of twenty passages each, so many of which all of them share. */
function pagesOf(count: number, told: (n: number) => { common: number; title?: string }): RiskProfileFacts {
  const pages = Array.from({ length: count }, (_, n): ExamplePage => {
    const { common, title = `Of the river and the hill, part ${n}: ${towns[n]!}` } = told(n)
    const textRuns = Array.from({ length: 20 }, (_unused, at) => (at < common ? at + 1 : 1_000 * (n + 1) + at).toString(16).padStart(8, '0')).join('')
    return { url: `https://tips-${n + 1}.example/post`, title, features: { extra: { textRuns, mainStart: 'A tooth that is gone can be replaced within a day. Ask us how.' } } }
  })
  return exampleProfileFacts(repeated(count, { page: 'https://tips-{n}.example/post' }), { pages })
}
