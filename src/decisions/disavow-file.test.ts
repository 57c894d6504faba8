import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../test/real-data.js'
import { limits } from '../model/limits.js'
import { diffDisavow, disavowLine, mergeDisavow, readDisavow, writeDisavow, type DisavowLine } from './disavow-file.js'

const text = (lines: readonly DisavowLine[]) => {
  const written = writeDisavow(lines)
  if ('code' in written) throw new Error(written.message)
  return written.text
}

// One line of a file as people have it; the line as it is written; the cause reported, if any.
const rows: Array<[string, string, string | null]> = [
  ['', '', null],
  ['# note', '# note', null],
  ['domain:spam.example', 'domain:spam.example', null],
  ['domain:spam.example   ', 'domain:spam.example', null],
  ['Domain: SPAM.example', 'domain:spam.example', 'tidied'],
  ['domain:https://spam.example/', 'domain:spam.example', 'tidied'],
  ['domain:www.spam.example', 'domain:www.spam.example', null],
  ['domain:192.0.2.7', 'domain:192.0.2.7', null],
  ['domain:bücher.example', 'domain:xn--bcher-kva.example', 'tidied'],
  ['domain:spam.example # bought 2023', 'domain:spam.example', 'comment-after-entry'],
  ['domain:spam.example/en/', '# (could not be read) domain:spam.example/en/', 'sub-path'],
  ['domain:', '# (could not be read) domain:', 'bad-domain'],
  ['domain:two words.example', '# (could not be read) domain:two words.example', 'bad-domain'],
  ['https://mixed-blog.example/2023/05/best', 'https://mixed-blog.example/2023/05/best', null],
  ['HTTP://Mixed-Blog.example/Ä', 'http://mixed-blog.example/%C3%84', null],
  ['http://a.example/x http://b.example/y', '# (could not be read) http://a.example/x http://b.example/y', 'bad-url'],
  [`https://a.example/${'x'.repeat(2_100)}`, `# (could not be read) https://a.example/${'x'.repeat(2_100)}`, 'url-too-long'],
  ['spam.example', '# (could not be read) spam.example', 'no-keyword'],
  ['what is this', '# (could not be read) what is this', 'no-entry'],
]

describe('reading and writing a line', () => {
  it.each(rows)('%j', (given, written, cause) => {
    const file = readDisavow(`${given}\n# end`)
    expect(text(file.lines)).toBe(`${written}\n# end\n`)
    expect(file.problems.map((problem) => problem.cause)).toEqual(cause === null ? [] : [cause])
    for (const problem of file.problems) expect(problem.line).toBe(1)
  })
})

describe('is it a disavow file at all?', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3, 4, 5, 6, 7, 8, 200, 3, 4])
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\ndomain:x.example'), /PDF/u],
    ['a workbook', Buffer.from('PK\u0003\u0004sheet'), /Office/u],
    ['a gzip file', Uint8Array.from([0x1f, 0x8b, 8, 0]), /gzip/u],
    ['an image', png, /binary/u],
    ['an export with commas', 'Source url,Target url,Anchor\nhttps://a.example/x,https://b.example/,one\nhttps://c.example/,https://b.example/,two\n', /columns/u],
    ['an export without its header', 'https://a.example/x,https://b.example/,one\nhttps://c.example/,https://b.example/,two\n', /columns/u],
    ['an export with quotes', '"https://a.example/x","one"\n"https://c.example/","two"\n', /columns/u],
    ['an export with tabs, UTF-16', Buffer.from('\ufeffReferring page\tAnchor\nhttps://a.example/\tone\nhttps://c.example/\ttwo\n', 'utf16le'), /columns/u],
    ['an export of domains', 'Site;Links\na.example;3\nb.example;4', /columns/u],
    ['a letter', 'Dear sirs\nplease have a look\nat this', /none of its 3 lines/u],
    ['a page', '<!doctype html>\n<p>x</p>\n<a>\nhttps://a.example/', /3 of its 4 lines/u],
    ['names without domain:', 'a.example\nb.example', /none of its 2 lines/u],
    ['a real one', '# x\ndomain:a.example\nhttps://b.example/x,y;z', null],
    ['a real one, untidy', 'please ignore these, thanks\ndomain:a.example # bought, https://b.example\ndomain:c.example/en/\nhttps://d.example/', null],
    ['one whose lines are all wrong', 'domain:a.example/en/', null],
    ['only a comment', '# none', null],
    ['empty', '', null],
    ['UTF-16 without its mark', Buffer.from('domain:a.example\ndomain:b.example', 'utf16le'), null],
  ] as Array<[string, Uint8Array | string, RegExp | null]>)('%s', (_, input, kind) => {
    const { foreign } = readDisavow(input)
    if (kind === null) expect(foreign).toBeNull()
    else expect(foreign).toMatch(kind)
  })
})

it('writes DIS-01 exactly: UTF-8 without mark, LF, a line end at the end', () => {
  const file = readDisavow(new TextEncoder().encode('\ufeff# Ärzte\r\ndomain:spam.example \r\n\r\nhttps://x.example/a'))
  expect(text(file.lines)).toBe('# Ärzte\ndomain:spam.example\n\nhttps://x.example/a\n')
  expect(Buffer.from(text(file.lines))[0]).toBe('#'.charCodeAt(0))
})

