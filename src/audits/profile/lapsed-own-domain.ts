import { z } from 'zod'
import { countOf } from '../../lib/number-words.js'
import { domainOfHost, isUnderPlatform } from '../../model/domain.js'
import { defineAudit, type Answer } from '../../model/judgement.js'
import { parseHost } from '../../model/url.js'
import { exampleProfileFacts } from '../risk/example-facts.js'
import { flagOwn, ownRowsMax } from '../risk/own-pages.js'
import { linkSpamUpdate, rdapAnswers, spamPolicies } from '../risk/references.js'
import { registrationTerm } from '../risk/registration-term.js'
import { scanText } from '../risk/spam-scan.js'
import { pass } from '../risk/trusted.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

const fix = 'Renew the registration and redirect every page to its successor; write down the day on which it runs out.'
const fixHold = 'Ask the registrar why it is on hold, and have it released.'

interface Row {
  url: string
  snippet: string
  severity: string
  fix: string
  registeredUntil: string | null
  daysLeft: number | null
}

/**
 * RISK-45: former and other domains of the provider that no longer lead to it, and the day on which the registration of
 * each runs out. Old names of practices are registered again by spammers, who inherit their links.
 */
export default defineAudit({
  id: 'lapsed-own-domain',
  rule: 'RISK-45',
  judges: 'profile',
  title: 'Domains of the provider stay registered and lead to the site',
  failureTitle: 'A domain of the provider lapses, looks lapsed or does not lead to the site',
  why: 'An old address that runs out can be bought by anyone, with the links and the trust of patients that still point to it.',
  innocent: 'A domain kept for e-mail only may have no pages; then it is enough that it stays registered. One that renews itself may come close to its day every year.',
  notMeasured: ['the day on which a registration runs out, where no registry was asked and no list was read (registrations fetch, registrations read)', 'whether a registration renews itself, which no registry tells'],
  severity: 'medium',
  action: 'fix-own-practice',
  ownSiteAdvice: 'Renew the domain, and redirect it to your site',
  references: [spamPolicies, linkSpamUpdate, rdapAnswers],
  needs: ['profile', 'links', 'pages', 'registrations'],
  options: { soonDays: 60 },
  evidence: z.object({ url: z.string().describe('Domain'), snippet: z.string().describe('What was seen there, and who told what of its registration'), severity: z.string(), fix: z.string().describe('What to do'), registeredUntil: z.string().nullable().describe('Day on which the registration runs out'), daysLeft: z.number().nullable().describe('Days until then') }),
  judge(facts: RiskProfileFacts, options): Answer<Row> {
    const { site, links, registrations, asOf } = facts
    const domains = new Set<string>(site.profile.domains.flatMap((name) => parseHost(name) ?? []).map((host) => domainOfHost(host)))
    domains.delete(site.domain)
    const byDomain = new Map<string, TypedLink[]>()
    for (const judged of links) {
      const domain = judged.link.referringDomain
      if (domains.has(domain)) byDomain.set(domain, [...(byDomain.get(domain) ?? []), judged])
    }
    const flagged: Row[] = []
    const fine: Row[] = []
    const [unseen, untold, stale]: [string[], string[], string[]] = [[], [], []]
    for (const domain of [site.domain, ...domains]) {
      const term = registrationTerm(registrations?.get(domain), asOf, options['soonDays'] as number)
      // The rule asks about the other domains; the site's own is shown where something was told of it.
      if (domain === site.domain && term.state === 'untold') continue
      const seen: Seen = domain === site.domain ? { words: '', severity: null } : seenThere(domain, byDomain.get(domain) ?? [], facts)
      const severity = term.state === 'lapsed' || seen.severity === 'high' ? 'high' : term.state === 'ending' || term.state === 'held' ? 'medium' : seen.severity
      const row: Row = { url: domain, snippet: [...(severity === null && term.state === 'kept' ? ['nothing to do'] : []), ...(seen.words === '' ? [] : [seen.words]), term.words].join('; '), severity: severity ?? 'none', fix: severity === null ? '' : term.state === 'held' && seen.severity === null ? fixHold : fix, registeredUntil: term.endsOn, daysLeft: term.daysLeft }
      if (severity !== null) {
        flagged.push(row)
        continue
      }
      fine.push(row)
      if (term.state === 'stale') stale.push(domain)
      else if (term.state === 'untold' && seen.isUnseen) unseen.push(domain)
      // A name below a platform is nobody's registration, and runs out with none.
      else if (term.state === 'untold' && !isUnderPlatform(domain)) untold.push(domain)
    }
    if (flagged.length > 0) return flagOwn(flagged.some((row) => row.severity === 'high') ? 0.5 : 0.35, [...flagged, ...fine])
    const missing = [
      ...(unseen.length === 0 ? [] : [`what stands at ${named(unseen)}: nothing from there was seen, and nobody told of its registration`]),
      ...(untold.length === 0 ? [] : [`the day on which the registration of ${named(untold)} runs out: ask the registry, or read a list of the registrar`]),
      ...(stale.length === 0 ? [] : [`whether ${named(stale)} was renewed: what was told of it is older than its last day`]),
    ]
    return missing.length > 0 ? { verdict: 'unknown', missing, evidence: fine.slice(0, ownRowsMax) } : pass(fine.slice(0, ownRowsMax))
  },
  examples: [
    { title: 'the old name is for sale', facts: exampleProfileFacts([{ page: 'https://dayton-heart.example/', title: 'This domain is for sale' }], { profile: { domains: ['dayton-heart.example'] } }), verdict: 'flag' },
    { title: 'the registration of the old name runs out in three weeks', facts: exampleProfileFacts([{ page: 'https://dayton-heart.example/', title: null, element: 'redirect', type: 'LT-17' }], { profile: { domains: ['dayton-heart.example'] }, registrations: [{ domain: 'dayton-heart.example', expiresOn: '2026-03-23' }] }), verdict: 'flag' },
    { title: 'the registry is about to delete the old name', facts: exampleProfileFacts([], { profile: { domains: ['dayton-heart.example'] }, registrations: [{ domain: 'dayton-heart.example', expiresOn: '2026-01-20', statuses: ['redemption period'] }] }), verdict: 'flag' },
    { title: 'the old name redirects and is paid for a year', facts: exampleProfileFacts([{ page: 'https://dayton-heart.example/', title: null, element: 'redirect', type: 'LT-17' }], { profile: { domains: ['dayton-heart.example'] }, registrations: [{ domain: 'dayton-heart.example', expiresOn: '2027-03-01' }] }), verdict: 'pass' },
    { title: 'the old name redirects, and nobody told how long it is paid for', facts: exampleProfileFacts([{ page: 'https://dayton-heart.example/', title: null, element: 'redirect', type: 'LT-17' }], { profile: { domains: ['dayton-heart.example'] } }), verdict: 'unknown' },
    { title: 'nothing seen from there, and nothing told', facts: exampleProfileFacts([], { profile: { domains: ['dayton-heart.example'] } }), verdict: 'unknown' },
  ],
})

