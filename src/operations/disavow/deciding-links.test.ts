import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideDisavow, readDisavow } from '../../decisions/index.js'
import { findingsOfLink, indexFindings } from '../../audits/index.js'
import type { BriefLink } from '../../model/facts.js'
import { fileOfBytes } from '../../model/file-input.js'
import { emptyProfile } from '../../model/profile.js'
import { ensureJudged } from '../judge.js'
import { scopeOf } from '../sites.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import { decide, decisionInput } from './decision.js'
import { decidingDomains } from './deciding-links.js'

let client: Awaited<ReturnType<typeof clientContext>>
const scope = scopeOf('clinic.example')

beforeAll(async () => {
  client = await clientContext()
  await client.add(
    linkSeen({ referringDomain: 'nih.gov', referringPage: 'https://www.nih.gov/health/heart' }),
    ...Array.from({ length: 30 }, (_, at) => linkSeen({
      referringDomain: `casino-slots-${at}.example`, referringPage: `https://www.casino-slots-${at}.example/cheap-viagra-${at}`, anchorText: 'buy cheap viagra online', rel: at % 3 === 0 ? ['nofollow'] : [],
      title: 'Casino poker viagra', vendor: { 'semrush.toxicityScore': 40 + at, 'semrush.toxicMarkers': 'Money anchors, Link network' }, seenBy: 'semrush-backlink-audit',
    })),
    ...Array.from({ length: 12 }, (_, at) => linkSeen({ referringDomain: `paper-${at % 5}.example`, referringPage: `https://paper-${at % 5}.example/${at}`, vendor: { 'moz.spamScore': 10 * at } })),
  )
})
afterAll(() => client.close())

describe('links for a disavow decision', () => {
  it.each([
    {},
    { manualAction: 'Unnatural links to your site: Google has detected a pattern of unnatural artificial links pointing to your site.', removal: 'asked', reviewer: 'A. Kim', whole: ['all'] },
    { arranged: Array.from({ length: 20 }, (_, at) => `casino-slots-${at}.example`), removal: 'impossible', reviewer: 'A. Kim', full: true },
    { list: ['domain:nih.gov', 'paper-1.example', 'https://paper-2.example/2'], drop: true },
    { earlier: 'domain:casino-slots-2.example\nhttps://www.nih.gov/health/heart\ndomain:www.nih.gov\ndomain:gone.example\nhttps://paper-1.example/1\n' },
    { manualAction: 'Unnatural links to your site', arranged: ['www.paper-1.example', 'paper-2.example'], earlier: 'domain:nih.gov\nhttps://paper-1.example/6\n', removal: 'asked', reviewer: 'A. Kim', whole: ['paper-2.example'] },
  ])('lead to the same decision as links with everything (%#)', async (given) => {
    const earlier = 'earlier' in given && given.earlier !== undefined ? Buffer.from(given.earlier) : undefined
    const input = decisionInput.parse({ target: 'clinic.example', ...given, ...(earlier === undefined ? {} : { earlier: fileOfBytes('disavow.txt', earlier) }) })
    const { decision } = await decide(input, client.context)
    const key = await ensureJudged(scope, client.context)
    const { profileFindings } = await client.context.index.judgedNotes(scope, key)
    const found = indexFindings(profileFindings)
    const links: BriefLink[] = []
    for await (const brief of client.context.index.judgedAll(scope, key)) links.push({ ...brief, findings: findingsOfLink(brief, brief.findings, found) })
    expect(decision).toEqual(decideDisavow({
      site: 'clinic.example', profile: (await client.context.desk.profile('clinic.example')) ?? emptyProfile, links, findings: profileFindings, lists: client.context.lists, asOf: client.context.now,
      earlier: earlier === undefined ? undefined : readDisavow(earlier, 'disavow.txt'), manualActionText: input.manualAction, arranged: input.arranged, arrangedNote: undefined, removalTried: input.removal === undefined ? undefined : input.removal === 'asked' ? true : 'impossible', drop: input.drop,
      requested: input.list, confirmedDomains: input.whole.includes('all') ? 'all' : input.whole, reviewer: input.reviewer,
    }))
    expect(decision.domains.length).toBeGreaterThan(5)
  })

  it('are read once for those who ask at the same time and soon after', async () => {
    const key = await ensureJudged(scope, client.context)
    const read = (context = client.context, profile = emptyProfile) => decidingDomains(scope, key, profile, context)
    const [one, two] = await Promise.all([read(), read()])
    expect(two).toBe(one)
    expect(await read()).toBe(one)
    // Another client is another wall, whatever it asks for; and a profile protects what another does not.
    expect(await read({ ...client.context, client: { ...client.context.client, id: 'other' } })).not.toBe(one)
    expect(await read(client.context, { ...emptyProfile, protectedDomains: ['paper-1.example'] })).not.toBe(one)
    const stopped = new AbortController()
    stopped.abort()
    await expect(read({ ...client.context, client: { ...client.context.client, id: 'third' }, signal: stopped.signal })).rejects.toThrow()
  })
})
