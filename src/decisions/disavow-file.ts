import { countWords } from '../lib/number-words.js'
import { limits } from '../model/limits.js'
import { isPublicSuffix } from '../model/domain.js'
import { ProblemList, type Problem } from '../model/problem.js'
import { hostOf, parseUrl, type Url } from '../model/url.js'

/**
 * The disavow file (DIS-01): text for search engines listing what to ignore. Always whole, since each upload replaces
 * the last, so reading keeps every line of an earlier file, its comments and order included.
 */

export type DisavowLine =
  | { kind: 'blank'; text: ''; line: number | null }
  | { kind: 'comment'; text: string; line: number | null }
  /** `value` is the host in lower case and Punycode: a domain, a subdomain or an IP address. */
  | { kind: 'domain'; text: string; value: string; line: number | null }
  | { kind: 'url'; text: string; value: string; line: number | null }
  /** Kept as a comment when the file is written again, so that nothing a person wrote is lost. */
  | { kind: 'unreadable'; text: string; line: number | null }

export interface DisavowFile {
  name: string
  /** What the file is instead, where it is no disavow file at all; null for one. Its content must go into no new file. */
  foreign: string | null
  lines: DisavowLine[]
  problems: Problem[]
  problemCount: number
}

/** Reads a disavow file as people have them, with any line end, stray spaces, capitals, schemes after `domain:`. Never throws. */
export function readDisavow(input: Uint8Array | string, name = 'disavow.txt'): DisavowFile {
  const problems = new ProblemList()
  const report = (line: number | null, cause: string, message: string) => problems.add({ file: name, offset: null, line, cause, message })
  const binary = typeof input === 'string' ? null : binaryKind(input)
  if (binary !== null) return { name, foreign: `it is ${binary}, not plain text`, lines: [], problems: [], problemCount: 0 }
  const text = typeof input === 'string' ? input : decode(input, report)
  const bytes = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength
  if (bytes > limits.disavowBytesMax) report(null, 'too-large', `The file has ${bytes} bytes; search engines take at most ${limits.disavowBytesMax}. Shorten it, for example with one domain: line in place of many addresses.`)
  const rows = text.replace(/^\ufeff/u, '').split(/\r\n|\n|\r/u)
  if (rows.at(-1) === '') rows.pop()
  if (rows.length > limits.disavowLinesMax) report(null, 'too-many-lines', `The file has ${countWords(rows.length)} lines; search engines take at most ${countWords(limits.disavowLinesMax)}, comments and blank lines included.`)
  const kept = rows.length > readLinesMax ? rows.slice(0, readLinesMax) : rows
  if (kept.length < rows.length) report(readLinesMax + 1, 'cut', `Only the first ${readLinesMax} lines were read.`)
  const lines = kept.map((row, index) => readLine(row, index + 1, report))
  return { name, foreign: foreignKind(kept, lines), lines, problems: problems.listed, problemCount: problems.count }
}

/** Far more than a valid file may have, so that a real one past the limit is read whole and reported. */
const readLinesMax = limits.disavowLinesMax * 10
/** Longer lines are no entry; a bound on what the patterns below see. */
const entryCharsMax = 10_000
const ipv4Pattern = /^\d{1,3}(?:\.\d{1,3}){3}$/u

/** First bytes of files that people take for their disavow file. */
const magics: ReadonlyArray<readonly [bytes: readonly number[], kind: string]> = [
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an Office document'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an Office document'],
  [[0x1f, 0x8b], 'a gzip archive'],
]

/** Kind of a file that is not text: known by its first bytes, or by control characters that no text has. */
function binaryKind(bytes: Uint8Array): string | null {
  for (const [magic, kind] of magics) if (magic.every((byte, index) => bytes[index] === byte)) return kind
  const start = bytes.subarray(0, 4_096)
  let controls = 0
  // Zero bytes do not count: UTF-16 without its mark is half made of them.
  for (const byte of start) if ((byte > 0 && byte < 9) || (byte > 13 && byte < 32) || byte === 127) controls += 1
  return controls > 4 && controls > start.length / 100 ? 'a binary file' : null
}

