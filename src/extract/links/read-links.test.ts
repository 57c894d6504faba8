import { describe, expect, it } from 'vitest'
import { decodeUtf8, type DecodeRange } from '../text.js'
import { readLink, readLinks } from './read-links.js'
import { scanPage } from './scan-page.js'

/** Every way in which an address or a text can be plain or not. */
const addresses = ['/a', '', '/a?b=1&amp;c=2', '/a?b=1&c=2', '/ä', 'x'.repeat(127), 'y'.repeat(129), 'z'.repeat(5_000), ' /a\n', '/a\x7fb', '/&copy', '/abc&#47;d', '/a\tb']
const texts = ['word', '', ' two\n  words ', 'ä', 'Prüfung &ndash; Teil', 'a &amp; b', 'a&nbsp;b', '&#8217;s', 'x'.repeat(1_999), 'x'.repeat(2_001), 'ä'.repeat(3_000), '<b>bold</b> <i>it</i>', '<img alt="an  image" src=i.png>', '<img src=i.png><img title="a > b" alt=\'two\'>', '\x7f', '&#x41;', '<span>caf\xe9</span>']
const rels = ['', ' rel=nofollow', ' rel="UGC sponsored"', ' rel="a&amp;b"']

const decodeLatin1: DecodeRange = (bytes, start, end) => Buffer.from(bytes.subarray(start, end)).toString('latin1')

describe('links read all at once', () => {
  let html = '<map><area href="/area" alt=" an  area "></map><svg><a xlink:href="/svg">svg</a></svg>'
  for (const href of addresses) for (const text of texts) for (const rel of rels) html += `<p><a href="${href}"${rel}>${text}</a>`
  it.each([['UTF-8', Buffer.from(html), decodeUtf8], ['Latin-1', Buffer.from(html, 'latin1'), decodeLatin1]])('are those read one by one: %s', (_name, bytes, decode) => {
    const all = readLinks(scanPage(bytes, 'links'), decode)
    const scan = scanPage(bytes)
    expect(all).toHaveLength(2 + addresses.length * texts.length * rels.length)
    const single = all.map((_link, position) => readLink(scan, position, decode)).map(({ element, href, anchorText, rel }) => ({ element, href, anchorText, rel }))
    expect(all).toEqual(single)
  })
})
