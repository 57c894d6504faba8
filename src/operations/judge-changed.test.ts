import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { indexFindings } from '../audits/index.js'
import { loadLists } from '../files/shipped-lists.js'
import { id64Hex } from '../lib/id64.js'
import { openLinkIndex } from '../linkindex/index.js'
import { page, readFeatures, sighting } from '../linkindex/testing/invented.js'
import type { Correction } from '../model/correction.js'
import { LinkQuerySchema } from '../model/listed-link.js'
import type { IndexEntry, LinkIndex, TargetScope } from '../model/outside.js'
import { emptyProfile } from '../model/profile.js'
import type { PageRecord } from '../model/page.js'
import type { Sighting } from '../model/sighting.js'
import { ensureJudged } from './judge.js'

/** A site whose links come, go, are captured and corrected: judging what changed gives what judging everything gives, byte by byte. */
const clinic: TargetScope = { domain: 'heart-clinic.example', host: null, pathPrefix: null }
const home = mkdtempSync(join(tmpdir(), 'citewell-judge-changed-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** The same sequence for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 7_919
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Reads = Parameters<typeof ensureJudged>[1]

class World {
  readonly corrections: Correction[] = []
  readonly batches: string[] = []
  profile = emptyProfile
  revision = 0
  made = 0
  constructor(readonly index: LinkIndex, readonly random: (below: number) => number, readonly lists: Reads['lists']) {}

  pick<Item>(items: readonly Item[]): Item {
    return items[this.random(items.length)]!
  }

  link(): Sighting {
    const { random } = this
    const number = random(60)
    const domain = `site-${number}.example`
    const ours = number % 4 === 0
    return sighting({
      referringPage: number === 59 ? null : `https://${random(5) === 0 ? 'blog.' : ''}${domain}/post/${random(6)}`, referringDomain: domain, target: random(20) === 0 ? null : `https://${clinic.domain}/${random(3) === 0 ? 'care' : ''}`, targetDomain: clinic.domain,
      anchorText: this.pick([null, '', 'Heart Clinic', 'best cardiologist Riverton', 'best cardiologist Riverton', 'best cardiologist Riverton', 'read more', 'cheap pills online']), rel: random(6) === 0 ? ['nofollow'] : [], area: this.pick([null, 'main', 'footer', 'comment'] as const),
      title: this.pick([null, 'A post', 'Guest post by somebody', 'Scholarships']), language: 'en', seenBy: ours ? 'archive:a' : this.pick(['ahrefs-backlinks', 'semrush-backlinks']), seenAt: `2026-0${1 + random(9)}-1${random(10)}T00:00:00.000Z`,
      context: random(3) === 0 ? { before: 'We were sent to', after: `and found 500 😀 words\nof ${number}` } : null, vendor: random(5) === 0 ? { 'Domain rating': random(90) } : null,
    })
  }

  capture(): PageRecord {
    const { random } = this
    const domain = random(25) === 0 ? clinic.domain : `site-${random(60)}.example`
    const url = `https://${domain}/post/${random(6)}`
    return page({
      url, domain, ...(domain.endsWith('5.example') ? { title: 'Buy viagra cheap cialis' } : {}), seenBy: 'archive:a', seenAt: `2026-0${1 + random(9)}-2${random(9)}T00:00:00.000Z`, status: this.pick([200, 200, 200, 404]), canonical: random(6) === 0 ? `https://site-${random(60)}.example/post/${random(6)}` : null,
      features: { ...readFeatures, textSimHash: this.pick([null, '00ff00ff00ff00ff', '00ff00ff00ff00fe']), mainExternalDomains: ['a.example', 'b.example', 'c.example', `${this.pick(['d', 'e'])}.example`], extra: random(3) === 0 ? { trackingIds: [`UA-${random(3)}-1`, 'pub-1234567890123456'], serverAddress: `203.0.113.${random(250)}` } : {} },
    })
  }

  async step(): Promise<void> {
    const kind = this.random(10)
    this.made += 1
    if (kind < 3 || this.batches.length === 0) await this.add(Array.from({ length: this.batches.length === 0 ? 160 : 1 + this.random(12) }, () => ({ kind: 'sighting' as const, sighting: this.link() })))
    else if (kind < 5) await this.add([...Array.from({ length: 1 + this.random(5) }, () => ({ kind: 'page' as const, page: this.capture() })), ...Array.from({ length: this.random(4) }, () => ({ kind: 'sighting' as const, sighting: this.link() }))])
    else if (kind === 5 && this.batches.length > 1) await this.index.withdraw(this.batches.splice(1 + this.random(this.batches.length - 1), 1)[0]!)
    else if (kind === 6 && this.corrections.length > 0) this.corrections.splice(this.random(this.corrections.length), 1)
    else if (kind === 7 && this.random(3) === 0) this.profile = { ...emptyProfile, names: [`Heart Clinic ${this.random(2)}`] }
    else if (kind === 8) await this.tell()
    else await this.correct()
    this.revision += 1
  }

  /** Registries answer about some domains: those that were registered anew are judged otherwise, with all they link. */
  private async tell(): Promise<void> {
    const { random } = this
    await this.index.addRegistrations(Array.from({ length: 1 + random(8) }, () => ({
      domain: random(9) === 0 ? clinic.domain : `site-${random(60)}.example`, seenBy: 'rdap:registry.example', seenAt: `2026-0${1 + random(9)}-20T00:00:00.000Z`, registered: random(9) > 0, registrar: 'Names Unlimited', registrarId: null,
      createdOn: this.pick([null, '2010-01-01', '2026-01-20', '2026-05-01']), changedOn: null, expiresOn: '2027-01-01', statuses: [], nameServers: [`ns${random(2)}.hub.example`],
    })), { key: `told ${this.made}` })
  }

  private async add(entries: IndexEntry[]): Promise<void> {
    const key = `batch-${this.made}`
    await this.index.add((async function* () { yield* entries })(), { key, source: 'test' })
    this.batches.push(key)
  }

  private async correct(): Promise<void> {
    const links = []
    for await (const link of this.index.links(clinic)) links.push(link)
    const link = this.pick(links)
    const field = this.pick(['type', 'tier', 'area', 'anchorKind'] as const)
    const isStale = this.random(4) === 0
    this.corrections.push({
      id: `c${this.made}`, site: clinic.domain, subject: field === 'tier' ? 'domain' : 'link', key: field === 'tier' ? link.referringDomain : isStale ? '00000000000000ff' : link.id, referringPage: field === 'tier' ? null : link.referringPage, target: field === 'tier' ? null : link.target,
      field, value: this.pick({ type: ['LT-02', 'LT-03', 'LT-11'], tier: ['1', '5'], area: ['footer', 'main'], anchorKind: ['AK-BRAND', 'AK-EXACT'] }[field]), was: '', reason: 'looked at it', by: 'a person', at: '2026-10-01T00:00:00.000Z', withdrawnAt: null, withdrawnReason: null,
    })
  }

  context(index: LinkIndex): Reads {
    const desk = { revision: async () => this.revision, profile: async () => this.profile, corrections: async () => this.corrections }
    return { index, lists: this.lists, desk, graphs: { current: async () => null }, now: '2026-11-01T00:00:00.000Z', signal: new AbortController().signal, progress() {} } as unknown as Reads
  }
}

const tableOf = (dir: string, key: string, file: string) => readFileSync(join(dir, 'judged', id64Hex(JSON.stringify([clinic.domain, null, null])), id64Hex(key), file))

async function answersOf(index: LinkIndex, key: string) {
  const briefs = []
  for await (const brief of index.judgedAll(clinic, key)) briefs.push(brief)
  return {
    briefs, one: await index.judgedLink(clinic, key, briefs[briefs.length >> 1]!.link.id), notes: await index.judgedNotes(clinic, key), summary: await index.judgedSummary(clinic, key),
    listed: await index.queryJudged(clinic, key, LinkQuerySchema.parse({ limit: 1_000 })),
  }
}

describe('judging what has changed', () => {
  it.each([1, 2])('gives what judging everything gives, after any steps (seed %i)', { timeout: 240_000 }, async (seed) => {
    const dir = join(home, String(seed))
    const lists = await loadLists()
    const index = await openLinkIndex({ dir })
    const world = new World(index, randomOf(seed), lists)
    let inPart = 0
    const named = new Set<string>()
    const all: LinkIndex = { ...index, judgedBasis: async () => undefined, hasJudged: async () => false, writeJudged: (target, key, judged) => index.writeJudged(target, `all ${key}`, { ...judged, basis: () => ({ ...judged.basis!(), restsOn: '' }) }) }
    const seen: LinkIndex = { ...index, writeJudged: (target, key, judged) => {
      inPart += judged.earlier === undefined ? 0 : 1
      return index.writeJudged(target, key, judged)
    } }
    for (let step = 0; step < 6; step += 1) {
      await world.step()
      const key = await ensureJudged(clinic, world.context(seen))
      await ensureJudged(clinic, world.context(all))
      const now = await answersOf(index, key)
      expect(now, `step ${step}`).toEqual(await answersOf(index, `all ${key}`))
      named.add([...indexFindings(now.notes.profileFindings).byLink.keys()].sort().join(' '))
      for (const file of ['rows.bin', 'table.bin', 'summary.json', 'digests.bin']) expect(tableOf(dir, key, file).equals(tableOf(dir, `all ${key}`, file)), `${file}, step ${step}`).toBe(true)
    }
    expect(inPart).toBeGreaterThan(1)
    // The findings of the profile named links, and not the same ones all the time.
    expect(named.size).toBeGreaterThan(1)
    await index.close()
  })
})