/** What a text is that holds no disavow file: a table, or lines that a search engine would not read. Null for a disavow file. */
function foreignKind(rows: readonly string[], lines: readonly DisavowLine[]): string | null {
  let entries = 0
  let unreadable = 0
  /** Unreadable lines that are not even a site or an address written badly. */
  let alien = 0
  /** Lines that begin as an entry does, readable or not. */
  let written = 0
  let columned = 0
  let header: string | undefined
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'blank' || line.kind === 'comment') continue
    const row = withoutTrailingComment(rows[index]!.slice(0, entryCharsMax).replaceAll('\0', '').trim())
    if (entryStart.test(row)) written += 1
    if (entries + unreadable === 0 && !entryStart.test(row)) header = ['\t', ';', ','].find((sign) => row.includes(sign))
    if (line.kind === 'unreadable') unreadable += 1
    else entries += 1
    if (line.kind === 'unreadable' && !entryStart.test(row) && hostOfEntry(row) === undefined) alien += 1
    if (row.includes('\t') || secondColumn.test(row) || (header !== undefined && row.includes(header))) columned += 1
  }
  const all = entries + unreadable
  if (columned > 1 && columned > all / 2) return 'it is a table with columns, such as an export of links'
  if (all > 0 && written === 0) return `none of its ${all === 1 ? 'lines' : `${all} lines`} is a domain: line or a web address`
  return alien > all / 2 ? `${alien} of its ${all} lines are neither a domain: line nor a web address` : null
}

const entryStart = /^(?:domain\s*:|https?:\/\/)/iu
/** A second address or a quoted field behind a separator: a row of a table that begins with an address. */
const secondColumn = /[,;]\s?(?:"|https?:\/\/)|",/iu

type Report = (line: number | null, cause: string, message: string) => void

function decode(bytes: Uint8Array, report: Report): string {
  const bounded = bytes.byteLength > limits.wholeFileBytesMax ? bytes.subarray(0, limits.wholeFileBytesMax) : bytes
  if (bounded[0] === 0xff && bounded[1] === 0xfe) {
    report(null, 'encoding', 'The file is UTF-16; search engines take UTF-8 or ASCII. It is written as UTF-8.')
    return new TextDecoder('utf-16le').decode(bounded)
  }
  if (bounded[0] === 0xfe && bounded[1] === 0xff) {
    report(null, 'encoding', 'The file is UTF-16; search engines take UTF-8 or ASCII. It is written as UTF-8.')
    const swapped = Buffer.from(bounded.subarray(0, bounded.byteLength & ~1)).swap16()
    return new TextDecoder('utf-16le').decode(swapped)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bounded)
  } catch {
    report(null, 'encoding', 'The file is not UTF-8; it was read as Windows-1252. Check accented characters in comments.')
    return new TextDecoder('windows-1252').decode(bounded)
  }
}