it('reads UTF-16 and old Windows text, and says so', () => {
  const utf16 = readDisavow(Buffer.from('\ufeffdomain:spam.example\n', 'utf16le'))
  expect(utf16.lines.map((line) => line.text)).toEqual(['domain:spam.example'])
  expect(utf16.problems[0]!.cause).toBe('encoding')
  const windows = readDisavow(Buffer.from('# \xe4rzte\ndomain:spam.example', 'latin1'))
  expect(windows.lines.map((line) => line.text)).toEqual(['# ärzte', 'domain:spam.example'])
})

it('refuses to write past either limit, and reports files past them', () => {
  const many = Array.from({ length: limits.disavowLinesMax + 1 }, (_, index) => disavowLine(`domain:s${index}.test`))
  expect(writeDisavow(many)).toMatchObject({ code: 'refused' })
  expect(writeDisavow(many.slice(1))).toMatchObject({ lines: limits.disavowLinesMax })
  const large = Array.from({ length: 1_200 }, (_, index) => disavowLine(`https://s${index}.example/${'x'.repeat(1_900)}`))
  expect(writeDisavow(large)).toMatchObject({ code: 'refused' })
  const read = readDisavow(many.map((line) => line.text).join('\n'))
  expect(read.lines.length).toBe(limits.disavowLinesMax + 1)
  expect(read.problems.map((problem) => problem.cause)).toContain('too-many-lines')
})

describe('merging', () => {
  const earlier = readDisavow('# old note\ndomain:old.example  \n\n\ndomain:198.51.100.4\nhttp://spam.example/stuff\n# last')

  it('keeps the earlier file unharmed and puts additions behind it, sorted, without repetitions', () => {
    const merged = mergeDisavow(earlier, ['https://page.example/b', 'domain:new.example', 'domain:old.example', 'domain:sub.new.example', 'https://new.example/x'].map(disavowLine), ['Northgate – reviewed by: A. Rao'])
    expect(text(merged.lines)).toBe('# old note\ndomain:old.example\n\n\ndomain:198.51.100.4\nhttp://spam.example/stuff\n# last\n\n# Northgate – reviewed by: A. Rao\ndomain:new.example\nhttps://page.example/b\n')
    expect(merged.already).toEqual(['domain:old.example'])
    expect(merged.covered).toEqual(['domain:sub.new.example', 'https://new.example/x'])
  })

  it('shows what changes', () => {
    const merged = mergeDisavow(earlier, [disavowLine('domain:new.example')])
    expect(diffDisavow(earlier.lines, merged.lines)).toEqual({ added: ['domain:new.example'], removed: [], kept: 3 })
    expect(diffDisavow(merged.lines, earlier.lines)).toEqual({ added: [], removed: ['domain:new.example'], kept: 3 })
  })

  it('keeps additions to one line of comment each', () => {
    expect(text(mergeDisavow(undefined, [disavowLine('domain:a.example')], ['one\ndomain:evil.example']).lines)).toBe('# one domain:evil.example\ndomain:a.example\n')
  })
})

const host = fc.domain()
const entry = fc.oneof(host.map((name) => `domain:${name}`), fc.webUrl().filter((url) => url.length < 2_000), fc.string().map((words) => `# ${words}`), fc.constant(''), fc.string())

describe('properties', () => {
  it('reading never throws; what is written reads back the same, without new problems', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
        const first = text(readDisavow(lines.join(end)).lines)
        const again = readDisavow(first)
        expect(text(again.lines)).toBe(first)
        expect(again.problems).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('any bytes are read', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readDisavow(bytes)), { numRuns: 300 })
  })

  it('merging loses no entry of the earlier file and is stable', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), fc.array(host, { maxLength: 10 }), (lines, names) => {
        const earlier = readDisavow(lines.join('\n'))
        const merged = mergeDisavow(earlier, names.map((name) => disavowLine(`domain:${name}`)))
        expect(diffDisavow(earlier.lines, merged.lines).removed).toEqual([])
        const again = mergeDisavow({ ...earlier, lines: merged.lines }, names.map((name) => disavowLine(`domain:${name}`)))
        expect(again.lines).toEqual(merged.lines)
      }),
      { numRuns: 200 },
    )
  })
})

it('takes no long time for hostile lines', () => {
  const started = process.cpuUsage().user
  readDisavow(`domain:${' '.repeat(9_000)}x\n${'a '.repeat(4_500)}\nhttp://${'%'.repeat(9_000)}\n${' #'.repeat(4_000)}\nhttps://x${' '.repeat(9_500)}y\n`.repeat(40))
  expect(process.cpuUsage().user - started).toBeLessThan(2_000_000)
})

describeWithRealData('exports/disavow/petroglyph-disavow.txt', 'a real disavow file', (path) => {
  it('reads whole and is written back unharmed', () => {
    const raw = readFileSync(path)
    const file = readDisavow(raw, 'petroglyph-disavow.txt')
    expect(file.problems).toEqual([])
    const given = raw.toString('utf8').split(/\r?\n/u).map((line) => line.trim()).join('\n').trimEnd()
    expect(text(file.lines).trimEnd()).toBe(given)
  })
})
