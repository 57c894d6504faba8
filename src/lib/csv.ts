/**
 * Reads tables of text with separated fields, in pieces of any size.
 *
 * RFC 4180 where the file keeps to it. Where it doesn't, one bad row must not take others with it: a quoted field that
 * never closes, or that closes so late that the row has the wrong number of fields, is given up, its first line is
 * read without regard to quotes or handed out as broken, and reading goes on at the line after it.
 */
export interface CsvRow {
  /** Line in the file on which the row starts, from 1. */
  line: number
  cells: string[]
  /** Why the row could not be read whole; its cells are then what could be. */
  fault?: CsvFault
}

export type CsvFault = 'unbalanced-quote' | 'row-too-long' | 'too-many-columns'

export interface CsvOptions {
  /** One character; '' reads every line as one field, without regard to quotes. */
  delimiter: string
  rowCharsMax: number
  columnsMax: number
  /** Fields of a row once the header is known: helps to see where quotes are out of balance. */
  columnCount?: number
  /** Rows at the start to which `columnCount` does not apply: preamble and header. */
  rowsBefore?: number
}

export interface CsvReader {
  push(text: string): CsvRow[]
  end(): CsvRow[]
}

/** Lines one row may span. Longer ones are quotes out of balance: nobody writes a title of 200 lines. */
const rowLinesMax = 200
/** The same right after a row was given up, so that a file full of stray quotes is not read 200 times over. */
const rowLinesMaxAfterFault = 8

/** Text is gathered to pieces of this size, since a row that is not whole yet is read again with each piece. */
const pieceChars = 64 * 1024

const quoteCode = 34
const lfCode = 10
const crCode = 13

export function csvReader(options: CsvOptions): CsvReader {
  const { delimiter, rowCharsMax, columnsMax, columnCount, rowsBefore = 0 } = options
  const delimiterCode = delimiter === '' ? -1 : delimiter.charCodeAt(0)
  let buffer = ''
  let waiting = ''
  let line = 1
  let rowCount = 0
  /** Up to this line a row was given up; before it rows may span only few lines. */
  let carefulUntilLine = 0
  /** True while the rest of an overlong line is thrown away. */
  let skipping = false

  function take(last: boolean): CsvRow[] {
    buffer += waiting.includes('\0') ? waiting.replaceAll('\0', '') : waiting
    waiting = ''
    return read(last)
  }

  function read(last: boolean): CsvRow[] {
    const rows: CsvRow[] = []
    let at = 0
    if (skipping) {
      const end = lineEnd(buffer, 0, last)
      if (end === -1) {
        buffer = last ? '' : buffer.slice(-1) === '\r' ? '\r' : ''
        return rows
      }
      at = afterLineEnd(buffer, end)
      line += 1
      skipping = false
    }
    while (at < buffer.length) {
      const end = lineEnd(buffer, at, last)
      if (end === -1) {
        if (buffer.length - at > rowCharsMax) {
          rows.push({ line, cells: [], fault: 'row-too-long' })
          skipping = true
          buffer = buffer.endsWith('\r') ? '\r' : ''
          return rows
        }
        break
      }
      if (end - at > rowCharsMax) {
        rows.push({ line, cells: [], fault: 'row-too-long' })
        at = afterLineEnd(buffer, end)
        line += 1
        continue
      }
      const text = buffer.slice(at, end)
      if (delimiter === '' || !text.includes('"')) {
        rows.push(rowOf(delimiter === '' ? [text] : text.split(delimiter)))
        at = afterLineEnd(buffer, end)
        line += 1
        continue
      }
      const found = quotedRow(at, last)
      if (found === 'more') break
      if (found !== undefined && (found.lines === 1 || fits(found.cells))) {
        rows.push(rowOf(found.cells))
        at = found.next
        line += found.lines
        continue
      }
      carefulUntilLine = Math.max(carefulUntilLine, line + (found?.lines ?? rowLinesMax))
      const plain = text.split(delimiter)
      const readable = columnCount !== undefined && rowCount >= rowsBefore && plain.length === columnCount
      const row = rowOf(plain.map(withoutQuotes))
      rows.push(readable ? row : { ...row, fault: row.fault ?? 'unbalanced-quote' })
      at = afterLineEnd(buffer, end)
      line += 1
    }
    buffer = buffer.slice(at)
    return rows
  }

  function rowOf(cells: string[]): CsvRow {
    rowCount += 1
    return cells.length > columnsMax ? { line, cells: cells.slice(0, columnsMax), fault: 'too-many-columns' } : { line, cells }
  }

  function fits(cells: readonly string[]): boolean {
    return columnCount === undefined || rowCount < rowsBefore || cells.length === columnCount
  }

  /** The row from `start` by the rules of quoting; undefined when its quotes don't close in bounds. */
  function quotedRow(start: number, last: boolean): { cells: string[]; next: number; lines: number } | 'more' | undefined {
    const linesMax = line < carefulUntilLine ? rowLinesMaxAfterFault : rowLinesMax
    const cells: string[] = []
    let lines = 1
    let at = start
    for (;;) {
      if (buffer.charCodeAt(at) !== quoteCode) {
        const stop = fieldEnd(at)
        cells.push(buffer.slice(at, stop))
        at = stop
      } else {
        let value = ''
        let from = at + 1
        let open = true
        let bareQuote = false
        const fieldLine = lines
        while (open) {
          const quote = buffer.indexOf('"', from)
          const stop = quote === -1 ? buffer.length : quote
          lines += linesBetween(from, stop)
          // A single quote inside a field over several lines is the opening of the next row's field.
          if (bareQuote && lines > fieldLine) return undefined
          if (lines > linesMax || stop - start > rowCharsMax) return undefined
          if (quote === -1) return last ? undefined : 'more'
          const next = buffer.charCodeAt(quote + 1)
          if (next === quoteCode) {
            value += buffer.slice(from, quote + 1)
            from = quote + 2
            continue
          }
          // Blanks between the closing quote and the delimiter are left out.
          let after = quote + 1
          while (buffer.charCodeAt(after) === 32) after += 1
          if (after >= buffer.length) {
            if (!last) return 'more'
          } else {
            const code = buffer.charCodeAt(after)
            if (code !== delimiterCode && code !== lfCode && code !== crCode) {
              // A quote inside the text that the writer forgot to double.
              if (lines > fieldLine) return undefined
              bareQuote = true
              value += buffer.slice(from, quote + 1)
              from = quote + 1
              continue
            }
          }
          value += buffer.slice(from, quote)
          at = after
          open = false
        }
        cells.push(value)
      }
      if (at >= buffer.length) return last ? { cells, next: at, lines } : 'more'
      if (buffer.charCodeAt(at) !== delimiterCode) {
        if (!last && buffer.charCodeAt(at) === crCode && at + 1 >= buffer.length) return 'more'
        return { cells, next: afterLineEnd(buffer, at), lines }
      }
      at += 1
      if (cells.length > columnsMax + 1) return undefined
    }
  }

  function fieldEnd(from: number): number {
    let at = from
    for (; at < buffer.length; at += 1) {
      const code = buffer.charCodeAt(at)
      if (code === delimiterCode || code === lfCode || code === crCode) break
    }
    return at
  }

  function linesBetween(from: number, to: number): number {
    let count = 0
    for (let at = from; at < to; at += 1) {
      const code = buffer.charCodeAt(at)
      if (code === lfCode || (code === crCode && buffer.charCodeAt(at + 1) !== lfCode)) count += 1
    }
    return count
  }

  return {
    push(text) {
      waiting += text
      return waiting.length < pieceChars ? [] : take(false)
    },
    end() {
      return take(true)
    },
  }
}

