import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exampleSite, exampleTypedLink, repeated, type ExampleLink } from '../audits/risk/example-facts.js'
import { profileRisk } from '../audits/risk/risk-score.js'
import { shareWords } from '../lib/number-words.js'
import type { JudgedLink } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import type { Lists, SeedEntry } from '../model/lists.js'
import { noSeedSets } from '../model/seed-sets.js'
import { decideDisavow, type DisavowInput } from './disavow-decision.js'
import { readDisavow } from './disavow-file.js'

const platforms = JSON.parse(readFileSync(new URL('../../data/protected-platforms.json', import.meta.url), 'utf8')) as { words: Record<string, string[]> }
const lists: Lists = {
  version: 'test', seedSets: noSeedSets, suffixRules: new Map(),
  hostKinds: new Map(),
  seeds: new Map<string, SeedEntry>([['ministry.example', { name: 'Ministry of Health', tier: 1, kind: 'ministry', source: 'test' }]]),
  words: (id) => platforms.words[id] ?? [],
  wordIds: (prefix) => Object.keys(platforms.words).filter((id) => id.startsWith(prefix)),
  table: () => ({}),
}

interface Judged extends ExampleLink {
  quality?: number
  coverage?: number
  /** The page was not read. */
  unread?: boolean
  risk?: number
  agency?: JudgedLink['risk']['agency']
  rule?: string
}

function judged(from: Judged): JudgedLink {
  const typed = exampleTypedLink(from)
  const score = from.quality ?? 15
  const finding: Finding[] = from.rule === undefined ? [] : [{ audit: 'x', rule: from.rule, judges: 'link', subject: typed.link.id, title: 'A sign', verdict: 'flag', severity: 'high', strength: 0.7, innocent: 'It may be chance.', action: 'none', missing: [], evidence: [{ quote: 'seen words' }] }]
  return {
    ...typed,
    type: { ...typed.type, unknowns: from.unread === true ? ['page not read: F-LD, F-OG'] : [] },
    risk: { risk: from.risk ?? 0, agency: from.agency ?? 'third-party', action: 'none', signals: [] },
    quality: { score, unrounded: score, beforeRisk: score, band: 'weak', coverage: from.coverage ?? 0.6, confidence: 'medium', contributions: [], gates: [], weights: { version: 1, own: false, defaultScore: score }, version: '1', asOf: '2026-11-20' },
    findings: finding,
    corrected: [],
  }
}

const manualAction = 'Unnatural links to your site. Google has detected a pattern of unnatural artificial, deceptive, or manipulative links pointing to your site.'
const farm = (count: number): Judged[] => repeated(count, { page: 'https://farm-{n}.example/post', type: 'LT-19', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }).map((link) => ({ ...link, risk: 85, rule: 'RISK-03' }))
const farmDomains = (count: number) => Array.from({ length: count }, (_, index) => `farm-${index + 1}.example`)

function decide(links: Judged[], more: Partial<DisavowInput> = {}) {
  return decideDisavow({ site: 'northgate-heart.example', profile: exampleSite().profile, links: links.map(judged), findings: [], lists, asOf: '2026-11-20T00:00:00.000Z', ...more })
}

