import { expect, it } from 'vitest'
import { oracleLinks, scanLinks } from '../../../bench/extract/oracle.js'
import { tagSoup } from '../../../bench/extract/soup.js'
import { referenceScan } from './reference-scan.js'

it('finds what an independent tree parser finds in tag soup', () => {
  for (let seed = 1; seed <= Number(process.env.SOUP ?? 3_000); seed += 1) {
    const html = tagSoup(seed)
    expect(scanLinks(referenceScan(Buffer.from(html))), `seed ${seed}: ${JSON.stringify(html)}`).toEqual(oracleLinks(html))
  }
})
