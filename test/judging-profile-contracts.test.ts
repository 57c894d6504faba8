import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { agencyOf, anchorKind, judgeRisk, profileAudits, profileValue } from '../src/audits/index.js'
import { anchorVotes, moneyShareOf } from '../src/audits/anchors/anchor-tests.js'
import { sumRisk } from '../src/audits/risk/risk-sum.js'
import { decideDisavow, type DisavowDecision, type DisavowInput } from '../src/decisions/index.js'
import { loadLists } from '../src/files/shipped-lists.js'
import { domainOfHost, isPublicSuffix } from '../src/model/domain.js'
import type { Agency, JudgedLink, LinkFacts, SiteFacts } from '../src/model/facts.js'
import { lookUpHost, type Lists } from '../src/model/lists.js'
import { ProviderProfileSchema } from '../src/model/profile.js'
import { hostOf, pageKey, parseUrl } from '../src/model/url.js'
import { goldSample, judgeLink, randomFacts, urlFacts, vendorScores } from './judging-rows.js'

/** What the reference demands of judgements about a whole profile (AN-10 to AN-16, RISK-00, LQ-20, DIS-01 to DIS-04). */

let lists: Lists
let pool: JudgedLink[]
beforeAll(async () => {
  lists = await loadLists()
  const real = ['risk-hosts', 'tiers', 'urls'].flatMap((name) => goldSample(name, 7).flatMap((row) => urlFacts(row, lists) ?? []))
  const random = fc.sample(randomFacts, { numRuns: 100, seed: 4 }).map((row): LinkFacts => ({ ...row, lists }))
  pool = [...real, ...random].map(judgeLink)
})

