import { expect, it } from 'vitest'
import { oracleLinks, scanLinks } from '../../../bench/extract/oracle.js'
import { placeLines } from '../../../bench/extract/place-lines.js'
import { archivedPages, savedPages, type RealPage } from '../../../bench/extract/real-pages.js'
import { describeWithRealData } from '../../../test/real-data.js'
import { readCharset } from '../charset.js'
import { referenceScan } from './reference-scan.js'
import { scanFast, scanPage } from './scan-page.js'

/** One page in so many of a large folder; all with CITEWELL_ALL_PAGES=1. */
const sampleStep = process.env.CITEWELL_ALL_PAGES === '1' ? 1 : 8

/** Every link and anchor text of every page, against an independent parser, and against our own reference. */
function expectParity(pages: readonly RealPage[]): void {
  let links = 0
  let oddBytes = 0
  let allBytes = 0
  const wrong: string[] = []
  for (const page of pages) {
    const { bytes, decode } = readCharset(page.bytes, page.contentType)
    const fast = scanFast(bytes)
    if (fast === null) oddBytes += bytes.length
    allBytes += bytes.length
    const found = scanLinks(fast ?? scanPage(bytes), decode)
    const thin = scanLinks(scanPage(bytes, 'links'), decode)
    const expected = oracleLinks(decode(bytes, 0, bytes.length))
    links += expected.length
    const reference = fast === null ? found : scanLinks(referenceScan(bytes), decode)
    if (JSON.stringify(found) !== JSON.stringify(expected) || JSON.stringify(found) !== JSON.stringify(thin) || JSON.stringify(found) !== JSON.stringify(reference)) {
      const at = expected.findIndex((line, index) => line !== found[index])
      wrong.push(`${page.name}: ${found.length} of ${expected.length}, link ${at}: expected ${expected[at]?.slice(0, 200)}, found ${found[at]?.slice(0, 200)}`)
    }
  }
  expect(links).toBeGreaterThan(0)
  expect(oddBytes / allBytes).toBeLessThan(0.05)
  expect(wrong).toEqual([])
}

for (const folder of ['html/trafilatura', 'html/readability', 'html/article-benchmark', 'html/structured-data/extruct']) {
  describeWithRealData(folder, 'saved pages', (path) => {
    it('gives the links of an independent parser', () => expectParity(sampled(savedPages(path))))
  })
}

function sampled(pages: RealPage[]): RealPage[] {
  return pages.filter((_, index) => index % sampleStep === 0)
}

describeWithRealData('warc', 'archived pages', (path) => {
  it('gives the links of an independent parser', async () => expectParity(await archivedPages(path)))
})

describeWithRealData('html/article-benchmark', 'saved pages', (path) => {
  it('have the places of links that the reference finds', () => {
    for (const page of sampled(savedPages(path))) {
      const { bytes } = readCharset(page.bytes, page.contentType)
      const fast = scanFast(bytes)
      if (fast !== null) expect(placeLines(fast), page.name).toEqual(placeLines(referenceScan(bytes)))
    }
  })
})