describe('a vendor marks 471 links (J2)', () => {
  const links: Judged[] = [
    ...repeated(400, { page: 'https://stat-{n}.example/northgate-heart', type: 'LT-28', vendor: { 'semrush.toxicityScore': 78 } }),
    ...repeated(60, { page: 'https://katalog-{n}.example/lekarz', type: 'LT-03', vendor: { 'semrush.toxicityScore': 62, 'semrush.toxicMarkers': 'Web directory' } }),
    ...repeated(8, { page: 'https://casino-{n}.example/x', anchor: 'online casino', kind: 'AK-SPAM', type: 'LT-19', vendor: { 'ahrefs.isSpam': true } }).map((link) => ({ ...link, risk: 70, rule: 'RISK-06' })),
    { page: 'https://ministry.example/list', tier: 1, quality: 82, type: 'LT-21', vendor: { 'semrush.toxicityScore': 60 } },
    { page: 'https://heart-society.example/members', tier: 3, quality: 70, type: 'LT-05', vendor: { 'moz.spamScore': '44%' } },
    { page: 'https://heartfriends.blogspot.com/2024/a', quality: 45, vendor: { 'semrush.toxicityScore': 55 } },
  ]
  const decision = decide(links, { drop: true })

  it('ends with: do nothing', () => {
    expect(links.length).toBe(471)
    expect(decision.verdict).toBe('do-nothing')
    expect(decision.headline).toBe('Do nothing. Here is why.')
    expect(decision.file).toBeNull()
    expect(decision.proposed).toEqual([])
    expect(decision.cause).toBeNull()
    expect(decision.refusal).toMatchObject({ code: 'refused' })
    expect(decision.walk.find((step) => step.id === 'manual-action')!.answer).toBe('not told')
    expect(decision.reasons[0]).toBe('You have told us of no manual action.')
  })

  it('says of each marked domain why we do not, and lists the good ones', () => {
    expect(decision.domains.filter((review) => review.otherTools.length > 0).every((review) => review.comparison!.startsWith('Other tools would flag this because'))).toBe(true)
    const good = decision.goodLinksOthersWouldRemove.map((review) => review.domain)
    expect(good).toContain('ministry.example')
    expect(good).toContain('heart-society.example')
    expect(good).toContain('heartfriends.blogspot.com')
    expect(good).toContain('katalog-1.example')
    expect(good).not.toContain('casino-1.example')
  })

  it('gives a memo to sign, in plain words', () => {
    expect(decision.memo).toContain('# Do nothing. Here is why.')
    expect(decision.memo).toContain('Reviewed by: ____')
    expect(decision.memo).toContain('https://support.google.com/webmasters/answer/2648487')
    expect(JSON.stringify([decision.reasons, decision.walk, decision.headline])).not.toMatch(/toxic|danger|penalt|urgent|harmful|juice/iu)
  })

  it('figures of other tools change no verdict and no line', () => {
    const without = decide(links.map((link) => ({ ...link, vendor: null })), { drop: true })
    expect(without).toMatchObject({ verdict: decision.verdict, proposed: decision.proposed, refused: decision.refused, cause: decision.cause })
  })
})

describe('good links that other tools would have removed', () => {
  const vendor = { 'semrush.toxicityScore': 70 }
  it.each([
    ['a directory whose page nobody read, of assumed quality', { type: 'LT-03', quality: 44, coverage: 0.24, unread: true }, false],
    ['the same, seen well enough', { type: 'LT-03', quality: 44, coverage: 0.5, unread: true }, true],
    ['the same, weak but read', { type: 'LT-03', quality: 20, coverage: 0.6 }, true],
    ['read, and a directory of low quality', { type: 'LT-03', subtype: 'low-quality', quality: 20 }, false],
    ['an unread page of a known body', { type: 'LT-99', tier: 3, quality: 20, coverage: 0.2, unread: true }, true],
    ['a weak profile', { type: 'LT-09', quality: 15 }, false],
    ['a copy', { type: 'LT-16', quality: 60 }, false],
    ['a good page on which something was found', { type: 'LT-01', quality: 60, rule: 'RISK-06' }, false],
  ] as Array<[string, Judged, boolean]>)('%s: %s', (_, link, isGood) => {
    const decision = decide([{ page: 'https://one.example/a', vendor, ...link }])
    expect(decision.goodLinksOthersWouldRemove.length).toBe(isGood ? 1 : 0)
    expect(decision.domains.length).toBe(1)
  })

  it.each([
    ['asked for, and nothing speaks against it', {}, {}, 'no-sign'],
    ['of a type that the address leaves no doubt of', { typeConfidence: 0.9, rule: 'RISK-03' }, {}, 'good-link'],
    ['seen well enough', { coverage: 0.5, rule: 'RISK-03' }, {}, 'good-link'],
    ['something was found on it', { rule: 'RISK-03' }, {}, null],
    ['a person says it was arranged', {}, { arranged: ['one.example'] }, null],
  ] as Array<[string, Partial<Judged>, Partial<DisavowInput>, string | null]>)('a listing that is only assumed to be good, %s', (_, link, more, rule) => {
    const decision = decide([{ page: 'https://one.example/a', type: 'LT-06', quality: 44, coverage: 0.24, unread: true, ...link }], { requested: ['one.example'], manualActionText: manualAction, ...more })
    expect(decision.refused.map((entry) => entry.rule)).toEqual(rule === null ? [] : [rule])
  })
})

