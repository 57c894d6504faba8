import { expect, it } from 'vitest'
import { shownHosts, shownLine } from './shown-host.js'

it.each([
  ['nothing to show in clinic.example', 'nothing to show in clinic.example'],
  ['a link from xn--mnster-3ya.example is kept', 'a link from münster.example (xn--mnster-3ya.example) is kept'],
  ['blog.xn--mnster-3ya.example', 'blog.münster.example (blog.xn--mnster-3ya.example)'],
  ['at https://xn--mnster-3ya.example/a it stays', 'at https://xn--mnster-3ya.example/a it stays'],
  ['cut off at xn--mnster-3y…', 'cut off at xn--mnster-3y…'],
  ['letters that pass for others: xn--80ak6aa92e.example', 'letters that pass for others: xn--80ak6aa92e.example'],
  ['no name: xn--0.example', 'no name: xn--0.example'],
])('in a text: %s', (text, shown) => expect(shownHosts(text)).toBe(shown))

it.each([
  ['domain:clinic.example', 'domain:clinic.example'],
  ['domain:xn--mnster-3ya.example', 'domain:xn--mnster-3ya.example (münster.example)'],
  ['https://xn--mnster-3ya.example/a', 'https://xn--mnster-3ya.example/a (münster.example)'],
  ['not a line xn--', 'not a line xn--'],
])('a line: %s', (line, shown) => expect(shownLine(line)).toBe(shown))
