import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../../test/real-data.js'
import { fileOfBytes } from '../../model/file-input.js'
import { orderAgreement } from './rank-agreement.js'
import { readRanksText, type RankRow } from './read-ranks-text.js'

async function rowsOf(content: string | Uint8Array, name = 'ranks.txt'): Promise<RankRow[]> {
  const rows: RankRow[] = []
  for await (const batch of readRanksText(fileOfBytes(name, Buffer.from(content)))) rows.push(...batch)
  return rows
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'no error', (error: unknown) => (error instanceof Error && 'code' in error && error.code === 'invalid' ? error.message : `not ours: ${String(error)}`))
}

const clinic: RankRow = { name: 'example.clinic', harmonicPosition: 1, harmonic: 26_073_210, pageRankPosition: 2, pageRank: 0.0132, hostCount: 8 }
const journal: RankRow = { name: 'example.journal', harmonicPosition: 2, harmonic: 2.5, pageRankPosition: 1, pageRank: 4.2e-9, hostCount: null }
const header = '#harmonicc_pos\t#harmonicc_val\t#pr_pos\t#pr_val\t#host_rev\t#n_hosts\n'

const readable: Array<[what: string, text: string, rows: RankRow[]]> = [
  ['all columns', `${header}1\t2.607321E7\t2\t0.0132\texample.clinic\t8\n2\t2.5\t1\t4.2e-9\texample.journal\t\n`, [clinic, journal]],
  ['no count of hosts, no last line end', '#harmonicc_pos\t#harmonicc_val\t#pr_pos\t#pr_val\t#host_rev\n2\t2.5\t1\t4.2E-9\texample.journal', [journal]],
  ['other order, names without marks', 'host_rev\tpr_val\tpr_pos\tharmonicc_pos\tharmonicc_val\r\nexample.journal\t4.2E-9\t1\t2\t2.5\r\n', [journal]],
  ['names alone', '#host_rev\nexample.clinic\n', [{ name: 'example.clinic', harmonicPosition: null, harmonic: null, pageRankPosition: null, pageRank: null, hostCount: null }]],
  ['JSON', JSON.stringify({ header: header.trim().split('\t'), rows: [['1', '2.607321E7', '2', '0.0132', 'example.clinic', '8']] }), [clinic]],
  ['JSON with numbers', JSON.stringify({ rows: [[2, 2.5, 1, 4.2e-9, 'example.journal']], header: ['harmonicc_pos', 'harmonicc_val', 'pr_pos', 'pr_val', 'host_rev'] }), [journal]],
]

const refused: Array<[text: string, message: RegExp]> = [
  ['', /^ranks\.txt: it is empty/u],
  ['a\tb\n1\t2\n', /there is no column "#host_rev" in its first line, "a b"/u],
  [`${header}1\t2\t3\tx\texample.clinic\t8\n`, /^ranks\.txt, line 2: "x" is no number/u],
  [`${header}1\tInfinity\t3\t4\texample.clinic\t8\n`, /"Infinity" is no number/u],
  ...['-5', '2.5', '0', '1e999', '99999999999', '4294967295'].map((bad): [string, RegExp] => [`${header}1\t2\t1\t4\texample.clinic\t8\n2\t2\t${bad}\t4\texample.a\t8\n`, new RegExp(`line 3: "${bad.replace('.', '\\.')}" is no position`, 'u')]),
  ...['1e999', '-0.5'].map((bad): [string, RegExp] => [`${header}1\t${bad}\t1\t4\texample.clinic\t8\n`, new RegExp(`line 2: "${bad.replace('.', '\\.')}" is no score`, 'u')]),
  ['{"header": ["host_rev", "pr_pos"], "rows": [["example.a", 1], ["example.b", -1]]}', /row 2: "-1" is no position/u],
  [`${header}1\t2\t3\t4\n`, /line 2: "" is no name/u],
  [`${header}1\t2\t3\t4\ta\u0007b\t1\n`, /line 2: "a\\u0007b" is no name/u],
  ['x'.repeat(200_000), /is longer|longer than/u],
  ['{"header": ["#host_rev"]}', /it has no "header" and "rows"/u],
  ['{"header": ["#host_rev"], "rows": [[{}]]}', /row 1 is no list of texts/u],
  ['{"header": 7, "rows": []}', /"header" and "rows" are no lists/u],
  ['{"header": ["#host_rev"], "rows"', /it is no JSON/u],
]

describe('readRanksText', () => {
  for (const [what, text, rows] of readable) {
    it(`reads ${what}`, async () => {
      expect(await rowsOf(text)).toEqual(rows)
      expect(await rowsOf(gzipSync(text), 'ranks.txt.gz')).toEqual(rows)
    })
  }

  for (const [text, message] of refused) it(`refuses ${JSON.stringify(text.slice(0, 60))}`, async () => expect(await errorOf(rowsOf(text))).toMatch(message))

  it('reads many rows in batches', async () => {
    const text = header + Array.from({ length: 20_000 }, (_, index) => `${index + 1}\t${9 / (index + 1)}\t${20_000 - index}\t1e-5\texample.h${index}\t1\n`).join('')
    const rows = await rowsOf(text)
    expect(rows).toHaveLength(20_000)
    expect(rows[19_999]).toMatchObject({ name: 'example.h19999', harmonicPosition: 20_000, pageRankPosition: 1 })
  })
})

describeWithRealData('graph/commoncrawl-ranks', 'published ranks', (folder) => {
  const files = readdirSync(folder).filter((file) => /^(?:domain|host)-cc-main.*\.json\.gz$/u.test(file))

  it('are read, a thousand rows each, as JSON and as the text they came from', async () => {
    expect(files.length).toBeGreaterThan(50)
    for (const file of files) {
      const bytes = readFileSync(`${folder}/${file}`)
      const rows = await rowsOf(bytes, file)
      expect(rows, file).toHaveLength(1_000)
      for (const row of rows) if (!(row.harmonicPosition! > 0 && row.harmonic! > 0 && row.pageRankPosition! > 0 && row.pageRank! > 0)) throw new Error(`${file}: ${JSON.stringify(row)}`)
      const document = JSON.parse(gunzipSync(bytes).toString()) as { header: string[]; rows: string[][] }
      if (file === files[0]) expect(await rowsOf([document.header, ...document.rows].map((cells) => `${cells.join('\t')}\n`).join(''))).toEqual(rows)
    }
  })

  it('agree between releases more than between kinds of rank', async () => {
    const positions = async (file: string, field: 'harmonicPosition' | 'pageRankPosition') => new Map((await rowsOf(readFileSync(`${folder}/${file}`), file)).map((row): [string, number] => [row.name, row[field]!]))
    const latest = 'domain-cc-main-2026-apr-may-jun.json.gz'
    const harmonic = await positions(latest, 'harmonicPosition')
    const kinds = orderAgreement(harmonic, await positions(latest, 'pageRankPosition'))
    const releases = orderAgreement(harmonic, await positions('domain-cc-main-2026-mar-apr-may.json.gz', 'harmonicPosition'))
    expect(kinds.commonCount).toBe(1_000)
    expect(releases.commonCount).toBeGreaterThan(800)
    expect(releases.kendallTau!).toBeGreaterThan(0.7)
    expect(releases.kendallTau!).toBeGreaterThan(kinds.kendallTau!)
    expect(kinds.kendallTau!).toBeGreaterThan(0.1)
  })
})
