/**
 * How long links in general last, by what others found (QF-02): 8 % were lost in three months and 44 % in seven years. Between
 * and beyond, the curve of Weibull through both, by which fewer are lost the longer they have stood.
 */
export function publishedShare(years: number): number {
  return Math.exp(-((Math.max(0, years) / scale) ** shape))
}

/** The share of links of this age that still stand after so many years more. */
export function publishedShareAfter(years: number, age: number): number {
  const from = Math.max(0, age)
  return publishedShare(from + years) / publishedShare(from)
}

const [early, late] = [{ years: 0.25, share: 0.92 }, { years: 7, share: 0.56 }]
const shape = Math.log(Math.log(late.share) / Math.log(early.share)) / Math.log(late.years / early.years)
const scale = late.years / (-Math.log(late.share)) ** (1 / shape)
