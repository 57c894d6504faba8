import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import { extraOf } from '../risk/page-extra.js'
import { spamPolicies } from '../risk/references.js'
import { scanText } from '../risk/spam-scan.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import { dayMs } from '../risk/windows.js'
import type { RiskDomainFacts } from '../risk/facts.js'

/** RISK-16: unsigned posts by the dozen each day, on everything, each with followed links that offer something. */
export default defineAudit({
  id: 'mass-published-site',
  rule: 'RISK-16',
  judges: 'domain',
  title: 'Posts are written by somebody, at a human pace',
  failureTitle: 'Dozens of unsigned posts a day, nearly all with links that offer something',
  why: 'Sites filled by machine exist to carry links. The spam policies call it scaled content abuse, and such links count for nothing.',
  innocent: 'Wire services, universities and large publishers post more than that; they name authors and have an imprint.',
  notMeasured: ['whether the posts are about unrelated subjects, but for what their links offer'],
  severity: 'medium',
  action: 'none',
  references: [spamPolicies],
  needs: ['pages', 'links'],
  options: { postsADayMin: 20, postsMin: 30, unsignedShareMin: 0.9, offerShareMin: 0.6 },
  evidence: z.object({ posts: z.number().describe('Posts that were read'), days: z.number().describe('Days within which they appeared'), unsigned: z.number().describe('Without an author'), offering: z.number().describe('With followed links that offer something'), examples: z.string().describe('Some of them') }),
  judge(facts: RiskDomainFacts, options) {
    if (suspectable(facts.links, facts.lists).length === 0) return pass()
    const posts = facts.pages.filter((page) => page.features?.publishedAt != null && Number.isFinite(Date.parse(page.features.publishedAt)))
    if (posts.length < (options['postsMin'] as number)) return unknown(`dated posts of this domain: ${posts.length} read, ${options['postsMin']} needed`)
    const times = posts.map((page) => Date.parse(page.features!.publishedAt!))
    const days = Math.max(1, Math.ceil((Math.max(...times) - Math.min(...times)) / dayMs))
    const unsigned = posts.filter((page) => page.features!.authors.length === 0)
    const offering = posts.filter((page) => offers(page, facts))
    const isFast = posts.length / days >= (options['postsADayMin'] as number)
    if (!isFast || unsigned.length / posts.length < (options['unsignedShareMin'] as number) || offering.length / posts.length < (options['offerShareMin'] as number)) return pass()
    return flag(0.5, [{ posts: posts.length, days, unsigned: unsigned.length, offering: offering.length, examples: offering.slice(0, 4).map((page) => page.url).join(' · ').slice(0, 300) }])
  },
  examples: [
    { title: 'forty posts in a day, each with a casino link', facts: exampleDomainFacts('everything.example', [{ page: 'https://everything.example/1' }], posts(40, 'online casino bonus')), verdict: 'flag' },
    { title: 'forty posts in a day that link to nobody', facts: exampleDomainFacts('wire.example', [{ page: 'https://wire.example/1' }], posts(40, 'the ministry')), verdict: 'pass' },
    { title: 'one page read', facts: exampleDomainFacts('everything.example', [{ page: 'https://everything.example/1' }], posts(1, 'online casino bonus')), verdict: 'unknown' },
  ],
})

function offers(page: PageRecord, { lists }: RiskDomainFacts): boolean {
  return extraOf(page).externalLinks.some((link) => link.followed && scanText(link.text, lists).some((hit) => hit.list.startsWith('spam/') && hit.list.endsWith('-offer')))
}

function posts(count: number, text: string): NonNullable<Parameters<typeof exampleDomainFacts>[2]> {
  return Array.from({ length: count }, (_, at) => ({ url: `https://everything.example/${at}`, features: { publishedAt: '2026-01-10T08:00:00.000Z', extra: { externalLinks: [{ domain: 'other.example', text, followed: true }] } } }))
}
