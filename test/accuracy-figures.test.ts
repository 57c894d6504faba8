import { describe, expect, it } from 'vitest'

/** The figures of docs/accuracy.md by themselves, on rows made up here: of which rows they are, and how wide their intervals. */
interface Row { label: string; answer: string; half?: string; domain: string; confidence?: number; row?: object; risk?: number; type?: string }
type Range = [low: number, high: number]
interface Figures { items: number; domains: number; accuracy: number; foundingMacroF1: number; measuredMacroF1: number | null; calibrationError: number; measuredClasses: string[]; unmeasuredClasses: Array<{ name: string; items: number }>; topTierNamed: number; intervals: Record<string, Range>; classes: Array<{ name: string; f1Interval: Range }> }
interface Measured { title: string; classes: string[]; rows: Row[]; isTypes?: boolean; topTiers?: boolean; risks?: boolean; bound?: number }
interface Draws {
  shareInterval(rows: Row[], isHit: (row: Row) => boolean): Range
  figureIntervals(rows: Row[], classes: string[], figures: Record<string, { of: (counts: object) => number | null; isError?: boolean }>): Record<string, Range>
  f1At(at: number): (counts: object) => number | null
  meanF1At(places: number[]): (counts: object) => number | null
  calibrationErrorFrom(bound?: number): (counts: object) => number | null
}
interface Print {
  figuresOf(measured: Partial<Measured>, rows: Row[]): Figures
  resultOf(measured: Measured): Record<string, Figures>
  printSet(measured: Measured, result: Record<string, Figures>, missing: number): { text: string; summary: string[] }
  anchoredLines(title: string, tables: Array<{ name: string; rows: Row[] }>, bound: number): { text: string; summary: string[] }
}
interface Measures {
  calibration(rows: Row[]): { error: number }
  calibrationErrorOfBounded(rows: Row[], bound: number): number
  macroF1(rows: object[]): number
  perClass(rows: Row[], classes: string[]): object[]
  interval(hits: number, total: number): Range
}

const bench = async (name: string): Promise<unknown> => import(/* @vite-ignore */ new URL(`../bench/judging/${name}.mjs`, import.meta.url).href)
const draws = (await bench('draws')) as Draws
const print = (await bench('print-set')) as Print
const measures = (await bench('measures')) as Measures
const { aimsSection } = (await bench('aims')) as { aimsSection(results: Record<string, Record<string, Figures>>, founding: Array<{ id: string; name: string }>): string }

const isRight = ({ label, answer }: Row) => label === answer
const width = ([low, high]: Range) => high - low
/** `count` rows of one class; of every `perDomain` the domain is the same, and the domains at the front are right. */
function rowsOf(label: string, count: number, right: number, { half = 'held out', perDomain = 1, wrong = 'LT-14', confidence = 0.75 } = {}): Row[] {
  return Array.from({ length: count }, (_, at) => ({ label, answer: at < right ? label : wrong, half, domain: `${label}-${half}-${Math.floor(at / perDomain)}`, confidence, row: { id: `${label} ${half} ${at}` } }))
}

