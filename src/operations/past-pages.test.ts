import { expect, it } from 'vitest'
import { emptyProfile } from '../model/profile.js'
import type { Registration } from '../model/registration.js'
import { ingestArchive } from './ingest.js'
import { ensureJudged, explainLink } from './judge.js'
import { linkQuery } from './link-query.js'
import { scopeOf } from './sites.js'
import { clientContext } from './testing/client-context.js'

interface Answer {
  url: string
  on: string
  title?: string
  head?: string
  body?: string
  language?: string
  to?: string
}

function recordOf({ url, on, title = '', head = '', body = '<p>Welcome.</p>', language = 'en', to }: Answer): string {
  const http = to === undefined
    ? `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html lang="${language}"><head><title>${title}</title>${head}</head><body><nav><a href="/">Home</a></nav>${body}</body></html>`
    : `HTTP/1.1 301 Moved Permanently\r\nLocation: ${to}\r\n\r\n`
  return `WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: ${on}T10:00:00Z\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${Buffer.byteLength(http)}\r\n\r\n${http}\r\n\r\n`
}

/** Adds one archive for each year, read for the links to the clinic alone, and explains the link. */
async function judged(answers: readonly Answer[], registrations: ReadonlyArray<Partial<Registration> & { domain: string }> = []) {
  const { context, close } = await clientContext()
  try {
    await context.desk.saveProfile('clinic.example', { ...emptyProfile, names: ['Northgate Heart'], languages: ['en'] }, context.now)
    for (const year of new Set(answers.map(({ on }) => on.slice(0, 4)))) {
      const bytes = Buffer.from(answers.filter(({ on }) => on.startsWith(year)).map(recordOf).join(''))
      await ingestArchive({ name: `${year}.warc`, size: bytes.length, once: false, async *open() { yield bytes } }, { target: 'clinic.example' }, context)
    }
    if (registrations.length > 0) await context.index.addRegistrations(registrations.map((one) => ({ seenBy: 'rdap:registry.example', seenAt: '2026-03-01T00:00:00.000Z', registered: true, registrar: null, registrarId: null, createdOn: null, changedOn: null, expiresOn: null, statuses: [], nameServers: [], ...one })), { key: 'told' })
    const scope = scopeOf('clinic.example')
    const key = await ensureJudged(scope, context)
    const { rows } = await context.index.queryJudged(scope, key, linkQuery({}))
    return { row: rows[0]!, explained: (await explainLink(scope, key, rows[0]!.id, context))! }
  } finally {
    await close()
  }
}

const own: Answer[] = ['Heart care in Riverton', 'Blood pressure and your heart', 'Our cardiologists'].map((title, at) => ({ url: `https://clinic.example/${at}`, on: '2026-02-01', title }))
const cars = (year: number, more: Partial<Answer> = {}): Answer[] => ['Rally of the old cars', 'Engines restored by our members', 'Spring tour to the lake', 'Spare parts wanted'].map((title, at) => ({ url: `https://vintage-motors.example/${year}/${at}`, on: `${year}-06-1${at}`, title: `${title} | Vintage Motor Friends`, ...more }))
const led: Answer = { url: 'https://vintage-motors.example/', on: '2025-11-20', to: 'https://clinic.example/' }
const forSale: Answer = { url: 'https://vintage-motors.example/', on: '2023-02-01', title: 'vintage-motors.example: this domain is for sale' }

it('pages of a lapsed club that had no link show that its domain was pointed at the site', async () => {
  const { row, explained } = await judged([...cars(2014), ...cars(2018), forSale, led, ...own])
  expect(row).toMatchObject({ type: 'LT-17', findings: ['RISK-17'] })
  expect(explained.type.subtype).toBe('expired-domain-repoint')
  const found = explained.findings.find(({ audit }) => audit === 'redirect-trick')!
  expect(found).toMatchObject({ verdict: 'flag', strength: 0.75 })
  expect(found.evidence.map(({ reason }) => reason)).toEqual([
    'subjects, 2014-06-10 to 2018-06-13: “Spare parts wanted | Vintage Motor Friends”, then leads to clinic.example since 2025-11-20 or earlier',
    'for sale or parked in between: “Spare parts wanted | Vintage Motor Friends”, then vintage-motors.example: this domain is for sale (2023-02-01)',
    'name of the site, 2014-06-10 to 2018-06-13: “vintage motor friends”, then Northgate Heart',
  ])
  expect(explained.risk.signals.map(({ id }) => id)).toContain('RISK-17')
})

