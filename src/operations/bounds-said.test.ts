import { expect, it } from 'vitest'
import { runProfileAudits } from '../audits/index.js'
import { exampleProfileFacts, repeated } from '../audits/risk/example-facts.js'
import type { PageRecord } from '../model/page.js'
import { foundFine } from '../report/found-fine.js'
import { emptyProfile } from '../model/profile.js'
import { auditSite } from './audit-site.js'
import gapFind from './gap/find.js'
import anchors from './links/anchors.js'
import overview from './overview/show.js'
import { gatherFacts, profileFacts } from './gather-facts.js'
import { scopeOf } from './sites.js'
import { clientContext, linkSeen } from './testing/client-context.js'

const record = (url: string, askedAs: 'browser' | 'search-robot'): PageRecord => ({
  url, domain: new URL(url).hostname, status: 200, seenBy: 'archive:a.warc', seenAt: '2026-10-20T10:00:00.000Z', title: null, language: null, robots: [], canonical: null, redirectTo: null, linkCount: 1, externalLinkCount: 1, externalDomainCount: 1, askedAs, features: null,
})

/** So many pages, each as a robot and as a browser got it. */
async function* faces(pages: number, host: string): AsyncGenerator<PageRecord> {
  for (let at = 0; at < pages; at += 1) for (const as of ['browser', 'search-robot'] as const) yield record(`https://${host}/${at}`, as)
}

it('says that only some of the linking pages with two faces were compared', async () => {
  const client = await clientContext()
  try {
    await client.add(linkSeen({ referringDomain: 'blog.example' }))
    const scope = scopeOf('clinic.example')
    const whole = await auditSite(scope, { inputs: [], problems: [] }, client.context)
    expect(whole.result.problems).toEqual([])
    await client.add(linkSeen({ referringDomain: 'other.example' }))
    const context = { ...client.context, index: { ...client.context.index, linkingFaces: () => faces(5_001, 'blog.example') } }
    const { result } = await auditSite(scope, { inputs: [], problems: [] }, context)
    expect(result.problems).toMatchObject([{ file: 'link index', message: expect.stringMatching(/robot got and a browser did not, 5\s000 were compared; there are more/u) as string }])
  } finally {
    await client.close()
  }
})

it('says beside what was found fine on own pages that only some were looked at', async () => {
  const client = await clientContext()
  try {
    const ownFacts = async (pages: number) => profileFacts(await gatherFacts(scopeOf('clinic.example'), { ...client.context, index: { ...client.context.index, targetFaces: () => faces(pages, 'clinic.example') } }), [])
    const titles = async (pages: number) => foundFine(await runProfileAudits(await ownFacts(pages)), []).filter(({ rule }) => rule === 'RISK-40').map(({ title }) => title)
    expect(await titles(5_000)).toEqual(['Search engines and visitors get the same pages (5 000 pages of the site compared)'])
    expect(await titles(5_001)).toEqual(['Search engines and visitors get the same pages (of the pages of the site that a robot and a browser got, 5 000 were compared; there are more)'])
  } finally {
    await client.close()
  }
})

const widgets = (sites: number) => exampleProfileFacts(repeated(sites, { page: 'https://local-{n}.example/', anchor: 'book dentist Dayton', kind: 'AK-EXACT', grade: 3, type: 'LT-14', subtype: 'embedded-widget', area: 'aside' }))
const widgetOf = async (sites: number) => (await runProfileAudits(widgets(sites))).find(({ audit }) => audit === 'keyword-widget')!

it('all links of a finding carry it, and where there are too many to name it says so', async () => {
  const some = await widgetOf(700)
  expect(some.evidence[0]!['linkIds']).toHaveLength(700)
  expect(some.cut).toBeUndefined()
  const many = await widgetOf(5_200)
  expect(many.evidence[0]!['linkIds']).toHaveLength(5_000)
  expect(many.cut).toMatch(/^Of the links of a row 5\s000 are named/u)
})

it('says of how many own pages something was found fine', async () => {
  const fine = foundFine(await runProfileAudits(exampleProfileFacts([{}], { ownPages: [{}, { url: 'https://northgate-heart.example/b' }] })), [])
  expect(fine.find(({ rule }) => rule === 'RISK-42')!.title).toBe('No address of the site leads wherever it is told (2 pages of the site read)')
  expect(fine.find(({ rule }) => rule === 'RISK-24')!.title).toBe('Scholarships are offered for students')
})

it('says how many pages of the own site there are beside those listed', async () => {
  const hacked = (count: number) => exampleProfileFacts([], { ownPages: Array.from({ length: count }, (_, at) => ({ url: `https://northgate-heart.example/${at}`, title: 'Buy viagra without prescription' })) })
  const cutOf = async (count: number) => (await runProfileAudits(hacked(count))).find(({ audit }) => audit === 'hacked-own-page')!
  expect(await cutOf(20)).not.toHaveProperty('cut')
  expect(await cutOf(312)).toMatchObject({ verdict: 'flag', cut: '20 of 312 are listed.' })
})

it('names the competitors that are too many to be compared', async () => {
  const client = await clientContext()
  try {
    const { context } = client
    const named = async (count: number) => {
      await context.desk.saveProfile('clinic.example', { ...emptyProfile, rivals: Array.from({ length: count }, (_, at) => `rival-${at}.example`) }, context.now)
      const seen = await overview.run(overview.input.parse({}), context)
      const { comparison } = await anchors.run(anchors.input.parse({ target: 'clinic.example', compare: true }), context)
      const { notes } = await gapFind.run(gapFind.input.parse({ from: 'index' }), context)
      return [seen.rivalsLeftOut, overview.words!(seen).includes('Not compared, for at most 15 are: rival-15.example, rival-16.example'), comparison!.leftOut, notes.filter((note) => note.startsWith('At most 15 competitors are compared; not looked at were rival-15.example, rival-16.example.')).length]
    }
    expect(await named(15)).toEqual([[], false, [], 0])
    const left = ['rival-15.example', 'rival-16.example']
    expect(await named(17)).toEqual([left, true, left, 1])
  } finally {
    await client.close()
  }
})
