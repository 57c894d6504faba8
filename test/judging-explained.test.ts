import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../src/doors/call.js'
import { loadLists } from '../src/files/shipped-lists.js'
import { openOutside } from '../src/home.js'
import { localActor } from '../src/model/actor.js'
import { fileOfBytes } from '../src/model/file-input.js'
import type { JudgedLink } from '../src/model/facts.js'
import type { Finding } from '../src/model/judgement.js'
import type { ListedLink } from '../src/model/listed-link.js'
import { lookUpHost, type Lists } from '../src/model/lists.js'
import { pageKey, parseUrl } from '../src/model/url.js'
import { operations } from '../src/operations/index.js'
import { goldSample } from './judging-rows.js'

/**
 * Every finding about an invented clinic that nobody would envy can be followed: from the finding to the links it is about, from
 * each by `citewell explain` back to the finding with the same evidence, and from there to a sighting, a page or a list entry.
 */

const site = 'harborortho.example'
const money = ['knee replacement Port Ellery', 'knee replacement surgery Port Ellery', 'best knee replacement Port Ellery']
const home = mkdtempSync(join(tmpdir(), 'citewell-explained-'))
let lists: Lists
let outside: Awaited<ReturnType<typeof openOutside>>
let findings: Finding[]
let rows: ListedLink[]
let captured: Set<string>
const answers = new Map<string, { answer: Omit<JudgedLink, 'link'> & { link: ListedLink }; words: string; sightings: number }>()

const operation = (id: string) => operations.find((one) => one.id === id)!
const run = async <Output>(id: string, input: unknown): Promise<Output> => (await call(operation(id), input, { outside: async () => outside, actor: localActor, now: '2026-11-01T10:00:00.000Z' })) as Output

/** A page of an invented site; its links are those of `body`. */
interface Page {
  url: string
  html: string
  at: string
}

const page = (url: string, body: string, { head = '', at = '2026-10-01T00:00:00Z', lang = 'en' } = {}): Page => ({ url, at, html: `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}</body></html>` })
const prose = (about: string) => `<p>${Array.from({ length: 12 }, (_, at) => `On day ${at + 1} of ${about} we walked, rested, asked the nurses what they had seen and wrote it down.`).join(' ')}</p>`
const link = (text: string, target = `https://www.${site}/joint-replacement`, attributes = '') => `<a href="${target}"${attributes}>${text}</a>`
const times = (count: number, pageOf: (at: number) => Page): Page[] => Array.from({ length: count }, (_, at) => pageOf(at))
const day = (at: number) => `2026-10-${String(1 + (at % 28)).padStart(2, '0')}T00:00:00Z`

