import { Parser } from 'htmlparser2'
import { ZipError, type ZipMember } from './zip.js'

/**
 * Reads the sheets of an XLSX workbook as rows of text, sheet by sheet, streaming. Dates come out as ISO text, found
 * by the number format of the cell; numbers as the shortest text; booleans as true and false. No entity but the five
 * of XML and character numbers is ever expanded, formulas are not run, and nothing outside the file is looked at.
 */
export interface XlsxSheet {
  name: string
  rows(): Generator<XlsxRow[]>
}

export interface XlsxRow {
  /** Row number in the sheet, from 1. */
  line: number
  cells: string[]
}

export interface XlsxBounds {
  /** Characters of all shared texts together, which must be held in memory. */
  textCharsMax: number
  cellCharsMax: number
  columnsMax: number
  sheetsMax: number
}

export function isXlsx(members: readonly ZipMember[]): boolean {
  return members.some((member) => /^\/?xl\/workbook\.(?:xml|bin)$/iu.test(member.name))
}

export function openXlsx(members: readonly ZipMember[], bounds: XlsxBounds): XlsxSheet[] {
  const byName = new Map(members.map((member) => [member.name.replace(/^\//u, '').replaceAll('\\', '/').toLowerCase(), member]))
  const workbook = byName.get('xl/workbook.xml')
  if (workbook === undefined) throw new ZipError('unknown-method', 'the workbook is of the binary kind (.xlsb); save it as .xlsx or .csv')
  const paths = readRelations(byName.get('xl/_rels/workbook.xml.rels'))
  const { sheets, date1904 } = readWorkbook(workbook)
  let shared: string[] | undefined
  let dateStyles: boolean[] | undefined
  return sheets.slice(0, bounds.sheetsMax).flatMap(({ name, relation }, index) => {
    const part = byName.get(paths.get(relation) ?? `xl/worksheets/sheet${index + 1}.xml`)
    if (part === undefined) return []
    return [{
      name,
      rows() {
        shared ??= readSharedTexts(byName.get('xl/sharedstrings.xml'), bounds)
        dateStyles ??= readDateStyles(byName.get('xl/styles.xml'))
        return readSheet(part, { shared, dateStyles, date1904, bounds })
      },
    }]
  })
}

/** Levels of elements: the parser's own work on each grows with them. A cell stands on the sixth. */
const depthMax = 200
/** Bytes without an element or text: one tag or comment, which the parser holds in memory. */
const quietBytesMax = 1024 * 1024

interface XmlEvents {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** Feeds a part to an XML parser piece by piece; element names come without their prefix. */
function* parseXml(member: ZipMember, events: XmlEvents): Generator<void> {
  const decoder = new TextDecoder(sniffXmlEncoding(member))
  let depth = 0
  let quietBytes = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        quietBytes = 0
        depth += 1
        if (depth > depthMax) throw new ZipError('damaged', 'a part of the workbook is nested deeper than any spreadsheet')
        events.open?.(localName(name), attributes)
      },
      ontext(text) {
        quietBytes = 0
        events.text?.(text)
      },
      onclosetag(name) {
        quietBytes = 0
        depth -= 1
        events.close?.(localName(name))
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  for (const chunk of member.open()) {
    // Small steps keep the rows that wait for the reader few, even where a piece unpacks to megabytes.
    for (let at = 0; at < chunk.length; at += 65_536) {
      quietBytes += 65_536
      if (quietBytes > quietBytesMax) throw new ZipError('damaged', 'a part of the workbook has a tag without end')
      parser.write(decoder.decode(chunk.subarray(at, at + 65_536), { stream: true }))
      yield
    }
  }
  parser.end(decoder.decode())
  yield
}

function sniffXmlEncoding(member: ZipMember): string {
  for (const chunk of member.open()) {
    if ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0x3c && chunk[1] === 0)) return 'utf-16le'
    if ((chunk[0] === 0xfe && chunk[1] === 0xff) || (chunk[0] === 0 && chunk[1] === 0x3c)) return 'utf-16be'
    break
  }
  return 'utf-8'
}

function drain(steps: Generator<void>): void {
  while (!steps.next().done);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function readRelations(member: ZipMember | undefined): Map<string, string> {
  const paths = new Map<string, string>()
  if (member === undefined) return paths
  drain(parseXml(member, {
    open(name, attributes) {
      const target = attributes.Target
      if (name !== 'Relationship' || target === undefined || attributes.Id === undefined) return
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//u, '')}`
      paths.set(attributes.Id, path.toLowerCase())
    },
  }))
  return paths
}

function readWorkbook(member: ZipMember): { sheets: Array<{ name: string; relation: string }>; date1904: boolean } {
  const sheets: Array<{ name: string; relation: string }> = []
  let date1904 = false
  drain(parseXml(member, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name === 'sheet') sheets.push({ name: attributes.name ?? '', relation: attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '' })
    },
  }))
  return { sheets, date1904 }
}

function readSharedTexts(member: ZipMember | undefined, bounds: XlsxBounds): string[] {
  const texts: string[] = []
  if (member === undefined) return texts
  let total = 0
  let text = ''
  let inText = false
  let phonetic = false
  drain(parseXml(member, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      inText = name === 't' && !phonetic
    },
    text(piece) {
      if (!inText || text.length >= bounds.cellCharsMax) return
      text += piece.slice(0, bounds.cellCharsMax - text.length)
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic = false
      if (name !== 'si') return
      total += text.length + 8
      if (total > bounds.textCharsMax) throw new ZipError('too-large', `the workbook holds more than ${bounds.textCharsMax} characters of text`)
      texts.push(unescapeControl(text))
    },
  }))
  return texts
}

