import { expect, it } from 'vitest'
import { domainAudits, linkAudits, profileAudits } from '../../audits/index.js'
import { digestDomain } from '../../decisions/index.js'
import type { BriefLink } from '../../model/facts.js'
import type { Finding } from '../../model/judgement.js'
import type { Context } from '../../model/operation.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import { scopeOf } from '../sites.js'
import { siteNumbers } from './site-numbers.js'

const audits = new Map([...linkAudits, ...domainAudits, ...profileAudits].map((audit) => [audit.id, audit]))
const found = (id: string, verdict: Finding['verdict'] = 'flag'): Finding => {
  const { rule, judges, title, failureTitle, severity, innocent, action, ownSiteAdvice } = audits.get(id)!
  return { audit: id, rule, judges, subject: '', title: verdict === 'flag' ? failureTitle : title, verdict, severity, strength: 0.7, innocent, action, ...(ownSiteAdvice === undefined ? {} : { ownSiteAdvice }), missing: [], evidence: [{ said: `words of ${id}` }] }
}

/** Numbers of a site with these findings: those of links each on a link of its own, all of it by the same real index that counts. */
async function numbersOf(ofLinks: ReadonlyArray<{ audits: string[]; risk?: number; agency?: BriefLink['risk']['agency'] }>, ofProfile: Finding[]) {
  const client = await clientContext()
  try {
    const scope = scopeOf('clinic.example')
    await client.add(...ofLinks.map((_, at) => linkSeen({ referringDomain: `site-${at}.example` })))
    const { ensureJudged } = await import('../judge.js')
    const key = await ensureJudged(scope, client.context as Context)
    const briefs: BriefLink[] = []
    for await (const brief of client.context.index.judgedAll(scope, key)) briefs.push(brief)
    const rows = briefs.map((brief, at): BriefLink => ({ ...brief, risk: { ...brief.risk, risk: ofLinks[at]!.risk ?? 0, agency: ofLinks[at]!.agency ?? 'third-party' }, findings: ofLinks[at]!.audits.map((id) => found(id)) }))
    const notes = { ...(await client.context.index.judgedNotes(scope, key)), profileFindings: ofProfile }
    await client.context.index.writeJudged(scope, 'as found', { format: 'test', at: client.context.now, rows: (async function* () { yield rows })(), amended: () => [], notes: () => notes, digests: () => new Map(rows.map((row) => [row.link.referringDomain, JSON.stringify(digestDomain(row.link.referringDomain, [row]))])) })
    return await siteNumbers(scope, 'as found', client.context)
  } finally {
    await client.close()
  }
}

it('each audit has its own title, count, advice and quotes, also beside another of its rule', async () => {
  const { findings, fine } = await numbersOf(
    [{ audits: ['link-farm-page'] }, { audits: ['link-farm-page', 'injected-link'], risk: 70 }, { audits: ['doorway-pages'] }, { audits: ['undisclosed-paid-link', 'injected-link'], risk: 70 }],
    [found('private-network', 'pass'), found('own-doorway-pages'), found('hacked-own-page'), found('cloaked-own-page'), found('link-velocity-spike', 'pass')],
  )
  expect(Object.fromEntries(findings.map(({ audit, title, where, actionWords }) => [audit, [title, where, actionWords]]))).toEqual({
    'link-farm-page': ['The page looks like part of a link farm', '2 domains', 'No action needed'],
    'injected-link': ['The link looks injected into a hacked page', '2 domains', 'Tell the owner of the site, if a contact is published'],
    'undisclosed-paid-link': ['A link that looks paid for is not marked as paid', '1 domain', 'No action needed'],
    'doorway-pages': ['Near-identical pages of one domain all lead to the site', '1 domain', 'No action needed'],
    'own-doorway-pages': ['Pages of the site for towns or services are nearly the same text', 'on your own site', expect.stringMatching(/^Give each of these pages of your site/u)],
    'hacked-own-page': ['Pages of the site itself carry offers that look left by an attacker', 'on your own site', expect.stringMatching(/^Have whoever runs your site remove/u)],
    'cloaked-own-page': ['Search engines got other pages of the site than visitors', 'on your own site', expect.stringMatching(/^Have whoever runs your site look/u)],
  })
  expect(findings.find(({ audit }) => audit === 'link-farm-page')!.quotes).toEqual(['words of link-farm-page'])
  // Linking sites are not "independent" beside pages of a farm.
  expect(fine.map(({ title }) => title)).toEqual(['New links arrive at their usual pace'])
})

it('one arranged link among many that ask for nothing asks for another practice, and what is only to be watched is said', async () => {
  const many = Array.from({ length: 60 }, () => ({ audits: ['link-farm-page'] }))
  const { findings } = await numbersOf([...many, { audits: ['undisclosed-paid-link'], risk: 45, agency: 'probably-placed' }, { audits: ['link-farm-page'], risk: 70, agency: 'placed-by-you' }, ...many], [])
  expect(Object.fromEntries(findings.map(({ audit, action, links }) => [audit, [action, links]]))).toEqual({ 'link-farm-page': ['fix-own-practice', 121], 'undisclosed-paid-link': ['monitor', 1] })
})

it('no finding is left out, however many there are', async () => {
  const all = [...linkAudits, ...domainAudits].map(({ id }) => ({ audits: [id] }))
  const { findings } = await numbersOf(all, [])
  expect(findings.map(({ audit }) => audit).sort()).toEqual(all.map(({ audits: [id] }) => id!).sort())
})

it('an audit of pages of the site itself says what to do there, and no other one does', () => {
  const own = new Set(['cloaked-own-page', 'hacked-own-page', 'lapsed-own-domain', 'open-redirect', 'own-doorway-pages', 'rented-section', 'unmoderated-comments', 'unqualified-outgoing-link'])
  expect([...audits.values()].filter(({ ownSiteAdvice }) => ownSiteAdvice !== undefined).map(({ id }) => id).sort()).toEqual([...own].sort())
  for (const id of own) expect(audits.get(id)!.ownSiteAdvice).toMatch(/^[A-Z].*[^.]$/u)
})