function readLine(row: string, line: number, report: Report): DisavowLine {
  const text = row.replaceAll('\0', '').trim()
  if (text === '') return { kind: 'blank', text: '', line }
  if (text.startsWith('#')) return { kind: 'comment', text, line }
  if (text.length > entryCharsMax) {
    report(line, 'url-too-long', `Line ${line}: the line has ${text.length} characters; an address may have ${limits.disavowUrlCharsMax}.`)
    return { kind: 'unreadable', text: shorten(text), line }
  }
  const entry = withoutTrailingComment(text)
  if (entry !== text) report(line, 'comment-after-entry', `Line ${line}: a comment stands behind the entry; it was moved to its own line when written.`)
  const unreadable = (cause: string, message: string): DisavowLine => {
    report(line, cause, `Line ${line}: ${message}`)
    return { kind: 'unreadable', text, line }
  }
  const domainMatch = /^domain\s*:\s*(.*)$/isu.exec(entry)
  if (domainMatch) {
    const given = domainMatch[1]!.trim()
    const host = hostOfEntry(given)
    if (host === 'path') return unreadable('sub-path', `“${shorten(given)}” names a part of a site. A folder cannot be disavowed; list its pages one by one, or the whole domain.`)
    if (host === undefined) return unreadable('bad-domain', `“${shorten(given)}” is no domain name. Write domain: and the name, such as domain:example.com.`)
    if (`domain:${host}` !== entry) report(line, 'tidied', `Line ${line}: read “${shorten(entry)}” as domain:${host}.`)
    return { kind: 'domain', text: `domain:${host}`, value: host, line }
  }
  if (/^https?:\/\//iu.test(entry)) {
    if (entry.length > limits.disavowUrlCharsMax) return unreadable('url-too-long', `the address has ${entry.length} characters; at most ${limits.disavowUrlCharsMax} are taken.`)
    // White space inside an address was usually meant as %20; two addresses on one line never were.
    const url = /\shttps?:\/\//iu.test(entry) ? undefined : parseUrl(entry)
    if (url === undefined) return unreadable('bad-url', `“${shorten(entry)}” is no web address.`)
    if (url.length > limits.disavowUrlCharsMax) return unreadable('url-too-long', `the address has ${url.length} characters once encoded; at most ${limits.disavowUrlCharsMax} are taken.`)
    return { kind: 'url', text: url, value: url, line }
  }
  const bare = hostOfEntry(entry)
  if (bare !== undefined && bare !== 'path') return unreadable('no-keyword', `“${shorten(entry)}” stands without domain: or https:// and is ignored by search engines. Write domain:${bare} if you meant the whole domain.`)
  return unreadable('no-entry', `“${shorten(entry)}” is neither a comment, a domain: line nor a web address.`)
}

