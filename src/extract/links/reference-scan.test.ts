import { expect, it } from 'vitest'
import { oracleLinks, scanLinks } from '../../../bench/extract/oracle.js'
import { tagSoup } from '../../../bench/extract/soup.js'
import { referenceScan } from './reference-scan.js'

it('finds what an independent tree parser finds in tag soup', () => {
  const from = Number(process.env.SOUP_FROM ?? 1)
  for (let seed = from; seed < from + Number(process.env.SOUP ?? 3_000); seed += 1) {
    const html = tagSoup(seed)
    expect(scanLinks(referenceScan(Buffer.from(html))), `seed ${seed}: ${JSON.stringify(html)}`).toEqual(oracleLinks(html))
  }
})
