import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleDomainFacts, repeated } from '../risk/example-facts.js'
import { isUnwrittenAddress } from '../risk/random-text.js'
import { pharmaHack, spamPolicies } from '../risk/references.js'
import { quote } from '../risk/reading.js'
import { scanText, type Hit } from '../risk/spam-scan.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import { keyOfPage } from '../risk/url-text.js'
import type { RiskDomainFacts, TypedLink } from '../risk/facts.js'

/** RISK-05, one domain: a flood of pages nobody wrote, put on somebody's site. Their addresses say so, their words say what for. */
export default defineAudit({
  id: 'injected-pages',
  rule: 'RISK-05',
  judges: 'domain',
  title: 'Linking pages have addresses that people gave them',
  failureTitle: 'A flood of pages that look injected into a hacked site',
  why: 'Intruders add hundreds of pages with numbered or random addresses that sell medicines, games or copies, and mix in links to sound sites.',
  innocent: 'Many blogs number their pages by default, and some sell what others may not. The clinic need do nothing; a polite word to the site helps its owner.',
  severity: 'high',
  action: 'report-hack',
  references: [pharmaHack, spamPolicies],
  needs: ['links'],
  options: { pagesMin: 8, unwrittenShareMin: 0.6, spamShareMin: 0.5 },
  evidence: z.object({ linkId: z.string().describe('Link'), page: z.string().describe('Address of the page'), quote: z.string().describe('Words of spam on it'), pages: z.number().describe('Pages of this kind that link'), of: z.number().describe('Of so many linking pages') }),
  judge(facts: RiskDomainFacts, options) {
    const links = suspectable(facts.links, facts.lists)
    // So few links cannot stand on so many pages; their addresses need not be read.
    if (links.length < (options['pagesMin'] as number)) return pass()
    let suspects = 0
    for (const { link } of links) if (link.referringPage !== null && isUnwrittenAddress(link.referringPage)) suspects += 1
    if (suspects < (options['pagesMin'] as number)) return pass()
    const pages = new Map<string, TypedLink>()
    for (const judged of links) if (judged.link.referringPage !== null) pages.set(keyOfPage(judged.link.referringPage), judged)
    if (pages.size < (options['pagesMin'] as number)) return pass()
    const unwritten = [...pages.values()].filter(({ link }) => isUnwrittenAddress(link.referringPage!))
    if (unwritten.length < (options['pagesMin'] as number) || unwritten.length / pages.size < (options['unwrittenShareMin'] as number)) return pass()
    if (unwritten.every(({ link }) => link.title === null && link.anchorText === null)) return unknown('title or anchor text of the linking pages')
    const read = unwritten.map((judged) => ({ judged, spam: spamOn(judged, facts) }))
    const selling = read.filter(({ spam }) => spam !== undefined)
    if (selling.length / unwritten.length < (options['spamShareMin'] as number)) return pass()
    return flag(0.7, selling.slice(0, 8).map(({ judged: { link }, spam }) => ({ linkId: link.id, page: link.referringPage!, quote: spam!, pages: selling.length, of: pages.size })))
  },
  examples: [
    { title: 'numbered pages that sell pills', facts: exampleDomainFacts('parish-club.example', repeated(9, { page: 'https://parish-club.example/?p=47{n}', title: 'Buy viagra cheap cialis online' })), verdict: 'flag' },
    { title: 'a blog that numbers its pages', facts: exampleDomainFacts('runblog.example', repeated(9, { page: 'https://runblog.example/?p=47{n}', title: 'Running after forty' })), verdict: 'pass' },
    { title: 'pages of which only the address is known', facts: exampleDomainFacts('runblog.example', repeated(9, { page: 'https://runblog.example/?p=47{n}', title: null, anchor: null })), verdict: 'unknown' },
  ],
})

/** A passage that offers something, or a shop text of another script than the site's; undefined where nothing or help is said. */
function spamOn({ link }: TypedLink, { lists }: RiskDomainFacts): string | undefined {
  const text = [link.title ?? '', link.context?.before ?? '', link.anchorText ?? '', link.context?.after ?? ''].join(' ').slice(0, 2_000)
  const hits = scanText(text, lists)
  if (hits.some(({ list }) => list === 'spam/guard')) return undefined
  const hit = hits.find(isOfSpam)
  return hit === undefined ? undefined : quote(text, hit.phrase)
}

const plainWords = new Set(['spam/sale', 'spam/guard', 'spam/no-prescription', 'spam/medicine'])

function isOfSpam({ list }: Hit): boolean {
  return list.startsWith('spam/') && !plainWords.has(list)
}
