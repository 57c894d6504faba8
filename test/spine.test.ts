import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../src/doors/call.js'
import { sampleWeb } from '../src/files/sample-web.js'
import type { AuditResult } from '../src/model/audit-result.js'
import type { ListedLink } from '../src/model/listed-link.js'
import type { Operation } from '../src/model/operation.js'
import { openOutside } from '../src/home.js'
import { localActor } from '../src/model/actor.js'
import type { LinkIndex, TargetScope } from '../src/model/outside.js'
import { findingsOfLink, indexFindings } from '../src/audits/index.js'
import { operations } from '../src/operations/index.js'
import { ensureJudged, explainLink } from '../src/operations/judge.js'

/** The whole spine on the sample web: files → sightings → index → judgements → decision → report. */

const home = mkdtempSync(join(tmpdir(), 'citewell-spine-'))
const web = sampleWeb()
const now = '2026-11-01T10:00:00.000Z'
let outside: Awaited<ReturnType<typeof openOutside>>
let index: LinkIndex

function operation(id: string): Operation {
  const found = operations.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no operation ${id}`)
  return found
}

async function run<Output>(id: string, input: unknown): Promise<Output> {
  return (await call(operation(id), input, { outside: async () => outside, actor: localActor, now })) as Output
}

interface Audit {
  result: AuditResult
  files: Array<{ name: string; text: string }>
}

const auditInput = () => ({ site: web.site, from: web.exports, archive: web.archives, profile: web.profile })
let audit: Audit

beforeAll(async () => {
  outside = await openOutside(home)
  index = outside.indexOf('home')
  audit = await run<Audit>('audits.run', auditInput())
}, 120_000)

afterAll(async () => {
  await outside.close()
  rmSync(home, { recursive: true, force: true })
})

const list = (query: Record<string, unknown> = {}) => run<{ rows: ListedLink[]; total: number; nextCursor: string | null }>('links.list', { target: web.site, limit: 1000, ...query })

describe('the audit of the sample web', () => {
  it('opens with the handful that a patient would recognise, best tier first', () => {
    expect(audit.result.handful.map((row) => row.referringDomain)).toEqual(['rivertoncounty-gov.example', 'univ-eastvale.example', 'state-cardiology-society.example'])
    expect(audit.result.totals.recognisable).toBe(3)
  })

  it('knows which links were lost, and why', () => {
    const lost = new Map(audit.result.lost.map((row) => [row.referringDomain, row.lostReason]))
    expect(lost.get('stelma-hospital.example')).toBe('link-removed')
    expect(lost.get('old-heart-links.example')).toBe('page-gone')
  })

  it('accounts for every row of every file', () => {
    for (const input of audit.result.inputs) expect(input.rows).toBe(input.accepted + input.refused)
    expect(audit.result.inputs).toHaveLength(web.archives.length + web.exports.length)
  })

  it('decides to do nothing, although another tool calls links toxic', () => {
    expect(audit.result.verdict.verdict).toBe('do-nothing')
  })

  it.each([
    ['heartwatch-magazine.example', 'LT-01'],
    ['herz-magazin.example', 'LT-01'],
    ['fitfamilies.example', 'LT-02'],
    ['findacardiologist.example', 'LT-03'],
    ['planetfit-insurance.example', 'LT-03'],
    ['riverton-gazette.example', 'LT-04'],
    ['rivertonchamber.example', 'LT-04'],
    ['univ-eastvale.example', 'LT-05'],
    ['state-cardiology-society.example', 'LT-05'],
    ['stroke-support-eastvale.example', 'LT-06'],
    ['riverton-10k.example', 'LT-07'],
    ['wire-daily.example', 'LT-08'],
    ['runnersboard.example', 'LT-10'],
    ['runblog.example', 'LT-11'],
    ['social.example', 'LT-13'],
    ['pulsecuff-devices.example', 'LT-14'],
    ['metro-life.example', 'LT-18'],
    ['st-ansgar-choir.example', 'LT-20'],
    ['sitevalue.example', 'LT-28'],
  ])('%s is %s', async (domain, type) => {
    const { rows } = await list({ text: domain })
    expect(rows.filter((row) => row.referringDomain === domain).map((row) => row.type)).toContain(type)
  })

  it('writes a CSV with one line for each link, and findings that name their rule', () => {
    const csv = audit.files.find((file) => file.name === 'links.csv')!.text
    expect(csv.split('\r\n').length - 2).toBe(audit.result.totals.links)
    const { findings } = JSON.parse(audit.files.find((file) => file.name === 'findings.json')!.text) as { findings: Array<{ rule: string; evidence: unknown[]; verdict: string }> }
    expect(findings.length).toBeGreaterThan(0)
    for (const finding of findings) {
      expect(finding.rule).toMatch(/^RISK-\d\d$/u)
      if (finding.verdict === 'flag') expect(finding.evidence.length).toBeGreaterThan(0)
    }
  })

  it('makes a report that asks for nothing from outside', () => {
    const html = audit.files.find((file) => file.name === 'report.html')!.text
    expect(html).not.toMatch(/<script|<img|<link|<iframe|@import|url\((?!#)|(?:src|href)="(?!#)/u)
  })
})

describe('the ledger', () => {
  it('is not changed by importing the same files again', async () => {
    const before = await list()
    const generation = await index.generation()
    const again = await run<Audit>('audits.run', auditInput())
    expect(await index.generation()).toBe(generation)
    expect(await list()).toEqual(before)
    expect(again.result.totals).toEqual(audit.result.totals)
  })

  it('keeps a correction over a re-import, shows it, and lets it be withdrawn', async () => {
    const { rows } = await list({ text: 'img-gallery-77.example' })
    const link = rows[0]!
    const { correction } = await run<{ correction: { id: string } }>('corrections.add', { target: web.site, subject: link.id, field: 'type', value: 'LT-15', reason: 'it is our infographic', by: 'A. Kim' })
    await run('sightings.import', { files: [{ ...web.exports[0]!, name: `copy of ${web.exports[0]!.name}` }], target: web.site })
    const corrected = (await list({ text: 'img-gallery-77.example' })).rows.find((row) => row.id === link.id)!
    expect(corrected).toMatchObject({ type: 'LT-15', typeConfidence: 1, corrected: ['type'] })
    await run('corrections.withdraw', { id: correction.id, reason: 'looked again' })
    expect((await list({ text: 'img-gallery-77.example' })).rows.find((row) => row.id === link.id)!.type).toBe(link.type)
  })

  it('pages through a listing without missing or repeating a link', async () => {
    const whole = (await list()).rows.map((row) => row.id)
    const paged: string[] = []
    for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
      const page: { rows: ListedLink[]; nextCursor: string | null } = await list({ limit: 7, ...(cursor === null ? {} : { cursor }) })
      paged.push(...page.rows.map((row) => row.id))
      cursor = page.nextCursor
    }
    expect(paged).toEqual(whole)
  })

  it('explains a link so that the numbers add up', async () => {
    const { rows } = await list()
    for (const row of rows.slice(0, 10)) {
      const { quality } = await run<{ quality: { unrounded: number; contributions: Array<{ points: number }>; gates: Array<{ pointsLost: number }> } }>('links.explain', { target: web.site, link: row.id })
      const sum = quality.contributions.reduce((total, part) => total + part.points, 0) - quality.gates.reduce((total, gate) => total + gate.pointsLost, 0)
      expect(sum).toBeCloseTo(quality.unrounded, 9)
    }
  })

  it('explains every link to the last digit as it was judged, though evidence is worked out anew', async () => {
    const scope = { domain: web.site as TargetScope['domain'], host: null, pathPrefix: null }
    const key = await ensureJudged(scope, { ...outside, index, desk: outside.desk.client('home'), now, signal: new AbortController().signal, progress: () => undefined })
    const { profileFindings } = await index.judgedNotes(scope, key)
    let linkCount = 0
    for await (const brief of index.judgedAll(scope, key)) {
      const explained = (await explainLink(scope, key, brief.link.id, { ...outside, index, desk: outside.desk.client('home'), now: '2026-11-03T00:00:00.000Z', signal: new AbortController().signal, progress: () => undefined }))!
      for (const part of ['link', 'risk', 'quality', 'corrected'] as const) expect(explained[part]).toMatchObject(brief[part])
      for (const part of ['type', 'anchor', 'tier'] as const) expect({ ...explained[part], evidence: [] }).toEqual({ ...brief[part], evidence: [] })
      if (brief.tier.tier <= 3) expect([brief.type, brief.tier]).toEqual([explained.type, explained.tier])
      expect(explained.findings).toEqual(findingsOfLink(brief, brief.findings, indexFindings(profileFindings)))
      linkCount += 1
    }
    expect(linkCount).toBe((await list()).total)
  })
})
