// A section of docs/accuracy.md: what was measured of one gold set. Figures are of held-out rows alone; those of the half "fit",
// which rules and weights were made with, stand beside some and are named so.
import { calibrationErrorFrom, domainCount, f1At, figureIntervals, meanF1At, measuredClasses, shareInterval } from './draws.mjs'
import { accuracy, calibration, calibrationErrorOfBounded, classItemsMin, confusions, kappa, macroF1, perClass } from './measures.mjs'

/** The types of the first aim. */
export const founding = ['LT-01', 'LT-02', 'LT-03', 'LT-04', 'LT-99']
/** Types that are easily taken for each other: the pairs that link-types.md, section 6, wants reported whatever comes out. */
const closeTypes = [['LT-01', 'LT-02'], ['LT-01', 'LT-18'], ['LT-03', 'LT-05'], ['LT-03', 'LT-04'], ['LT-08', 'LT-16'], ['LT-14', 'LT-15']]
const confusionsMax = 25

const isRight = ({ label, answer }) => label === answer
const isHeld = ({ half }) => half === 'held out'
const isFit = ({ half }) => half === 'fit'
/** Calibration is of given answers; "unknown" gives none. */
const answered = (rows) => rows.filter(({ answer }) => answer !== 'LT-99')
const errorOf = (rows, bound) => (bound === undefined ? calibration(answered(rows)).error : calibrationErrorOfBounded(answered(rows), bound))
const isTop = (tier) => tier === '1' || tier === '2'
const namedTop = (rows) => rows.filter(({ answer }) => isTop(answer))

/** Which classes a mean F1 is asked of: of types those of the first aim, else all. */
const asked = ({ isTypes, classes }) => (isTypes ? founding : classes)

/** All that is measured of some rows, with intervals; what docs/accuracy.md, its aims and the floors under the figures rest on. */
export function figuresOf(measured, rows) {
  const { isTypes, topTiers, bound } = measured
  const classes = asked(measured)
  const { items, measured: known, unmeasured } = measuredClasses(rows, classes)
  const places = classes.map((_, at) => at)
  const intervals = figureIntervals(rows, classes, {
    macroF1: { of: meanF1At(places) },
    measuredMacroF1: { of: meanF1At(places.filter((at) => known.includes(classes[at]))) },
    ...(isTypes ? { calibrationError: { of: calibrationErrorFrom(bound), isError: true }, ...(bound === undefined ? {} : { plainCalibrationError: { of: calibrationErrorFrom(), isError: true } }), ...Object.fromEntries(classes.map((name, at) => [`f1 ${name}`, { of: f1At(at) }])) } : {}),
  })
  const classRows = perClass(rows, classes)
  const mean = macroF1(classRows)
  const top = namedTop(rows)
  return {
    items: rows.length,
    domains: domainCount(rows),
    accuracy: accuracy(rows),
    ...(isTypes ? { foundingMacroF1: mean, classes: classRows.map((row) => ({ ...row, f1Interval: intervals[`f1 ${row.name}`] })), calibrationError: errorOf(rows, bound) } : { macroF1: mean }),
    measuredMacroF1: macroF1(classRows.filter(({ name }) => known.includes(name))),
    measuredClasses: known,
    unmeasuredClasses: unmeasured.map((name) => ({ name, items: items.get(name) })),
    ...(topTiers ? { topTierPrecision: top.length === 0 ? null : top.filter(({ label }) => isTop(label)).length / top.length, topTierNamed: top.length } : {}),
    intervals: {
      accuracy: shareInterval(rows, isRight), [isTypes ? 'foundingMacroF1' : 'macroF1']: intervals.macroF1, measuredMacroF1: intervals.measuredMacroF1,
      ...(isTypes ? { calibrationError: intervals.calibrationError, plainCalibrationError: intervals.plainCalibrationError } : {}), ...(topTiers ? { topTierPrecision: shareInterval(top, ({ label }) => isTop(label)) } : {}),
    },
  }
}

/** Figures of both halves. */
export function resultOf(measured) {
  return Object.fromEntries(['fit', 'held out'].map((half) => [half, figuresOf(measured, measured.rows.filter((row) => row.half === half))]))
}

