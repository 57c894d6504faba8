import { describe, expect, it } from 'vitest'
import { survivalOf, type SeenLife } from './survival.js'

/** Lives of so many months, lost (x) or still standing (o) at their end. */
const lives = (...months: string[]): SeenLife[] => months.map((text) => {
  const start = Date.parse('2020-01-01T00:00:00.000Z')
  return { firstSeen: new Date(start).toISOString(), lastSeen: new Date(start + (Number.parseFloat(text) / 12) * 365.25 * 86_400_000).toISOString(), isLost: text.endsWith('x') }
})

describe('survivalOf', () => {
  it('is the estimate of Kaplan and Meier: the published example of the 6-MP arm of Freireich (21 patients)', () => {
    const { curve } = survivalOf(lives('6x', '6x', '6x', '6o', '7x', '9o', '10x', '10o', '11o', '13x', '16x', '17o', '19o', '20o', '22x', '23x', '25o', '32o', '32o', '34o', '35o'))
    const at = (months: number) => curve.findLast(({ years }) => years <= months / 12 + 1e-9)!
    expect(at(6).share).toBeCloseTo(0.857, 3)
    expect(at(7).share).toBeCloseTo(0.807, 3)
    expect(at(10).share).toBeCloseTo(0.753, 3)
    expect(at(13).share).toBeCloseTo(0.690, 3)
    expect(at(16).share).toBeCloseTo(0.627, 3)
    // Greenwood's standard error at 10 is 0.0963; on the log-log scale the interval is 0.503 to 0.889.
    expect(at(10).low).toBeCloseTo(0.503, 2)
    expect(at(10).high).toBeCloseTo(0.889, 2)
  })

  it('says nothing of years for which too few links were followed', () => {
    expect(survivalOf(lives('30o', '30o', '14x', '30o')).marks).toEqual([])
    const { marks, linkYears, lost } = survivalOf(lives(...Array.from({ length: 10 }, () => '18o'), '6x', '6x'))
    expect(marks.map(({ years }) => years)).toEqual([1])
    expect(marks[0]!.share).toBeCloseTo(10 / 12, 6)
    expect(marks[0]!.followed).toBe(10)
    expect(lost).toBe(2)
    expect(linkYears).toBeCloseTo(16, 6)
  })

  it.each([[[]], [lives('0o')], [lives('0x', '0x', '0x', '0x', '0x', '0x', '0x', '0x', '0x')]])('keeps its bounds (%#)', (given) => {
    const { curve, links } = survivalOf(given)
    expect(links).toBe(given.length)
    expect(curve.every(({ share, low, high }) => low >= 0 && low <= share && share <= high && high <= 1)).toBe(true)
  })
})
