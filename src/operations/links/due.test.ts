import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Context } from '../../model/operation.js'
import type { PageRecord } from '../../model/page.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import due from './due.js'
import survival from './survival.js'

let opened: Awaited<ReturnType<typeof clientContext>>
let context: Context
const at = (day: string) => `2026-${day}T00:00:00.000Z`

beforeAll(async () => {
  opened = await clientContext(at('11-01'))
  ;({ context } = opened)
  const read = (url: string, seenAt: string): PageRecord => ({ url, domain: 'missed.example', status: 200, seenBy: 'crawl', seenAt, title: 'News', language: 'en', robots: [], canonical: null, redirectTo: null, linkCount: 3, externalLinkCount: 0, externalDomainCount: 0, features: null })
  await opened.add(
    linkSeen({ referringDomain: 'old.example', seenAt: at('09-20') }),
    linkSeen({ referringDomain: 'old.example', seenAt: at('09-25'), anchorText: 'the clinic' }),
    linkSeen({ referringDomain: 'fresh.example', seenAt: at('10-20') }),
    linkSeen({ referringDomain: 'missed.example', seenAt: at('10-20'), seenBy: 'crawl' }),
    linkSeen({ referringDomain: 'gone.example', seenAt: at('08-01'), lostAt: at('08-01'), seenBy: 'ahrefs-backlinks' }),
    linkSeen({ referringDomain: 'nowhere.example', referringPage: null, seenAt: at('01-01') }),
  )
  async function* pages() {
    yield { kind: 'page' as const, page: read('https://missed.example/page', at('10-25')) }
  }
  await context.index.add(pages(), { key: 'pages', source: 'test' })
})
afterAll(() => opened.close())

const rowsOf = async (input: object) => (await due.run(due.input.parse({ site: 'clinic.example', ...input }), context)).rows

it('lists the pages whose links are due, each once with what is due first', async () => {
  expect(await rowsOf({})).toEqual([
    { page: 'https://old.example/page', dueOn: '2026-10-20', why: 'every 30 days', lookedOn: '2026-09-25', links: 2, quality: expect.any(Number) },
    { page: 'https://missed.example/page', dueOn: '2026-10-26', why: 'missed once: a second look after a day', lookedOn: '2026-10-25', links: 1, quality: expect.any(Number) },
    { page: 'https://gone.example/page', dueOn: '2026-08-02', why: 'lost link, 1 day after it was last seen', lookedOn: '2026-08-01', links: 1, quality: 0 },
  ])
})

it('lists what is due soon as well, and no more than asked for', async () => {
  expect((await rowsOf({ within: 30 })).map(({ page }) => page)).toContain('https://fresh.example/page')
  const answer = await due.run(due.input.parse({ site: 'clinic.example', limit: 1 }), context)
  expect([answer.rows.length, answer.total]).toEqual([1, 3])
})

it('tells by type how long links last', async () => {
  const { rows } = await survival.run(survival.input.parse({ site: 'clinic.example' }), context)
  expect(new Set(rows.map(({ basis }) => basis))).toEqual(new Set(['published']))
  expect(rows.filter(({ years }) => years === 1).reduce((sum, { links }) => sum + links, 0)).toBe(6)
  expect(rows.find(({ years }) => years === 1)!.share).toBeCloseTo(0.83, 2)
})
