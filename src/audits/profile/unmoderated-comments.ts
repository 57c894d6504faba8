import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { exampleProfileFacts } from '../risk/example-facts.js'
import { flagOwn, ownPagesMissing, qualifyOutbound, readOwnPages } from '../risk/own-pages.js'
import { extraOf } from '../risk/page-extra.js'
import { scanText } from '../risk/spam-scan.js'
import { pass, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

/**
 * RISK-43: pages of the site on which strangers write, and whose links in comments are followed. Of pages read before those
 * were kept, the difference tells: far more outgoing links outside the main text than the site's pages without comments have.
 */
export default defineAudit({
  id: 'unmoderated-comments',
  rule: 'RISK-43',
  judges: 'profile',
  title: 'Links that readers leave on the site carry rel="ugc", or there are none',
  failureTitle: 'Links that readers leave on the site’s own pages are followed',
  why: 'Links that strangers leave should carry rel="ugc" and be looked at before they appear; a neglected comment list fills with offers.',
  innocent: 'A template with many partner links has them on every page; pages are compared with others of the site for that reason.',
  severity: 'medium',
  action: 'fix-own-practice',
  ownSiteAdvice: 'On your own site, delete the spam, look at comments before they appear, and give their links rel="ugc"',
  references: [qualifyOutbound, { title: 'Google Search Central: prevent user-generated spam', url: 'https://developers.google.com/search/docs/monitor-debug/prevent-abuse' }],
  needs: ['own pages'],
  options: { followedMin: 3, moreThanUsualMin: 10 },
  evidence: z.object({ url: z.string().describe('Page of the site'), comments: z.number().describe('Comments'), outgoing: z.number().describe('Followed links in comments, or outgoing links outside the main text'), usual: z.number().describe('The same on pages without comments'), quote: z.string().describe('Some of the links in comments'), severity: z.string(), fix: z.string().describe('What to do') }),
  judge(facts: RiskProfileFacts, options) {
    const pages = readOwnPages(facts)
    if (pages === undefined) return unknown(ownPagesMissing)
    const commented = pages.filter((page) => commentsOf(page) > 0 || commentLinksOf(page).length > 0)
    if (commented.length === 0) return pass()
    const followed = commented.filter((page) => commentLinksOf(page).length >= (options['followedMin'] as number)).map((page): Row => {
      const links = commentLinksOf(page)
      return { url: page.url, comments: commentsOf(page), outgoing: links.length, usual: 0, quote: links.slice(0, 4).map(({ domain, text }) => `${domain} “${text}”`).join(' · '), severity: 'medium', fix }
    })
    if (followed.length > 0) return flagOwn(0.4, followed)
    // One link of a reader is little, yet what is offered in it nobody looked at, and each is one that ugc should be on.
    const offering = commented.flatMap((page): Row[] => {
      const links = commentLinksOf(page)
      const isOffer = ({ text }: { text: string }) => scanText(text, facts.lists).some((hit) => hit.list.startsWith('spam/') && hit.list.endsWith('-offer'))
      return links.some(isOffer) ? [{ url: page.url, comments: commentsOf(page), outgoing: links.length, usual: 0, quote: links.filter(isOffer).slice(0, 4).map(({ domain, text }) => `${domain} “${text}”`).join(' · '), severity: 'medium', fix }] : []
    })
    if (offering.length > 0) return flagOwn(0.4, offering)
    const few = commented.filter((page) => commentLinksOf(page).length > 0).map((page): Row => ({ url: page.url, comments: commentsOf(page), outgoing: commentLinksOf(page).length, usual: 0, quote: commentLinksOf(page).slice(0, 4).map(({ domain, text }) => `${domain} “${text}”`).join(' · '), severity: 'low', fix: fixFew }))
    if (few.length > 0) return flagOwn(0.2, few)
    if (commented.every((page) => Array.isArray(page.features?.extra['commentLinks']))) return pass()
    const plain = pages.filter((page) => commentsOf(page) === 0).map(outsideMain).sort((a, b) => a - b)
    if (plain.length === 0) return unknown('pages of the site without comments, to compare with')
    const usual = plain[plain.length >> 1]!
    const rows = commented
      .filter((page) => outsideMain(page) - usual >= (options['moreThanUsualMin'] as number))
      .map((page): Row => ({ url: page.url, comments: commentsOf(page), outgoing: outsideMain(page), usual, quote: '', severity: 'medium', fix }))
    return rows.length === 0 ? pass() : flagOwn(0.4, rows)
  },
  examples: [
    { title: 'followed links in comments', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/blog/old', externalLinkCount: 9, features: { extra: { commentCount: 9, commentLinks: [1, 2, 3].map((at) => ({ domain: `shop${at}.example`, text: 'great post' })) } } }] }), verdict: 'flag' },
    { title: 'one followed link in a comment', facts: exampleProfileFacts([], { ownPages: [{ features: { extra: { commentCount: 2, commentLinks: [{ domain: 'run-club.example', text: 'our club' }] } } }] }), verdict: 'flag' },
    { title: 'links in comments that carry ugc', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/blog/old', externalLinkCount: 60, features: { extra: { commentCount: 55, commentLinks: [] } } }] }), verdict: 'pass' },
    { title: 'a neglected comment list', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/a' }, { url: 'https://northgate-heart.example/blog/old', externalLinkCount: 60, features: { extra: { commentCount: 55, mainExternalLinkCount: 2 } } }] }), verdict: 'flag' },
    { title: 'three kind comments', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/a' }, { url: 'https://northgate-heart.example/blog/new', externalLinkCount: 6, features: { extra: { commentCount: 3, mainExternalLinkCount: 2 } } }] }), verdict: 'pass' },
    { title: 'no own page read', facts: exampleProfileFacts([]), verdict: 'unknown' },
  ],
})

const fixFew = 'Give the links of readers rel="ugc": most software does so by a setting.'
const fix = 'Put rel="ugc" on links in comments, hold comments with links for review, and delete what is there.'

interface Row {
  url: string
  comments: number
  outgoing: number
  usual: number
  quote: string
  severity: string
  fix: string
}

/** Software of boards, where all that stands on a page was written by members. */
const boards = /phpbb|vbulletin|xenforo|discourse|\bsmf\b|simple machines|mybb|flarum|nodebb/iu

function commentLinksOf(page: PageRecord): Array<{ domain: string; text: string }> {
  const { commentLinks, externalLinks } = extraOf(page)
  if (!boards.test(page.features?.generator ?? '')) return commentLinks
  const known = new Set(commentLinks.map(({ domain, text }) => `${domain} ${text}`))
  return [...commentLinks, ...externalLinks.filter(({ domain, text, followed }) => followed && !known.has(`${domain} ${text}`))]
}

function commentsOf(page: PageRecord): number {
  const count = page.features?.extra['commentCount']
  return typeof count === 'number' ? count : 0
}

function outsideMain(page: PageRecord): number {
  const main = page.features?.extra['mainExternalLinkCount']
  return Math.max(0, page.externalLinkCount - (typeof main === 'number' ? main : 0))
}