interface Seen {
  words: string
  /** How bad it looks; null where it looks fine, or nothing was seen. */
  severity: 'high' | 'medium' | null
  isUnseen?: boolean
}

/** What was seen of another domain of the provider. */
function seenThere(domain: string, found: readonly TypedLink[], facts: RiskProfileFacts): Seen {
  const page = [...facts.pages.values()].find((record) => record.domain === domain)
  const title = page?.title ?? found.find(({ link }) => link.title !== null)?.link.title ?? ''
  const parked = scanText(title, facts.lists).find((hit) => hit.list === 'risk/parked' || (hit.list.startsWith('spam/') && hit.list.endsWith('-offer')))
  if (parked !== undefined) return { words: title.slice(0, 160), severity: 'high' }
  if (found.length === 0) return { words: '', severity: null, isUnseen: true }
  if (!found.every(({ link }) => link.state === 'lost')) return { words: '', severity: null }
  return { words: `its ${found.length === 1 ? 'link' : countOf(found.length, 'link')} to the site ${found.length === 1 ? 'was' : 'were'} last seen on ${found.map(({ link }) => link.lastSeen).sort().at(-1)!.slice(0, 10)}`, severity: 'medium' }
}

const named = (domains: readonly string[]) => `${domains.slice(0, 8).join(', ')}${domains.length > 8 ? ` and ${domains.length - 8} more` : ''}`