/** The section and its lines of the summary. `result`: what `resultOf` gave. */
export function printSet(measured, result, missingCount) {
  const { title, rows, isTypes, risks, unit = 'domains', about } = measured
  const held = rows.filter(isHeld)
  const lines = [`## ${title}`, '', ...(about === undefined ? [] : [about, '']), `${held.length} items of ${domainCount(held)} ${unit} held out, ${rows.length - held.length} of ${domainCount(rows.filter(isFit))} in the half "fit"${missingCount === 0 ? '' : `; ${missingCount} rows left out because the link was not found`}. ${agreement(rows)}`, '']
  if (risks) {
    const risk = riskLines(rows)
    return { text: [...lines, ...risk.lines, ''].join('\n'), summary: risk.summary }
  }
  const words = figureWords(measured, held, result['held out'])
  lines.push(`Held out: ${words}.  `, `Fit, for comparison: ${fitWords(measured, result.fit)}.`, '', ...classLines(measured))
  const wrong = confusions(held)
  if (wrong.length > 0) lines.push('', `Confusions, held out (label → answer): ${wrong.slice(0, confusionsMax).map(({ label, answer, count }) => `${label} → ${answer} ${count}`).join(', ')}${wrong.length > confusionsMax ? ` and ${wrong.slice(confusionsMax).reduce((sum, { count }) => sum + count, 0)} more` : ''}.`)
  if (isTypes) lines.push('', `Taken for each other, held out (label → answer, of the items with that label; of ${classItemsMin} items or more): ${closeTypes.flatMap(([a, b]) => [mixUp(held, a, b), mixUp(held, b, a)]).filter(Boolean).join('; ') || 'no class has so many'}.`)
  if (isTypes) lines.push('', ...confidenceLines(measured))
  return { text: [...lines, ''].join('\n'), summary: [`- **${title}**, held out, ${held.length} items of ${domainCount(held)} ${unit}: ${words}.`] }
}

/** The figures in one sentence. A mean F1 says of how many classes it is, and which are too few to be measured. */
function figureWords(measured, rows, figures) {
  const { isTypes, topTiers, bound } = measured
  const some = rows.filter(({ row }) => row.also)
  return [
    ...meanWords(measured, figures),
    `accuracy ${withInterval(figures.accuracy, figures.intervals.accuracy)}`,
    ...(isTypes && some.length > 0 ? [`counting the second answer that a labeller accepts too: ${decimal(rows.filter((row) => isRight(row) || row.row.also === row.answer).length / rows.length)}`] : []),
    ...(isTypes ? [`expected calibration error ${withInterval(errorOf(rows), bound === undefined ? figures.intervals.calibrationError : figures.intervals.plainCalibrationError)}, Brier score ${decimal(calibration(answered(rows)).brier)}`] : []),
    ...(bound === undefined ? [] : [`nearly all of that error is the bound of ${bound.toFixed(2)} that LT-00 sets for pages that were not read, since such answers are right more often than that; read as "at least ${bound.toFixed(2)}" the error is ${withInterval(figures.calibrationError, figures.intervals.calibrationError)}`]),
    ...(topTiers ? [`precision of tiers 1 and 2 together ${figures.topTierNamed < classItemsMin ? 'unmeasured' : withInterval(figures.topTierPrecision, figures.intervals.topTierPrecision)} (${figures.topTierNamed} so named)`] : []),
  ].join('; ')
}

function meanWords(measured, { measuredClasses: known, unmeasuredClasses, measuredMacroF1, intervals, ...figures }) {
  const all = asked(measured)
  const whole = measured.isTypes ? 'the four founding types and unknown' : `all ${all.length} classes`
  const mean = withInterval(figures.foundingMacroF1 ?? figures.macroF1, intervals.foundingMacroF1 ?? intervals.macroF1)
  if (unmeasuredClasses.length === 0) return [`macro-F1 of ${whole} ${mean}, each with ${classItemsMin} items or more`]
  const few = unmeasuredClasses.map(({ name, items }) => `${name} ${items}`).join(', ')
  if (known.length === 0) return [`macro-F1 unmeasured, since none of the ${all.length} classes asked for has ${classItemsMin} items (${few}); over those that have any ${mean}`]
  const kept = known.length === 1 ? `F1 of ${known[0]}, the only one of ${all.length} classes` : `macro-F1 of the ${known.length} of ${all.length} classes`
  const ids = known.length === 1 || known.length > founding.length ? '' : ` (${known.join(', ')})`
  return [`${kept} with ${classItemsMin} items or more${ids} ${withInterval(measuredMacroF1, intervals.measuredMacroF1)}`, `macro-F1 of ${whole} unmeasured, with too few items of some (${few}); over those that have any ${mean}`]
}

