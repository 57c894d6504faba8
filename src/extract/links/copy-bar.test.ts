import { describe, expect, it } from 'vitest'
import { scanPage } from './scan-page.js'
import { placesOf } from './read-links.js'

const piece = '<h1>Dizziness</h1><p>Three movements are often enough, says the clinic, and most people can do them at home. <a href="https://leaf.example/sheet">sheet</a></p>'
const bar = (words: string): string => `<div class="q1">${words}</div>${piece}`

function areas(pageUrl: string | null, html: string): string[] {
  const scan = scanPage(Buffer.from(`<body>${html}</body>`))
  const { areaOf } = placesOf(scan, pageUrl)
  return Array.from({ length: scan.linkCount }, (_, link) => areaOf(scan.linkNode[link]!, scan.linkRunFrom[link]!))
}

describe('bar above a copy of a page', () => {
  const original = '<a href="https://www.ear.example/dizzy">Show original</a>'
  const rows: Array<[string, string | null, string, string[]]> = [
    ['of an archive, by the address it leads to', 'https://old.example/web/2019/http://www.ear.example/dizzy', bar(`Kept page of ${original}`), ['header', 'main']],
    ['of a cache, with the address in the query', 'https://find.example/cache?q=cache:www.ear.example/dizzy', bar(`Kept page of ${original}`), ['header', 'main']],
    ['of a translator, with the host in the path', 'https://talk.example/www.ear.example/dizzy?from=fr', bar(`From French. ${original}`), ['header', 'main']],
    ['written with escapes', 'https://talk.example/t?u=https%3A%2F%2Fwww.ear.example%2Fdizzy', bar(`From French. ${original}`), ['header', 'main']],
    ['by its words', 'https://old.example/web/2019/http://www.ear.example/dizzy', bar('4 captures <a href="/help">Help</a>'), ['header', 'main']],
    ['a page that is no copy', 'https://old.example/about', bar(`Kept page of ${original}`), ['main', 'main']],
    ['a page whose address is not known', null, bar(`Kept page of ${original}`), ['main', 'main']],
    ['a file name is no host', 'https://old.example/news/dizzy.html', bar('<a href="/dizzy.html">Kept page</a>'), ['main', 'main']],
    ['a first part with the headline is the page', 'https://old.example/web/2019/http://www.ear.example/dizzy', `<div>${piece}${original}</div>`, ['main', 'main']],
    ['links further down', 'https://old.example/web/2019/http://www.ear.example/dizzy', `<div>Ear</div>${piece}<p>${original} of this page and more words.</p>`, ['main', 'main']],
  ]
  for (const [title, pageUrl, html, expected] of rows) it(title, () => expect(areas(pageUrl, html)).toEqual(expected))
})
