import { expect, it } from 'vitest'
import { publishedShare, publishedShareAfter } from './link-survival.js'

it('goes through what was published, and loses fewer the longer links have stood', () => {
  expect([0, 0.25, 7].map(publishedShare)).toEqual([1, expect.closeTo(0.92, 12), expect.closeTo(0.56, 12)])
  const nextYear = [0, 1, 3, 10].map((years) => publishedShareAfter(1, years))
  expect(nextYear).toEqual([...nextYear].sort((a, b) => a - b))
  expect(nextYear.map((share) => share.toFixed(2))).toEqual(['0.83', '0.91', '0.94', '0.96'])
  expect([publishedShare(-1), publishedShareAfter(1, -3)]).toEqual([1, publishedShare(1)])
})
