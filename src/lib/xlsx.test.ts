import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openXlsx, textOfSerialDay, type XlsxRow } from './xlsx.js'
import { listZip, ZipError } from './zip.js'

const bounds = { unpackedBytesMax: 8_000_000, filesMax: 20, ratioMax: 2_000, ratioFromBytes: 100_000 }
const sheetBounds = { textCharsMax: 1_000, cellCharsMax: 100, columnsMax: 20, sheetsMax: 5 }

function rowsOf(sheet: string, extra: Record<string, string> = {}): XlsxRow[] {
  const parts = { 'xl/workbook.xml': '<x:workbook xmlns:x="s" xmlns:r="r"><x:sheets><x:sheet name="A" r:id="r1"/></x:sheets></x:workbook>', 'xl/worksheets/sheet1.xml': sheet, ...extra }
  const zip = zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
  return [...openXlsx(listZip(zip, bounds), sheetBounds)[0]!.rows()].flat()
}

describe('openXlsx', () => {
  it.each<[string, string, string[]]>([
    ['numbers', '<c><v>0.1</v></c><c><v>1E3</v></c>', ['0.1', '1000']],
    ['booleans and errors', '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c>', ['true', 'false', '']],
    ['text of a formula, not the formula', '<c t="str"><f>A1&amp;"x"</f><v>ax</v></c>', ['ax']],
    ['gaps', '<c r="B1"><v>1</v></c><c r="D1"><v>2</v></c>', ['', '1', '', '2']],
    ['columns past the bound', '<c><v>1</v></c><c r="XFD1"><v>2</v></c>', ['1']],
    ['a shared text that is not there', '<c t="s"><v>99</v></c>', ['']],
    ['entities', '<c t="inlineStr"><is><t>a &lt; b &#38; c &unknown;</t></is></c>', ['a < b & c &unknown;']],
    ['prefixed names', '<x:c><x:v>7</x:v></x:c>', ['7']],
  ])('%s', (_, cells, expected) => expect(rowsOf(`<worksheet><row>${cells}</row></worksheet>`)[0]!.cells).toEqual(expected))

  it('reads what stands in a sheet that is cut off', () => {
    expect(rowsOf('<worksheet><row><c><v>1</v></c></row><row><c><v>2')[0]!.cells).toEqual(['1'])
  })

  it.each([
    ['elements without end', '<a>'.repeat(300)],
    ['a tag without end', `<a ${'x="1" '.repeat(400_000)}`],
  ])('stops at %s', (_, text) => {
    expect(() => rowsOf(`<worksheet>${text}`)).toThrow(ZipError)
  })

  it('bounds the texts of a workbook', () => {
    expect(() => rowsOf('<worksheet><row><c t="s"><v>0</v></c></row></worksheet>', { 'xl/sharedStrings.xml': `<sst>${'<si><t>0123456789</t></si>'.repeat(200)}</sst>` })).toThrow(ZipError)
  })

  it.each([
    [1, false, '1900-01-01'],
    [61, false, '1900-03-01'],
    [25_569, false, '1970-01-01'],
    [46_293.25, false, '2026-09-28 06:00:00'],
    [0, true, '1904-01-01'],
    [44_831, true, '2026-09-28'],
    [-1, false, undefined],
    [1e9, false, undefined],
  ])('day %d, 1904 %s: %s', (serial, date1904, expected) => expect(textOfSerialDay(serial, date1904)).toBe(expected))
})

describe('listZip', () => {
  const zip = zipSync({ 'a.txt': strToU8('hello'), 'folder/': new Uint8Array(0), 'bomb.txt': new Uint8Array(900_000) })
  it('lists files by name and reads them', () => {
    const members = listZip(zip, bounds)
    expect(members.map((member) => member.name)).toEqual(['a.txt', 'bomb.txt'])
    expect(Buffer.concat([...members[0]!.open()]).toString()).toBe('hello')
  })
  it.each<[string, () => unknown, ZipError['reason']]>([
    ['a bomb', () => [...listZip(zip, { ...bounds, ratioMax: 50 })[1]!.open()], 'too-large'],
    ['too many files', () => listZip(zip, { ...bounds, filesMax: 1 }), 'too-many-files'],
    ['more bytes than allowed in all', () => [...listZip(zip, { ...bounds, unpackedBytesMax: 3 })[0]!.open()], 'too-large'],
    ['an archive cut off', () => listZip(zip.subarray(0, zip.length - 30), bounds), 'damaged'],
  ])('refuses %s', (_, open, reason) => {
    expect(open).toThrow(expect.objectContaining({ name: 'ZipError', reason }))
  })
})
