import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { pageKey, parseUrl } from '../../model/url.js'
import { keyOfPage } from './url-text.js'

const piece = fc.constantFrom('a', 'B', '-', '.', '..', '/', '//', '_', '~', '12', '0x7f', 'www.', 'xn--', 'xn--bcher-kva', 'é', '%41', '%', '?', '&', '=', 'utm_source=x', '#top', ':80', ':443', '@', ' ', 'index.html', '\\', "'", '[', '127.0.0.1')
const text = (max: number) => fc.array(piece, { maxLength: max }).map((pieces) => pieces.join(''))
const host = fc.oneof(fc.constantFrom('paper.example', 'www.paper.example', 'paper.example.', '1.2', 'a.b-c.example', 'paper', '-a.example', 'a-.example', '10.0.0.1', 'a..example'), text(4))

it('the key of a plain address is that of the address as it is read', () => {
  fc.assert(fc.property(fc.constantFrom('https', 'http', 'HTTPS', 'ftp'), host, text(8), (scheme, name, rest) => {
    for (const url of [`${scheme}://${name}/${rest}`, `${scheme}://${name}${rest}`]) {
      const parsed = parseUrl(url)
      expect(keyOfPage(url), url).toBe(parsed === undefined ? url : pageKey(parsed))
    }
  }), { numRuns: 3_000 })
  expect(keyOfPage('https://www.paper.example/a/index.html?utm_source=x&b=1#top')).toBe(keyOfPage('http://paper.example/a?b=1'))
})
