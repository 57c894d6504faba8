import { expect, it } from 'vitest'
import type { Url } from '../model/url.js'
import { readPageFeatures } from './page-features.js'

const relaysOf = (...hrefs: string[]) => readPageFeatures(hrefs.map((href) => `<p><a href="${href}">x</a></p>`).join(''), 'https://www.clinic.example/news/' as Url, []).extra['relays']

it.each<[string, string, string]>([
  ['a whole address', 'https://clinic.example/go?url=https://evil.example/x', 'https://clinic.example/go?url=https://evil.example/x'],
  ['a short one', '/out.php?id=3&amp;to=%2F%2Fevil.example%2F', 'https://www.clinic.example/out.php?id=3&to=%2F%2Fevil.example%2F'],
  ['encoded', 'go?u=https%3A%2F%2Fevil.example', 'https://www.clinic.example/news/go?u=https%3A%2F%2Fevil.example'],
])('keeps a link of the site that is given the address of another: %s', (_, href, expected) => expect(relaysOf(href, href)).toEqual([expected]))

it.each([
  'https://share.example/sharer?u=https://clinic.example/', '/login?next=https://clinic.example/account', '/search?q=https', '/a?b=c', 'https://evil.example/go?url=https://evil.example/', 'mailto:a@b.example?subject=https://evil.example', '/page#x=https://evil.example',
])('keeps no other: %s', (href) => expect(relaysOf(href)).toBeUndefined())

it('keeps a few of many', () => expect(relaysOf(...Array.from({ length: 40 }, (_, at) => `/go?url=https://evil-${at}.example/`))).toHaveLength(10))

it('a list of share buttons and sign-ins takes no room of an own relay behind it', () => {
  const shares = Array.from({ length: 300 }, (_, at) => `https://share-${at % 7}.example/sharer?u=https%3A%2F%2Fclinic.example%2F${at}`)
  const signIns = Array.from({ length: 300 }, (_, at) => `/login?next=https://clinic.example/${at}`)
  expect(relaysOf(...shares, ...signIns, '/go?url=https://evil.example/')).toEqual(['https://www.clinic.example/go?url=https://evil.example/'])
})
