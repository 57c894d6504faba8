import { z } from 'zod'
import { defineAudit, type Answer } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { arrivalsMissing, arrivalsOf } from '../risk/arrivals.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { isMoneyAnchor } from '../risk/money.js'
import { namedLinks } from '../risk/named-links.js'
import { pagesByKey } from '../risk/pages-by-key.js'
import { spamPolicies } from '../risk/references.js'
import { fold } from '../risk/spam-scan.js'
import { keyOfPage } from '../risk/url-text.js'
import { dayMs, mostWithin } from '../risk/windows.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

interface Row {
  posts: number
  withPhrases: number
  sameBio: number
  from: string
  referringDomains: string[]
  linkIds: string[]
}

/** RISK-22: guest articles by the dozen with treatment phrases as links. */
export default defineAudit({
  id: 'bulk-guest-posts',
  rule: 'RISK-22',
  judges: 'profile',
  title: 'Guest articles are written for readers',
  failureTitle: 'Many guest articles within three months link with treatment phrases',
  why: 'Guest articles that inform readers are welcome; campaigns of them with optimised link text are named in the spam policies.',
  innocent: 'Columnists and clinicians who truly write publish often, and link with their own name.',
  severity: 'high',
  action: 'fix-own-practice',
  references: [spamPolicies, { title: 'Google Search Central: links in large-scale article campaigns', url: 'https://developers.google.com/search/blog/2017/05/a-reminder-about-links-in-large-scale' }],
  needs: ['links', 'dates', 'anchors', 'pages'],
  options: { postsMin: 8, days: 90, moneyShareMin: 0.3 },
  evidence: z.object({ posts: z.number().describe('Guest articles within the days'), withPhrases: z.number().describe('Of these with treatment phrases'), sameBio: z.number().describe('Of these with the same words about the author'), from: z.string().describe('First of them'), referringDomains: z.array(z.string()).describe('Where'), linkIds: z.array(z.string()).describe('Links with treatment phrases') }),
  judge(facts: RiskProfileFacts, options) {
    const posts = suspectable(facts.links, facts.lists).filter((judged) => judged.type.type === 'LT-02' && isFollowed(judged.link.rel, judged.link.robots) && judged.link.state !== 'lost')
    const byDomain = new Map(posts.map((judged) => [judged.link.referringDomain, judged]))
    // Of a domain's articles the one with a treatment phrase speaks for it.
    for (const judged of posts) if (isMoneyAnchor(judged.anchor)) byDomain.set(judged.link.referringDomain, judged)
    const answer = answerOf([...byDomain.values()], facts, options)
    if (answer.verdict !== 'flag') return answer
    const arrivals = arrivalsOf(facts.links)
    const known = answerOf([...byDomain.values()].filter(({ link }) => arrivals.isKnown(link)), facts, options)
    return known.verdict === 'flag' ? known : unknown(arrivalsMissing)
  },
  examples: [
    { title: 'ten in two months with one phrase', facts: exampleProfileFacts([{}, ...repeated(10, { page: 'https://guest-{n}.example/post', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3, type: 'LT-02', firstSeen: '2026-01-10T00:00:00.000Z' })]), verdict: 'flag' },
    { title: 'the same, first shown by the first import of a list without days', facts: exampleProfileFacts([{}, ...repeated(10, { page: 'https://guest-{n}.example/post', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3, type: 'LT-02', firstSeen: '2026-01-10T00:00:00.000Z', lastSeen: '2026-01-10T00:00:00.000Z', seenBy: ['plain-list'] })]), verdict: 'unknown' },
    { title: 'ten columns signed with a name', facts: exampleProfileFacts(repeated(10, { page: 'https://guest-{n}.example/post', type: 'LT-02', firstSeen: '2026-01-10T00:00:00.000Z' })), verdict: 'pass' },
    { title: 'anchors not told', facts: exampleProfileFacts(repeated(10, { page: 'https://guest-{n}.example/post', type: 'LT-02', anchor: null, kind: 'AK-UNKNOWN' })), verdict: 'unknown' },
  ],
})

/** What the articles of the busiest three months tell, one of each domain. */
function answerOf(posts: readonly TypedLink[], facts: RiskProfileFacts, options: Record<string, unknown>): Answer<Row> {
  const window = mostWithin(posts, (judged) => Date.parse(judged.link.firstSeen), (options['days'] as number) * dayMs)
  if (window.length < (options['postsMin'] as number)) return pass()
  if (window.every((judged) => judged.anchor.kind === 'AK-UNKNOWN')) return unknown('anchor texts of guest articles')
  const money = window.filter((judged) => isMoneyAnchor(judged.anchor))
  const share = money.length / window.length
  const bio = sharedBio(window, facts)
  // One bio on many sites is a campaign; a columnist who links with a name has one too, so a phrase must be there.
  if (share < (options['moneyShareMin'] as number) && !(bio >= (options['postsMin'] as number) && money.length >= 2)) return pass()
  return flag(share >= 0.5 || (share >= (options['moneyShareMin'] as number) && bio >= (options['postsMin'] as number)) ? 0.75 : 0.5, [
    { posts: window.length, withPhrases: money.length, sameBio: bio, from: window[0]!.link.firstSeen, referringDomains: window.map((judged) => judged.link.referringDomain).slice(0, 200), linkIds: namedLinks(money) },
  ])
}

/** Most of these pages with the same words about their author; 0 where none was read. */
function sharedBio(posts: readonly TypedLink[], facts: RiskProfileFacts): number {
  const pages = pagesByKey(facts)
  const counts = new Map<string, number>()
  for (const { link } of posts) {
    const bio: unknown = link.referringPage === null ? undefined : pages.get(keyOfPage(link.referringPage))?.features?.extra['authorBio']
    if (typeof bio !== 'string' || bio.length < 40) continue
    const words = fold(bio).replace(/\s+/gu, ' ').trim()
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return Math.max(0, ...counts.values())
}
