import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../src/doors/call.js'
import { sampleWeb } from '../src/files/sample-web.js'
import { loadLists } from '../src/files/shipped-lists.js'
import type { AuditResult } from '../src/model/audit-result.js'
import type { JudgedLink } from '../src/model/facts.js'
import type { Evidence, Finding } from '../src/model/judgement.js'
import type { ListedLink } from '../src/model/listed-link.js'
import { lookUpHost, type Lists } from '../src/model/lists.js'
import type { Operation } from '../src/model/operation.js'
import { openOutside } from '../src/home.js'
import { localActor } from '../src/model/actor.js'
import type { Sighting } from '../src/model/sighting.js'
import { pageKey, parseUrl } from '../src/model/url.js'
import { operations } from '../src/operations/index.js'
import { goldSample, inventedPageFacts, judgeLink, urlFacts } from './judging-rows.js'

/** Every finding and every judgement of the sample web can be followed to a sighting, a passage or a list entry. */

type Explained = Omit<JudgedLink, 'link'> & { link: ListedLink; context: { before: string; after: string } | null; comparison: string | null }

const home = mkdtempSync(join(tmpdir(), 'citewell-follow-'))
const web = sampleWeb()
const folder = new URL('../data/sample-web/', import.meta.url)
let lists: Lists
let outside: Awaited<ReturnType<typeof openOutside>>
let result: AuditResult
let findings: Finding[]
let rows: ListedLink[]
const explained = new Map<string, { answer: Explained; words: string }>()
const histories = new Map<string, { sightings: Sighting[]; events: unknown[] }>()
/** Text of every capture, tags and all, by page key. */
const pages = new Map<string, string>()