/** For each cell style whether its number format shows a date. */
function readDateStyles(member: ZipMember | undefined): boolean[] {
  const styles: boolean[] = []
  if (member === undefined) return styles
  const custom = new Map<number, boolean>()
  let inCellStyles = false
  drain(parseXml(member, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''))
      if (name === 'cellXfs') inCellStyles = true
      if (name !== 'xf' || !inCellStyles) return
      const id = Number(attributes.numFmtId ?? 0)
      styles.push(custom.get(id) ?? ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)))
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  }))
  return styles
}

/** True for formats with a part of a date or time outside quotes, brackets and escapes. */
function isDateFormat(code: string): boolean {
  let at = 0
  while (at < code.length) {
    const letter = code[at]!
    if (letter === '\\' || letter === '_' || letter === '*') at += 2
    else if (letter === '"' || letter === '[') {
      const end = code.indexOf(letter === '"' ? '"' : ']', at + 1)
      at = end === -1 ? code.length : end + 1
    } else if ('ymdhsYMDHS'.includes(letter)) return true
    else if (letter === 'G' || letter === 'g') at += 7
    else at += 1
  }
  return false
}

interface SheetContext {
  shared: readonly string[]
  dateStyles: readonly boolean[]
  date1904: boolean
  bounds: XlsxBounds
}

function* readSheet(member: ZipMember, context: SheetContext): Generator<XlsxRow[]> {
  const { bounds } = context
  let ready: XlsxRow[] = []
  let line = 0
  let cells: string[] = []
  let column = -1
  let type = ''
  let style = 0
  let text = ''
  let collecting = false
  let phonetic = false
  const steps = parseXml(member, {
    open(name, attributes) {
      if (name === 'row') {
        const given = Number(attributes.r)
        line = Number.isInteger(given) && given > line ? given : line + 1
        cells = []
        column = -1
      } else if (name === 'c') {
        const given = columnOf(attributes.r ?? '')
        column = given === -1 ? column + 1 : given
        type = attributes.t ?? 'n'
        style = Number(attributes.s ?? 0)
        text = ''
      } else if (name === 'rPh') phonetic = true
      else if (name === 'v' || name === 't') collecting = !phonetic
    },
    text(piece) {
      if (collecting && text.length < bounds.cellCharsMax) text += piece.slice(0, bounds.cellCharsMax - text.length)
    },
    close(name) {
      if (name === 'v' || name === 't') collecting = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'c' && column >= 0 && column < bounds.columnsMax) {
        while (cells.length < column) cells.push('')
        cells[column] = cellText(text, type, style, context)
      } else if (name === 'row') ready.push({ line, cells })
    },
  })
  for (const step of steps) {
    void step
    if (ready.length === 0) continue
    const rows = ready
    ready = []
    yield rows
  }
}

function cellText(text: string, type: string, style: number, context: SheetContext): string {
  if (type === 's') return context.shared[Number(text)] ?? ''
  if (type === 'b') return text.trim() === '1' ? 'true' : text.trim() === '0' ? 'false' : ''
  if (type === 'e') return ''
  if (type !== 'n') return unescapeControl(text)
  const trimmed = text.trim()
  const number = Number(trimmed)
  if (trimmed === '' || !Number.isFinite(number)) return trimmed
  return context.dateStyles[style] ? (textOfSerialDay(number, context.date1904) ?? String(number)) : String(number)
}

/** ISO text of a spreadsheet's day number; undefined where it is none. */
export function textOfSerialDay(serial: number, date1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < 2_958_466)) return undefined
  // The 1900 system counts a 29 February 1900 that never was, so its first two months lie one day later.
  const days = date1904 ? serial - 24_107 : serial - 25_569 + (serial < 60 ? 1 : 0)
  const iso = new Date(Math.round(days * 86_400) * 1_000).toISOString()
  return Number.isInteger(serial) ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
}

/** Column number of a reference such as `AB12`, from 0; -1 where there is none. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length && at < 4; at += 1) {
    const code = reference.charCodeAt(at) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

/** Control characters are written `_x000D_` in these files. */
function unescapeControl(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
}
