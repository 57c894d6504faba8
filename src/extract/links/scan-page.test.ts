import { expect, it } from 'vitest'
import { scanLinks } from '../../../bench/extract/oracle.js'
import { tagSoup } from '../../../bench/extract/soup.js'
import { referenceScan } from './reference-scan.js'
import { scanFast } from './scan-page.js'

it('finds what the reference finds in tag soup, or leaves the page to it', () => {
  let fast = 0
  const seeds = Number(process.env.SOUP ?? 8_000)
  for (let seed = 1; seed <= seeds; seed += 1) {
    const html = tagSoup(seed)
    const bytes = Buffer.from(html)
    const scan = scanFast(bytes)
    if (scan === null) continue
    fast += 1
    expect(scanLinks(scan), `seed ${seed}: ${JSON.stringify(html)}`).toEqual(scanLinks(referenceScan(bytes)))
  }
  expect(fast / seeds).toBeGreaterThan(0.3)
})
