import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import { areRealPlaces, isOneSentence, largestLikeGroup, withoutSiteName } from '../risk/like-texts.js'
import { spamPolicies } from '../risk/references.js'
import { fold } from '../risk/spam-scan.js'
import { keyOfPage } from '../risk/url-text.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskDomainFacts } from '../risk/facts.js'

/** Pages of one shape by nature: records, copies, statistics. */
const shapedTypes = new Set(['LT-03', 'LT-05', 'LT-12', 'LT-16', 'LT-24', 'LT-25', 'LT-27', 'LT-28', 'LT-29'])

/**
 * RISK-18: many pages of nearly the same text that lead to the site. Copies are at most 3 bits of 64 apart, whatever they are
 * called. A text in which the town alone is another one is mostly farther: of sets of eight such pages, 100 to 500 words long,
 * 3 bits find none to a quarter, 10 bits nine of ten and more; pages of one site that have nothing but the site in common were 21
 * and more apart. Branches that share four fifths of their text are as near as towns, so beyond 3 bits the titles have to be one
 * sentence with another word in it, and the pages may name no address.
 */
export default defineAudit({
  id: 'doorway-pages',
  rule: 'RISK-18',
  judges: 'domain',
  title: 'The linking pages differ',
  failureTitle: 'Near-identical pages of one domain all lead to the site',
  why: 'Sets of pages that differ only in a place or service and funnel readers to one address are named in the spam policies as doorways.',
  innocent: 'A group with many locations may use one layout; pages with their own staff, hours and directions are real.',
  severity: 'medium',
  action: 'monitor',
  references: [spamPolicies],
  needs: ['pages', 'links'],
  options: { pagesMin: 5, bitsMax: 3, swappedBitsMax: 10, titleWordsMax: 3, wordsMin: 80 },
  evidence: z.object({ page: z.string().describe('Page'), title: z.string().describe('Its title'), likePages: z.number().describe('Pages with nearly the same text') }),
  judge(facts: RiskDomainFacts, options) {
    const pagesMin = options['pagesMin'] as number
    const addresses = suspectable(facts.links, facts.lists).flatMap(({ type, link }) => (link.referringPage === null || shapedTypes.has(type.type) ? [] : [link.referringPage]))
    if (addresses.length === 0 || (facts.pages.length === 0 && addresses.length < pagesMin)) return pass()
    const linking = new Set<string>()
    for (const address of addresses) {
      linking.add(keyOfPage(address))
      // No text was read: how many there are is all that can be told.
      if (facts.pages.length === 0 && linking.size >= pagesMin) break
    }
    const pages = facts.pages.filter((page) => linking.has(keyOfPage(page.url)) && page.features?.textSimHash != null && page.features.mainWordCount >= (options['wordsMin'] as number))
    if (pages.length < pagesMin) return linking.size < pagesMin ? pass() : unknown(`text of linking pages: ${pages.length} read, ${pagesMin} needed`)
    const best = largestLikeGroup(pages, options['bitsMax'] as number)
    const titles = new Set(best.map((page) => page.title ?? ''))
    // The same title everywhere is one page under several addresses, not a set of doorways.
    if (best.length >= pagesMin && titles.size >= pagesMin && !areRealPlaces(best)) return flag(0.5, rowsOf(best))
    const swapped = largestLikeGroup(pages, options['swappedBitsMax'] as number)
    if (swapped.length < pagesMin || !areSwapped(swapped, pagesMin, options['titleWordsMax'] as number) || areRealPlaces(swapped)) return pass()
    // Whose addresses they are, a word of an address does not tell: a branch's own, or the same at the foot of each page.
    return swapped.filter(({ features }) => features!.addressCount > 0).length >= swapped.length / 2 ? unknown('whether the pages are those of places of work: they name addresses, but no street in structured data') : flag(0.35, rowsOf(swapped))
  },
  examples: [
    {
      title: 'one text for five towns',
      facts: exampleDomainFacts(
        'towns.example',
        ['a', 'b', 'c', 'd', 'e'].map((town) => ({ page: `https://towns.example/heart-doctor-${town}`, type: 'LT-06' as const })),
        ['a', 'b', 'c', 'd', 'e'].map((town) => ({ url: `https://towns.example/heart-doctor-${town}`, title: `Heart doctor in ${town}`, features: { textSimHash: 'f0f0f0f0f0f0f0f0', mainWordCount: 300 } })),
      ),
      verdict: 'flag',
    },
    { title: 'a text in which only the town is another', facts: townPages('Healthy smiles for', 0), verdict: 'flag' },
    { title: 'the same where each page names an address', facts: townPages('Healthy smiles for', 1), verdict: 'unknown' },
    { title: 'pages of rules, alike and each of a name of its own', facts: townPages('', 0), verdict: 'pass' },
    { title: 'one linking page', facts: exampleDomainFacts('heartfriends.example', [{}]), verdict: 'pass' },
    { title: 'texts not read', facts: exampleDomainFacts('towns.example', ['a', 'b', 'c', 'd', 'e'].map((town) => ({ page: `https://towns.example/heart-doctor-${town}`, type: 'LT-06' as const }))), verdict: 'unknown' },
  ],
})

function rowsOf(pages: readonly PageRecord[]): Array<{ page: string; title: string; likePages: number }> {
  return pages.slice(0, 12).map((page) => ({ page: page.url, title: (page.title ?? '').slice(0, 160), likePages: pages.length }))
}

/** True of titles that are one sentence with another word in it; a number that counts up makes pages of one list, not of one town each. */
function areSwapped(pages: readonly PageRecord[], pagesMin: number, othersMax: number): boolean {
  const named = withoutSiteName(pages).map((page) => ({ ...page, title: (page.title ?? '').replaceAll(/\p{N}+/gu, ' ') }))
  return new Set(named.map(({ title }) => fold(title).trim())).size >= pagesMin && isOneSentence(named, othersMax)
}

/** Invented pages for the examples, some ten bits from the first. */
function townPages(title: string, addressCount: number): RiskDomainFacts {
  const towns = ['Riverton', 'Eastvale', 'Northgate', 'Lakeside', 'Hillford']
  const notices = ['Privacy', 'Imprint', 'Accessibility', 'Cookies', 'Complaints']
  const page = (at: number) => `https://smile-towns.example/${at}`
  return exampleDomainFacts('smile-towns.example', towns.map((_, at) => ({ page: page(at), type: 'LT-01' as const })), towns.map((town, at) => ({
    url: page(at), title: `${title === '' ? notices[at]! : `${title} ${town}`} | Smile Towns`, features: { textSimHash: ['f0f0f0f0f0f0f0f0', 'f0f0f0f0f0f0f0ff', 'f0f0f0f0f0f0fff0', 'f0f0f0f0f0fff0f0', 'f0f0f0f0f0f000f3'][at]!, mainWordCount: 300, addressCount },
  })))
}
