import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import { areRealPlaces, largestLikeGroup } from '../risk/like-texts.js'
import { spamPolicies } from '../risk/references.js'
import { keyOfPage } from '../risk/url-text.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskDomainFacts } from '../risk/facts.js'

/** Pages of one shape by nature: records, copies, statistics. */
const shapedTypes = new Set(['LT-03', 'LT-05', 'LT-12', 'LT-16', 'LT-24', 'LT-25', 'LT-27', 'LT-28', 'LT-29'])

/** RISK-18: many pages of nearly the same text that lead to the site. */
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
  options: { pagesMin: 5, bitsMax: 3, wordsMin: 80 },
  evidence: z.object({ page: z.string().describe('Page'), title: z.string().describe('Its title'), likePages: z.number().describe('Pages with nearly the same text') }),
  judge(facts: RiskDomainFacts, options) {
    const pagesMin = options['pagesMin'] as number
    const addresses = suspectable(facts.links, facts.lists).flatMap(({ type, link }) => (link.referringPage === null || shapedTypes.has(type.type) ? [] : [link.referringPage]))
    if (addresses.length === 0 || (facts.pages.length === 0 && addresses.length < pagesMin)) return pass()
    const linking = new Set(addresses.map(keyOfPage))
    const pages = facts.pages.filter((page) => linking.has(keyOfPage(page.url)) && page.features?.textSimHash != null && page.features.mainWordCount >= (options['wordsMin'] as number))
    if (pages.length < pagesMin) return linking.size < pagesMin ? pass() : unknown(`text of linking pages: ${pages.length} read, ${pagesMin} needed`)
    const best = largestLikeGroup(pages, options['bitsMax'] as number)
    const titles = new Set(best.map((page) => page.title ?? ''))
    // The same title everywhere is one page under several addresses, not a set of doorways.
    if (best.length < pagesMin || titles.size < pagesMin || areRealPlaces(best)) return pass()
    return flag(0.5, best.slice(0, 12).map((page) => ({ page: page.url, title: (page.title ?? '').slice(0, 160), likePages: best.length })))
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
    { title: 'one linking page', facts: exampleDomainFacts('heartfriends.example', [{}]), verdict: 'pass' },
    { title: 'texts not read', facts: exampleDomainFacts('towns.example', ['a', 'b', 'c', 'd', 'e'].map((town) => ({ page: `https://towns.example/heart-doctor-${town}`, type: 'LT-06' as const }))), verdict: 'unknown' },
  ],
})
