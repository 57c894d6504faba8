import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { getDomain } from 'tldts'
import { describeWithRealData } from '../../test/real-data.js'
import { registrableDomain, reversedName } from './domain.js'

const rows: Array<[string, string | undefined]> = [
  ['example.com', 'example.com'],
  ['www.example.com', 'example.com'],
  ['com', undefined],
  ['a.b.co.uk', 'b.co.uk'],
  ['co.uk', undefined],
  ['foo.github.io', 'foo.github.io'],
  ['a.foo.github.io', 'foo.github.io'],
  ['www.ck', 'www.ck'],
  ['a.www.ck', 'www.ck'],
  ['a.b.ck', 'a.b.ck'],
  ['b.ck', undefined],
  ['city.kobe.jp', 'city.kobe.jp'],
  ['x.y.kobe.jp', 'x.y.kobe.jp'],
  ['clinic.example', 'clinic.example'],
  ['127.0.0.1', undefined],
  ['[::1]', undefined],
  ['localhost', undefined],
]

it.each(rows)('registrable domain of %s is %s', (host, expected) => {
  expect(registrableDomain(host)).toBe(expected)
  expect(getDomain(host, { allowPrivateDomains: true }) ?? undefined).toBe(expected)
})

it('reverses names and back', () => {
  expect(reversedName('www.nih.gov')).toBe('gov.nih.www')
  expect(reversedName(reversedName('a.b.c'))).toBe('a.b.c')
})

describeWithRealData('conformance/psl/tests.txt', 'public suffix conformance', (path) => {
  it('passes every test', () => {
    let tested = 0
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      if (line.startsWith('//') || line.trim() === '') continue
      const [input, expected] = line.trim().split(/\s+/u) as [string, string]
      if (input === 'null' || input.startsWith('.')) continue
      const host = new URL(`http://${input}/`).hostname
      const expectedHost = expected === 'null' ? undefined : new URL(`http://${expected}/`).hostname
      expect([input, registrableDomain(host)]).toEqual([input, expectedHost])
      tested += 1
    }
    expect(tested).toBeGreaterThan(60)
  })
})