describe('anchor tests (AN-10 to AN-16)', () => {
  const target = 'https://oakdental.example/implants'
  const profile = ProviderProfileSchema.parse({ names: ['Oak Street Dental'], treatments: ['dental implants', 'teeth whitening'], specialties: ['dentistry'], address: { city: 'Dayton', country: 'US' }, serviceArea: { places: ['Dayton', 'Köln'] }, clinicians: [{ name: 'Dr. Amara Rao' }] })
  const site: SiteFacts = { site: 'oakdental.example', domain: 'oakdental.example', profile, targetPages: new Map([[pageKey(parseUrl(target)!), { title: 'Dental implants | Oak Street Dental', headings: ['Dental implants in Dayton'], language: 'en' }]]) }
  const anchors = ['Oak Street Dental', 'Dr. Amara Rao', 'oakdental.example', 'read more', 'dental implants Dayton', 'best dental implants in Dayton', 'cheap teeth whitening Dayton', 'dental implants', 'Oak Street Dental implants Dayton', 'Dental implants | Oak Street Dental', 'swollen gums', 'Zahnimplantat Köln', 'a café nearby', '']

  interface Row { host: number; anchor: string; day: number; nofollow: boolean; type: JudgedLink['type']['type']; page: number }
  const row: fc.Arbitrary<Row> = fc.record({ host: fc.nat(24), anchor: fc.constantFrom(...anchors), day: fc.nat(700), nofollow: fc.nat(5).map((number) => number === 0), type: fc.constantFrom('LT-01', 'LT-02', 'LT-03', 'LT-04', 'LT-08', 'LT-18', 'LT-16'), page: fc.nat(1) })
  const rows = fc.array(row, { minLength: 1, maxLength: 60, size: 'max' })

  /** A link as the row has it. Ids follow from content and number, so that equal profiles have equal ids. */
  function linkOf({ host, anchor, day, nofollow, type, page }: Row, at: number, written = anchor): JudgedLink {
    const plain = urlFacts({ id: `${at}`, page: `https://site-${host}.example/post-${at}` }, lists)!
    const url = page === 0 ? target : 'https://oakdental.example/'
    const facts: LinkFacts = { ...plain, site, link: { ...plain.link, target: url, targetDomain: 'oakdental.example', anchorText: written, rel: nofollow ? ['nofollow'] : [], state: 'live', language: 'en', firstSeen: new Date(Date.UTC(2025, 0, 1 + day)).toISOString(), lastSeen: '2026-11-01T00:00:00.000Z' } }
    return { ...pool[0]!, link: facts.link, type: { ...pool[0]!.type, type, confidence: 0.9, flags: [] }, anchor: anchorKind.judge(facts), tier: { tier: 6, name: 'other', kind: 'site', confidence: 'low', evidence: [] } }
  }
  const linksOf = (some: readonly Row[]) => some.map((one, at) => linkOf(one, at))
  const votesOf = (links: readonly JudgedLink[]) => anchorVotes(links, ({ link }) => pageKey(parseUrl(link.target!)!))
  const anchorAudit = profileAudits.find(({ rule }) => rule === 'RISK-11')!
  /** Everything the tests say; ids of links are left out where a change adds links. */
  function saysOf(links: readonly JudgedLink[], withIds = true): unknown {
    const answer = anchorAudit.judge({ site, links, lists, asOf: '2026-11-01T00:00:00.000Z', pages: new Map(), siteOutlinks: null, ownPages: [] } as Parameters<typeof anchorAudit.judge>[0], anchorAudit.options)
    return withIds ? answer : { ...answer, evidence: answer.evidence.map((row) => ({ ...row, linkIds: null })) }
  }

  it('find something in the profiles that are made up here', () => {
    const seen = new Set(fc.sample(rows, { numRuns: 300, seed: 1 }).map((some) => (saysOf(linksOf(some)) as { verdict: string }).verdict))
    expect(seen).toEqual(new Set(['pass', 'flag', 'unknown']))
  })

  it('AN-11 is not raised by one more cluster that uses the name', () => {
    fc.assert(fc.property(rows, fc.constantFrom('Oak Street Dental', 'Dr. Amara Rao', 'Oak Street Dental, Dayton'), (some, anchor) => {
      const before = moneyShareOf(votesOf(linksOf(some)))
      const after = moneyShareOf(votesOf([...linksOf(some), linkOf({ host: 99, anchor, day: 1, nofollow: false, type: 'LT-01', page: 0 }, 999)]))
      expect([after.n, after.k]).toEqual([before.n + 1, before.k])
      expect(after.mean).toBeLessThan(before.mean)
      expect(after.over15).toBeLessThanOrEqual(before.over15 + 1e-9)
      expect(after.over30).toBeLessThanOrEqual(before.over30 + 1e-9)
      // Below eight clusters nothing is said; from there on the level may only fall.
      const levels = ['none', 'watch', 'caution', 'high']
      if (before.n >= 8) expect(levels.indexOf(after.level)).toBeLessThanOrEqual(levels.indexOf(before.level))
    }), { numRuns: 150 })
  })

  it('are not changed by the same link again on the same host', () => {
    fc.assert(fc.property(rows, fc.array(fc.nat(59), { minLength: 1, maxLength: 20 }), fc.nat(300), (some, repeats, later) => {
      const again = repeats.flatMap((at, n) => (at < some.length ? [linkOf({ ...some[at]!, day: some[at]!.day + later }, 1_000 + n)] : []))
      expect(saysOf([...linksOf(some), ...again], false)).toEqual(saysOf(linksOf(some), false))
    }), { numRuns: 150 })
  })

  it('do not depend on the order of the links', () => {
    fc.assert(fc.property(rows, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (some, keys) => {
      const links = linksOf(some)
      const shuffled = links.map((link, at) => [keys[at]!, link] as const).sort(([a], [b]) => a - b).map(([, link]) => link)
      expect(saysOf(shuffled)).toEqual(saysOf(links))
      expect(saysOf([...links].reverse())).toEqual(saysOf(links))
    }), { numRuns: 150 })
  })

  it('take texts that are the same in Unicode for the same', () => {
    const changes = [(text: string) => text.normalize('NFD'), (text: string) => text.replaceAll(' ', '\u00a0'), (text: string) => `\u200b${text.replaceAll(' ', ' \u2060')}\u00ad`, (text: string) => ` ${text} `]
    fc.assert(fc.property(rows, fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }), (some, picks) => {
      expect(saysOf(some.map((one, at) => linkOf(one, at, changes[picks[at]!]!(one.anchor))))).toEqual(saysOf(linksOf(some)))
    }), { numRuns: 150 })
  })
})