describe('intervals over domains', () => {
  it('are those of rows where each row is a domain of its own, or a little wider', () => {
    const rows = rowsOf('LT-01', 200, 160)
    const [low, high] = draws.shareInterval(rows, isRight)
    const [from, to] = measures.interval(160, 200)
    expect(low).toBeLessThanOrEqual(from)
    expect(high).toBeGreaterThanOrEqual(to)
    expect(high - low).toBeLessThan((to - from) * 1.15)
  })

  it('widen as the same rows lie on fewer domains', () => {
    const alone = width(draws.shareInterval(rowsOf('LT-01', 200, 160), isRight))
    const grouped = width(draws.shareInterval(rowsOf('LT-01', 200, 160, { perDomain: 20 }), isRight))
    expect(grouped).toBeGreaterThan(alone * 2)
  })

  it('count domains where all or none are right, and never end before the share', () => {
    expect(draws.shareInterval(rowsOf('LT-01', 100, 100, { perDomain: 10 }), isRight)).toEqual(measures.interval(10, 10))
    expect(draws.shareInterval(rowsOf('LT-01', 100, 0, { perDomain: 10 }), isRight)).toEqual(measures.interval(0, 10))
    expect(draws.shareInterval([], isRight)).toEqual([0, 1])
  })

  it('are the same on every run', () => {
    const rows = rowsOf('LT-01', 90, 50, { perDomain: 3 })
    expect(draws.shareInterval(rows, isRight)).toEqual(draws.shareInterval(rows, isRight))
  })

  it('cover the true share about as often as they say on grouped rows, where those by rows do far less', () => {
    let state = 5
    const chance = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
    let covered = 0
    let byRows = 0
    for (let roll = 0; roll < 100; roll += 1) {
      const rows: Row[] = []
      for (let domain = 0; domain < 60; domain += 1) {
        const answer = chance() < 0.7 ? 'a' : 'b'
        for (let at = 0; at < 8; at += 1) rows.push({ label: 'a', answer, domain: `${domain}` })
      }
      const [low, high] = draws.shareInterval(rows, isRight)
      if (low <= 0.7 && high >= 0.7) covered += 1
      const [from, to] = measures.interval(rows.filter(isRight).length, rows.length)
      if (from <= 0.7 && to >= 0.7) byRows += 1
    }
    expect(covered).toBeGreaterThanOrEqual(88)
    expect(byRows).toBeLessThan(65)
  })

  it('of F1 and calibration hold the figure that is printed, which the counts and the rows give alike', () => {
    const rows = [...rowsOf('LT-01', 80, 60, { perDomain: 4, confidence: 0.8 }), ...rowsOf('LT-02', 40, 30, { wrong: 'LT-01', confidence: 0.55 }), ...rowsOf('LT-99', 35, 20, { confidence: 0.4 })]
    const classes = ['LT-01', 'LT-02', 'LT-99']
    const given = rows.filter(({ answer }) => answer !== 'LT-99')
    const points = {
      f1: measures.macroF1(measures.perClass(rows, classes)),
      plain: measures.calibration(given).error,
      bounded: measures.calibrationErrorOfBounded(given, 0.7),
    }
    const captured: Record<string, number | null> = {}
    const keep = (name: string, of: (counts: object) => number | null) => ({ of: (counts: object) => (captured[name] = of(counts)), isError: name !== 'f1' })
    const ranges = draws.figureIntervals(rows, classes, { f1: keep('f1', draws.meanF1At([0, 1, 2])), plain: keep('plain', draws.calibrationErrorFrom()), bounded: keep('bounded', draws.calibrationErrorFrom(0.7)) })
    for (const [name, point] of Object.entries(points)) {
      expect(ranges[name]![0], name).toBeLessThanOrEqual(point)
      expect(ranges[name]![1], name).toBeGreaterThanOrEqual(point)
    }
    // With one domain every draw is the whole, so the counts must give what the rows give.
    const one = rows.map((row) => ({ ...row, domain: 'one' }))
    const same = draws.figureIntervals(one, classes, { f1: { of: draws.meanF1At([0, 1, 2]) }, plain: { of: draws.calibrationErrorFrom() }, bounded: { of: draws.calibrationErrorFrom(0.7) } })
    for (const [name, point] of Object.entries(points)) for (const end of same[name]!) expect(end, name).toBeCloseTo(point, 10)
  })
})

/** Held out: LT-01 in numbers, LT-04 too few; the half "fit" is right everywhere, and would lift any figure it came into. */
const measured: Measured = {
  title: 'Link types, fetched pages', classes: ['LT-01', 'LT-02', 'LT-03', 'LT-04', 'LT-14', 'LT-99'], isTypes: true,
  rows: [...rowsOf('LT-01', 40, 20), ...rowsOf('LT-04', 12, 6), ...rowsOf('LT-01', 60, 60, { half: 'fit' }), ...rowsOf('LT-04', 60, 60, { half: 'fit' })],
}

