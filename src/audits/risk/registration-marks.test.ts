import { describe, expect, it } from 'vitest'
import { registeredTogether } from './registration-marks.js'

const on = (...days: Array<[day: number, registrar?: string]>) => days.map(([day, registrar = 'names'], index) => ({ index, mark: { registrar, day, on: `day ${day}` } }))

describe('domains registered together', () => {
  it.each([
    ['one alone', on([1]), undefined],
    ['three within three days of the middle one', on([1], [4], [7]), [0, 1, 2]],
    ['not those further away', on([1], [4], [8], [30]), [0, 1]],
    ['the largest run', on([1], [2], [100], [101], [102]), [2, 3, 4]],
    ['at one registrar', on([1], [1, 'other'], [2, 'other'], [3, 'other'], [2]), [1, 2, 3]],
    ['none twice a year', on([1], [180], [360]), undefined],
  ] as Array<[string, ReturnType<typeof on>, number[] | undefined]>)('%s', (_, members, expected) => expect(registeredTogether(members)?.members).toEqual(expected))

  it('are found among many in a time that grows with their number', () => {
    const begun = process.cpuUsage().user
    expect(registeredTogether(on(...Array.from({ length: 20_000 }, (_, at): [number] => [(at * 7_919) % 10_000])))?.members).toHaveLength(14)
    expect(process.cpuUsage().user - begun).toBeLessThan(500_000)
  })
})
