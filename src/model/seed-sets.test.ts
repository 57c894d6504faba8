import { describe, expect, it } from 'vitest'
import { parseSeedFile, vertexNamesOf } from './seed-sets.js'

describe('a seed file', () => {
  const rows: Array<[string, string, Array<[string, number | null, number]>]> = [
    ['names', 'nih.gov\nWHO.int\n', [['nih.gov', null, 1], ['who.int', null, 1]]],
    ['numbers', '12\n0\r\n4294967294', [['12', 12, 1], ['0', 0, 1], ['4294967294', 4_294_967_294, 1]]],
    ['weights behind a comma, semicolon or tab', 'a.example,2\nb.example;0.5\nc.example\t3', [['a.example', null, 2], ['b.example', null, 0.5], ['c.example', null, 3]]],
    ['a header, comments, blank lines, a byte order mark', '\uFEFFdomain,weight\n# ours\n\na.example,1\n', [['a.example', null, 1]]],
    ['addresses', 'https://www.a.example/page?x=1\nb.example/\nc.example.', [['www.a.example', null, 1], ['b.example', null, 1], ['c.example', null, 1]]],
    ['names of other scripts', 'bücher.example', [['xn--bcher-kva.example', null, 1]]],
    ['names that are no hosts', 'Some:Vertex', [['Some:Vertex', null, 1]]],
    ['quotes and empty cells', '"a.example",', [['a.example', null, 1]]],
  ]
  it.each(rows)('reads %s', (_title, text, expected) => {
    expect(parseSeedFile(text).map(({ name, id, weight }) => [name, id, weight])).toEqual(expected)
  })

  const wrong: Array<[string, string, string]> = [
    ['a weight that is none', 'a.example\nb.example,much', 'seeds.csv, line 2: the weight “much”'],
    ['a weight past adding up', 'a.example,1e308', 'line 1: the weight “1e308” is beyond'],
    ['a weight too small to add up', 'a.example,1e-308', 'is beyond'],
    ['a weight of nothing', 'a.example,0', 'line 1'],
    ['a name twice', 'a.example\n\nA.example', 'line 3: a.example stands on line 1'],
    ['a number past the end', '4294967295', 'no vertex number'],
    ['three columns', 'a.example,1,x', '3 columns'],
    ['prose', 'this is no list', 'a space'],
    ['nothing', '# only words\n', 'no seed in it'],
    ['no name', ',3', 'no name'],
    ['a line without end', `a${'b'.repeat(10_000)}`, 'longer than'],
    ['an address that is none', 'http://[oops]/', 'not an address'],
  ]
  it.each(wrong)('refuses %s', (_title, text, message) => {
    expect(() => parseSeedFile(text, 'seeds.csv')).toThrow(message)
  })

  it('says which line, with line ends of every kind', () => {
    expect(parseSeedFile('a.example\rb.example\r\nc.example\n').map(({ line }) => line)).toEqual([1, 2, 3])
  })
})

it.each([
  ['nih.gov', ['gov.nih']], ['health.gov.au', ['au.gov.health']], ['nhs.uk', ['uk.nhs', 'uk.nhs.www']], ['ecdc.europa.eu', ['eu.europa.ecdc']],
])('%s is known to a graph as %j', (domain, names) => {
  expect(vertexNamesOf(domain)).toEqual(names)
})