function fitWords(measured, figures) {
  const mean = figures.foundingMacroF1 ?? figures.macroF1
  return [
    `accuracy ${decimal(figures.accuracy)}`, `macro-F1 ${measured.isTypes ? 'of the four founding types and unknown ' : ''}${decimal(mean)}`,
    ...(measured.isTypes ? [`expected calibration error ${decimal(figures.calibrationError)}${measured.bound === undefined ? '' : ', so read'}`] : []),
    ...(measured.topTiers ? [`precision of tiers 1 and 2 together ${decimal(figures.topTierPrecision)}`] : []),
  ].join('; ')
}

/** Precision and recall by class of the held-out rows, with the F1 of the other half at the end of the line. */
function classLines({ rows, classes, names = (name) => name, unit = 'domains' }) {
  const held = rows.filter(isHeld)
  const fit = new Map(perClass(rows.filter(isFit), classes).map((row) => [row.name, row]))
  const lines = [`| class, held out | items | ${unit} | precision | recall | F1 | F1, fit |`, '| --- | --- | --- | --- | --- | --- | --- |']
  const few = []
  for (const { name, items, answered: called, hits, precision, recall, f1 } of perClass(held, classes)) {
    if (items === 0 && called === 0) continue
    if (items < classItemsMin) {
      few.push(`${names(name)} (${items} items, ${hits} right${called > hits ? `, ${called - hits} wrongly so named` : ''})`)
      continue
    }
    const labelled = held.filter(({ label }) => label === name)
    const other = fit.get(name)
    lines.push(`| ${names(name)} | ${items} | ${domainCount(labelled)} | ${withInterval(precision, shareInterval(held.filter(({ answer }) => answer === name), isRight))} | ${withInterval(recall, shareInterval(labelled, isRight))} | ${decimal(f1)} | ${other.items < classItemsMin ? '–' : `${decimal(other.f1)} of ${other.items}`} |`)
  }
  const table = lines.length === 2 ? [`No class has ${classItemsMin} held-out items.`] : lines
  return few.length === 0 ? table : [...table, '', `Unmeasured, with fewer than ${classItemsMin} held-out items: ${few.join('; ')}.`]
}

function confidenceLines({ rows }) {
  const inFit = new Map(calibration(answered(rows.filter(isFit))).bins.map((bin) => [bin.from, bin]))
  const held = answered(rows.filter(isHeld))
  const lines = calibration(held).bins.map(({ from, items, hits }) => {
    const inBin = held.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === Math.round(from * 10))
    const fit = inFit.get(from)
    return `| ${from.toFixed(1)}–${(from + 0.1).toFixed(1)} | ${items} | ${withInterval(hits / items, shareInterval(inBin, isRight))} | ${fit === undefined ? '–' : `${decimal(fit.hits / fit.items)} of ${fit.items}`} |`
  })
  return ['| confidence | items, held out | right | right, fit |', '| --- | --- | --- | --- |', ...lines]
}