describe('what is printed of a set', () => {
  const result = print.resultOf(measured)
  const { text, summary } = print.printSet(measured, result, 0)

  it('holds no row of the half "fit" in precision, recall, confusions and confidence', () => {
    expect(text).toContain('52 items of 52 domains held out, 120 of 120 in the half "fit"')
    expect(text).toMatch(/\| LT-01 \| 40 \| 40 \| 1\.000 \[0\.\d\d–1\.00\] \| 0\.500 \[/u)
    expect(text).toContain('Confusions, held out (label → answer): LT-01 → LT-14 20, LT-04 → LT-14 6.')
    expect(text).toMatch(/\| 0\.7–0\.8 \| 52 \| 0\.500 \[[^\]]+\] \| 1\.000 of 120 \|/u)
  })

  it('asks thirty items of the held-out half, whatever the other has', () => {
    expect(text).toContain('Unmeasured, with fewer than 30 held-out items: LT-04 (12 items, 6 right)')
    expect(text).not.toMatch(/^\| LT-04/mu)
  })

  it('says of how many classes a mean F1 is', () => {
    expect(summary[0]).toContain('F1 of LT-01, the only one of 5 classes with 30 items or more 0.667 [')
    expect(summary[0]).toContain('macro-F1 of the four founding types and unknown unmeasured, with too few items of some (LT-02 0, LT-03 0, LT-04 12, LT-99 0)')
    const whole = { ...measured, rows: ['LT-01', 'LT-02', 'LT-03', 'LT-04', 'LT-99'].flatMap((name) => rowsOf(name, 30, 25)) }
    expect(print.printSet(whole, print.resultOf(whole), 0).summary[0]).toContain('each with 30 items or more')
  })

  it('never calls an aim met of which classes are unmeasured', () => {
    const perfect = { ...measured, rows: [...rowsOf('LT-01', 40, 40), ...rowsOf('LT-04', 12, 12)] }
    const aims = aimsSection({ [measured.title]: print.resultOf(perfect) }, [{ id: 'LT-01', name: 'Editorial' }, { id: 'LT-04', name: 'Local' }])
    expect(aims).toMatch(/macro-F1 of the four founding types and unknown \| Link types, fetched pages \| 1\.000 [^|]+\| at least 0\.90 \| unmeasured: LT-02 \(0\), LT-03 \(0\), LT-04 \(12\), LT-99 \(0\) \|/u)
    expect(aims).toMatch(/of these, only LT-01 \| Link types, fetched pages \| 1\.000 [^|]+\| at least 0\.90 \| met \|/u)
    expect(aims).toContain('| LT-04 Local | unmeasured (12) |')
  })

  it('says where an aim lies within the interval', () => {
    const near = { ...measured, rows: rowsOf('LT-01', 40, 33, { wrong: 'LT-14', confidence: 0.8 }) }
    expect(aimsSection({ [measured.title]: print.resultOf(near) }, [])).toMatch(/of these, only LT-01 [^\n]+ \| met, not surely \|/u)
  })

  it('counts risk in the two halves apart', () => {
    const risky = (half: string, over: number): Row[] => Array.from({ length: 40 }, (_, at) => ({ label: 'manipulative', answer: 'manipulative', half, domain: `${half}${at}`, risk: at < over ? 50 : 0, type: 'LT-99' }))
    const { text: risk } = print.printSet({ title: 'Risk', classes: [], risks: true, rows: [...risky('held out', 10), ...risky('fit', 40)] }, {}, 0)
    expect(risk).toMatch(/\| manipulative, held out \| 40 \| 40 \| 0\.250 \[/u)
    expect(risk).toMatch(/\| manipulative, fit \| 40 \| 40 \| 1\.000 \[/u)
    expect(risk).not.toContain(', all |')
  })

  it('counts the answers that an anchor changed', () => {
    const bare = rowsOf('LT-01', 40, 40)
    const pushed = bare.map((row, at) => ({ ...row, answer: at < 10 ? 'LT-03' : row.answer }))
    const { text: anchored } = print.anchoredLines('With an anchor', [{ name: 'none', rows: bare }, { name: 'the word "website"', rows: pushed }], 0.7)
    expect(anchored).toMatch(/\| none \| 40 \| 40 \| 1\.000 [^\n]+ \| – \|/u)
    expect(anchored).toMatch(/\| the word "website" \| 40 \| 40 \| 0\.750 [^\n]+ \| 0\.250 \[/u)
  })
})