describe('the memo is short enough to be signed', () => {
  const scores = [52, 61, 74, 87]
  const links: Judged[] = [
    ...repeated(180, { page: 'https://stat-{n}.example/northgate-heart', type: 'LT-28' }),
    ...repeated(120, { page: 'https://a-rather-long-name-of-a-web-directory-number-{n}.example/listing', type: 'LT-03' }).map((link) => ({ ...link, quality: 44, coverage: 0.24, unread: true })),
    ...repeated(60, { page: 'https://katalog-{n}.example/lekarz', type: 'LT-03' }),
    ...['RISK-03', 'RISK-06', 'RISK-07', 'RISK-10', 'RISK-11'].flatMap((rule, at) => repeated(20, { page: `https://casino-${at}-{n}.example/x`, anchor: 'online casino', kind: 'AK-SPAM', type: 'LT-19' }).map((link) => ({ ...link, risk: 70, rule }))),
    ...scores.map((score) => ({ page: `https://chatty.example/${score}`, type: 'LT-09' as const, vendor: { 'semrush.toxicityScore': score, 'semrush.toxicMarkers': 'Web directory, Low visibility', 'moz.spamScore': '44%' } })),
    ...repeated(7, { page: 'https://heart-society-{n}.example/members', tier: 3, type: 'LT-05' }).map((link) => ({ ...link, quality: 70 })),
  ]
  const decision = decide(links.map((link, at) => ({ vendor: { 'semrush.toxicityScore': scores[at % 4]!, 'semrush.toxicMarkers': 'Web directory' }, ...link })))

  it('471 rows make at most 15 kB', () => {
    expect(links.length).toBe(471)
    expect(Buffer.byteLength(decision.memo)).toBeLessThan(15_000)
    expect(decision.memo).toContain("… and 12 more in the audit's findings.json")
  })

  it.each([[14, null], [15, '… and 3 more findings in'], [13, null]])('of %d findings it leaves out so many that saying so is shorter', (count, said) => {
    const { memo } = decide(Array.from({ length: count }, (_, at) => ({ page: `https://one-${at}.example/x`, type: 'LT-19' as const, risk: 70, rule: `RISK-${10 + at}` })))
    expect(memo.match(/\(RISK-\d\d\)/gu)).toHaveLength(said === null ? count : 12)
    expect(/… and .* findings? in/u.exec(memo)?.[0] ?? null).toBe(said)
  })

  it('says what other tools give a domain once, as a range', () => {
    const chatty = decision.domains.find((review) => review.domain === 'chatty.example')!
    expect(chatty.otherTools).toEqual(['Semrush gives it 52–87 of 100', 'Moz gives it a spam score of 44 %', 'Semrush names the markers: Web directory, Low visibility'])
    expect(decision.memo).toContain('chatty.example (Semrush 52–87 of 100; Moz spam score of 44 %)')
  })

  it('names each domain once and each finding once, with its innocent explanation', () => {
    expect(decision.memo.split('heart-society-1.example').length).toBe(2)
    expect(decision.memo.split('casino-0-1.example').length).toBe(2)
    expect(decision.memo.split('(RISK-06)').length).toBe(2)
    expect(decision.memo.split('It may be innocent').length).toBe(6)
    expect(decision.memo.match(/^- \*\*heart-society/gmu)!.length).toBe(7)
    expect(decision.memo).not.toContain('a-rather-long-name-of-a-web-directory-number-11.')
  })
})

