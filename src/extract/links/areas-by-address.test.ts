import { describe, expect, it } from 'vitest'
import { areasByAddress, isBoughtAddress, isCommentHome, isGiftAddress } from './areas-by-address.js'

describe('area told by an address', () => {
  const rows: Array<[string, string | null]> = [
    ['https://ad.doubleclick.net/ddm/clk/1', 'aside'],
    ['//pubads.g.doubleclick.net/gampad/clk?id=1', 'aside'],
    ['https://shop.example/www/delivery/ck.php?n=a1', 'aside'],
    ['https://ads.local-paper.example/click/12', 'aside'],
    ['https://www.outbrain.com/network/redir?p=1', 'aside'],
    ['https://disqus.com/?ref_noscript', 'comment'],
    ['https://paper.disqus.com/?url=https%3A%2F%2Fpaper.example', 'comment'],
    ['https://werbe.paper.example/click?id=1', 'aside'],
    ['https://www.enable-javascript.com/de/', 'aside'],
    ['https://news.google.com/publications/CAAq1', 'aside'],
    ['https://news.google.com/articles/CAAq1', null],
    ['https://disqus.com/', null],
    ['https://adsorption.example/', null],
    ['https://clinic.example/ads/', null],
    ['https://clinic.example/?u=https://ad.doubleclick.net/', null],
    ['/page', null],
    ['', null],
  ]
  for (const [href, area] of rows) it(href || 'no address', () => expect(areasByAddress(Buffer.from(href), 0, href.length)).toBe(area))
  it('of a link whose address must be read elsewhere', () => expect(areasByAddress(Buffer.from('https://ad.doubleclick.net/'), -1, 0)).toBe(null))
})

describe('address of a button', () => {
  const gifts: Array<[string, boolean]> = [
    ['https://www.paypal.com/donate/?hosted_button_id=1', true], ['https://paypal.me/oak', true], ['https://www.patreon.com/oak', true], ['https://oak.us1.list-manage.com/subscribe?u=1', true],
    ['https://www.paypal.com/us/home', false], ['https://paypal.example/donate/', false], ['https://oak.us1.list-manage.com/unsubscribe?u=1', false],
  ]
  for (const [href, expected] of gifts) it(href, () => expect(isGiftAddress(Buffer.from(href), 0, href.length)).toBe(expected))
  const bought: Array<[string, boolean]> = [
    ['https://oak.example/?utm_source=paper&utm_medium=cpc', true], ['https://oak.example/a?utm_medium=Superbanner#top', true], ['https://oak.example/?utm_medium=display&x=1', true], ['https://oak.example/?utm_campaign=recirculation', true], ['/klick?banner_id=12', true],
    ['https://oak.example/?utm_medium=referral', false], ['https://oak.example/?utm_medium=advertorial', false], ['https://market.example/show?ad_id=12', false], ['https://oak.example/?utm_medium=email', false], ['https://oak.example/?utm_medium=affiliate', false], ['https://oak.example/?utm_medium=displays-of-oak', false], ['https://oak.example/utm_medium=cpc', false], ['https://oak.example/', false],
  ]
  for (const [href, expected] of bought) it(href, () => expect(isBoughtAddress(Buffer.from(href), 0, href.length)).toBe(expected))
  it('of what stands behind the address', () => expect(isBoughtAddress(Buffer.from('/a" data-x="?utm_medium=cpc'), 0, 2)).toBe(false))
  const homes: Array<[string, boolean]> = [['https://disqus.com', true], ['http://disqus.com/', true], ['https://disqus.com/by/mary/', false], ['https://help.disqus.com/', false]]
  for (const [href, expected] of homes) it(href, () => expect(isCommentHome(Buffer.from(href), 0, href.length)).toBe(expected))
})
