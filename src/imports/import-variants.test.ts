import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../test/real-data.js'
import { fileOfBytes, type FileInput } from '../model/file-input.js'
import type { ImportReport } from '../model/import.js'
import { parseInstant } from '../model/instant.js'
import type { Sighting } from '../model/sighting.js'
import { importFile, recogniseExport } from './index.js'

const fixtures = fileURLToPath(new URL('../../test/fixtures/exports/', import.meta.url))
const importedAt = parseInstant('2026-11-22')!

async function run(file: FileInput, options: { as?: string; target?: string | null } = {}): Promise<{ reports: ImportReport[]; sightings: Sighting[] }> {
  const sightings: Sighting[] = []
  const reports = await importFile(file, { ...options, importedAt, onSighting: (sighting) => void sightings.push(sighting) })
  for (const report of reports) expect(report.rows).toBe(report.accepted + report.refused)
  return { reports, sightings }
}

const text = (name: string, content: string): FileInput => fileOfBytes(name, strToU8(content))
const fixture = (name: string): Uint8Array => readFileSync(fixtures + name)
const withoutRaw = (sightings: Sighting[]): Sighting[] => sightings.map((sighting) => ({ ...sighting, raw: null }))

/** Bytes in pieces of odd sizes, as they come from a disk or a network. */
function inPieces(name: string, bytes: Uint8Array, size: number): FileInput {
  return {
    name,
    async *open() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

describe('encodings and separators', () => {
  const csv = readFileSync(`${fixtures}ahrefs-backlinks-2026.csv`, 'utf8')
  const tabs = csv.split('\n').map((line) => line.replaceAll('"wordpress, news"', 'wordpress; news').replaceAll('"Where to get a flu shot, town by town"', 'Where to get a flu shot').replaceAll(',', '\t')).join('\r\n')

  it.each([
    ['UTF-16LE with mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(tabs, 'utf16le')])],
    ['UTF-16LE without mark', Buffer.from(tabs, 'utf16le')],
    ['UTF-16BE with mark', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(tabs, 'utf16le').swap16()])],
    ['UTF-16BE without mark', Buffer.from(tabs, 'utf16le').swap16()],
    ['UTF-8 with mark', Buffer.from(`\ufeff${tabs}`)],
    ['CR alone', Buffer.from(tabs.replaceAll('\r\n', '\r'))],
    ['every cell in quotes', Buffer.from(tabs.replace(/[^\t\r\n]+/gu, '"$&"'))],
    ['semicolons', Buffer.from(tabs.replaceAll(';', ' ').replaceAll('\t', ';'))],
    ['pipes', Buffer.from(tabs.replaceAll('\t', '|'))],
    ['sep= line first', Buffer.from(`sep=|\r\n${tabs.replaceAll('\t', '|')}`)],
  ])('%s', async (_, bytes) => {
    const { reports, sightings } = await run(fileOfBytes('links.csv', bytes))
    expect(reports).toMatchObject([{ recognised: 'ahrefs-backlinks', accepted: 4, refused: 1 }])
    expect(sightings[0]).toMatchObject({ anchorText: 'Bayview Clinic', language: 'en', firstSeenAt: '2026-03-02T07:05:00.000Z' })
  })

  it('reads windows-1252 where the bytes are no UTF-8', async () => {
    const { sightings } = await run(fileOfBytes('pairs.csv', Buffer.from('source;target;anchor\nhttps://harbor-news.example/a;https://bayview-clinic.example/;M\xe9decin \x80\n', 'latin1')))
    expect(sightings[0]!.anchorText).toBe('Médecin €')
  })

  it('gives the same whatever the size of the pieces', async () => {
    const whole = await run(fileOfBytes('links.csv', Buffer.from(csv)))
    for (const size of [1, 7, 1_000]) expect(await run(inPieces('links.csv', Buffer.from(csv), size))).toEqual(whole)
  })

  it('finds columns in any order, any case, with unknown ones between', async () => {
    const { sightings } = await run(text('x.csv', 'My notes,TARGET URL ,anchor, Referring Page url,LAST SEEN\nhi,https://bayview-clinic.example/,Bayview,https://harbor-news.example/,2026-09-28\n'))
    expect(sightings).toMatchObject([{ seenBy: 'ahrefs-backlinks', referringDomain: 'harbor-news.example', anchorText: 'Bayview', seenAt: '2026-09-28T00:00:00.000Z' }])
  })

  it('names the column that is missing, and the line of the header', async () => {
    const { reports } = await run(text('clinic.csv', 'a preamble\n\nReferring page title,Referring page URL,Anchor,Nofollow\nx,https://harbor-news.example/,y,false\n'))
    expect(reports[0]!.refusal).toBe("clinic.csv, line 3: no column 'Target URL'. Export it again with all columns.")
  })

  it('loses one row to a stray quotation mark, not the rest of the file', async () => {
    const lines = ['source,target,anchor', 'https://a.example/1,https://bayview-clinic.example/,"never closed']
    for (let row = 2; row < 400; row += 1) lines.push(`https://a.example/${row},https://bayview-clinic.example/,"say ""hi"""`)
    const { reports, sightings } = await run(text('x.csv', lines.join('\n')))
    expect(reports[0]!.accepted + reports[0]!.refused).toBe(399)
    expect(reports[0]!.accepted).toBeGreaterThanOrEqual(398)
    expect(sightings.at(-1)!.anchorText).toBe('say "hi"')
  })
})

describe('dates and numbers of a whole file', () => {
  const latest = (cells: string[]): FileInput => text('bayview-clinic.example-Latest links-2026-10-01.csv', ['Linking page,Last crawled', ...cells.map((cell, row) => `https://a.example/${row},"${cell}"`)].join('\n'))
  it.each([
    ['a day above 12 makes the file day first', ['03/04/2026', '28/09/2026'], '2026-04-03'],
    ['a month place above 12 makes it month first', ['03/04/2026', '09/28/2026'], '2026-03-04'],
    ['an order that puts links into the future is wrong', ['11/12/2026'], '2026-11-12'],
    ['dotted', ['03.04.2026'], '2026-04-03'],
    ['words, English', ['Sep 28, 2026'], '2026-09-28'],
    ['words, British', ['28 Sep 2026'], '2026-09-28'],
    ['words, French', ['1 août 2026'], '2026-08-01'],
    ['words, Russian', ['28 сент. 2026 г.'], '2026-09-28'],
    ['words, Hebrew', ['28 בספט׳ 2026'], '2026-09-28'],
    ['Japanese', ['2026年9月28日'], '2026-09-28'],
    ['Polish', ['28 wrz 2026'], '2026-09-28'],
    ['Turkish', ['5 Ağu 2026'], '2026-08-05'],
    ['day number of a spreadsheet', ['46293'], '2026-09-28'],
    ['time without seconds', ['2026-09-28 7:05'], '2026-09-28'],
    ['half days', ['9/28/2026 7:05 PM'], '2026-09-28'],
  ])('%s', async (_, cells, day) => {
    const { reports, sightings } = await run(latest(cells))
    expect(sightings[0]!.seenAt.slice(0, 10)).toBe(day)
    expect(reports[0]!.problems).toEqual([])
  })

  it('says so when every date fits both orders', async () => {
    const { reports, sightings } = await run(latest(['03/04/2026', '05/06/2026']))
    expect(sightings[0]!.seenAt.slice(0, 10)).toBe('2026-04-03')
    expect(reports[0]!.problems).toMatchObject([{ cause: 'date-order-assumed' }])
  })

  it('keeps a row with a date that is none, and says so', async () => {
    const { reports } = await run(latest(['2026-09-28', 'recently']))
    expect(reports[0]).toMatchObject({ recognised: 'search-console-latest-links', accepted: 2, problemCount: 1, problems: [{ cause: 'bad-date', line: 3 }] })
  })

  it('settles the decimal mark for the file', async () => {
    const { sightings } = await run(text('x.csv', 'Domain;DR;Links to target;First seen\na.example;"71,6";1.240;28.09.2026\n'), { target: 'bayview-clinic.example' })
    expect(sightings[0]!.vendor).toMatchObject({ 'ahrefs.domainRating': 71.6, 'ahrefs.linksToTarget': 1240 })
  })
})

describe('what a file is about', () => {
  it.each([
    ['https___www.bayview-clinic.example_-Latest links-2020-07-15.csv', 'bayview-clinic.example'],
    ['http___bayview-clinic.example_-Latest links-2020-07-15 (1).csv', 'bayview-clinic.example'],
    ['bayview-clinic.example-Latest links-2026-09-28.csv', 'bayview-clinic.example'],
    ['www.bayview-clinic.co.uk-backlinks-subdomains_2026-09-28_07-05-00.csv', 'bayview-clinic.co.uk'],
    ['links.csv', null],
    ['export.csv', null],
  ])('%s', async (name, domain) => {
    const { reports, sightings } = await run(text(name, 'Linking page,Last crawled\nhttps://a.example/,2026-09-28\n'))
    if (domain === null) expect(reports[0]!.refusal).toContain('Name the site (on the command line with --target)')
    else expect(sightings[0]).toMatchObject({ target: null, targetDomain: domain })
  })
})

describe('containers', () => {
  const semrush = readFileSync(`${fixtures}semrush-backlinks.csv`, 'utf8')
  const workbook = (sheets: Record<string, string>, extra: Record<string, string> = {}): Uint8Array => {
    const names = Object.keys(sheets)
    const parts: Record<string, Uint8Array> = {
      'xl/workbook.xml': strToU8(`<?xml version="1.0"?><workbook xmlns:r="r"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`),
      'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${names.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`),
    }
    names.forEach((name, at) => (parts[`xl/worksheets/sheet${at + 1}.xml`] = strToU8(`<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`)))
    for (const [name, content] of Object.entries(extra)) parts[name] = strToU8(content)
    return zipSync(parts)
  }
  const inlineRows = (csv: string): string => csv.trimEnd().split('\n').map((line) => `<row>${line.split(',').map((cell) => `<c t="inlineStr"><is><t>${cell.replaceAll('&', '&amp;')}</t></is></c>`).join('')}</row>`).join('')

  it('reads every file of a ZIP, leaves out what a Mac adds, and refuses the others by name', async () => {
    const zip = zipSync({
      'a/semrush.csv': strToU8(semrush),
      '../../bing.csv': fixture('bing-backlinks.csv'),
      '__MACOSX/a/._semrush.csv': strToU8('x'),
      'logo.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
      'ahrefs.csv.gz': gzipSync(fixture('ahrefs-backlinks-2023.csv')),
    })
    const { reports } = await run(fileOfBytes('exports.zip', zip))
    expect(reports.map(({ file, recognised, accepted }) => [file, recognised, accepted])).toEqual([
      ['exports.zip › a/semrush.csv', 'semrush-backlinks', 4],
      ['exports.zip › ../../bing.csv', 'bing-backlinks', 2],
      ['exports.zip › logo.png', 'not-a-list', 0],
      ['exports.zip › ahrefs.csv.gz', 'ahrefs-backlinks', 2],
    ])
  })

  it('reads gzip, also cut off in the middle', async () => {
    const majestic = fixture('majestic-backlinks.csv')
    expect((await run(fileOfBytes('m.csv.gz', gzipSync(majestic)))).reports).toMatchObject([{ recognised: 'majestic-backlinks', accepted: 3, refused: 1 }])
    const header = majestic.subarray(0, majestic.indexOf(10) + 1).toString()
    let seed = 7
    const rows = Array.from({ length: 20_000 }, (_, row) => `https://bayview-clinic.example/,https://a${(seed = (seed * 48_271) % 2_147_483_647)}.example/${row},x,2026-09-01,,,,,,,,,1,2,3,4,,,,`)
    const packed = gzipSync(Buffer.from(`${header}${rows.join('\n')}\n`))
    const { reports } = await run(inPieces('m.csv.gz', packed.subarray(0, packed.length >> 1), 50_000))
    expect(reports[0]!.accepted).toBeGreaterThan(5_000)
    expect(reports[0]!.problems.at(-1)).toMatchObject({ cause: 'damaged' })
  })

  it('reads a workbook of several sheets: shared and inline text, numbers, booleans, dates of both systems', async () => {
    const pairs = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c><c r="E1" t="s"><v>4</v></c></row><row r="5"><c r="A5" t="s"><v>3</v></c><c r="B5" t="inlineStr"><is><r><t>https://bayview-</t></r><r><t>clinic.example/&#x70;</t></r></is></c><c r="D5" s="1"><v>44831.5</v></c><c r="E5" t="b"><v>1</v></c></row>'
    const shared = '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>source</t></si><si><t>target</t></si><si><t>last seen</t></si><si><r><t>https://</t></r><r><t>a.example/&b;</t></r><rPh><t>no</t></rPh></si><si><t>nofollow</t></si></sst>'
    const styles = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    const file = workbook({ Links: inlineRows(semrush), Empty: '', Mine: pairs }, { 'xl/sharedStrings.xml': shared, 'xl/styles.xml': styles })
    const { reports, sightings } = await run(fileOfBytes('x.xlsx', file))
    expect(reports).toMatchObject([{ file: 'x.xlsx › Links', recognised: 'semrush-backlinks', accepted: 4, refused: 1 }, { file: 'x.xlsx › Mine', recognised: 'plain-list', accepted: 1 }])
    expect(sightings.at(-1)).toMatchObject({ referringPage: 'https://a.example/&b;', target: 'https://bayview-clinic.example/p', rel: ['nofollow'], seenAt: '2022-09-27T12:00:00.000Z' })
    const old = workbook({ Mine: pairs }, { 'xl/sharedStrings.xml': shared, 'xl/styles.xml': styles, 'xl/workbook.xml': '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="Mine" r:id="rId1"/></sheets></workbook>' })
    expect((await run(fileOfBytes('x.xlsx', old))).sightings[0]!.seenAt).toBe('2026-09-28T12:00:00.000Z')
  })

  it('gives the links of the CSV for the same table as XLSX', async () => {
    const csv = await run(text('semrush.csv', semrush))
    const xlsx = await run(fileOfBytes('semrush.xlsx', workbook({ Sheet1: inlineRows(semrush) })))
    expect(withoutRaw(xlsx.sightings)).toEqual(withoutRaw(csv.sightings))
  })

  it('stops at a bomb', async () => {
    const bomb = new Uint8Array(64 * 1024 * 1024).fill(97)
    bomb.set(strToU8('source,target\n'))
    const packed = gzipSync(bomb)
    const { reports } = await run(fileOfBytes('x.csv.gz', packed))
    expect(reports[0]!.accepted).toBe(0)
    expect(reports[0]!.problems.concat([{ file: '', offset: null, line: null, cause: '', message: reports[0]!.refusal ?? '' }]).map(({ message }) => message).join(' ')).toMatch(/times its size|longer than/u)
  })
})

describe('what is no list of links', () => {
  it.each([
    ['empty', '', 'empty-file'],
    ['blank', ' \n\n', 'empty-file'],
    ['a page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'html-page'],
    ['a PDF', '%PDF-1.7 …', 'not-a-list'],
    ['an old workbook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'old-spreadsheet'],
    ['prose', 'Dear colleague,\nplease find attached the list.\nKind regards', 'unknown'],
    ['another table', 'name,age\nann,12\n', 'unknown'],
    ['broken JSON', '{"tasks": [', 'unknown'],
    ['other JSON', '{"a": [1, 2, {"b": 3}]}', 'unknown'],
    ['a cut ZIP', 'PK\x03\x04abcdefgh', 'unknown'],
  ])('%s', async (_, content, recognised) => {
    const { reports, sightings } = await run(fileOfBytes('x.bin', Buffer.from(content, 'latin1')), { target: 'bayview-clinic.example' })
    expect(reports).toMatchObject([{ recognised, rows: 0, accepted: 0 }])
    expect(reports[0]!.refusal).toMatch(/^x\.bin: .+\.$/u)
    expect(sightings).toEqual([])
  })

  it('tells outgoing domains from referring ones by the file name', async () => {
    const table = 'Domain ascore,Domain,Links,First seen,Last seen\n3,a.example,4,2026-01-01,2026-02-02\n'
    expect((await run(text('bayview-clinic.example-outgoing_domains.csv', table))).reports[0]).toMatchObject({ recognised: 'semrush-outgoing-domains', accepted: 0 })
    expect((await run(text('bayview-clinic.example-refdomains.csv', table))).reports[0]).toMatchObject({ recognised: 'semrush-referring-domains', accepted: 1 })
  })

  it('goes by the cells where only one of two headers is known', async () => {
    const { reports, sightings } = await run(text('bayview-clinic.example-Links-2026-09-28.csv', 'Linking page,Kiedy odwiedzono\nhttps://a.example/,28 wrz 2025\n'))
    expect(reports[0]).toMatchObject({ recognised: 'search-console-latest-links', accepted: 1 })
    expect(sightings[0]!.seenAt).toBe('2025-09-28T00:00:00.000Z')
  })

  it('takes a table of another tool as a plain list only when told so', async () => {
    const table = 'Source URL,Target URL,Anchor,Our score\nhttps://a.example/,https://bayview-clinic.example/,x,3\n'
    expect((await run(text('x.csv', table))).reports[0]!.recognised).toBe('unknown')
    expect((await run(text('bayview-clinic.example.csv', 'https://a.example/,17,x\nhttps://b.example/,4,y\n'))).reports[0]!.recognised).toBe('unknown')
    expect((await run(text('x.csv', table), { as: 'plain-list' })).reports[0]).toMatchObject({ recognised: 'plain-list', accepted: 1 })
  })

  it('knows pages of the site itself under the header of sample links', async () => {
    const { reports } = await run(text('bayview-clinic.example-Linking-2026-09-28.csv', 'Linking page\nhttps://www.bayview-clinic.example/a\nhttps://bayview-clinic.example/b\n'))
    expect(reports[0]!.recognised).toBe('search-console-internal-linking-pages')
  })
})

describe('options', () => {
  it('says which ids there are, and which target is none', async () => {
    await expect(run(text('x.csv', 'a'), { as: 'nonsense' })).rejects.toThrow(/no kind of export called "nonsense".*plain-list/u)
    await expect(run(text('x.csv', 'a'), { target: 'no domain' })).rejects.toThrow('is no domain')
  })
  it('reads as told, and refuses what has none of the columns', async () => {
    expect((await run(text('x.txt', 'https://a.example/\nhttps://b.example/\n'), { as: 'plain-list', target: 'bayview-clinic.example' })).reports[0]).toMatchObject({ accepted: 2 })
    expect((await run(text('x.txt', 'https://a.example/\nhttps://b.example/\n'), { as: 'moz-inbound-links' })).reports[0]!.refusal).toContain('none of its columns')
  })
  it('recognises without reading rows', async () => {
    expect(await recogniseExport(fileOfBytes('x.csv', fixture('semrush-backlinks.csv')), { importedAt })).toMatchObject([{ recognised: 'semrush-backlinks', rows: 0, refusal: null }])
  })
  it('stops by signal and tells progress', async () => {
    const stop = new AbortController()
    const file = fileOfBytes('x.csv', fixture('semrush-backlinks.csv'))
    let bytes = 0
    await importFile(file, { importedAt, onSighting: () => undefined, onProgress: (count) => (bytes = count) })
    expect(bytes).toBe(file.size)
    stop.abort()
    await expect(importFile(file, { importedAt, signal: stop.signal, onSighting: () => undefined })).rejects.toThrow()
  })
})

describe('any text', () => {
  const cell = fc.oneof(fc.constantFrom('https://a.example/x', 'a.example', '"', '""', '', ' ', '2026-09-28', '03/04/2026', 'true', '1,240', '#', 'domain:a.example', 'Source url', 'Target url', 'Anchor', 'Linking page', 'é', '\0', '{', '['), fc.string({ maxLength: 8 }))
  const line = fc.tuple(fc.array(cell, { maxLength: 6 }), fc.constantFrom(',', ';', '\t', '|')).map(([cells, delimiter]) => cells.join(delimiter))
  const heads = fc.constantFrom('Linking page,Last crawled', 'source,target,anchor', 'Page ascore,Source url,Target url,Anchor,Nofollow,Sitewide', 'domain:a.example', '{"url_from":"x"}', '[', '')
  it('gives as many rows as accepted and refused together, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(heads, fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r'), async (head, lines, end) => {
        const { reports, sightings } = await run(text('x.csv', [head, ...lines].join(end)), { target: 'bayview-clinic.example' })
        expect(reports.reduce((sum, report) => sum + report.accepted, 0)).toBe(sightings.length)
      }),
      { numRuns: 600 },
    )
  })
})