function withoutTrailingComment(text: string): string {
  const at = text.search(/\s#/u)
  return at === -1 ? text : text.slice(0, at).trimEnd()
}

/** Host of what stands after `domain:`; 'path' if it names more than a host. */
function hostOfEntry(given: string): string | undefined {
  if (given === '' || /\s/u.test(given)) return undefined
  const url = parseUrl(/^[a-z]+:\/\//iu.test(given) ? given : `http://${given}`)
  if (url === undefined) return undefined
  const rest = url.slice(url.indexOf('/', url.indexOf('//') + 2))
  if (rest !== '/') return 'path'
  const host = hostOf(url)
  return host.includes('.') || host.startsWith('[') ? host : undefined
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

export interface WrittenDisavow {
  text: string
  bytes: number
  lines: number
}

/** A reason why nothing was written or a line was left out. `code` is that of `CitewellError`. */
export interface Refusal {
  code: 'refused'
  message: string
}

/** The file as search engines take it: UTF-8 without byte-order mark, LF, Punycode, within both limits; or why not. */
export function writeDisavow(lines: readonly DisavowLine[]): WrittenDisavow | Refusal {
  const rows: string[] = []
  for (const line of lines) {
    if (line.kind === 'unreadable') rows.push(`# (could not be read) ${oneLine(line.text)}`)
    else if (line.kind === 'comment') rows.push(line.text.startsWith('#') ? oneLine(line.text) : `# ${oneLine(line.text)}`)
    else if (line.kind === 'domain') rows.push(`domain:${line.value}`)
    else if (line.kind === 'url') rows.push(line.value)
    else rows.push('')
  }
  const text = rows.length === 0 ? '' : `${rows.join('\n')}\n`
  const bytes = Buffer.byteLength(text)
  if (rows.length > limits.disavowLinesMax) return { code: 'refused', message: `The file would have ${countWords(rows.length)} lines; search engines take at most ${countWords(limits.disavowLinesMax)}. Confirm whole domains in place of single addresses, or shorten the comments.` }
  if (bytes > limits.disavowBytesMax) return { code: 'refused', message: `The file would have ${bytes} bytes; search engines take at most ${limits.disavowBytesMax}. Confirm whole domains in place of single addresses.` }
  return { text, bytes, lines: rows.length }
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029\0]+/gu, ' ').trim()
}

/** A line for the file from an entry as the decision gives it. */
export function disavowLine(entry: string): DisavowLine {
  return { ...readLine(entry, 0, () => {}), line: null }
}

export interface DisavowMerge {
  lines: DisavowLine[]
  /** Entries that were there before, by text. */
  already: string[]
  /** URL lines left out because a `domain:` line covers them. */
  covered: string[]
}

/**
 * The earlier file with additions behind it. Every line of the earlier file stays as it was, in its order; only exact
 * repetitions are dropped. Additions come sorted, domains first, without what is there or covered already.
 */
export function mergeDisavow(earlier: DisavowFile | undefined, additions: readonly DisavowLine[], heading: readonly string[] = []): DisavowMerge {
  const lines: DisavowLine[] = []
  const seen = new Set<string>()
  const domains = new Set<string>()
  const already: string[] = []
  for (const line of earlier?.lines ?? []) {
    if (line.kind === 'domain' || line.kind === 'url') {
      if (seen.has(line.text)) continue
      seen.add(line.text)
      if (line.kind === 'domain') domains.add(line.value)
    }
    lines.push(line)
  }
  const fresh: DisavowLine[] = []
  for (const line of additions) {
    if (line.kind !== 'domain' && line.kind !== 'url') continue
    if (seen.has(line.text)) {
      already.push(line.text)
      continue
    }
    seen.add(line.text)
    if (line.kind === 'domain') domains.add(line.value)
    fresh.push(line)
  }
  const covered: string[] = []
  const kept = fresh.filter((line) => {
    const host = line.kind === 'url' ? hostOf(line.value as Url) : line.kind === 'domain' ? parentOf(line.value) : ''
    if (!isCovered(host, domains)) return true
    covered.push(line.text)
    return false
  })
  kept.sort((a, b) => (a.kind === b.kind ? (a.text < b.text ? -1 : a.text > b.text ? 1 : 0) : a.kind === 'domain' ? -1 : 1))
  if (kept.length > 0) {
    if (lines.length > 0 && lines.at(-1)!.kind !== 'blank') lines.push({ kind: 'blank', text: '', line: null })
    for (const text of heading) lines.push({ kind: 'comment', text: `# ${oneLine(text).replace(/^#+\s*/u, '')}`, line: null })
    lines.push(...kept)
  }
  return { lines, already, covered }
}

function parentOf(host: string): string {
  return ipv4Pattern.test(host) || host.startsWith('[') ? '' : host.slice(host.indexOf('.') + 1)
}

/** True if the host or a domain above it is listed. A public suffix covers nobody, whatever an old file says. */
function isCovered(host: string, domains: ReadonlySet<string>): boolean {
  for (let name = host; name.includes('.'); name = parentOf(name)) {
    if (domains.has(name) && !isPublicSuffix(name)) return true
    if (ipv4Pattern.test(name)) return false
  }
  return false
}

export interface DisavowDiff {
  added: string[]
  removed: string[]
  kept: number
}

/** What changes for a search engine when `after` is uploaded in place of `before`: entries only, comments aside. */
export function diffDisavow(before: readonly DisavowLine[], after: readonly DisavowLine[]): DisavowDiff {
  const entries = (lines: readonly DisavowLine[]) => new Set(lines.flatMap((line) => (line.kind === 'domain' || line.kind === 'url' ? [line.text] : [])))
  const old = entries(before)
  const fresh = entries(after)
  return {
    added: [...fresh].filter((entry) => !old.has(entry)),
    removed: [...old].filter((entry) => !fresh.has(entry)),
    kept: [...fresh].filter((entry) => old.has(entry)).length,
  }
}