describe('risk (RISK-00)', () => {
  const groups = [
    { cap: 0.95, rules: ['RISK-03', 'RISK-04', 'RISK-29'] }, { cap: 0.4, rules: ['RISK-07', 'RISK-14', 'RISK-20', 'RISK-27'] }, { cap: 0.6, rules: ['RISK-11'] }, { cap: 0.9, rules: ['RISK-05', 'RISK-06', 'RISK-15', 'RISK-16', 'RISK-26'] },
    { cap: 0.9, rules: ['RISK-01', 'RISK-02', 'RISK-08', 'RISK-09', 'RISK-10', 'RISK-12', 'RISK-19', 'RISK-21', 'RISK-22', 'RISK-23', 'RISK-24'] },
  ]
  const alone = ['RISK-13', 'RISK-17', 'RISK-18', 'RISK-25', 'RISK-28', 'RISK-30', 'RISK-31', 'RISK-32']
  const weights: Record<Agency, number> = { 'placed-by-you': 1, 'probably-placed': 0.9, unknown: 0.8, 'third-party': 0.6 }
  const agencies = Object.keys(weights) as Agency[]
  // Hundredths: of all doubles between 0 and 1 nearly every one is next to nothing.
  const share = fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100)
  const signals = fc.uniqueArray(fc.record({ rule: fc.constantFrom(...groups.flatMap(({ rules }) => rules), ...alone), strength: share, confidence: share }), { maxLength: 12, selector: ({ rule }) => rule })

  /** The formula of risk.md section 4 in its plainest form, without the bounds for signals that stand alone. */
  function byHand(all: ReadonlyArray<{ rule: string; strength: number; confidence: number }>, agency: Agency): number {
    const part = ({ rule, strength, confidence }: (typeof all)[number]) => Math.min(strength, rule === 'RISK-07' ? 0.25 : 0.95) * weights[agency] * confidence
    const capped = groups.map(({ cap, rules }) => Math.min(cap, 1 - all.filter(({ rule }) => rules.includes(rule)).reduce((rest, signal) => rest * (1 - part(signal)), 1)))
    return 100 * (1 - [...capped, ...all.filter(({ rule }) => alone.includes(rule)).map(part)].reduce((rest, value) => rest * (1 - value), 1))
  }

  it('is what the formula gives, or less where few signals speak', () => {
    let equalCount = 0
    fc.assert(fc.property(signals, fc.constantFrom(...agencies), (some, agency) => {
      const risk = sumRisk(some, agency, false).unrounded
      const formula = byHand(some, agency)
      expect(risk).toBeLessThanOrEqual(formula + 1e-9)
      expect(risk >= 0 && risk <= 100).toBe(true)
      // Two signals of weight are enough to lift every bound.
      const telling = some.filter(({ rule, strength, confidence }) => !['RISK-07', 'RISK-29'].includes(rule) && Math.min(0.95, strength) * confidence * weights[agency] >= 0.1)
      if (telling.length < 2) return
      expect(risk).toBeCloseTo(formula, 9)
      equalCount += 1
    }), { numRuns: 500 })
    expect(equalCount).toBeGreaterThan(100)
  })

  it('of one signal alone is at most 60, but for the four that are plain and a purchase that was told', () => {
    const decisive = ['RISK-05', 'RISK-06', 'RISK-31', 'RISK-32']
    for (const rule of [...groups.flatMap(({ rules }) => rules), ...alone]) {
      for (const strength of [0.3, 0.75, 0.95]) {
        const risk = sumRisk([{ rule, strength, confidence: 1 }], 'placed-by-you', false).unrounded
        if (decisive.includes(rule)) expect(risk).toBeCloseTo(Math.min(100 * strength, 95, ['RISK-05', 'RISK-06'].includes(rule) ? 90 : 95), 9)
        else expect(risk, rule).toBeLessThanOrEqual(60)
      }
    }
    expect(sumRisk([{ rule: 'RISK-01', strength: 0.75, confidence: 1 }], 'placed-by-you', true).unrounded).toBeGreaterThan(60)
  })

  it('is never raised because others are behind a link', () => {
    fc.assert(fc.property(signals, fc.boolean(), (some, disclosed) => {
      const risks = agencies.map((agency) => sumRisk(some, agency, disclosed).unrounded)
      expect(risks).toEqual([...risks].sort((a, b) => b - a))
    }), { numRuns: 300 })
  })

  it('of a link that the provider arranged is not less than of the same link by others', () => {
    let thirdCount = 0
    for (const judged of pool) {
      const { profile } = { profile: ProviderProfileSchema.parse({}) }
      if (agencyOf(judged, profile) !== 'third-party') continue
      thirdCount += 1
      const arranged = ProviderProfileSchema.parse({ arranged: [judged.link.referringDomain] })
      expect(judgeRisk(judged, judged.findings, arranged).risk).toBeGreaterThanOrEqual(judgeRisk(judged, judged.findings, profile).risk)
    }
    expect(thirdCount).toBeGreaterThan(50)
  })
})