it('so does a registration that began anew', async () => {
  const { row, explained } = await judged([...cars(2018), led, ...own], [{ domain: 'vintage-motors.example', createdOn: '2024-05-01' }])
  expect(row.findings).toEqual(['RISK-17'])
  expect(explained.findings.find(({ audit }) => audit === 'redirect-trick')!.evidence[1]).toMatchObject({ reason: expect.stringContaining('registered on 2024-05-01') })
})

it.each<[string, Answer[]]>([
  ['a firm that gave up: nothing says that the name had lapsed', [...cars(2018), led, ...own]],
  ['a practice that was bought, its name parked in between', [...cars(2018).map((page, at) => ({ ...page, title: ['Cardiology', 'Heart failure', 'Our doctors', 'Opening hours'][at]! })), forSale, led, ...own]],
  ['a club that the site names as its own past', [...cars(2018), forSale, led, ...own, { url: 'https://clinic.example/history', on: '2026-02-01', title: 'Once the house of the Vintage Motor Friends' }]],
  ['a club that linked to the clinic all the time', [...cars(2018), { url: 'https://vintage-motors.example/thanks', on: '2018-06-20', title: 'Thanks', body: '<p>First aid by <a href="https://clinic.example/">our friends</a>.</p>' }, forSale, led, ...own]],
  ['a living site of which one address leads here', [...cars(2018), forSale, led, ...cars(2026), ...own]],
  ['too few pages of before', [...cars(2018).slice(0, 2), forSale, led, ...own]],
])('not so for %s', async (_, answers) => {
  const { row, explained } = await judged(answers)
  expect(row.findings).not.toContain('RISK-17')
  expect(explained.type.subtype).not.toBe('expired-domain-repoint')
})

const walks = (year: number, name = 'Heart Friends'): Answer[] => ['Walk along the river', 'Our yearly meeting', 'Members tell', 'Soup for everybody'].map((title, at) => ({ url: `https://river-friends.example/${year}/${at}`, on: `${year}-03-1${at}`, title, head: `<meta property="og:site_name" content="${name}"><meta name="description" content="Walks, meals and company for neighbours of every age">` }))
const link = '<p>Heart care by <a href="https://clinic.example/">the clinic</a>.</p>'
const shop = (title: string, name = 'Pill House'): Answer[] => [0, 1, 2].map((at) => ({ url: `https://river-friends.example/new/${at}`, on: `2026-01-1${at}`, title: `${title} ${at}`, head: `<meta property="og:site_name" content="${name}">`, body: at === 0 ? link : '<p>More.</p>' }))

it('earlier pages without a link show that a linking domain was taken over', async () => {
  const { row, explained } = await judged([...walks(2015), ...shop('Buy viagra online without prescription')])
  expect(row.findings).toContain('RISK-04')
  expect(explained.findings.find(({ rule }) => rule === 'RISK-04')!.evidence).toEqual([
    { clue: 'what is offered, 2015-03-13 to 2026-01-10', before: 'Walk along the river', after: expect.stringContaining('viagra') },
    { clue: 'subjects of titles and headings, 2015-03-13 to 2026-01-10', before: 'Walk along the river', after: 'Buy viagra online without prescription 0' },
    { clue: 'name of the site, 2015-03-13 to 2026-01-10', before: 'heart friends', after: 'pill house' },
  ])
})

it('so do subjects and name after a notice that the name was for sale', async () => {
  const { explained } = await judged([...walks(2015), { url: 'https://river-friends.example/', on: '2019-01-01', title: 'river-friends.example domain is for sale' }, ...shop('Kitchen mixers compared', 'Mixer Guide')])
  expect(explained.findings.find(({ rule }) => rule === 'RISK-04')).toMatchObject({ verdict: 'flag', evidence: [{ clue: 'for sale or parked in between' }, {}, {}] })
})

it.each<[string, Answer[]]>([
  ['a redesign after years', [...walks(2015), ...shop('Walk along the river, our yearly meeting', 'Heart Friends')]],
  ['another name and other subjects, and nothing that tells of a lapse', [...walks(2015), ...shop('Kitchen mixers compared', 'Mixer Guide')]],
  ['the same friends after their name was parked', [...walks(2015), { url: 'https://river-friends.example/', on: '2019-01-01', title: 'river-friends.example domain is for sale' }, ...shop('Walk along the river, our yearly meeting', 'Heart Friends')]],
  ['a merger that kept the name', [...walks(2015), { url: 'https://river-friends.example/', on: '2019-01-01', title: 'river-friends.example domain is for sale' }, ...shop('Swimming, dancing and chess', 'Heart Friends')]],
])('no takeover: %s', async (_, answers) => {
  const { row } = await judged(answers)
  expect(row.findings).not.toContain('RISK-04')
})