/** The same rows with different anchors: what an anchor does to answers about pages that were not read. `tables`: a name and rows each, without an anchor first. */
export function anchoredLines(title, tables, bound) {
  const [bare] = tables
  const without = new Map(bare.rows.map((row) => [row.row.id, row.answer]))
  const held = bare.rows.filter(isHeld)
  const summary = []
  const lines = [
    `## ${title}`, '', 'The rows of the set before, all with the same kind of anchor text, as lists of links bring them; a profile without names or treatments was given invented ones. Real lists are a mix of these, so that a line shows how far one anchor pushes the answers and not what to expect of an import. Held out.', '',
    '| anchor | items | domains | accuracy | macro-F1 of the four founding types and unknown | calibration error, 0.70 read as "at least" | answered otherwise than without an anchor |', '| --- | --- | --- | --- | --- | --- | --- |',
  ]
  for (const { name, rows } of tables) {
    const some = rows.filter(isHeld)
    const { items, domains, accuracy: right, foundingMacroF1, calibrationError, unmeasuredClasses, intervals } = figuresOf({ isTypes: true, bound }, some)
    const few = unmeasuredClasses.length === 0 ? '' : `, unmeasured: ${unmeasuredClasses.map((one) => `${one.name} (${one.items})`).join(', ')}`
    const figures = [withInterval(right, intervals.accuracy), `${withInterval(foundingMacroF1, intervals.foundingMacroF1)}${few}`, withInterval(calibrationError, intervals.calibrationError)]
    lines.push(`| ${name} | ${items} | ${domains} | ${figures.join(' | ')} | ${rows === bare.rows ? '–' : shareOf(some, ({ row, answer }) => answer !== without.get(row.id))} |`)
    if (rows !== bare.rows) summary.push(`${name}: accuracy ${figures[0]}, macro-F1 ${figures[1]}, calibration error ${figures[2]}`)
  }
  return { text: [...lines, ''].join('\n'), summary: [`- **${title}**, held out, the ${held.length} items of the line before with an anchor on each. ${summary.join('; ')}.`] }
}

function mixUp(rows, label, answer) {
  const of = rows.filter((row) => row.label === label)
  const isMixed = (row) => row.answer === answer
  const hits = of.filter(isMixed).length
  return of.length < classItemsMin ? '' : `${label} → ${answer} ${hits} of ${of.length}, ${shareOf(of, isMixed)}`
}

function riskLines(rows) {
  // Some rows were drawn from public lists that our own lists were drawn from too: what a list says of them proves nothing of the rules.
  const lines = ['| hosts | items | domains | risk over 30 | over 30 without any list | over 60 | over 80 | called link farm or hacked |', '| --- | --- | --- | --- | --- | --- | --- | --- |']
  const summary = []
  for (const half of ['held out', 'fit']) for (const label of ['good', 'noise', 'manipulative']) {
    const of = rows.filter((row) => row.half === half && row.label === label)
    const over = (bound) => shareOf(of, ({ risk }) => risk > bound)
    const byName = shareOf(of, ({ risk, byName, byList }) => risk > 30 && (byName || !byList))
    lines.push(`| ${label}, ${half} | ${of.length} | ${domainCount(of)} | ${over(30)} | ${byName} | ${over(60)} | ${over(80)} | ${shareOf(of, ({ type }) => type === 'LT-19' || type === 'LT-20')} |`)
    if (half === 'held out') summary.push(`- **Risk, address alone**, held out, ${label} hosts: over 30 ${over(30)}${label === 'manipulative' ? `, by their names without any list ${byName}` : ''}, over 80 ${over(80)}.`)
  }
  return { lines, summary }
}

/** How well labellings agree, where rows have more than one: the same person's later, and another person's. */
function agreement(rows) {
  const words = [['second', 'a second time by the same person without sight of the first label'], ['third', 'by another person without sight of it']].flatMap(([key, how]) => {
    const pairs = rows.filter((row) => row[key] !== undefined).map((row) => [row.first ?? row.label, row[key]])
    return pairs.length === 0 ? [] : [`${pairs.length} of both halves were labelled ${how}: ${Math.round((100 * pairs.filter(([a, b]) => a === b).length) / pairs.length)} % the same, Cohen’s κ ${decimal(kappa(pairs))}`]
  })
  return words.length === 0 ? 'Labelled once.' : `${words.join('; ')}.`
}

export function shareOf(rows, isHit) {
  return rows.length === 0 ? '–' : withInterval(rows.filter(isHit).length / rows.length, shareInterval(rows, isHit))
}
function decimal(value) {
  return value === null || value === undefined ? '–' : value.toFixed(3)
}
export function withInterval(value, range) {
  if (value === null || value === undefined) return '–'
  return range === undefined ? decimal(value) : `${decimal(value)} [${range[0].toFixed(2)}–${range[1].toFixed(2)}]`
}
