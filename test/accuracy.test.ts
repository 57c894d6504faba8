import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

/**
 * Floors under the measured accuracy of judgements, so that a later change can't make them worse in silence. They stand
 * one to three hundredths below what `npm run bench:judging` prints in docs/accuracy.md; when the figures rise for good,
 * raise the floors with them. Only the sets that ship are measured here: the invented webs, addresses, and tiers.
 */
type Measure = 'accuracy' | 'macroF1' | 'foundingMacroF1' | 'topTierPrecision'
type Half = 'fit' | 'held out'

const floors: Array<[title: string, half: Half, measure: Measure, floor: number]> = [
  ['Link types, invented web', 'fit', 'accuracy', 0.82],
  ['Link types, invented web', 'fit', 'foundingMacroF1', 0.82],
  ['Link types, invented web', 'held out', 'accuracy', 0.74],
  ['Link types, invented web', 'held out', 'foundingMacroF1', 0.77],
  ['Areas, invented web', 'fit', 'accuracy', 0.97],
  ['Areas, invented web', 'held out', 'accuracy', 0.97],
  ['Anchor kinds, invented web', 'fit', 'accuracy', 0.9],
  ['Anchor kinds, invented web', 'held out', 'accuracy', 0.93],
  ['Link types, second invented web', 'fit', 'accuracy', 0.8],
  ['Link types, second invented web', 'held out', 'accuracy', 0.66],
  ['Link types, second invented web', 'held out', 'foundingMacroF1', 0.66],
  ['Link types, third invented web', 'fit', 'accuracy', 0.78],
  ['Link types, third invented web', 'held out', 'accuracy', 0.63],
  ['Link types, third invented web', 'held out', 'foundingMacroF1', 0.64],
  ['Link types, fourth invented web', 'fit', 'accuracy', 0.77],
  ['Link types, fourth invented web', 'held out', 'accuracy', 0.62],
  ['Link types, fourth invented web', 'held out', 'foundingMacroF1', 0.67],
  ['Areas, second invented web', 'held out', 'accuracy', 0.905],
  ['Anchor kinds, second invented web', 'held out', 'accuracy', 0.96],
  ['Link types, address alone', 'fit', 'accuracy', 0.84],
  ['Link types, address alone', 'fit', 'foundingMacroF1', 0.84],
  ['Link types, address alone', 'held out', 'accuracy', 0.755],
  ['Link types, address alone', 'held out', 'foundingMacroF1', 0.735],
  ['Identity tiers', 'fit', 'accuracy', 0.95],
  ['Identity tiers', 'fit', 'topTierPrecision', 0.99],
  ['Identity tiers', 'held out', 'accuracy', 0.91],
  ['Identity tiers', 'held out', 'macroF1', 0.9],
  ['Identity tiers', 'held out', 'topTierPrecision', 0.985],
  ['Identity tiers, hosts on no list', 'held out', 'accuracy', 0.79],
]

/**
 * A confidence that is further off than this says something else than it means (link-types.md 4.4); lower it as it is fitted. Of
 * addresses alone, 0.70 reads as "at least 0.70", the bound that LT-00 sets.
 */
const calibrationErrorMax: Array<[title: string, half: Half, most: number]> = [
  ['Link types, invented web', 'held out', 0.07],
  ['Link types, second invented web', 'held out', 0.09],
  ['Link types, address alone', 'held out', 0.03],
]

/** Rows that must be measured: a set that shrank or was not found would hold any floor. */
const itemsMin: Array<[title: string, count: number]> = [
  ['Link types, invented web', 700],
  ['Areas, invented web', 600],
  ['Anchor kinds, invented web', 500],
  ['Link types, second invented web', 690],
  ['Link types, third invented web', 390],
  ['Link types, fourth invented web', 425],
  ['Link types, address alone', 1_700],
  ['Identity tiers', 1_450],
  ['Identity tiers, hosts on no list', 250],
]

type Figures = Record<string, Record<Half, Partial<Record<Measure | 'calibrationError', number>> & { items: number }>>
let figures: Figures

beforeAll(() => {
  const script = fileURLToPath(new URL('../bench/judging/accuracy.mjs', import.meta.url))
  const run = spawnSync(process.execPath, [script, '--only', 'invented,second-web,third-web,fourth-web,urls,tiers', '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout: 560_000 })
  expect(run.status, run.stderr).toBe(0)
  figures = JSON.parse(run.stdout) as Figures
}, 600_000)

describe('accuracy does not fall', () => {
  it.each(itemsMin)('%s: %d rows are measured', (title, count) => {
    expect(figures[title]!.fit.items + figures[title]!['held out'].items).toBeGreaterThanOrEqual(count)
  })

  it.each(floors)('%s, %s: %s is at least %d', (title, half, measure, floor) => {
    expect(figures[title]![half][measure]).toBeGreaterThanOrEqual(floor)
  })

  it.each(calibrationErrorMax)('%s, %s: calibration error is at most %d', (title, half, most) => {
    expect(figures[title]![half].calibrationError).toBeLessThanOrEqual(most)
  })
})
