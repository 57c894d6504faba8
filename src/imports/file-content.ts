import { isGzip, isZip } from '../lib/zip.js'

/** What a file is by its first bytes: a container, text, or something no link list comes in. */
export type FileContent = { is: 'zip' } | { is: 'gzip' } | { is: 'text' } | { is: 'refused'; id: string; title: string; refusal: string }

const magics: ReadonlyArray<readonly [bytes: string, title: string]> = [
  ['%PDF-', 'PDF document'],
  ['\x89PNG', 'image (PNG)'],
  ['\xff\xd8\xff', 'image (JPEG)'],
  ['GIF8', 'image (GIF)'],
  ['RIFF', 'media file'],
  ['PAR1', 'Parquet table'],
  ['SQLite format 3', 'SQLite database'],
  ['7z\xbc\xaf', '7-Zip archive'],
  ['Rar!', 'RAR archive'],
  ['\x28\xb5\x2f\xfd', 'Zstandard file'],
  ['BZh', 'bzip2 file'],
  ['\xfd7zXZ', 'xz file'],
  ['WARC/', 'web archive'],
]

export function contentOf(head: Uint8Array): FileContent {
  if (head.length === 0) return refusedAs('empty-file', 'Empty file', 'the file is empty. Export it again.')
  if (isGzip(head)) return { is: 'gzip' }
  if (isZip(head)) return { is: 'zip' }
  const start = latin1Of(head.subarray(0, 1_024))
  if (start.startsWith('\xd0\xcf\x11\xe0')) return refusedAs('old-spreadsheet', 'Old Excel workbook or protected file', 'workbooks of the old kind (.xls), and those with a password, cannot be read. Save it as .xlsx or .csv.')
  if (start.startsWith('WARC/')) return refusedAs('web-archive', 'Web archive', 'this is a web archive. Read it with citewell sightings extract.')
  const magic = magics.find(([bytes]) => start.startsWith(bytes))
  if (magic) return refusedAs('not-a-list', magic[1], `this is ${/^[AEIO]/iu.test(magic[1]) ? 'an' : 'a'} ${magic[1]}, not a list of links. Export the list as CSV or XLSX.`)
  const mark = start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff')
  const plain = start.replace(/^\xef\xbb\xbf/u, '').replaceAll('\0', '').trimStart().toLowerCase()
  if (/^(?:<!doctype html|<!--|<(?:html|head|body|div|meta|script|title|table|p|h1|style)\b)/u.test(plain)) {
    return refusedAs('html-page', 'HTML page', 'this is a web page, perhaps a sign-in page saved in place of the file. Download the export again, or read pages with citewell sightings extract.')
  }
  if (plain.startsWith('<?xml') || plain.startsWith('<!doctype') || plain.startsWith('<svg')) return refusedAs('not-a-list', 'XML document', 'this is an XML document, not a list of links. Export the list as CSV or XLSX.')
  if (!mark && looksBinary(head.subarray(0, 8_192))) return refusedAs('not-a-list', 'Binary file', 'this is no text. Export the list as CSV or XLSX.')
  return { is: 'text' }
}

/** Control bytes that no text has; zero bytes alone may be UTF-16 without a mark. */
function looksBinary(head: Uint8Array): boolean {
  let odd = 0
  for (const byte of head) if (byte < 9 ? byte !== 0 : byte > 13 && byte < 32 && byte !== 27 && byte !== 26) odd += 1
  return odd > head.length / 50 + 1
}

function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function refusedAs(id: string, title: string, refusal: string): FileContent {
  return { is: 'refused', id, title, refusal }
}
