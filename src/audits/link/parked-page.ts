import { z } from 'zod'
import { domainOfHost } from '../../model/domain.js'
import { defineAudit } from '../../model/judgement.js'
import type { Lists } from '../../model/lists.js'
import { hostOf, parseUrl } from '../../model/url.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { fieldsOf, firstHit, quote, type Field } from '../risk/reading.js'
import { linkSpamUpdate } from '../risk/references.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import { wordSet } from '../tiers/label-patterns.js'
import type { RiskLinkFacts } from '../risk/facts.js'

const places: ReadonlySet<Field['place']> = new Set(['title', 'headings', 'main text'])

/** RISK-27, without threat feeds: the domain is parked or offered for sale. */
export default defineAudit({
  id: 'parked-page',
  rule: 'RISK-27',
  judges: 'link',
  title: 'The linking site is in use',
  failureTitle: 'The linking domain is parked or for sale',
  why: 'A parked domain has no readers, and may be bought by anyone next. The link is worth nothing meanwhile and harms nobody.',
  innocent: 'A site may be moving, or a registrar’s notice was seen for a day. Nothing needs to be done.',
  notMeasured: ['lists of harmful hosts, which are not shipped: they are old within days'],
  severity: 'medium',
  action: 'none',
  references: [linkSpamUpdate],
  needs: ['link', 'page'],
  options: {},
  evidence: z.object({ place: z.string().describe('Where'), quote: z.string().describe('Words found'), seenAt: z.string().describe('When') }),
  judge: guarded((facts: RiskLinkFacts) => {
    const { page, link, lists } = facts
    const seenAt = page?.seenAt ?? link.lastSeen
    if (page?.redirectTo && isParkingHost(page.redirectTo, lists)) return flag(0.4, [{ place: 'redirect', quote: page.redirectTo.slice(0, 160), seenAt }])
    const found = firstHit(fieldsOf(facts), 'risk/parked', places)
    // A magazine may write about names for sale; a parked page says nothing else.
    if (found !== undefined && (found.field.place !== 'title' ? (page?.features?.mainWordCount ?? 0) < 150 : (page?.features?.mainWordCount ?? 0) < 400)) {
      return flag(0.4, [{ place: found.field.place, quote: quote(found.field.text, found.hit.phrase), seenAt }])
    }
    return page === null && link.title === null ? unknown('title or page') : pass()
  }),
  examples: [
    { title: 'for sale', facts: exampleLinkFacts({ page: 'https://old-health-blog.example/', title: 'old-health-blog.example domain is for sale' }), verdict: 'flag' },
    { title: 'in use', facts: exampleLinkFacts({}), verdict: 'pass' },
    { title: 'title not told', facts: exampleLinkFacts({ title: null }), verdict: 'unknown' },
  ],
})

/** True for an address of a house that sells or parks domains. */
function isParkingHost(address: string, lists: Lists): boolean {
  const url = parseUrl(address)
  return url !== undefined && wordSet(lists, 'parking-hosts').has(domainOfHost(hostOf(url)))
}