describe('hostile text', () => {
  // Each of these takes minutes where a pattern or a queue costs the square of its input.
  it.each([
    ['an address list with a wide row', 'list.txt', `https://a.example/x\na,${'\t'.repeat(120_000)}b\n`],
    ['a disavow line of marks', 'disavow.txt', `${'domain:a.example\n'.repeat(20_000)}x${' #'.repeat(400_000)}\u2028y\n`],
    ['a JSON object of a million objects', 'x.json', `{${Array.from({ length: 1_000_000 }, (_, at) => `"${at}":{}`).join(',')}}`],
  ])('%s is read in bounded time', async (_, name, content) => {
    const started = process.cpuUsage().user
    await run(text(name, content), { target: 'bayview-clinic.example' })
    expect(process.cpuUsage().user - started).toBeLessThan(8_000_000)
  })
})

describeWithRealData('exports', 'published exports', (folder) => {
  it.each([
    ['gsc', 'search-console-latest-links', null],
    ['disavow', 'disavow-file', 'petroglyph.example'],
  ])('%s', async (part, recognised, target) => {
    for (const name of readdirSync(resolve(folder, part))) {
      const bytes = readFileSync(resolve(folder, part, name))
      const { reports, sightings } = await run(fileOfBytes(name, bytes), { target })
      expect(reports[0]).toMatchObject({ recognised, refused: 0, refusal: null })
      expect(reports[0]!.accepted).toBe(bytes.toString().split('\n').filter((line) => /^(?:https?:|domain:)/u.test(line)).length)
      expect((await run(fileOfBytes(name, bytes), { target })).sightings).toEqual(sightings)
    }
  })
})
