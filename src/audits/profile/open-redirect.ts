import { z } from 'zod'
import { countOf } from '../../lib/number-words.js'
import { domainOfHost } from '../../model/domain.js'
import { defineAudit, type Answer } from '../../model/judgement.js'
import { hostOf, parseUrl } from '../../model/url.js'
import { exampleProfileFacts } from '../risk/example-facts.js'
import { flagOwn, ownPagesMissing, readOwnPages } from '../risk/own-pages.js'
import { extraOf } from '../risk/page-extra.js'
import { spamPolicies } from '../risk/references.js'
import { decoded, keyOfPage } from '../risk/url-text.js'
import { pass, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

const parametersMax = 50

interface Row {
  url: string
  leadsTo: string
  snippet: string
  severity: string
  fix: string
}

/** RISK-42: an address of the site leads to whatever address it is given. */
export default defineAudit({
  id: 'open-redirect',
  rule: 'RISK-42',
  judges: 'profile',
  title: 'No address of the site leads wherever it is told',
  failureTitle: 'Addresses of the site redirect to any address given in them',
  why: 'Senders of spam and of forged letters use such addresses, because they begin with the clinic’s name. Search engines may mark the site for it.',
  innocent: 'A sign-in page may take an address back to the clinic itself; only addresses of other domains are counted.',
  severity: 'high',
  action: 'fix-own-practice',
  ownSiteAdvice: 'Have whoever runs your site let these addresses lead to addresses of your own alone, or switch them off',
  references: [{ title: 'Google Search Central: open redirect URLs', url: 'https://developers.google.com/search/blog/2009/01/open-redirect-urls-is-your-site-being' }, spamPolicies],
  needs: ['links', 'target pages', 'own pages'],
  options: {},
  evidence: z.object({ url: z.string().describe('Address of the site'), leadsTo: z.string().describe('Where it leads'), snippet: z.string().describe('The parameter'), severity: z.string(), fix: z.string().describe('What to do') }),
  judge(facts: RiskProfileFacts): Answer<Row> {
    const { site, ownPages } = facts
    const addresses = new Set<string>()
    for (const { link } of facts.links) if (link.target !== null && link.target.includes('?')) addresses.add(link.target)
    for (const page of ownPages ?? []) {
      if (page.url.includes('?')) addresses.add(page.url)
      for (const relay of extraOf(page).relays) addresses.add(relay)
    }
    const rows: Row[] = []
    const unanswered: string[] = []
    for (const address of addresses) {
      const given = outsideAddressIn(address, site.domain)
      if (given === undefined || site.profile.domains.includes(given.domain)) continue
      const answer = site.moved?.get(keyOfPage(address))
      const leads = answer?.redirectTo == null ? undefined : parseUrl(answer.redirectTo)
      if (answer === undefined) unanswered.push(address)
      else if (leads !== undefined && domainOfHost(hostOf(leads)) === given.domain) rows.push({ url: address, leadsTo: leads, snippet: `${given.name}=${given.domain}`, severity: 'high', fix: 'Let the address lead only to a list of own pages, or sign the parameter.' })
    }
    if (rows.length > 0) return flagOwn(0.75, rows)
    if (unanswered.length > 0) return unknown(`whether ${countOf(unanswered.length, 'address', 'addresses')} of the site that ${unanswered.length === 1 ? 'is' : 'are'} given another address ${unanswered.length === 1 ? 'leads' : 'lead'} there: nobody asked. Open ${unanswered[0]!.slice(0, 200)} with an address of your own in place of the other`)
    return readOwnPages(facts) === undefined && rows.length === 0 && addresses.size === 0 ? unknown(ownPagesMissing) : pass()
  },
  examples: [
    { title: 'an address that leads anywhere', facts: exampleProfileFacts([{ target: 'https://northgate-heart.example/go?url=https://pills.example/' }], { moved: { 'https://northgate-heart.example/go?url=https://pills.example/': 'https://pills.example/' } }), verdict: 'flag' },
    { title: 'an address that is gone', facts: exampleProfileFacts([{ target: 'https://northgate-heart.example/go?url=https://pills.example/' }], { moved: { 'https://northgate-heart.example/go?url=https://pills.example/': null } }), verdict: 'pass' },
    { title: 'a link of the site itself that is given an address, which nobody opened', facts: exampleProfileFacts([], { ownPages: [{ features: { extra: { relays: ['https://northgate-heart.example/go?url=https://pills.example/'] } } }] }), verdict: 'unknown' },
    { title: 'own pages without such links', facts: exampleProfileFacts([{}], { ownPages: [{}] }), verdict: 'pass' },
    { title: 'no own page read', facts: exampleProfileFacts([{}]), verdict: 'unknown' },
    { title: 'not fetched', facts: exampleProfileFacts([{ target: 'https://northgate-heart.example/go?url=https://pills.example/' }]), verdict: 'unknown' },
  ],
})

/** The first parameter that holds an address of another domain. */
function outsideAddressIn(address: string, ownDomain: string): { name: string; domain: string } | undefined {
  const query = address.slice(address.indexOf('?') + 1).slice(0, 4_000)
  for (const pair of query.split('&', parametersMax)) {
    const equals = pair.indexOf('=')
    if (equals <= 0) continue
    const value = decoded(pair.slice(equals + 1))
    if (!/^(?:https?:)?\/\//iu.test(value)) continue
    const url = parseUrl(value.startsWith('//') ? `https:${value}` : value)
    const domain = url === undefined ? undefined : domainOfHost(hostOf(url))
    if (domain !== undefined && domain !== ownDomain) return { name: decoded(pair.slice(0, equals)).slice(0, 60), domain }
  }
  return undefined
}