/** Index of the line end at or after `from`, -1 if none is certain yet; at the end of the file the end itself. */
function lineEnd(text: string, from: number, last: boolean): number {
  const lf = text.indexOf('\n', from)
  const stop = lf === -1 ? text.length : lf
  const cr = indexOfBefore(text, '\r', from, stop)
  if (cr !== -1 && (cr + 1 < text.length || last)) return cr
  return lf !== -1 ? lf : last ? text.length : -1
}

/** `indexOf` that looks no further than `stop`, so that a file without CR is not searched to its end for every line. */
function indexOfBefore(text: string, letter: string, from: number, stop: number): number {
  const at = text.slice(from, stop).indexOf(letter)
  return at === -1 ? -1 : from + at
}

function afterLineEnd(text: string, end: number): number {
  return text.charCodeAt(end) === crCode && text.charCodeAt(end + 1) === lfCode ? end + 2 : Math.min(end + 1, text.length)
}

function withoutQuotes(cell: string): string {
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
}

export const csvDelimiters = [',', '\t', ';', '|'] as const

/**
 * The delimiters that may be meant, likeliest first, by how many rows agree on a number of fields above one when the
 * text is read with quotes in mind. A delimiter that never stands outside quotes is left out.
 */
export function rankDelimiters(text: string): string[] {
  const ranked: Array<{ delimiter: string; score: number }> = []
  for (const delimiter of csvDelimiters) {
    if (!text.includes(delimiter)) continue
    const rows = sampleRows(text, delimiter, 60)
    const counts = new Map<number, number>()
    for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1)
    let score = 0
    for (const [columns, count] of counts) if (columns > 1) score = Math.max(score, (count / rows.length) * (1 + Math.log2(columns) / 4))
    if (score > 0) ranked.push({ delimiter, score })
  }
  return ranked.sort((a, b) => b.score - a.score).map(({ delimiter }) => delimiter)
}

/** The first rows of a text. */
export function sampleRows(text: string, delimiter: string, rowsMax: number): CsvRow[] {
  const reader = csvReader({ delimiter, rowCharsMax: text.length + 1, columnsMax: 10_000 })
  const rows: CsvRow[] = []
  // In steps, so that a long text is not split to its end for sixty rows.
  for (let at = 0; at < text.length && rows.length < rowsMax; at += 16_384) for (const row of reader.push(text.slice(at, at + 16_384))) rows.push(row)
  if (rows.length < rowsMax) for (const row of reader.end()) rows.push(row)
  return rows.slice(0, rowsMax)
}
