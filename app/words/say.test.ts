import { describe, expect, it } from 'vitest'
import { en } from './en.js'
import { shareWords } from './format.js'
import { filled, say, sayIfKnown } from './say.js'

it.each([
  ['{$name} and {$name}', { name: 'A' }, 'A and A'],
  ['{$count, plural, =0 {none} one {# link} other {# links}}', { count: 0 }, 'none'],
  ['{$count, plural, =0 {none} one {# link} other {# links}}', { count: 1 }, '1 link'],
  ['{$count, plural, one {# link} other {# links of {$site}}} here', { count: 2, site: 'a.example' }, '2 links of a.example here'],
  ['{$kind, select, a {first} other {the {$count, plural, one {one} other {many}}}}', { kind: 'b', count: 3 }, 'the many'],
  ['{$text} # {not a part}', { text: '{$other} <b>' }, '{$other} <b> # {not a part}'],
  ['{$missing}.', {}, '.'],
  ['{$open', { open: 'x' }, 'x'],
])('%s with %j', (text, values, expected) => {
  expect(filled(text, values as Record<string, string | number>)).toBe(expected)
})

it('writes English numbers as sentences and reports do, with thin spaces', () => {
  expect(say('links.title', { count: 1_234_567, shown: 'all' })).toBe('1\u202f234\u202f567 links, best first')
  expect(shareWords(0.618)).toBe('62\u202f%')
  expect(sayIfKnown('type.LT-77', 'LT-77')).toBe('LT-77')
})

describe('the catalogue', () => {
  it('has only parts that close', () => {
    const open = Object.entries(en).filter(([, text]) => [...text].filter((letter) => letter === '{').length !== [...text].filter((letter) => letter === '}').length)
    expect(open).toEqual([])
  })

  it('gives every plural a branch for all other numbers', () => {
    const plurals = Object.entries(en as Record<string, string>).filter(([, text]) => /, (?:plural|select),/u.test(text) && !/\bother \{/u.test(text))
    expect(plurals).toEqual([])
  })

  it('has names for parameters only where a value can come', () => {
    expect(Object.values(en as Record<string, string>).filter((text) => /\{\$(?![A-Za-z]+[,}])/u.test(text))).toEqual([])
  })
})
