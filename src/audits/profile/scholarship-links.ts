import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { readOwnPages } from '../risk/own-pages.js'
import { extraOf } from '../risk/page-extra.js'
import { fold, mayHoldPhrase, scanText, tokensOf } from '../risk/spam-scan.js'
import { pathOf, pathText } from '../risk/url-text.js'
import { spamPolicies } from '../risk/references.js'
import { flag, pass, unknown } from '../risk/trusted.js'
import { labelTest } from '../tiers/label-patterns.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

/**
 * RISK-24: a small prize offered for the links of financial-aid pages. About the provider's own offer: the universities
 * that list it do nothing wrong, so rows name no link and raise no link's risk.
 */
export default defineAudit({
  id: 'scholarship-links',
  rule: 'RISK-24',
  judges: 'profile',
  title: 'Scholarships are offered for students',
  failureTitle: 'A small scholarship is listed on many financial-aid pages',
  why: 'Small awards announced to many universities for the sake of links are an old scheme. A genuine fund publishes its winners and its rules.',
  innocent: 'Genuine funds exist; publish past winners, the rules and the jury, and nothing else is needed.',
  notMeasured: ['past winners named elsewhere than on pages of the site that were read'],
  severity: 'medium',
  action: 'fix-own-practice',
  references: [spamPolicies],
  needs: ['links', 'words around links'],
  options: { pagesMin: 5, awardMax: 1_000 },
  evidence: z.object({ pages: z.number().describe('Financial-aid pages that list it'), largestAward: z.number().describe('Largest amount named'), winners: z.string().describe('What the site’s own pages say of past winners'), example: z.string().describe('One of the pages'), referringDomains: z.array(z.string()).describe('Where it is listed') }),
  judge(facts: RiskProfileFacts, options) {
    const pages = new Map<string, TypedLink>()
    for (const judged of facts.links) {
      const { link } = judged
      if (link.state === 'lost' || link.referringPage === null) continue
      const title = link.title ?? ''
      const anchor = link.anchorText ?? ''
      if (!mayHoldPhrase(wordList, [title, pathOf(link.referringPage), anchor], facts.lists)) continue
      if (scanText(`${title} ${pathText(link.referringPage)} ${anchor}`, facts.lists).some((hit) => hit.list === wordList)) pages.set(link.referringDomain, judged)
    }
    if (pages.size < (options['pagesMin'] as number)) return pass()
    const amounts = [...pages.values()].flatMap(({ link }) => amountsIn(`${link.context?.before ?? ''} ${link.anchorText ?? ''} ${link.context?.after ?? ''}`))
    if (amounts.length === 0) return unknown('amount of the award: no page around the links was read')
    const largest = Math.max(...amounts)
    if (largest >= (options['awardMax'] as number)) return pass()
    const named = winnersNamed(facts)
    if (named === true) return pass()
    return flag(named === false ? 0.3 : 0.2, [{ pages: pages.size, largestAward: largest, winners: named === false ? 'the site’s page about it names none' : 'the site’s page about it was not read', example: [...pages.values()][0]!.link.referringPage!, referringDomains: [...pages.keys()].slice(0, 50) }])
  },
  examples: [
    { title: 'five hundred on six pages', facts: exampleProfileFacts(repeated(6, { page: 'https://univ-{n}.example/scholarships', anchor: 'Northgate award', after: '$500 for the best essay' })), verdict: 'flag' },
    { title: 'the same, and the site lists who won it', facts: exampleProfileFacts(repeated(6, { page: 'https://univ-{n}.example/scholarships', anchor: 'Northgate award', after: '$500 for the best essay' }), { ownPages: [{ url: 'https://northgate-heart.example/scholarship', features: { headings: ['Past winners'] } }] }), verdict: 'pass' },
    { title: 'one scholarship page', facts: exampleProfileFacts([{ page: 'https://univ-1.example/scholarships' }]), verdict: 'pass' },
    { title: 'amount not told', facts: exampleProfileFacts(repeated(6, { page: 'https://univ-{n}.example/scholarships' })), verdict: 'unknown' },
  ],
})

const wordList = 'risk/scholarship'
const winnerList = 'scholarship-words/winners'
/** "Winners will be written to" names nobody; beside a year somebody won. */
const nearYearChars = 80

/** Whether the site's own pages about the award name those who won it; undefined where none of these was read. */
function winnersNamed(facts: RiskProfileFacts): boolean | undefined {
  const about = (readOwnPages(facts) ?? []).filter((page) => scanText([page.title ?? '', pathText(page.url), ...page.features!.headings].join(' · '), facts.lists).some((hit) => hit.list === wordList))
  if (about.length === 0) return undefined
  const isWinner = labelTest(facts.lists, winnerList)
  const speaks = (text: string) => tokensOf(fold(text)).some(isWinner)
  return about.some((page) => {
    const { mainStart, mainEnd } = extraOf(page)
    if ([page.title ?? '', pathText(page.url), ...page.features!.headings].some(speaks)) return true
    return [mainStart, mainEnd].some((text) => [...text.matchAll(/\b20\d\d\b/gu)].some(({ index }) => speaks(text.slice(Math.max(0, index - nearYearChars), index + nearYearChars))))
  })
}

function amountsIn(text: string): number[] {
  return [...text.matchAll(/(?:\$|€|£|USD|EUR)\s?(\d{1,3}(?:[,.]\d{3})*|\d{2,7})(?![\d])/giu)].map((match) => Number(match[1]!.replace(/[,.]/gu, '')))
}