function operation(id: string): Operation {
  const found = operations.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no operation ${id}`)
  return found
}
const run = async <Output>(id: string, input: unknown): Promise<Output> => (await call(operation(id), input, { outside: async () => outside, actor: localActor, now: '2026-11-01T10:00:00.000Z' })) as Output

beforeAll(async () => {
  lists = await loadLists()
  outside = await openOutside(home)
  const audit = await run<{ result: AuditResult; files: Array<{ name: string; text: string }> }>('audits.run', { site: web.site, from: web.exports, archive: web.archives, profile: web.profile })
  result = audit.result
  findings = (JSON.parse(audit.files.find(({ name }) => name === 'findings.json')!.text) as { findings: Finding[] }).findings
  rows = (await run<{ rows: ListedLink[] }>('links.list', { target: web.site, limit: 1000 })).rows
  for (const { id } of rows) {
    const answer = await run<Explained>('links.explain', { target: web.site, link: id })
    explained.set(id, { answer, words: operation('links.explain').words!(answer) })
    histories.set(id, await run('links.history', { target: web.site, link: id, sightings: true }))
  }
  const { captures } = JSON.parse(readFileSync(new URL('web.json', folder), 'utf8')) as { captures: Array<{ url: string; file: string | null; headers: Record<string, string> }> }
  for (const { url, file, headers } of captures) {
    const key = pageKey(parseUrl(url)!)
    const html = file === null ? '' : readFileSync(new URL(`pages/${file}`, folder), 'utf8')
    pages.set(key, `${pages.get(key) ?? ''} ${html} ${Object.values(headers).join(' ')}`)
  }
}, 120_000)

afterAll(async () => {
  await outside.close()
  rmSync(home, { recursive: true, force: true })
})

/** Letters and digits alone, so that a passage is found whatever markup, case and punctuation stand in it. */
const letters = (text: string) => text.normalize('NFKD').toLowerCase().replaceAll(/&[a-z]+;|[^\p{L}\p{N}]+/gu, '')

/** All that is known of a link in words: its page, with and without tags, and the row of the export. */
function sourceOf(id: string): string {
  const { answer: { link, context } } = explained.get(id)!
  const html = link.referringPage === null ? '' : (pages.get(pageKey(parseUrl(link.referringPage)!)) ?? '')
  const addresses = [link.referringPage, link.referringDomain, link.target].map((address) => (address === null ? '' : decodeURIComponent(address)))
  return letters([html, html.replaceAll(/<[^>]*>/gu, ' '), ...addresses, link.anchorText, context?.before, link.anchorText, context?.after, ...link.rel, ...histories.get(id)!.sightings.flatMap(({ title, raw }) => [title, raw])].join(' '))
}
/** Pieces of a quotation: what stands between the marks by which several were joined. */
const piecesOf = (quote: string) => quote.split(/[·“”"…]|: | [/>] /u).map(letters).filter((piece) => piece !== '')

describe('findings', () => {
  const flagged = () => findings.filter(({ verdict }) => verdict === 'flag')

  it('are there, of links and of the profile, and each has evidence', () => {
    expect(flagged().filter(({ judges }) => judges === 'link').length).toBeGreaterThan(5)
    expect(flagged().filter(({ judges }) => judges === 'profile').length).toBeGreaterThan(0)
    for (const { rule, evidence, innocent } of flagged()) expect([rule, evidence.length > 0, innocent.length > 30]).toEqual([rule, true, true])
    for (const { rule, verdict, missing } of findings) if (verdict === 'unknown') expect([rule, missing.length > 0]).toEqual([rule, true])
  })

  it('are about a link that can be explained, a domain that links, or the site', () => {
    const domains = new Set(rows.map(({ referringDomain }) => referringDomain))
    for (const { judges, subject, rule } of flagged()) {
      if (judges === 'link') {
        expect(explained.get(subject)!.words).toContain(rule)
        expect(rows.find(({ id }) => id === subject)!.findings).toContain(rule)
      } else if (judges === 'domain') expect(domains).toContain(subject)
      else expect(subject).toBe(web.site)
    }
  })

  it('name links, domains and pages that exist', () => {
    const ids = new Set(rows.map(({ id }) => id))
    const domains = new Set(rows.map(({ referringDomain }) => referringDomain))
    let namedCount = 0
    for (const { evidence } of flagged()) {
      for (const row of evidence) {
        const named = [...((row['linkIds'] as string[] | undefined) ?? []), ...(typeof row['linkId'] === 'string' ? [row['linkId']] : [])]
        expect(named.filter((id) => !ids.has(id))).toEqual([])
        expect(((row['referringDomains'] as string[] | undefined) ?? []).filter((domain) => !domains.has(domain))).toEqual([])
        for (const key of ['page', 'from', 'url']) if (typeof row[key] === 'string' && row[key].startsWith('http')) expect([...pages.keys(), ...rows.flatMap(({ referringPage }) => (referringPage === null ? [] : [pageKey(parseUrl(referringPage)!)]))]).toContain(pageKey(parseUrl(row[key])!))
        namedCount += named.length
      }
    }
    expect(namedCount).toBeGreaterThan(3)
  })

  it('of the profile name their links, their domains or their pages', () => {
    for (const { rule, evidence } of flagged().filter(({ judges }) => judges === 'profile')) {
      for (const row of evidence) expect([rule, JSON.stringify(row), ['linkIds', 'referringDomains', 'url'].some((key) => (Array.isArray(row[key]) ? row[key].length > 0 : typeof row[key] === 'string'))]).toEqual([rule, JSON.stringify(row), true])
    }
  })

  it('of links quote what stands on the page or in the row', () => {
    let quoteCount = 0
    for (const { judges, subject, evidence } of flagged()) {
      if (judges !== 'link') continue
      for (const row of evidence) {
        quoteCount += checkQuote(row, sourceOf(subject))
      }
    }
    expect(quoteCount).toBeGreaterThan(5)
  })

  it('stand with the judgement of their link', () => {
    for (const { answer: { risk, findings: own } } of explained.values()) {
      for (const { id, evidence, innocent } of risk.signals) expect(own.some(({ rule, verdict }) => rule === id && verdict === 'flag') && evidence !== '' && innocent !== '').toBe(true)
    }
  })
})

describe('every link', () => {
  it('is explained with inputs, weights, sources and dates', () => {
    expect(rows.length).toBeGreaterThan(30)
    for (const { id, referringPage, referringDomain, firstSeen, lastSeen, seenBy } of rows) {
      const { answer: { type, tier, quality, anchor }, words } = explained.get(id)!
      expect(words).toContain(referringPage ?? referringDomain)
      expect(words).toContain(`rules version ${quality.version}`)
      expect(words).toContain(quality.asOf.slice(0, 10))
      for (const date of [firstSeen, lastSeen]) expect(words).toContain(date.slice(0, 10))
      for (const source of seenBy) expect(words).toContain(source)
      for (const row of [...type.evidence, ...tier.evidence, ...anchor.evidence]) expect(words).toContain(`${row.looked}: ${row.found}`)
      for (const row of type.evidence) expect(words).toContain(`${row.weight.toFixed(2)}  ${row.rule}`)
      for (const { points, id: part, weight, normalised, evidence } of quality.contributions) for (const shown of [points.toFixed(2), part, `${normalised.toFixed(2)} × ${Math.round(weight * 100)}`, evidence]) expect(words).toContain(shown)
      for (const { pointsLost, id: gate, evidence } of quality.gates) if (pointsLost > 0) for (const shown of [`-${pointsLost.toFixed(2)} by`, gate, evidence]) expect(words).toContain(shown)
    }
  })

  it('leads to a sighting with source and date', () => {
    for (const { id, firstSeen, seenBy } of rows) {
      const { sightings, events } = histories.get(id)!
      expect(events.length).toBeGreaterThan(0)
      expect([...new Set(sightings.map((sighting) => sighting.seenBy))].sort()).toEqual([...new Set(seenBy)].sort())
      expect(sightings.flatMap(({ seenAt, firstSeenAt }) => [seenAt, firstSeenAt ?? seenAt]).sort()[0]).toBe(firstSeen)
    }
  })

  it('named by the audit is one of them', () => {
    const ids = new Set(rows.map(({ id }) => id))
    for (const { id } of [...result.handful, ...result.lost]) expect(ids).toContain(id)
  })

  it('whose host stands on a list names an entry with source and date', () => {
    let entryCount = 0
    for (const { answer: { link, type, tier } } of explained.values()) {
      const host = link.referringPage === null ? link.referringDomain : parseUrl(link.referringPage)!.split('/')[2]!
      const listed = (evidence: readonly Evidence[], which: string) => evidence.filter(({ looked }) => looked.includes(which))
      const seed = lookUpHost(lists.seeds, host)
      const kind = lookUpHost(lists.hostKinds, host)
      for (const row of [...listed(type.evidence, 'list of known bodies'), ...listed(tier.evidence, 'list of known bodies')]) {
        expect(row.found).toContain(seed!.entry.name)
        expect([seed!.entry.source !== '', /^\d{4}-\d\d/u.test(seed!.entry.date ?? '')]).toEqual([true, true])
        if (row.rule === 'TIER-LIST') for (const shown of [seed!.key, seed!.entry.source.slice(0, 20), seed!.entry.date!]) expect(row.found + row.looked).toContain(shown)
        entryCount += 1
      }
      for (const row of [...listed(type.evidence, 'curated list of hosts'), ...listed(tier.evidence, 'list of hosts: ')]) {
        expect(row.looked + row.found).toContain(kind!.key)
        expect(row.found).toContain(kind!.entry.kind)
        expect([kind!.entry.source !== '', /^\d{4}-\d\d/u.test(kind!.entry.date ?? '')]).toEqual([true, true])
        entryCount += 1
      }
    }
    expect(entryCount).toBeGreaterThan(5)
  })

  it('has its type by words that stand where they were looked for', () => {
    let wordCount = 0
    for (const [id, { answer: { type } }] of explained) wordCount += checkWords(type.evidence, sourceOf(id))
    expect(wordCount).toBeGreaterThan(30)
  })
})

/** Places that are read word for word; other rows describe what was counted or compared. */
const readPlaces = /^(?:path|slug of the path|words around the link|title of the referring page|heading|line of the page|label at the headline|author|generator)$/u

/** What such a row may say instead of quoting. */
const ownWords = /^a sentence, as articles have it$|^a list of its own clinicians$/u

/** How many rows of the evidence were found in the text of the page or the row. */
function checkWords(evidence: readonly Evidence[], source: string): number {
  const told = evidence.filter(({ looked, found }) => readPlaces.test(looked) && !ownWords.test(found))
  for (const { looked, found } of told) for (const piece of piecesOf(found.replace(/^(?:names the domain|holds the address of) /u, ''))) expect(source.includes(piece) ? piece : `${piece} is not found`, `${looked}: ${found}`).toBe(piece)
  return told.length
}

/** 1 if the row quotes something, which then must stand in the text. */
function checkQuote(row: Record<string, unknown>, source: string): number {
  const { quote, sign } = row
  // What a type rests on, or what the provider told, stands there in our words; the words of the page are among the evidence of the type.
  if (typeof quote !== 'string' || /classified as|taken for |is listed as arranged by/u.test(`${String(sign)} ${quote}`)) return 0
  for (const piece of piecesOf(quote)) expect(source.includes(piece) ? piece : `${piece} is not found`, quote).toBe(piece)
  return 1
}

it('judgements of the invented web rest on words that stand on its pages', () => {
  let wordCount = 0
  let quoteCount = 0
  for (const { facts, html } of inventedPageFacts(lists, 3, 3)) {
    const { type, findings: own } = judgeLink(facts)
    const { link } = facts
    const source = letters([html, html.replaceAll(/<[^>]*>/gu, ' '), link.title, decodeURIComponent(link.referringPage!), link.target, link.context?.before, link.anchorText, link.context?.after].join(' '))
    wordCount += checkWords(type.evidence, source)
    for (const { verdict, evidence } of own) {
      for (const row of evidence) {
        if (verdict === 'flag') quoteCount += checkQuote(row, source)
      }
    }
  }
  expect(wordCount).toBeGreaterThan(100)
  expect(quoteCount).toBeGreaterThan(20)
})

it('what is read from names, suffixes and lists leads to the words of the name and the entry of the list', () => {
  const counts = { suffix: 0, name: 0, list: 0, seller: 0 }
  const sellers = [...lists.words('link-sellers')].slice(0, 3).map((host) => ({ id: host, host, page: `https://${host}/` }))
  for (const row of [...goldSample('tiers', 11), ...goldSample('risk-hosts', 7), ...sellers]) {
    const facts = urlFacts(row, lists)
    if (facts === undefined) continue
    const { tier, findings: own } = judgeLink(facts)
    const host = facts.link.referringHost
    for (const { rule, looked, found } of tier.evidence) {
      const suffix = rule === 'TIER-SUFFIX' ? /^registrable suffix \.(\S+)$/u.exec(looked)?.[1] : undefined
      if (suffix === undefined) continue
      counts.suffix += 1
      expect([host, host === suffix || host.endsWith(`.${suffix}`)]).toEqual([host, true])
      const entry = lists.suffixRules.get(suffix)
      // Names of places in .us and .it follow from their labels, and say by which rule.
      if (entry === undefined) expect(suffix).toMatch(/\.(?:us|it)$/u)
      else expect([found.includes(entry.who.slice(0, 60)), entry.source !== '', /^\d{4}-\d\d-\d\d$/u.test(entry.date)]).toEqual([true, true, true])
    }
    for (const evidence of own.filter(({ verdict }) => verdict === 'flag').flatMap((finding) => finding.evidence)) {
      const { place, quote, offers } = evidence
      if (place === 'host name') {
        counts.name += 1
        const words = String(quote).slice(String(quote).indexOf(': ') + 2).split(' + ')
        expect([host, words.filter((word) => word === '' || !host.replaceAll('-', '').includes(word.replaceAll('-', '')))]).toEqual([host, []])
      } else if (place === 'host list') {
        counts.list += 1
        const key = String(quote).split(/[ :]/u)[0]!
        expect([key, host.endsWith(key), (lists.seedSets.get('bad-core')?.has(key) ?? false) || lists.hostKinds.has(key)]).toEqual([key, true, true])
      } else if (String(offers ?? '').includes('(list link-sellers')) {
        counts.seller += 1
        expect(lists.words('link-sellers')).toContain(evidence['page'])
      }
    }
  }
  expect(counts.seller).toBeGreaterThanOrEqual(3)
  expect([counts.suffix > 6, counts.name > 5, counts.list > 3]).toEqual([true, true, true])
})
