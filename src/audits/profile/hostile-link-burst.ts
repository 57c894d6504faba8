import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { agencyOf } from '../risk/agency.js'
import { arrivalsMissing, arrivalsOf } from '../risk/arrivals.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { disavowHelp, linkSpamUpdate } from '../risk/references.js'
import { scanText } from '../risk/spam-scan.js'
import { newClusters, type Cluster } from '../risk/velocity.js'
import { dayMs, mostWithin } from '../risk/windows.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

/** RISK-30: a hundred or more new domains within two weeks, with spam words in their links. Said in order to reassure (DIS-06). */
export default defineAudit({
  id: 'hostile-link-burst',
  rule: 'RISK-30',
  judges: 'profile',
  title: 'No burst of spam links',
  failureTitle: 'A burst of spam links arrived that nobody here asked for',
  why: 'Bursts of spam are usually ignored by search engines. Keep a note of it, look again in 60 days, and act only if a manual action arrives.',
  innocent: 'The same causes as for any rise: a copied page, a refreshed index, a spammer who links to thousands of sites at once.',
  severity: 'low',
  action: 'monitor',
  references: [linkSpamUpdate, disavowHelp],
  needs: ['links', 'dates'],
  options: { domainsMin: 100, days: 14, spamShareMin: 0.3 },
  evidence: z.object({ from: z.string().describe('Beginning'), newDomains: z.number().describe('New referring domains'), withSpamWords: z.number().describe('Of these with spam words in link or title'), example: z.string().describe('One link text'), referringDomains: z.array(z.string()).describe('Domains with spam words, at most fifty') }),
  judge(facts: RiskProfileFacts, options) {
    const clusters = newClusters(suspectable(facts.links, facts.lists))
    const burstOf = (domains: readonly Cluster[]) => {
      const window = mostWithin(domains, (cluster) => cluster.firstMs, (options['days'] as number) * dayMs)
      if (window.length < (options['domainsMin'] as number)) return undefined
      const spam = window.filter((cluster) => cluster.links.some((judged) => isSpam(judged, facts) && agencyOf(judged, facts.site.profile) !== 'placed-by-you'))
      return spam.length / window.length < (options['spamShareMin'] as number) ? undefined : { window, spam }
    }
    if (burstOf(clusters) === undefined) return pass()
    const arrivals = arrivalsOf(facts.links)
    const burst = burstOf(clusters.filter((cluster) => arrivals.isKnown(cluster.first.link)))
    if (burst === undefined) return unknown(arrivalsMissing)
    const { window, spam } = burst
    const example = spam.flatMap((cluster) => cluster.links).find((judged) => isSpam(judged, facts))!
    return flag(0.25, [{ from: new Date(window[0]!.firstMs).toISOString().slice(0, 10), newDomains: window.length, withSpamWords: spam.length, example: (example.link.anchorText ?? example.link.title ?? '').slice(0, 160), referringDomains: spam.map(({ domain }) => domain).slice(0, 50) }])
  },
  examples: [
    { title: 'a hundred and twenty casino links in two weeks', facts: exampleProfileFacts([{}, ...repeated(120, { page: 'https://burst-{n}.example/x', anchor: 'online casino bonus', kind: 'AK-SPAM', firstSeen: '2026-02-20T00:00:00.000Z' })]), verdict: 'flag' },
    { title: 'an ordinary week', facts: exampleProfileFacts(repeated(12, { page: 'https://site-{n}.example/a' })), verdict: 'pass' },
    { title: 'all shown by a new import', facts: exampleProfileFacts([{ firstSeen: '2025-01-01T00:00:00.000Z' }, ...repeated(120, { page: 'https://burst-{n}.example/x', anchor: 'online casino bonus', kind: 'AK-SPAM', firstSeen: '2026-02-20T00:00:00.000Z', seenBy: ['moz-links'] })]), verdict: 'unknown' },
  ],
})

function isSpam({ link, anchor }: TypedLink, { lists }: RiskProfileFacts): boolean {
  return anchor.kind === 'AK-SPAM' || scanText(`${link.anchorText ?? ''} · ${link.title ?? ''}`, lists).some((hit) => hit.list.startsWith('spam/') && hit.list.endsWith('-offer'))
}
