import { describe, expect, it } from 'vitest'
import { areasByAddress } from './areas-by-address.js'

describe('area told by an address', () => {
  const rows: Array<[string, string | null]> = [
    ['https://ad.doubleclick.net/ddm/clk/1', 'aside'],
    ['//pubads.g.doubleclick.net/gampad/clk?id=1', 'aside'],
    ['https://shop.example/www/delivery/ck.php?n=a1', 'aside'],
    ['https://ads.local-paper.example/click/12', 'aside'],
    ['https://www.outbrain.com/network/redir?p=1', 'aside'],
    ['https://disqus.com/?ref_noscript', 'comment'],
    ['https://paper.disqus.com/?url=https%3A%2F%2Fpaper.example', 'comment'],
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