/** What an agency of no good name might have done, and what came by itself. */
const loud: Page[] = [
  // One hand behind several sites: an account id, the same outgoing links and a phrase that sells.
  ...times(5, (at) => page(`https://tips-${at}.example/post`, `<main><h1>Knees ${at}</h1>${prose(`trip ${at}`)}<p>See ${link(money[at % 3]!)} and ${['a', 'b', 'c', 'd'].map((name) => link(name, `https://${name}-house.example/`)).join(', ')}.</p></main>`, { head: `<title>Knees, post ${at}</title><script async src="https://www.googletagmanager.com/gtag/js?id=G-ABCDE12345"></script>` })),
  ...times(16, (at) => page(`https://run-blog-${at}.example/post`, `<main><h1>A run</h1>${prose('running')}</main><section class="comments" id="comments"><h2>Comments</h2><ol class="comment-list"><li class="comment"><p>${link(money[0]!, undefined, ' rel="ugc"')} great post</p></li></ol></section>`, { head: '<title>A run</title>', at: day(at) })),
  ...times(10, (at) => page(`https://guest-${at}.example/guest-post/knees-${at}`, `<main><h1>Guest post: knees ${at}</h1><p class="byline">Guest post by Ann Writer</p>${prose(`clinic ${at}`)}<p>More at ${link(money[at % 2]!)}.</p><p class="author-bio">About the author: Ann Writer is a freelance writer who loves stories of health and walks.</p></main>`, { head: `<title>Guest post: knees ${at}</title>`, at: day(at) })),
  ...times(6, (at) => page(`https://calc-${at}.example/`, `<main><h1>Town page ${at}</h1>${prose(`town ${at}`)}</main><footer>Calculator by ${link(money[0]!)}</footer>`, { head: `<title>Town ${at}</title>` })),
  ...times(12, (at) => page(`https://telefon-${at}.example/a`, `<main><h1>Yeni telefonlar ${at}</h1><p>Telefonlar ve kameralar üzerine uzun bir yazı, ekranlar, piller ve fiyatlar.</p><p>${link(money[1]!)}</p></main>`, { head: '<title>Yeni telefonlar</title>', lang: 'tr', at: day(at) })),
  ...times(9, (at) => page(`https://sailing-club.example/?p=47${at}`, `<main><h1>Cheap cialis online ${at}</h1><p>${link('knee clinic')}</p></main>`, { head: '<title>Buy viagra cheap cialis online</title>' })),
  page('https://any-blog.example/write-for-us', `<main><h1>Write for us</h1><p>We accept posts about casino, automotive, real estate, crypto and games. Our friends: ${link('Harbor Ortho')}</p></main>`, { head: '<title>Write for us</title>' }),
  page('https://pills-now-24.example/shop', `<main><h1>Buy viagra without prescription</h1><p>Cheap cialis, $0.99 per pill, no prescription. ${link('knee clinic')}</p></main>`, { head: '<title>Buy viagra without prescription</title>' }),
  page('https://buy-kamagra-online.example/', `<main><p>${link('Harbor Ortho')}</p></main>`),
  page('https://parish-hall.example/?p=4711', `<main><h1>Cheap cialis online</h1><p>${link('knee clinic')}</p></main><div style="display:none"><a href="https://www.${site}/">Harbor Ortho</a> buy viagra</div>`, { head: '<title>Cheap cialis online</title><meta property="og:site_name" content="Parish Hall">' }),
  page('https://miracle-tea.example/cure', `<main><h1>This tea cures cancer</h1><p>The miracle cure that ${link('Harbor Ortho')} does not sell.</p></main>`, { head: '<title>This tea cures cancer: a miracle cure</title>' }),
  page('https://old-names.example/', `<main><h1>old-names.example domain is for sale</h1><p>${link('Harbor Ortho')}</p></main>`, { head: '<title>old-names.example domain is for sale</title>' }),
  page('https://metro-life.example/partner/knees', `<main><p>Sponsored</p><h1>Better knees</h1>${prose('knees')}<p>${link(money[0]!)}</p></main>`, { head: '<title>Better knees</title>' }),
  page('https://harbor0rtho.example/', `<main><h1>Harbor Ortho</h1><p>${link('our site', `https://www.${site}/`)}</p></main>`, { head: '<title>Harbor Ortho</title>' }),
  page('https://visit-notes.example/a', `<main><h1>Notes</h1><p>${link('my visit', `https://www.${site}/portal/visit?mrn=4482913&dob=1961-04-02`)}</p></main>`, { head: '<title>Notes</title>' }),
  page(`https://www.${site}/wp-content/x7.html`, `<main><h1>Buy viagra without prescription</h1><p>Cheap pills <a href="https://pills.example/">buy viagra online</a></p></main>`, { head: '<title>Buy viagra without prescription</title>' }),
  page(`https://www.${site}/blog/mattresses`, `<main><p>Sponsored</p><h1>Mattresses</h1>${prose('beds')}<p><a href="https://beds.example/">soft mattress</a></p></main>`, { head: '<title>Mattresses</title>' }),
]

/** Pages as one archive, as a crawler writes it. */
function archiveOf(pages: readonly Page[]): Uint8Array {
  return Buffer.concat(pages.flatMap(({ url, html, at }) => {
    const body = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`)
    return [Buffer.from(`WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nWARC-Date: ${at}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${body.length}\r\n\r\n`), body, Buffer.from('\r\n\r\n')]
  }))
}

beforeAll(async () => {
  lists = await loadLists()
  outside = await openOutside(home)
  const gold = new Map(goldSample('invented/labels', 1).map((row) => [row.page, row.file!]))
  const root = new URL('../bench/judging/gold/invented/', import.meta.url)
  const listed = lists.seedSets.get('bad-core')!.entries[0]!.domain
  const pages = [page(`https://${listed}/`, `<main><p>${link('Harbor Ortho')}</p></main>`), ...[...gold].map(([url, file]): Page => ({ url, html: readFileSync(new URL(file, root), 'utf8'), at: '2026-09-01T00:00:00Z' })), ...loud]
  captured = new Set(pages.map(({ url }) => pageKey(parseUrl(url)!)))
  const profiles = JSON.parse(readFileSync(new URL('profiles.json', root), 'utf8')) as Record<string, object>
  const profile = { ...profiles[site], arranged: ['guest-1.example'] }
  const { files } = await run<{ files: Array<{ name: string; text: string }> }>('audits.run', { site, archive: [fileOfBytes('invented.warc', archiveOf(pages))], profile: fileOfBytes('profile.json', Buffer.from(JSON.stringify(profile))) })
  findings = (JSON.parse(files.find(({ name }) => name === 'findings.json')!.text) as { findings: Finding[] }).findings.filter(({ verdict }) => verdict === 'flag')
  rows = (await run<{ rows: ListedLink[] }>('links.list', { target: site, limit: 1_000 })).rows
}, 120_000)

afterAll(async () => {
  await outside.close()
  rmSync(home, { recursive: true, force: true })
})

/** What `citewell explain` says of a link, asked once. */
async function explained(id: string) {
  let known = answers.get(id)
  if (known === undefined) {
    const answer = await run<Omit<JudgedLink, 'link'> & { link: ListedLink }>('links.explain', { target: site, link: id })
    const { sightings } = await run<{ sightings: unknown[] }>('links.history', { target: site, link: id, sightings: true })
    answers.set(id, (known = { answer, words: operation('links.explain').words!(answer), sightings: sightings.length }))
  }
  return known
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : typeof value === 'string' ? [value] : [])
/** Links a finding is about: its subject, those its rows name, or those of the domains it or its rows name. */
function linksOf({ judges, subject, evidence }: Finding): string[] {
  if (judges === 'link') return [subject]
  const named = evidence.flatMap((row) => [...texts(row['linkIds']), ...texts(row['linkId'])])
  if (named.length > 0) return named
  const domains = new Set(judges === 'domain' ? [subject] : evidence.flatMap((row) => texts(row['referringDomains'])))
  return rows.filter(({ referringDomain }) => domains.has(referringDomain)).map(({ id }) => id)
}

describe('every finding', () => {
  it('is one of many kinds', () => {
    const rules = [...new Set(findings.map(({ rule }) => rule))].sort()
    expect(rules.length, rules.join(' ')).toBeGreaterThanOrEqual(17)
    for (const judges of ['link', 'domain', 'profile']) expect(findings.filter((finding) => finding.judges === judges).length, judges).toBeGreaterThan(2)
  })

  it('leads to links that are listed, or to pages of the site that were read', () => {
    const ids = new Set(rows.map(({ id }) => id))
    for (const finding of findings) {
      const links = linksOf(finding)
      expect([finding.rule, links.filter((id) => !ids.has(id))]).toEqual([finding.rule, []])
      if (links.length > 0) continue
      const own = finding.evidence.flatMap((row) => texts(row['url']))
      expect([finding.rule, own.length > 0]).toEqual([finding.rule, true])
      for (const url of own.filter((address) => address.startsWith('http'))) expect(captured).toContain(pageKey(parseUrl(url)!))
    }
  })

  it('is said again, with its evidence, by the explanation of a link it names, which leads to a sighting', async () => {
    let saidCount = 0
    for (const finding of findings) {
      for (const id of linksOf(finding).slice(0, 3)) {
        const { answer, words, sightings } = await explained(id)
        expect([finding.rule, id, sightings > 0]).toEqual([finding.rule, id, true])
        // A test of two groups blames no single link: there the link's page, type and anchor are what leads on.
        const raises = finding.judges !== 'profile' || finding.evidence.some((row) => texts(row['linkIds']).includes(id))
        if (!raises) continue
        const own = answer.findings.find(({ audit, verdict }) => audit === finding.audit && verdict === 'flag')
        expect([finding.rule, finding.judges, id, own?.rule]).toEqual([finding.rule, finding.judges, id, finding.rule])
        if (finding.judges !== 'profile') expect(own!.evidence).toEqual(finding.evidence)
        expect(words.split('\n').filter((line) => line.includes(finding.rule) && line.includes(finding.title)), `${finding.rule} ${finding.title}`).not.toEqual([])
        saidCount += 1
      }
    }
    expect(saidCount).toBeGreaterThan(60)
  })

  it('that rests on a list names an entry of it', () => {
    let entryCount = 0
    for (const row of findings.flatMap(({ evidence }) => evidence)) {
      if (row['place'] !== 'host list') continue
      const key = String(row['quote']).split(/[ :]/u)[0]!
      expect([key, lookUpHost(lists.hostKinds, key) !== undefined || lists.seedSets.get('bad-core')?.has(key) === true]).toEqual([key, true])
      entryCount += 1
    }
    expect(entryCount).toBeGreaterThan(0)
  })

  it('writes its numbers as people read them', () => {
    for (const { rule, evidence } of findings) {
      for (const row of evidence) {
        for (const [key, text] of Object.entries(row)) if (['found', 'sign', 'snippet'].includes(key)) for (const value of texts(text)) expect([rule, /(?<![\d.#-])\d{5,}(?![\d.])|\d,\d{3}(?!\d)|0\.\d+ share|share 0\./u.test(value) ? value : '']).toEqual([rule, ''])
      }
    }
  })
})