describe('an earlier file that is no disavow file', () => {
  it('is refused and never copied', () => {
    const more: Partial<DisavowInput> = { manualActionText: manualAction, arranged: farmDomains(2), removalTried: true, reviewer: 'A. Rao' }
    for (const earlier of [readDisavow(Buffer.from('%PDF-1.7\n%binary'), 'report.pdf'), readDisavow('Source,Target\nhttps://a.example/,https://b.example/\nhttps://c.example/,https://b.example/', 'export.csv')]) {
      const decision = decide(farm(2), { ...more, earlier })
      expect(decision.file).toBeNull()
      expect(decision.verdict).toBe('do-nothing')
      expect(decision.refusal).toEqual({ code: 'refused', message: `${earlier.name} is no disavow file: ${earlier.foreign}; give the file you uploaded last.` })
      expect(decision.reasons[0]).toBe(decision.refusal!.message)
      expect([decision.diff, decision.review]).toEqual([null, []])
    }
    expect(decide(farm(2), { ...more, earlier: readDisavow('# nothing yet') }).file).not.toBeNull()
  })
})

describe('what is said is what was told', () => {
  const strong: Judged[] = repeated(9, { page: 'https://good-{n}.example/a' }).map((link) => ({ ...link, quality: 80 }))

  it('two arranged domains are given, and not many', () => {
    const decision = decide([...farm(2), ...strong], { arranged: farmDomains(2), removalTried: 'impossible' })
    const said = '2 arranged domains are not many (10 domains, or 20\u202f% of the apparent value of all links, would be); ask the sites to remove or qualify the links instead.'
    expect(decision.refusal!.message).toBe(`No disavow file was made. ${said}`)
    expect(decision.reasons).toContain(said)
    expect(decision.walk.find((step) => step.id === 'material')!.meaning).toMatch(/^Arranged and followed: links from 2 domains\. Those of them that score above 60 in our own risk hold \d/u)
    expect(JSON.stringify(decision.reasons)).not.toContain('our own risk')
  })

  it.each([
    ['no link from there is known', ['elsewhere.example'], {}, 'No live link from the 1 arranged domain you named is known here.'],
    ['all are qualified', farmDomains(2), { rel: ['nofollow'] }, 'The links of your 2 arranged domains are qualified and pass no credit, so no file is needed.'],
  ] as Array<[string, string[], Partial<Judged>, string]>)('arranged, but %s', (_, arranged, change, said) => {
    const decision = decide([...farm(2).map((link) => ({ ...link, ...change })), ...strong], { arranged })
    expect(decision.refusal!.message).toContain(said)
    expect(decision.walk.find((step) => step.id === 'arranged')!.answer).toBe('yes')
  })

  it('counts what scores above 60 in our own risk, and calls nothing artificial that nobody arranged', () => {
    expect(decide([...farm(5), ...strong]).reasons).toContain('5 links here score above 60 of 100 in our own risk. You have not named them as arranged, so no action is needed.')
  })

  it('counts domains that still link, and says how many links are lost besides', () => {
    const lost: Judged[] = repeated(3, { page: 'https://gone-{n}.example/a', state: 'lost' })
    expect(decide([...farm(5), ...strong, ...lost]).memo).toContain('14 links from 14 referring domains looked at, besides 3 lost links')
    expect(decide([...farm(1), ...lost.slice(0, 1)]).memo).toContain('1 link from 1 referring domain looked at, besides 1 lost link\n')
    expect(decide(strong).memo).toContain('9 links from 9 referring domains looked at\n')
  })

  it('the apparent value is that of the report, and what a file gives up is named apart from it', () => {
    const links: Judged[] = [...farm(2), ...farm(2), ...strong].map((link, at) => ({ ...link, quality: 20 + 3 * at }))
    const share = profileRisk(links.map(judged).map(({ link, quality, risk }) => ({ cluster: link.referringDomain, beforeRisk: quality.beforeRisk, risk: risk.risk }))).shareAtRisk
    const { walk, memo } = decide(links, { arranged: farmDomains(2), manualActionText: manualAction, removalTried: true, reviewer: 'A. Rao' })
    expect(walk.find(({ id }) => id === 'material')!.meaning).toContain(`hold ${shareWords(share, share < 0.1 ? 1 : 0)} of the apparent value of all links. `)
    expect(memo).toMatch(/\nValue given up: [\d.]+\u202f?% of the value of all links, risk taken off \(/u)
    expect(memo).not.toMatch(/(?<!apparent )value of all links[.(\n]/u)
  })

  it('without links there is nothing to judge', () => {
    const decision = decide([])
    expect(decision).toMatchObject({ verdict: 'do-nothing', headline: 'Nothing to judge yet.' })
    expect(decision.reasons).toEqual(['You have told us of no manual action.', 'No link to this site is known here, so there is nothing to judge. Add a list of links and decide again.'])
    expect(decide([], { manualActionText: manualAction }).headline).toBe('Nothing to judge yet.')
  })

  it('refuses a line from where no link is known', () => {
    const decision = decide(farm(1), { requested: ['stranger.example', 'https://www.farm-1.example/other'], manualActionText: manualAction, removalTried: true, reviewer: 'A. Rao' })
    expect(decision.refused).toEqual([{ line: 'domain:stranger.example', from: 'request', rule: 'no-known-link', reason: 'No link from there to your site is known.' }])
    expect(decision.proposed).toContain('https://www.farm-1.example/other')
  })

  it('tells lines proposed and lines asked for apart', () => {
    const listed = (count: number): Judged[] => repeated(count, { page: 'https://listed-{n}.example/a', type: 'LT-03' })
    const more: Partial<DisavowInput> = { manualActionText: manualAction, arranged: ['listed-1.example', 'listed-2.example'], removalTried: true, reviewer: 'A. Rao' }
    expect(decide(listed(3), more).refusal!.message).toBe('No disavow file was made: 0 of 2 lines proposed may be listed. The reason stands beside each line.')
    expect(decide(listed(3), { ...more, requested: ['listed-3.example'] }).refusal!.message).toContain('0 of 2 lines proposed and 0 of 1 line you asked for may be listed')
  })
})

describe('a manual action and a farm that the agency arranged', () => {
  const more: Partial<DisavowInput> = { manualActionText: manualAction, arranged: farmDomains(4), removalTried: true, reviewer: 'A. Rao', confirmedDomains: farmDomains(3) }

  it('gives a file: confirmed domains whole, the rest page by page, with a heading', () => {
    const decision = decide([...farm(4), {}], more)
    expect(decision.verdict).toBe('disavow')
    expect(decision.cause).toBe('manual-action')
    expect(decision.file!.text).toBe(
      '# Northgate Heart – generated 2026-11-20 – reviewed by: A. Rao\n# Reason: manual action for unnatural links; removal asked\ndomain:farm-1.example\ndomain:farm-2.example\ndomain:farm-3.example\nhttps://farm-4.example/post\n',
    )
    expect(decision.file!.name).toBe('northgate-heart.example-disavow-2026-11-20.txt')
    expect(decision.valueGivenUp).toMatchObject({ links: 4, domains: 4 })
    expect(decision.diff).toEqual({ added: decision.proposed, removed: [], kept: 0 })
    expect(decision.reasons.join(' ')).toContain('If you did not arrange them, the safest course is to leave them alone')
  })

  it.each([
    ['no reviewer', { reviewer: '  ' }, 'name of the person'],
    ['removal not tried', { removalTried: false }, 'removal'],
    ['removal not told', { removalTried: undefined }, 'removal'],
  ])('waits: %s', (_, change, word) => {
    const decision = decide(farm(4), { ...more, ...change })
    expect(decision.file).toBeNull()
    expect(decision.verdict).toBe('do-nothing')
    expect(decision.proposed.length).toBe(4)
    expect(decision.refusal!.message).toContain(word)
  })

  it('merges with the earlier file unharmed, and shows the diff', () => {
    const earlier = readDisavow('# from 2021\ndomain:old-farm.example   \n\ndomain:198.51.100.9\ndomain:farm-1.example')
    const decision = decide(farm(4), { ...more, earlier })
    expect(decision.file!.text.startsWith('# from 2021\ndomain:old-farm.example\n\ndomain:198.51.100.9\ndomain:farm-1.example\n\n# Northgate Heart')).toBe(true)
    expect(decision.diff).toEqual({ added: ['domain:farm-2.example', 'domain:farm-3.example', 'https://farm-4.example/post'], removed: [], kept: 3 })
    expect(decision.review.map((entry) => entry.line)).toEqual(['domain:old-farm.example', 'domain:198.51.100.9'])
  })

  it('lists no qualified links, no copies and no noise of others', () => {
    const decision = decide([...farm(2).map((link) => ({ ...link, rel: ['nofollow'] })), { page: 'https://copy.example/a', type: 'LT-16', risk: 90 }, { page: 'https://blog.example/a', type: 'LT-14', risk: 20 }], { ...more, arranged: farmDomains(2) })
    expect(decision.proposed).toEqual([])
    expect(decision.file).toBeNull()
  })
})

describe('causes', () => {
  it.each([
    ['nothing', {}, null],
    ['a notice of links from the site', { manualActionText: 'Unnatural links from your site: your outbound links' }, null],
    ['a notice of thin content', { manualActionText: 'Manual action: thin content with little or no added value' }, null],
    ['some words', { manualActionText: 'please clean my profile' }, null],
    ['a German notice', { manualActionText: 'Manuelle Maßnahme: Unnatürliche Links zu Ihrer Website' }, 'manual-action'],
    ['a French notice', { manualActionText: 'Liens artificiels vers votre site' }, 'manual-action'],
    ['a Japanese notice', { manualActionText: 'サイトへの不自然なリンク' }, 'manual-action'],
    ['nine arranged domains', { arranged: farmDomains(9) }, null],
    ['ten arranged domains', { arranged: farmDomains(10) }, 'arranged-links'],
    ['ten arranged domains, written as people do', { arranged: farmDomains(10).map((name) => `https://www.${name.toUpperCase()}/`) }, 'arranged-links'],
  ] as Array<[string, Partial<DisavowInput>, string | null]>)('%s → %s', (_, more, cause) => {
    const strong: Judged[] = repeated(5, { page: 'https://good-{n}.example/a' }).map((link) => ({ ...link, quality: 80 }))
    expect(decide([...farm(12), ...strong], more).cause).toBe(cause)
  })

  it('a few arranged domains count as many when they hold a fifth of the value', () => {
    expect(decide(farm(3), { arranged: farmDomains(3) }).cause).toBe('arranged-links')
  })

  it('a drop, a spike and spam together are no cause', () => {
    const spike: Finding = { audit: 'hostile-link-burst', rule: 'RISK-30', judges: 'profile', subject: 's', title: 'A burst', verdict: 'flag', severity: 'low', strength: 0.25, innocent: 'x', action: 'monitor', missing: [], evidence: [] }
    const decision = decide(farm(200), { drop: true, findings: [spike] })
    expect(decide(farm(2)).walk.find((step) => step.id === 'spike')!.answer).toBe('not told')
    expect(decision.verdict).toBe('do-nothing')
    expect(decision.walk.find((step) => step.id === 'spike')).toMatchObject({ answer: 'yes' })
    expect(decision.walk.find((step) => step.id === 'spike')!.meaning).toContain('60 days')
  })
})

describe('lines that may never be written', () => {
  const links: Judged[] = [
    ...farm(2),
    { page: 'https://editorial.example/a', type: 'LT-01' },
    { page: 'https://listing.example/a', type: 'LT-03' },
    { page: 'https://gazette.example/a', type: 'LT-04' },
    { page: 'https://society.example/a', type: 'LT-05' },
    { page: 'https://county.example/a', type: 'LT-21' },
    { page: 'https://journal.example/a', type: 'LT-23' },
    { page: 'https://medschool.example/a', type: 'LT-14', tier: 2 },
    { page: 'https://good.example/a', type: 'LT-06', quality: 40 },
    { page: 'https://deep.good-host.example/a', type: 'LT-06', quality: 55 },
  ]
  const requests: Array<[string, string]> = [
    ['northgate-heart.example', 'own-domain'],
    ['domain:www.northgate-heart.example', 'own-domain'],
    ['https://northgate-heart.example/a', 'own-domain'],
    ['domain:sister-clinic.example', 'own-domain'],
    ['domain:friend.example', 'protected-domain'],
    ['domain:co.uk', 'public-suffix'],
    ['domain:github.io', 'public-suffix'],
    ['domain:facebook.com', 'platform'],
    ['domain:www.youtube.com', 'platform'],
    ['domain:google.com', 'search-engine'],
    ['https://www.bing.com/search?q=x', 'search-engine'],
    ['domain:ministry.example', 'known-body'],
    ['https://www.ministry.example/a', 'known-body'],
    ['domain:editorial.example', 'good-link'],
    ['https://listing.example/other', 'good-link'],
    ['domain:gazette.example', 'good-link'],
    ['domain:society.example', 'good-link'],
    ['domain:county.example', 'good-link'],
    ['domain:journal.example', 'good-link'],
    ['domain:medschool.example', 'good-link'],
    ['domain:good.example', 'good-link'],
    ['domain:good-host.example', 'good-link'],
    ['not a line', 'unreadable'],
  ]
  const profile = { ...exampleSite().profile, domains: ['sister-clinic.example'], protectedDomains: ['friend.example'] }
  const more: Partial<DisavowInput> = { profile, manualActionText: manualAction, arranged: [...farmDomains(2), 'editorial.example', 'gazette.example'], removalTried: true, reviewer: 'A. Rao', confirmedDomains: 'all' }
  const decision = decide(links, { ...more, requested: requests.map(([line]) => line) })

  it.each(requests)('%s: %s', (line, rule) => {
    const entry = decision.refused.find((refused) => refused.from === 'request' && (refused.line === line || refused.line === `domain:${line}`))
    expect(entry?.rule).toBe(rule)
    expect(entry!.reason.length).toBeGreaterThan(10)
  })

  it('the file holds only what is left', () => {
    expect(decision.proposed).toEqual(['domain:farm-1.example', 'domain:farm-2.example'])
    expect(decision.refused.filter((entry) => entry.from === 'proposal').map((entry) => entry.line)).toEqual(['domain:editorial.example', 'domain:gazette.example'])
  })

  it('protected lines of an earlier file are taken out in the open', () => {
    const again = decide(links, { ...more, earlier: readDisavow('domain:ministry.example\ndomain:old.example') })
    expect(again.file!.text).not.toContain('ministry')
    expect(again.diff!.removed).toEqual(['domain:ministry.example'])
    expect(again.refused).toContainEqual(expect.objectContaining({ from: 'earlier file', line: 'domain:ministry.example', rule: 'known-body' }))
  })

  it('and come before what only we proposed, so that no short list hides them', () => {
    const again = decide(links, { ...more, earlier: readDisavow('domain:ministry.example\ndomain:old.example'), requested: ['domain:society.example'] })
    expect(again.refused.map((entry) => entry.from)).toEqual(['request', 'earlier file', 'proposal', 'proposal'])
  })

  it('without a new file they are named for the next review', () => {
    const again = decide(links, { profile, earlier: readDisavow('domain:ministry.example') })
    expect(again.file).toBeNull()
    expect(again.review[0]).toMatchObject({ line: 'domain:ministry.example' })
    expect(again.review[0]!.reason).toContain('next upload')
    expect(again.refused).toEqual([])
  })

  it('a page of one author on a platform may be listed, the platform not', () => {
    const asked = decide([...farm(1), { page: 'https://medium.com/@x/post', type: 'LT-14', rule: 'RISK-22' }], { ...more, arranged: farmDomains(1), requested: ['https://medium.com/@x/post', 'domain:medium.com'] })
    expect(asked.proposed).toContain('https://medium.com/@x/post')
    expect(asked.proposed).not.toContain('domain:medium.com')
  })
})

it('decides twenty thousand links in a moment', () => {
  const links = repeated(20_000, { page: 'https://site-{n}.example/a', vendor: { 'semrush.toxicityScore': 70 } }).map((link) => judged(link))
  const started = process.cpuUsage().user
  const decision = decideDisavow({ site: 'northgate-heart.example', profile: exampleSite().profile, links, findings: [], lists, asOf: '2026-11-20T00:00:00.000Z', earlier: readDisavow(Array.from({ length: 20_000 }, (_, index) => `domain:old-${index}.example`).join('\n')) })
  expect(decision.verdict).toBe('do-nothing')
  expect(process.cpuUsage().user - started).toBeLessThan(6_000_000)
})

describe('a person’s word and our guess', () => {
  const more: Partial<DisavowInput> = { manualActionText: manualAction, removalTried: true, reviewer: 'A. Rao' }
  const links: Judged[] = [{ page: 'https://health-blog.example/tips', type: 'LT-01', quality: 20, unread: true, anchor: 'best cardiologist Dayton', kind: 'AK-EXACT', grade: 3 }]

  it.each([
    ['arranged, called editorial from its address alone', links, ['health-blog.example'], 1],
    ['not arranged', links, [], 0],
    ['arranged, and a listing by its address alone', links.map((link) => ({ ...link, type: 'LT-03' as const })), ['health-blog.example'], 1],
    ['arranged, and its address leaves no doubt', links.map((link) => ({ ...link, typeConfidence: 0.9 })), ['health-blog.example'], 0],
    ['not arranged, called editorial from its address alone, and artificial', links.map((link) => ({ ...link, risk: 85, rule: 'RISK-06' })), [], 1],
    ['the same, on a page that we read', links.map((link) => ({ ...link, unread: false, risk: 85, rule: 'RISK-06' })), [], 0],
    ['the same, on a newspaper', links.map((link) => ({ ...link, tier: 5 as const, risk: 85, rule: 'RISK-06' })), [], 0],
    ['not arranged, and only other tools mark it', links.map((link) => ({ ...link, vendor: { 'semrush.toxicityScore': 90 } })), [], 0],
    ['arranged, and editorial on the page we read', links.map((link) => ({ ...link, unread: false })), ['health-blog.example'], 0],
    ['arranged, and a lost row of the same page is called editorial', [{ ...links[0]!, type: 'LT-19', unread: false }, { ...links[0]!, unread: false, state: 'lost' }], ['health-blog.example'], 1],
    ['arranged, on a newspaper', links.map((link) => ({ ...link, tier: 5 as const })), ['health-blog.example'], 0],
    ['arranged, of good quality', links.map((link) => ({ ...link, quality: 45 })), ['health-blog.example'], 0],
  ] as Array<[string, Judged[], string[], number]>)('%s', (_, given, arranged, listed) => {
    expect(decide(given, { ...more, arranged }).proposed.length).toBe(listed)
  })
})

describe('directories', () => {
  const asked: Partial<DisavowInput> = { manualActionText: manualAction, requested: ['domain:dir.example'], removalTried: true, reviewer: 'A. Rao' }
  it.each([
    ['an ordinary one is kept', {}, 'good-link'],
    ['one that lists anyone is not kept for its kind', { subtype: 'low-quality' }, null],
    ['nor one on which that was found', { rule: 'RISK-20' }, null],
    ['but its quality may keep it', { subtype: 'low-quality', quality: 50 }, 'good-link'],
  ] as Array<[string, Judged, string | null]>)('%s', (_, link, rule) => {
    const decision = decide([{ page: 'https://dir.example/health', type: 'LT-03', quality: 12, ...link }], asked)
    expect(decision.refused.map((entry) => entry.rule)).toEqual(rule === null ? [] : [rule])
  })
})
