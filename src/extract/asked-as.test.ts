import { expect, it } from 'vitest'
import { askedAs } from './asked-as.js'
import { extractCapture } from './capture.js'

it.each([
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'search-robot'],
  ['Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'search-robot'],
  ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', 'search-robot'],
  ['Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)', 'search-robot'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36', 'browser'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'browser'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', 'browser'],
  ['CCBot/2.0 (https://commoncrawl.org/faq/)', undefined],
  ['Mozilla/5.0 (compatible; archive.org_bot +http://www.archive.org/details/archive.org_bot)', undefined],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/125.0.0.0 Safari/537.36', undefined],
  ['Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', undefined],
  ['Wget/1.21', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('%s asks as %s', (userAgent, expected) => expect(askedAs(userAgent)).toBe(expected))

it('is kept with the record of a page and of a redirect', () => {
  const capture = { kind: 'response', url: 'https://clinic.example/', at: '2026-03-02T00:00:00.000Z', status: 200, headers: new Map<string, string>(), mediaType: 'text/html', body: Buffer.from('<title>Clinic</title>'), truncated: false, wat: null, file: 'a.warc', offset: 0 } as const
  const read = (part: object) => extractCapture({ ...capture, ...part } as unknown as Parameters<typeof extractCapture>[0], { seenBy: 'archive:a', target: null, externalOnly: true }).page
  const robot = { askedBy: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }
  expect(read(robot)).toMatchObject({ title: 'Clinic', askedAs: 'search-robot' })
  expect(read({ ...robot, status: 302, headers: new Map([['location', 'https://pills.example/']]) })).toMatchObject({ redirectTo: 'https://pills.example/', askedAs: 'search-robot' })
  expect(read({ askedBy: 'Wget/1.21' })).not.toHaveProperty('askedAs')
  expect(read({})).not.toHaveProperty('askedAs')
})
