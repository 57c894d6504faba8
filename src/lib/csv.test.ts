import { describe, expect, it } from 'vitest'
import { csvReader, rankDelimiters, type CsvRow } from './csv.js'

function read(text: string, options: { delimiter?: string; columnCount?: number; rowCharsMax?: number; columnsMax?: number; step?: number } = {}): CsvRow[] {
  const { step = text.length || 1, ...given } = options
  const reader = csvReader({ delimiter: ',', rowCharsMax: 10_000, columnsMax: 50, ...given })
  const rows: CsvRow[] = []
  for (let at = 0; at < text.length; at += step) rows.push(...reader.push(text.slice(at, at + step)))
  return [...rows, ...reader.end()]
}

const cells = (text: string, options: Parameters<typeof read>[1] = {}): string[][] => read(text, options).map((row) => row.cells)

describe('csvReader', () => {
  it.each<[string, string, string[][]]>([
    ['plain', 'a,b\nc,d\n', [['a', 'b'], ['c', 'd']]],
    ['CRLF, no end of line at the end', 'a,b\r\nc,d', [['a', 'b'], ['c', 'd']]],
    ['CR', 'a,b\rc,d\r', [['a', 'b'], ['c', 'd']]],
    ['quoted delimiter and line end', '"a,1","b\n2"\nc,d', [['a,1', 'b\n2'], ['c', 'd']]],
    ['doubled quotes', '"a ""x"" b","""""",c', [['a "x" b', '""', 'c']]],
    ['quote not doubled', '"a "x" b",c', [['a "x" b', 'c']]],
    ['quote inside a bare cell', '5" pipe,b', [['5" pipe', 'b']]],
    ['blanks after the closing quote', '"a"  ,b', [['a', 'b']]],
    ['empty cells', ',,\n"",', [['', '', ''], ['', '']]],
    ['blank lines', 'a\n\nb', [['a'], [''], ['b']]],
    ['zero bytes', 'a\0,b\0', [['a', 'b']]],
  ])('%s', (_, text, expected) => {
    expect(cells(text)).toEqual(expected)
    for (const step of [1, 2, 3]) expect(cells(text, { step })).toEqual(expected)
  })

  it('keeps the line on which each row starts', () => {
    expect(read('a\n"b\nc"\r\nd\re').map((row) => row.line)).toEqual([1, 2, 4, 5])
  })

  it('gives up a row whose quote never closes, and reads the next', () => {
    expect(read('a,b\n"x,y\nc,d\ne,f', { columnCount: 2 })).toMatchObject([{ cells: ['a', 'b'] }, { line: 2, cells: ['"x', 'y'] }, { line: 3, cells: ['c', 'd'] }, { cells: ['e', 'f'] }])
    expect(read('a,b\n"x\nc,d', { columnCount: 2 })[1]).toMatchObject({ line: 2, fault: 'unbalanced-quote' })
  })

  it('gives up a row that closes in the next one', () => {
    expect(read('a,"b\nc,"d"\ne,f', { columnCount: 2 }).map((row) => row.cells.length)).toEqual([2, 2, 2])
  })

  it('reads on after a row that is too long or too wide', () => {
    expect(read(`${'x'.repeat(300)}\na,b\n`, { rowCharsMax: 100 })).toMatchObject([{ fault: 'row-too-long', line: 1 }, { cells: ['a', 'b'], line: 2 }])
    expect(read(`${'x'.repeat(300)}\na,b\n`, { rowCharsMax: 100, step: 10 })).toMatchObject([{ fault: 'row-too-long', line: 1 }, { cells: ['a', 'b'], line: 2 }])
    expect(read('a,b,c\nd,e', { columnsMax: 2 })).toMatchObject([{ fault: 'too-many-columns', cells: ['a', 'b'] }, { cells: ['d', 'e'] }])
  })

  it('takes time in proportion to a file full of stray quotes', () => {
    const started = performance.now()
    expect(read('"a\n'.repeat(100_000), { columnCount: 2, rowCharsMax: 4_000_000 })).toHaveLength(100_000)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('takes every line as one cell without a delimiter', () => {
    expect(cells('"a,b\nc;d', { delimiter: '' })).toEqual([['"a,b'], ['c;d']])
  })
})

describe('rankDelimiters', () => {
  it.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b\n"1,2";3\n1,5;2,5\n', ';'],
    ['a\tb\nx, y\tz\n', '\t'],
    ['a|b\nx;y|z\n', '|'],
    ['preamble\nanother; line\n\na,b,c\n1,2,3\n4,5,6\n', ','],
    ['no delimiter', undefined],
  ])('%j', (text, expected) => expect(rankDelimiters(text)[0]).toBe(expected))
})
