import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { arrivalsMissing, arrivalsOf } from '../risk/arrivals.js'
import { exampleDomainFacts, repeated } from '../risk/example-facts.js'
import { linkSpamUpdate } from '../risk/references.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskDomainFacts } from '../risk/facts.js'

/** Lists that change every week by nature. */
const calendarTypes = new Set(['LT-24', 'LT-25', 'LT-26', 'LT-30', 'LT-31', 'LT-16', 'LT-28'])
const dayMs = 86_400_000

/** RISK-28: links of a host that come and go within weeks, as rented links do. */
export default defineAudit({
  id: 'link-churn',
  rule: 'RISK-28',
  judges: 'domain',
  title: 'Links stay',
  failureTitle: 'Links from this domain come and go within weeks',
  why: 'Links that are rented by the month disappear and turn up again on other pages. They help for no longer than they stand.',
  innocent: 'Event calendars, carousels and front pages of news sites change all the time.',
  notMeasured: ['whether the target changes between clients of one agency: only links to the site are known'],
  severity: 'medium',
  action: 'none',
  references: [linkSpamUpdate],
  needs: ['links', 'history'],
  options: { linksMin: 5, daysMax: 45, shareMin: 0.6 },
  evidence: z.object({ linkId: z.string().describe('Link'), page: z.string().describe('Referring page'), firstSeen: z.string().describe('First seen'), lastSeen: z.string().describe('Last seen'), reason: z.string().describe('Why it was lost') }),
  judge(facts: RiskDomainFacts, options) {
    const links = suspectable(facts.links, facts.lists).filter((judged) => !calendarTypes.has(judged.type.type))
    if (links.length < (options['linksMin'] as number)) return unknown(`links over time: ${links.length} from this domain, ${options['linksMin']} needed`)
    const gone = links.filter(({ link }) => link.state === 'lost' && (link.lostReason === 'link-removed' || link.lostReason === 'target-changed') && Date.parse(link.lastSeen) - Date.parse(link.firstSeen) < (options['daysMax'] as number) * dayMs)
    const shareMin = options['shareMin'] as number
    if (gone.length / links.length < shareMin) return pass()
    const arrivals = arrivalsOf(facts.links)
    // Where nobody had looked before, the link may have stood for years when it was first seen.
    const brief = gone.filter(({ link }) => arrivals.isTold(link) || arrivals.isKnown(link))
    if (brief.length / links.length < shareMin) return unknown(arrivalsMissing)
    return flag(0.4, brief.slice(0, 12).map(({ link }) => ({ linkId: link.id, page: link.referringPage ?? link.referringDomain, firstSeen: link.firstSeen, lastSeen: link.lastSeen, reason: link.lostReason ?? '' })))
  },
  examples: [
    { title: 'six links, each gone within a month', facts: exampleDomainFacts('renter.example', repeated(6, { page: 'https://renter.example/p{n}', state: 'lost', lostReason: 'link-removed', firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-01-20T00:00:00.000Z' })), verdict: 'flag' },
    { title: 'six links of a list without days, gone when their pages were looked at', facts: exampleDomainFacts('old.example', repeated(6, { page: 'https://old.example/p{n}', state: 'lost', lostReason: 'link-removed', firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-01-01T00:00:00.000Z', seenBy: ['bing-backlinks'] })), verdict: 'unknown' },
    { title: 'six links that stay', facts: exampleDomainFacts('stayer.example', repeated(6, { page: 'https://stayer.example/p{n}' })), verdict: 'pass' },
    { title: 'one link', facts: exampleDomainFacts('heartfriends.example', [{}]), verdict: 'unknown' },
  ],
})
