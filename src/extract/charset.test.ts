import { describe, expect, it } from 'vitest'
import { readCharset } from './charset.js'

const japanese = '<p>こんにちは、世界。これは日本語の文章です。今日は天気がいいですね。'
const eucJp = Buffer.from('a4b3a4f3a4cba4c1a4cfa1a2c0a4b3a6a1a3a4b3a4eca4cfc6fccbdcb8eca4cecab8becfa4c7a4b9a1a3', 'hex')

describe('charset', () => {
  const rows: Array<[string, Uint8Array, string, string, string]> = [
    ['byte order mark wins', Buffer.from('\ufeffé'), 'text/html; charset=iso-8859-1', 'utf-8', 'bom'],
    ['UTF-16', Buffer.from('\ufeff<p>é', 'utf16le'), '', 'utf-16le', 'bom'],
    ['header', Buffer.from('<p>\xe9', 'latin1'), 'text/html; charset="ISO-8859-15"', 'iso-8859-15', 'header'],
    ['meta charset', Buffer.from('<meta charset=windows-1251><p>\xcf\xf0\xe8', 'latin1'), '', 'windows-1251', 'meta'],
    ['meta http-equiv', Buffer.from('<meta http-equiv=Content-Type content="text/html; charset=euc-kr"><p>\xb0\xa1', 'latin1'), '', 'euc-kr', 'meta'],
    ['meta in a comment is none', Buffer.from('<!-- <meta charset=koi8-r> --><p>é'), '', 'utf-8', 'content'],
    ['meta that says UTF-16 in ASCII', Buffer.from('<meta charset=utf-16>é'), '', 'utf-8', 'meta'],
    ['UTF-8 by its bytes', Buffer.from(japanese), '', 'utf-8', 'content'],
    ['header that is wrong', Buffer.from(japanese), 'text/html; charset=iso-8859-1', 'utf-8', 'content'],
    ['UTF-8 header on other bytes', Buffer.concat([Buffer.from('<p>'), eucJp, eucJp]), 'text/html; charset=utf-8', 'euc-jp', 'content'],
    ['unknown label', Buffer.from('<p>é'), 'text/html; charset=klingon', 'utf-8', 'content'],
    ['nothing at all', new Uint8Array(0), '', 'utf-8', 'content'],
  ]
  for (const [title, bytes, contentType, charset, from] of rows) {
    it(title, () => expect(readCharset(bytes, contentType)).toMatchObject({ charset, from }))
  }

  it('decodes windows-1252 as browsers read latin1', () => {
    const { bytes, decode } = readCharset(Buffer.from('\x93caf\xe9\x94 \x80', 'latin1'), 'text/html; charset=latin1')
    expect(decode(bytes, 0, bytes.length)).toBe('“café” €')
  })
})
