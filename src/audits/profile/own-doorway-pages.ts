import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { exampleProfileFacts, type ExamplePage } from '../risk/example-facts.js'
import { areRealPlaces, isOneSentence, largestLikeGroup } from '../risk/like-texts.js'
import { flagOwn, ownPagesMissing, readOwnPages } from '../risk/own-pages.js'
import { spamPolicies } from '../risk/references.js'
import { fold } from '../risk/spam-scan.js'
import { pass, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

/**
 * RISK-18, the site's own variant: pages for one town or service after another whose texts have 70 % and more in common and whose titles
 * are one sentence with other words in one place. Pages of real places have streets of their own and are left out.
 */
export default defineAudit({
  id: 'own-doorway-pages',
  rule: 'RISK-18',
  judges: 'profile',
  title: 'Pages of the site have texts of their own',
  failureTitle: 'Pages of the site for towns or services are nearly the same text',
  why: 'Pages made for one town after another that say the same and lead to one page are doorways; the spam policies name them, and search engines leave them out.',
  innocent: 'Places of work may share a text about the practice. Say on each what is its own: staff, hours, way there.',
  severity: 'high',
  action: 'fix-own-practice',
  ownSiteAdvice: 'Give each of these pages of your site something of its own to say, or put them together into one',
  references: [spamPolicies],
  needs: ['own pages'],
  options: { pagesMin: 5, bitsMax: 16, wordsMin: 100, titleWordsMax: 3, pagesMax: 2_000 },
  evidence: z.object({ url: z.string().describe('Page of the site'), snippet: z.string().describe('Its title'), likePages: z.number().describe('Pages with nearly the same text'), severity: z.string(), fix: z.string().describe('What to do') }),
  judge(facts: RiskProfileFacts, options) {
    const read = readOwnPages(facts)
    if (read === undefined) return unknown(ownPagesMissing)
    const pagesMin = options['pagesMin'] as number
    const pages = read.filter((page) => page.title !== null && page.features!.textSimHash !== null && page.features!.mainWordCount >= (options['wordsMin'] as number)).slice(0, options['pagesMax'] as number)
    if (pages.length < pagesMin) return unknown(`texts of own pages: ${pages.length} read, ${pagesMin} needed`)
    const like = oncePerTitle(largestLikeGroup(pages, options['bitsMax'] as number))
    if (like.length < pagesMin || !isOneSentence(like, options['titleWordsMax'] as number) || areRealPlaces(like)) return pass()
    return flagOwn(0.6, like.map((page) => ({ url: page.url, snippet: page.title!.slice(0, 160), likePages: like.length, severity: 'high', fix: 'Give each page what only it can say, or keep one page and redirect the others to it.' })))
  },
  examples: [
    { title: 'one text for six towns', facts: exampleProfileFacts([], { ownPages: townPages((town) => `Dental implants in ${town}`, '00ff00ff00ff00ff') }), verdict: 'flag' },
    { title: 'six places with streets of their own', facts: exampleProfileFacts([], { ownPages: townPages((town) => `Our practice in ${town}`, '00ff00ff00ff00ff', true) }), verdict: 'pass' },
    { title: 'six articles', facts: exampleProfileFacts([], { ownPages: townPages((town) => `How ${town} sleeps and why it matters to the heart of each ${town} worker today`, null) }), verdict: 'pass' },
    { title: 'no own page read', facts: exampleProfileFacts([]), verdict: 'unknown' },
  ],
})

/** The same title everywhere is one page under several addresses. */
function oncePerTitle(pages: readonly PageRecord[]): PageRecord[] {
  return [...new Map(pages.map((page) => [fold(page.title!), page])).values()]
}

/** Invented pages for the examples: alike where a hash is given, each of its own otherwise. */
function townPages(titleOf: (town: string) => string, hash: string | null, hasStreets = false): ExamplePage[] {
  // Of these any two differ in some thirty bits, as texts without anything in common do.
  const unlike = ['0000000000000000', 'ffffffff00000000', '0000ffff0000ffff', '00ff00ff00ff00ff', '0f0f0f0f0f0f0f0f', '3333333333333333']
  return ['Riverton', 'Eastvale', 'Northgate', 'Lakeside', 'Hillford', 'Oakham'].map((town, at) => ({
    url: `https://northgate-heart.example/${town.toLowerCase()}`, title: titleOf(town),
    features: { textSimHash: hash ?? unlike[at]!, extra: hasStreets ? { places: [{ street: `${at + 1} High Street`, city: town, region: null, postcode: null, country: null }] } : {} },
  }))
}
