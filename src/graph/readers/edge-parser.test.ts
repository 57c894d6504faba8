import { describe, expect, it } from 'vitest'
import { parseEdgeLine, shown, vertexIdLimit } from './edge-line.js'
import { edgeParser } from './testing/edge-parser.js'

const numbers = ['0', '7', '42', '999', '1234567', '12345678', '123456789', '4294967294', '4294967295', '9999999999', '99999999999', '']
const marks = ['\t', ' ', ',', '\r', '-', '#', '%', 'x', '.', ';', '\u00e9', '\0', '/', ':']

describe('the kernel and its obvious twin', () => {
  it('accept, refuse and read the same lines', async () => {
    const parser = await edgeParser()
    let state = 5
    const number = (limit: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * limit)
    }
    const line = (usual: boolean): string =>
      usual
        ? `${numbers[number(12)]}${marks[number(3)]}${numbers[number(12)]}${number(3) ? '' : marks[number(marks.length)]}`
        : Array.from({ length: number(7) }, () => (number(2) ? numbers[number(12)] : marks[number(marks.length)])).join('')
    const seen = { edge: 0, passed: 0, fault: 0 }
    for (let round = 0; round < 60_000; round += 1) {
      const text = line(round % 2 === 0)
      const idLimit = round % 3 === 0 ? 1000 : vertexIdLimit
      const bytes = Buffer.from(`${text}\n`)
      // What was there before must not matter.
      parser.text.fill(round & 0xff, 0, bytes.length + 32)
      parser.text.set(bytes)
      const found = parser.parse(bytes.length, idLimit)
      const kind = found.end < bytes.length ? 'fault' : found.count === 1 ? 'edge' : 'passed'
      const twin = parseEdgeLine(text, idLimit)
      const message = JSON.stringify([text, idLimit])
      if (twin === null) expect(kind, message).toBe('passed')
      else if ('fault' in twin) expect([kind, found.end], message).toEqual(['fault', 0])
      else expect([kind, parser.from[0], parser.to[0]], message).toEqual(['edge', twin.from, twin.to])
      seen[kind] += 1
    }
    expect(Math.min(seen.edge, seen.passed, seen.fault)).toBeGreaterThan(1_000)
  })

  it('stop at the first line that is no edge', async () => {
    const parser = await edgeParser()
    const text = Buffer.from('1 2\n# x\n3 4\n\nx\n5 6\n')
    parser.text.set(text)
    expect(parser.parse(text.length, vertexIdLimit)).toEqual({ count: 2, passed: 2, end: 13 })
    expect([...parser.from.subarray(0, 2), ...parser.to.subarray(0, 2)]).toEqual([1, 3, 2, 4])
    expect(parser.parse(0, vertexIdLimit)).toEqual({ count: 0, passed: 0, end: 0 })
  })
})

describe('lines that begin as the one before', () => {
  const firsts = ['1', '12', '123', '1234567', '12345678', '123456789', '1234567890', '2345678', '0001', '\0\0\0\0\0\0\0\0', '']
  const between = ['\t', ' ', ',', '  ', ' ,', 'x', '']
  const seconds = ['1', '12345678', '4294967294', '4294967295', '', '5 7', '5\r', '6#']

  it('are read as they are alone', async () => {
    const parser = await edgeParser()
    const alone = await edgeParser()
    let state = 11
    const one = <Item>(items: readonly Item[]): Item => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return items[Math.floor((state / 2 ** 32) * items.length)]!
    }
    let edges = 0
    for (let round = 0; round < 20_000; round += 1) {
      const few = [`${one(firsts)}${one(between)}`, `${one(firsts)}${one(between)}`]
      const lines = Array.from({ length: 6 }, () => `${one(['', '', '', '', '# ', '\n'])}${one(few)}${one(seconds)}\n`)
      const idLimit = one([vertexIdLimit, 12_345_679])
      const expected = { pairs: [] as number[][], passed: 0, end: 0 }
      for (const text of lines.flatMap((line) => line.match(/[^\n]*\n/gu)!)) {
        const bytes = Buffer.from(text)
        alone.text.set(bytes)
        const found = alone.parse(bytes.length, idLimit)
        if (found.end < bytes.length) break
        if (found.count === 1) expected.pairs.push([alone.from[0]!, alone.to[0]!])
        expected.passed += found.passed
        expected.end += bytes.length
      }
      const bytes = Buffer.from(lines.join(''))
      parser.text.set(bytes)
      const { count, passed, end } = parser.parse(bytes.length, idLimit)
      expect({ pairs: Array.from({ length: count }, (_, k) => [parser.from[k], parser.to[k]]), passed, end }, JSON.stringify(lines)).toEqual(expected)
      edges += count
    }
    expect(edges).toBeGreaterThan(10_000)
  })
})

describe('shown', () => {
  const rows: Array<[text: string, shown: string]> = [
    ['a\tb', '"a\\tb"'],
    ['\u001b[2J', '"\\u001b[2J"'],
    ['say "no" \\', '"say \\"no\\" \\\\"'],
    ['\u202egnp.exe', '"\\u202egnp.exe"'],
    ['x'.repeat(61), `"${'x'.repeat(60)}…"`],
  ]
  for (const [text, expected] of rows) it(`shows ${expected}`, () => expect(shown(text)).toBe(expected))
})
