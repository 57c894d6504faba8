import { expect, it } from 'vitest'
import { ingestArchive } from './ingest.js'
import { ensureJudged, explainLink } from './judge.js'
import { linkQuery } from './link-query.js'
import due from './links/due.js'
import explain from './links/explain.js'
import { scopeOf } from './sites.js'
import { clientContext } from './testing/client-context.js'

const url = 'https://daily.example/2024/heart-week'
interface Answer {
  status: string
  title?: string
  head?: string
  body?: string
  to?: string
  /** The page asked for, where it is another than that of the link. */
  at?: string
}

const withLink: Answer = { status: '200 OK', title: 'Heart week', body: '<p>We went to <a href="https://clinic.example/">the heart clinic</a> with our readers.</p>' }
const without: Answer = { ...withLink, body: '<p>We went there with our readers, and <a href="/next">read on</a>.</p>' }
const other: Answer = { ...without, at: 'https://daily.example/2024/spring' }

/** Adds an archive a day, each with one answer of the page, and tells what is said of its link. */
async function seen(answers: ReadonlyArray<[day: string, answer: Answer]>, unregisteredOn?: string) {
  const { context, close } = await clientContext('2026-03-20T00:00:00.000Z')
  try {
    for (const [day, { status, title = '', head = '', body = '', to, at = url }] of answers) {
      const http = `HTTP/1.1 ${status}\r\nContent-Type: text/html\r\n${to === undefined ? '' : `Location: ${to}\r\n`}\r\n<html lang="en"><head><title>${title}</title>${head}</head><body><nav><a href="/">Home</a></nav>${body}</body></html>`
      const bytes = Buffer.from(`WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-${day}T10:00:00Z\r\nWARC-Target-URI: ${at}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${Buffer.byteLength(http)}\r\n\r\n${http}\r\n\r\n`)
      await ingestArchive({ name: `${day}.warc`, size: bytes.length, once: false, async *open() { yield bytes } }, { target: 'clinic.example' }, context)
    }
    if (unregisteredOn !== undefined) await context.index.addRegistrations([{ domain: 'daily.example', seenBy: 'rdap:registry.example', seenAt: `2026-${unregisteredOn}T00:00:00.000Z`, registered: false, registrar: null, registrarId: null, createdOn: null, changedOn: null, expiresOn: null, statuses: [], nameServers: [] }], { key: 'told' })
    const scope = scopeOf('clinic.example')
    const key = await ensureJudged(scope, context)
    const { rows: [row] } = await context.index.queryJudged(scope, key, linkQuery({}))
    const explained = (await explainLink(scope, key, row!.id, context))!
    const answer = await explain.run(explain.input.parse({ target: 'clinic.example', link: row!.id }), context)
    const { rows } = await due.run(due.input.parse({ site: 'clinic.example', within: 60 }), context)
    return { row: row!, live: explained.quality.gates.find(({ id }) => id === 'GT-01')!, words: explain.words!(answer).split('\n')[1]!, due: rows.map(({ dueOn, why }) => `${dueOn} ${why}`) }
  } finally {
    await close()
  }
}

it('a link that one look missed still stands, and a second look is due', async () => {
  const { row, live, words, due: dueRows } = await seen([['03-01', withLink], ['03-10', without]])
  expect(row).toMatchObject({ state: 'live', lostReason: null })
  expect(live).toMatchObject({ factor: 1, evidence: 'not found on its page on 2026-03-10; lost only where a second look, a day later or more, misses it too' })
  expect(words).toContain('live, not found on 2026-03-10: lost only where a second look misses it too')
  expect(dueRows).toEqual(['2026-03-11 missed once: a second look after a day'])
})

it('and is lost once that misses it too', async () => {
  const { row, live, words } = await seen([['03-01', withLink], ['03-10', without], ['03-11', without]])
  expect(row).toMatchObject({ state: 'lost', lostReason: 'link-removed', quality: 0 })
  expect(live).toMatchObject({ factor: 0, evidence: 'lost: link-removed, looked at on 2026-03-11' })
  expect(words).toContain('lost (link-removed), looked for on 2026-03-11: “Heart week”')
})

it.each<[string, Parameters<typeof seen>, object, number]>([
  ['back at the second look', [[['03-01', withLink], ['03-10', without], ['03-11', withLink]]], { state: 'live', lostReason: null }, 1],
  ['on a page that says that there is none', [[['03-01', withLink], ...(['03-10', '03-12'] as const).map((day) => [day, { ...without, title: 'Page not found' }] as [string, Answer])]], { state: 'lost', lostReason: 'soft-404' }, 0],
  ['on a domain for sale', [[['03-01', withLink], ...(['03-10', '03-12'] as const).map((day) => [day, { ...without, title: 'daily.example domain is for sale' }] as [string, Answer])]], { state: 'lost', lostReason: 'parked' }, 0],
  ['on a page that asks not to be indexed, and no longer has it', [[['03-01', withLink], ...(['03-10', '03-12'] as const).map((day) => [day, { ...without, head: '<meta name="robots" content="noindex">' }] as [string, Answer])]], { state: 'lost', lostReason: 'noindexed' }, 0],
  ['on a page that leads home', [[['03-01', withLink], ['03-10', { status: '301 Moved Permanently', to: 'https://daily.example/' }]]], { state: 'lost', lostReason: 'soft-404' }, 0],
  ['on a page that is gone, at the first look', [[['03-01', withLink], ['03-10', { status: '410 Gone' }]]], { state: 'lost', lostReason: 'page-gone' }, 0],
  ['on a domain that is down for days', [[['03-01', withLink], ...(['03-10', '03-11', '03-13'] as const).map((day) => [day, { status: '522 Origin Down' }] as [string, Answer])]], { state: 'lost', lostReason: 'domain-gone' }, 0],
  ['on a domain that nobody has registered', [[['03-01', withLink]], '03-05'], { state: 'lost', lostReason: 'domain-gone' }, 0],
  ['on a domain that was registered again later', [[['03-01', withLink], ['03-06', withLink]], '03-03'], { state: 'live', lostReason: null }, 1],
  ['on a domain of which another page answered later', [[['03-01', withLink], ['03-06', other]], '03-03'], { state: 'live', lostReason: null }, 1],
  ['on a domain of which another page answered before', [[['03-01', withLink], ['03-03', other]], '03-06'], { state: 'lost', lostReason: 'domain-gone' }, 0],
  ['on a domain that is down at another page since', [[['03-01', withLink], ['03-06', { ...other, status: '522 Origin Down' }]], '03-03'], { state: 'lost', lostReason: 'domain-gone' }, 0],
  ['on a page that does not answer now', [[['03-01', withLink], ['03-10', { status: '503 Service Unavailable' }]]], { state: 'live', lostReason: null }, 0.5],
  ['on a page that answered again', [[['03-01', withLink], ['03-10', { status: '503 Service Unavailable' }], ['03-11', withLink]]], { state: 'live', lostReason: null }, 1],
])('a link %s', async (_, given, expected, factor) => {
  const { row, live } = await seen(...given)
  expect(row).toMatchObject(expected)
  expect(live.factor).toBe(factor)
})
