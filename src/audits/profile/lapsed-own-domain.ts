import { z } from 'zod'
import { countOf } from '../../lib/number-words.js'
import { domainOfHost } from '../../model/domain.js'
import { defineAudit, type Answer } from '../../model/judgement.js'
import { parseHost } from '../../model/url.js'
import { exampleProfileFacts } from '../risk/example-facts.js'
import { ownRowsMax } from '../risk/own-pages.js'
import { linkSpamUpdate, spamPolicies } from '../risk/references.js'
import { scanText } from '../risk/spam-scan.js'
import { flag, pass, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

const fix = 'Renew the registration and redirect every page to its successor; write down the day on which it runs out.'

interface Row {
  url: string
  snippet: string
  severity: string
  fix: string
}

/**
 * RISK-45: former and other domains of the provider that no longer lead to it. Old names of practices are registered again
 * by spammers, who inherit their links.
 */
export default defineAudit({
  id: 'lapsed-own-domain',
  rule: 'RISK-45',
  judges: 'profile',
  title: 'Other domains of the provider lead to the site',
  failureTitle: 'A domain of the provider looks lapsed or does not lead to the site',
  why: 'An old address that runs out can be bought by anyone, with the links and the trust of patients that still point to it.',
  innocent: 'A domain kept for e-mail only may have no pages; then it is enough that it stays registered.',
  notMeasured: ['the day on which a registration runs out'],
  severity: 'medium',
  action: 'fix-own-practice',
  references: [spamPolicies, linkSpamUpdate],
  needs: ['profile', 'links', 'pages'],
  options: {},
  evidence: z.object({ url: z.string().describe('Domain'), snippet: z.string().describe('What was seen there'), severity: z.string(), fix: z.string().describe('What to do') }),
  judge(facts: RiskProfileFacts): Answer<Row> {
    const { site, links } = facts
    const domains = new Set<string>(site.profile.domains.flatMap((name) => parseHost(name) ?? []).map((host) => domainOfHost(host)))
    domains.delete(site.domain)
    if (domains.size === 0) return pass()
    const byDomain = new Map<string, TypedLink[]>()
    for (const judged of links) {
      const domain = judged.link.referringDomain
      if (domains.has(domain)) byDomain.set(domain, [...(byDomain.get(domain) ?? []), judged])
    }
    const rows: Row[] = []
    const unseen: string[] = []
    for (const domain of domains) {
      const found = byDomain.get(domain) ?? []
      const page = [...facts.pages.values()].find((record) => record.domain === domain)
      const title = page?.title ?? found.find(({ link }) => link.title !== null)?.link.title ?? ''
      const parked = scanText(title, facts.lists).find((hit) => hit.list === 'risk/parked' || (hit.list.startsWith('spam/') && hit.list.endsWith('-offer')))
      if (parked !== undefined) rows.push({ url: domain, snippet: title.slice(0, 160), severity: 'high', fix })
      else if (found.length === 0) unseen.push(domain)
      else if (found.every(({ link }) => link.state === 'lost')) rows.push({ url: domain, snippet: `its ${found.length === 1 ? 'link' : countOf(found.length, 'link')} to the site ${found.length === 1 ? 'was' : 'were'} last seen on ${found.map(({ link }) => link.lastSeen).sort().at(-1)!.slice(0, 10)}`, severity: 'medium', fix })
    }
    if (rows.length > 0) return flag(rows.some((row) => row.severity === 'high') ? 0.5 : 0.35, rows.slice(0, ownRowsMax))
    return unseen.length === 0 ? pass() : unknown(`what stands at ${unseen.slice(0, 8).join(', ')}: nothing from there was seen; registration dates are not known here`)
  },
  examples: [
    { title: 'the old name is for sale', facts: exampleProfileFacts([{ page: 'https://dayton-heart.example/', title: 'This domain is for sale' }], { profile: { domains: ['dayton-heart.example'] } }), verdict: 'flag' },
    { title: 'the old name redirects', facts: exampleProfileFacts([{ page: 'https://dayton-heart.example/', title: null, element: 'redirect', type: 'LT-17' }], { profile: { domains: ['dayton-heart.example'] } }), verdict: 'pass' },
    { title: 'nothing seen from there', facts: exampleProfileFacts([], { profile: { domains: ['dayton-heart.example'] } }), verdict: 'unknown' },
  ],
})