describe('value of a profile (LQ-20) over judged links', () => {
  const valued = ({ link, quality, type }: JudgedLink) => ({ cluster: link.referringDomain, score: quality.unrounded, type: type.type })
  it('is not lowered by any link, nor moved by order, and a domain’s links saturate', () => {
    fc.assert(fc.property(fc.subarray(pool.map(valued), { maxLength: 60 }), fc.nat(pool.length - 1), (some, at) => {
      const one = valued(pool[at]!)
      const { value } = profileValue(some)
      expect(profileValue([...some, one]).value).toBeGreaterThanOrEqual(value - 1e-12)
      expect(profileValue([...some].reverse()).value).toBe(value)
      expect(profileValue(Array.from({ length: 500 }, () => one)).value).toBeLessThan(2.62 * profileValue([one]).value + 1e-12)
    }), { numRuns: 200 })
  })
})

describe('disavow files (DIS-01 to DIS-04)', () => {
  const manualActionText = 'Unnatural links to your site. Google has detected a pattern of unnatural artificial, deceptive, or manipulative links pointing to your site.'
  const site = 'northgate-heart.example'
  /** Names that may stand on no line, whoever asks. */
  const never = [site, `www.${site}`, 'co.uk', 'github.io', 'blogspot.com', 'gov', 'nih.gov', 'cdc.gov', 'nhs.uk', 'facebook.com', 'google.com', 'edu', 'ac.uk', 'own-clinic.example', 'shop.own-clinic.example', 'kept.example', 'domain:who.int', 'https://www.nih.gov/a', 'https://kept.example/x', '*', '..', 'https://', 'domain:', '\u0000']

  const input = fc.record({
    picks: fc.uniqueArray(fc.record({ at: fc.nat(10_000), risk: fc.option(fc.constant(95), { nil: null }), quality: fc.option(fc.constant(10), { nil: null, freq: 4 }), nofollow: fc.boolean() }), { minLength: 1, maxLength: 60, selector: ({ at }) => at }),
    manual: fc.boolean(), requestAll: fc.boolean(), confirmAll: fc.boolean(), arrangedShare: fc.constantFrom(0, 3, 1), requested: fc.subarray(never),
  })
  type Input = typeof input extends fc.Arbitrary<infer Value> ? Value : never

  function linksOf({ picks }: Input, nofollow: 'as given' | 'none' = 'as given'): JudgedLink[] {
    return picks.map(({ at, risk, quality, nofollow: qualified }) => {
      const judged = pool[at % pool.length]!
      return {
        ...judged, link: { ...judged.link, id: `${at}`, rel: qualified && nofollow === 'as given' ? ['nofollow'] : [], robots: [], state: 'live' as const },
        risk: risk === null ? judged.risk : { ...judged.risk, risk, agency: 'unknown' as const },
        quality: quality === null ? judged.quality : { ...judged.quality, score: quality, unrounded: quality },
      }
    })
  }
  const arrangedOf = ({ arrangedShare }: Input, domains: readonly string[]) => (arrangedShare === 0 ? [] : domains.filter((_, at) => at % arrangedShare === 0))
  function decide(given: Input, links: JudgedLink[]): DisavowDecision {
    const domains = domainsOf(links)
    const profile = ProviderProfileSchema.parse({ names: ['Northgate Heart'], domains: ['own-clinic.example'], protectedDomains: ['kept.example'] })
    const decision: DisavowInput = {
      site, profile, links, findings: [], lists, asOf: '2026-11-01T00:00:00.000Z', removalTried: true, reviewer: 'A. Person',
      requested: [...given.requested, ...(given.requestAll ? [...domains, ...links.flatMap(({ link }) => link.referringPage ?? [])] : [])], ...(given.confirmAll ? { confirmedDomains: 'all' as const } : {}),
      ...(given.manual ? { manualActionText } : {}), arranged: arrangedOf(given, domains),
    }
    return decideDisavow(decision)
  }
  const domainsOf = (links: readonly JudgedLink[]) => [...new Set(links.map(({ link }) => link.referringDomain))]
  const entriesOf = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => (line.startsWith('domain:') ? { whole: true, host: line.slice('domain:'.length) } : { whole: false, host: hostOf(parseUrl(line)!) as string }))
  const isOf = (name: string, host: string) => host === name || host.endsWith(`.${name}`)

  it('never name what must be kept', () => {
    let fileCount = 0
    let lineCount = 0
    fc.assert(fc.property(input, (given) => {
      const links = linksOf(given)
      const decision = decide(given, links)
      if (decision.cause === null) expect([decision.file, decision.proposed, decision.verdict]).toEqual([null, [], 'do-nothing'])
      if (decision.file === null) return
      fileCount += 1
      for (const { whole, host } of entriesOf(decision.file.text)) {
        lineCount += 1
        const covers = (name: string) => isOf(name, host) || (whole && isOf(host, name))
        expect([site, 'own-clinic.example', 'kept.example'].filter(covers), host).toEqual([])
        if (whole) expect(isPublicSuffix(host), host).toBe(false)
        expect(lookUpHost(lists.seeds, host)?.key, host).toBeUndefined()
        const covered = links.filter(({ link }) => (whole ? isOf(host, link.referringHost) || host === link.referringDomain : link.referringHost === host))
        expect(covered.filter(({ tier }) => tier.tier <= 2).map(({ link }) => link.referringHost), host).toEqual([])
        // A type that an address alone suggests is nobody's free choice: it keeps no link from a person's word or from what was found.
        const isGuess = ({ tier, type, corrected }: JudgedLink) => tier.tier === 6 && type.confidence < 0.85 && corrected.length === 0 && type.unknowns.some((unknown) => unknown.includes('page not read'))
        const freelyGiven = covered.filter((judged) => ['LT-01', 'LT-04', 'LT-05', 'LT-21', 'LT-23'].includes(judged.type.type) && !isGuess(judged))
        expect(freelyGiven.map(({ type }) => type.type), host).toEqual([])
        expect(covered.filter((judged) => judged.quality.score >= 40 && (judged.quality.coverage >= 0.5 || !isGuess(judged))), host).toEqual([])
        // DIS-04: a qualified link is no reason, not even where somebody asks for the line by name.
        expect(links.some(({ link }) => link.rel.length === 0 && domainOfHost(host) === link.referringDomain), host).toBe(true)
      }
    }), { numRuns: 300 })
    expect([fileCount > 50, lineCount > 200]).toEqual([true, true])
  })

  it('list nothing more because links are nofollow', () => {
    fc.assert(fc.property(input, (given) => {
      const asked = { ...given, requestAll: false, requested: [] }
      const open = new Set(decide(asked, linksOf(asked, 'none')).proposed)
      expect(decide(asked, linksOf(asked)).proposed.filter((line) => !open.has(line))).toEqual([])
    }), { numRuns: 150 })
  })

  it('are the same whatever other tools say', () => {
    fc.assert(fc.property(input, fc.constantFrom(...vendorScores), (given, column) => {
      const links = linksOf(given)
      const marked = links.map((judged) => ({ ...judged, link: { ...judged.link, vendor: { [column]: 100 } } }))
      const { file, proposed, verdict, cause } = decide(given, links)
      expect(decide(given, marked)).toMatchObject({ file, proposed, verdict, cause })
    }), { numRuns: 100 })
  })
})
