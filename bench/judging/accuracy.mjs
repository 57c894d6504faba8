/**
 * `npm run bench:judging`: how often are the judgements right? Puts the gold sets of `bench/judging/gold` through the
 * program and prints precision, recall and F1 by class with intervals, calibration and confusions; writes docs/accuracy.md.
 *
 *     node bench/judging/accuracy.mjs [--only pages,random-pages,invented,second-web,third-web,fourth-web,urls,anchors,tiers,risk-hosts,lists] [--half fit] [--errors] [--json]
 *
 * Pages and archives of real sites are no part of the project (bench/real-data.mjs); without them those sets are left out and
 * the file is not written. `--errors` lists wrong answers, of the half "fit" alone unless another is asked for.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { realDataDir } from '../real-data.mjs'
import { aimsSection } from './aims.mjs'
import { inventedWebs } from './gold.mjs'
import { judgeGold } from './judge-gold.mjs'
import { listSection } from './lists.mjs'
import { accuracy, calibration, calibrationErrorOfBounded, classItemsMin, confusions, interval, kappa, macroF1, perClass } from './measures.mjs'

const { values: options } = parseArgs({ options: { only: { type: 'string' }, half: { type: 'string' }, errors: { type: 'boolean' }, json: { type: 'boolean' } } })
const { linkTypes, tiers } = await import(new URL('../../dist/model/link-types.js', import.meta.url).href)

const founding = ['LT-01', 'LT-02', 'LT-03', 'LT-04', 'LT-99']
const anchorKinds = ['AK-EMPTY', 'AK-IMG', 'AK-URL', 'AK-PHONE', 'AK-BRAND', 'AK-COMPOUND', 'AK-EXACT', 'AK-PARTIAL', 'AK-TITLE', 'AK-GENERIC', 'AK-TOPIC', 'AK-OTHER', 'AK-SPAM']
const typeNames = Object.keys(linkTypes)
/** Types that are easily taken for each other: the pairs that link-types.md, section 6, wants reported whatever comes out. */
const closeTypes = [['LT-01', 'LT-02'], ['LT-01', 'LT-18'], ['LT-03', 'LT-05'], ['LT-03', 'LT-04'], ['LT-08', 'LT-16'], ['LT-14', 'LT-15']]
const areaNames = ['main', 'header', 'nav', 'aside', 'footer', 'comment']

/** What people said of a row; kept as text, since tiers are numbers. */
const said = (row, [label, second, third, first] = ['label', 'second', 'third', 'first']) => ({ row, label: text(row[label]), second: text(row[second]), third: text(row[third]), first: text(row[first]) })
const typeRow = ({ row, half, detail }) => ({ ...said(row), half, answer: detail.type.type, confidence: detail.type.confidence })
/** What is measured of each set: rows of label and answer, the classes, and for types the figure the aim is set for. */
const measuresOf = {
  pages: (answers) => [types('Link types, fetched pages', answers), areas('Areas, fetched pages', answers)],
  'random-pages': (answers) => [types('Link types, links at random', answers), areas('Areas, links at random', answers)],
  ...Object.fromEntries(inventedWebs.map(({ folder, name }) => [folder, (answers) => ofWeb(name, answers)])),
  urls: (answers) => [{ ...types('Link types, address alone', answers), bound: 0.7 }],
  anchors: (answers) => [{ title: 'Anchor kinds', classes: anchorKinds, rows: answers.map(({ row, half, detail }) => ({ ...said(row), half, answer: detail.anchor.kind })) }],
  tiers: (answers) => [{ title: 'Identity tiers', classes: Object.keys(tiers), rows: answers.map(({ row, half, detail }) => ({ ...said(row), half, answer: String(detail.tier.tier) })), topTiers: true }],
  'risk-hosts': (answers) => [{ title: 'Risk, address alone', classes: ['good', 'noise', 'manipulative'], rows: answers.map(({ row, half, detail }) => ({ ...said(row), half, answer: row.label, risk: detail.risk.risk, type: detail.type.type, ...namedBy(detail.findings) })), risks: true }],
}

function types(title, answers) {
  return { title, classes: typeNames, names: (id) => `${id} ${linkTypes[id].name}`, rows: answers.map(typeRow), isTypes: true }
}
function ofWeb(web, answers) {
  const anchors = answers.filter(({ row }) => row.anchorKind).map(({ row, half, detail }) => ({ row, half, label: row.anchorKind, answer: detail.anchor.kind }))
  return [types(`Link types, ${web}`, answers), areas(`Areas, ${web}`, answers), { title: `Anchor kinds, ${web}`, classes: anchorKinds, rows: anchors }]
}
function areas(title, answers) {
  return { title, classes: areaNames, rows: answers.filter(({ row }) => row.area).map(({ row, half, area }) => ({ ...said(row, ['area', 'areaSecond', 'areaThird', 'areaFirst']), half, answer: area ?? 'none' })) }
}

const sets = (options.only?.split(',') ?? Object.keys(measuresOf)).filter((name) => name in measuresOf)
const sections = []
const summary = []
const results = {}
let isWhole = options.only === undefined
const webs = ['pages', 'random-pages', ...inventedWebs.map(({ folder }) => folder)]
/** Real and invented pages together: the real ones hold few directories and local sites, the invented ones every type. */
const fetched = []
for (const name of sets) {
  if ((name === 'pages' || name === 'random-pages') && realDataDir === null) {
    console.error(`${name}: the pages are no part of the project and are not here; left out.`)
    isWhole = false
    continue
  }
  const { answers, missing } = await judgeGold[name](realDataDir)
  for (const { id, page } of missing) console.error(`${name}: row ${id} was left out: its link was not found on ${page}`)
  if (webs.includes(name)) fetched.push(answers)
  for (const measured of measuresOf[name](answers)) take(measured, missing.length)
}
if (fetched.length === webs.length && !options.errors) {
  take(types('Link types, fetched pages, real and invented together', fetched.flat()), 0)
  take(areas('Areas, real and invented together', fetched.flat()), 0)
}
const lists = options.errors || options.json || (options.only !== undefined && !options.only.split(',').includes('lists')) ? null : await listSection(realDataDir)
if (lists !== null) {
  summary.push(...lists.summary)
  sections.push(lists.text)
}
if (options.json) console.log(JSON.stringify(results, null, 1))
else if (!options.errors) {
  const text = `${intro()}\n${summary.join('\n')}\n\n${aimsSection(results, founding.map((id) => ({ id, name: linkTypes[id].name })))}\n${sections.join('\n')}`
  console.log(text)
  if (isWhole) writeFileSync(fileURLToPath(new URL('../../docs/accuracy.md', import.meta.url)), text)
}

function take(measured, missingCount) {
  if (measured.rows.length === 0) return
  if (options.errors) listErrors(measured)
  else sections.push(print(measured, missingCount))
  results[measured.title] = resultOf(measured)
}

function resultOf({ rows, classes, isTypes, topTiers, bound }) {
  return Object.fromEntries(['fit', 'held out'].map((half) => {
    const some = rows.filter((row) => row.half === half)
    return [half, { items: some.length, accuracy: accuracy(some), ...(isTypes ? { foundingMacroF1: macroF1(perClass(some, founding)), classes: perClass(some, founding), calibrationError: bound === undefined ? calibration(answered(some)).error : calibrationErrorOfBounded(answered(some), bound) } : { macroF1: macroF1(perClass(some, classes)) }), ...(topTiers ? { topTierPrecision: topTierPrecision(some).share } : {}) }]
  }))
}

/** Calibration is of given answers; "unknown" gives none. */
function answered(rows) {
  return rows.filter((row) => row.answer !== 'LT-99')
}

function topTierPrecision(rows) {
  const named = rows.filter((row) => row.answer === '1' || row.answer === '2')
  const hits = named.filter((row) => row.label === '1' || row.label === '2').length
  return { hits, total: named.length, share: named.length === 0 ? null : hits / named.length }
}

function print({ title, rows, classes, names = (name) => name, isTypes, topTiers, risks, bound }, missingCount) {
  const held = rows.filter((row) => row.half === 'held out')
  const lines = [`## ${title}`, '', `${rows.length} items, ${held.length} of them held out${missingCount === 0 ? '' : `; ${missingCount} rows left out because the link was not found`}. ${agreement(rows)}`, '']
  if (risks) return [...lines, ...riskLines(rows), ''].join('\n')
  const figures = (some) => [
    ...(isTypes ? [`macro-F1 of the four founding types and unknown ${decimal(macroF1(perClass(some, founding)))}`] : [`macro-F1 ${decimal(macroF1(perClass(some, classes)))}`]),
    `accuracy ${share(some.filter((row) => row.label === row.answer).length, some.length)}`,
    ...(isTypes && some.some(({ row }) => row.also) ? [`counting the second answer that a labeller accepts too: ${decimal(some.filter((row) => row.label === row.answer || row.row.also === row.answer).length / some.length)}`] : []),
    ...(isTypes ? [`expected calibration error ${decimal(calibration(answered(some)).error)}, Brier score ${decimal(calibration(answered(some)).brier)}`] : []),
    ...(bound === undefined ? [] : [`nearly all of that error is the bound of ${bound.toFixed(2)} that LT-00 sets for pages that were not read, since such answers are right more often than that; read as "at least ${bound.toFixed(2)}" the error is ${decimal(calibrationErrorOfBounded(answered(some), bound))}`]),
    ...(topTiers ? [topTierWords(some)] : []),
  ].join('; ')
  summary.push(`- **${title}**, held out: ${figures(held)}.`)
  lines.push(`Held out: ${figures(held)}.  `, `All: ${figures(rows)}.`, '', '| class | items | precision | recall | F1 |', '| --- | --- | --- | --- | --- |')
  const small = []
  for (const row of perClass(rows, classes)) {
    if (row.items === 0 && row.answered === 0) continue
    if (row.items < classItemsMin) small.push(`${names(row.name)} (${row.items} items, ${row.hits} right${row.answered > row.hits ? `, ${row.answered - row.hits} wrongly so named` : ''})`)
    else lines.push(`| ${names(row.name)} | ${row.items} | ${withInterval(row.precision, row.precisionInterval)} | ${withInterval(row.recall, row.recallInterval)} | ${decimal(row.f1)} |`)
  }
  if (small.length > 0) lines.push('', `Unmeasured, with fewer than ${classItemsMin} items: ${small.join('; ')}.`)
  const wrong = confusions(rows)
  if (wrong.length > 0) lines.push('', `Confusions (label → answer): ${wrong.slice(0, 25).map(({ label, answer, count }) => `${label} → ${answer} ${count}`).join(', ')}${wrong.length > 25 ? ` and ${wrong.slice(25).reduce((sum, { count }) => sum + count, 0)} more` : ''}.`)
  if (isTypes) lines.push('', `Taken for each other (label → answer, of the items with that label): ${closeTypes.flatMap(([a, b]) => [mixUp(rows, a, b), mixUp(rows, b, a)]).filter(Boolean).join('; ')}.`)
  if (isTypes) lines.push('', '| confidence | items | right |', '| --- | --- | --- |', ...calibration(answered(rows)).bins.map(({ from: start, items, hits }) => `| ${start.toFixed(1)}–${(start + 0.1).toFixed(1)} | ${items} | ${share(hits, items)} |`))
  return [...lines, ''].join('\n')
}

function mixUp(rows, label, answer) {
  const of = rows.filter((row) => row.label === label)
  const hits = of.filter((row) => row.answer === answer).length
  return of.length === 0 ? '' : `${label} → ${answer} ${hits} of ${of.length}, ${share(hits, of.length)}`
}

function riskLines(rows) {
  // Some rows were drawn from public lists that our own lists were drawn from too: what a list says of them proves nothing of the rules.
  const lines = ['| hosts | items | risk over 30 | over 30 without any list | over 60 | over 80 | called link farm or hacked |', '| --- | --- | --- | --- | --- | --- | --- |']
  for (const half of ['held out', 'all']) {
    const some = half === 'all' ? rows : rows.filter((row) => row.half === half)
    for (const label of ['good', 'noise', 'manipulative']) {
      const of = some.filter((row) => row.label === label)
      const over = (bound) => share(of.filter((row) => row.risk > bound).length, of.length)
      const byName = share(of.filter((row) => row.risk > 30 && (row.byName || !row.byList)).length, of.length)
      lines.push(`| ${label}, ${half} | ${of.length} | ${over(30)} | ${byName} | ${over(60)} | ${over(80)} | ${share(of.filter((row) => row.type === 'LT-19' || row.type === 'LT-20').length, of.length)} |`)
      if (half === 'held out') summary.push(`- **Risk, address alone**, held out, ${label} hosts: over 30 ${over(30)}${label === 'manipulative' ? `, by their names without any list ${byName}` : ''}, over 80 ${over(80)}.`)
    }
  }
  return lines
}

/** Whether a finding rests on the words of the host's name, and whether one rests on a list that names the host. */
function namedBy(findings) {
  const rows = findings.filter(({ verdict }) => verdict === 'flag').flatMap(({ evidence }) => evidence)
  return { byName: rows.some(({ place }) => place === 'host name'), byList: rows.some(({ place, offers }) => place === 'host list' || /\(list link-sellers: /u.test(offers ?? '')) }
}

function topTierWords(rows) {
  const { hits, total } = topTierPrecision(rows)
  return `precision of tiers 1 and 2 together ${share(hits, total)}`
}

/** How well labellings agree, where rows have more than one: the same person's later, and another person's. */
function agreement(rows) {
  const words = [['second', 'a second time by the same person without sight of the first label'], ['third', 'by another person without sight of it']].flatMap(([key, how]) => {
    const pairs = rows.filter((row) => row[key] !== undefined).map((row) => [row.first ?? row.label, row[key]])
    return pairs.length === 0 ? [] : [`${pairs.length} were labelled ${how}: ${Math.round((100 * pairs.filter(([a, b]) => a === b).length) / pairs.length)} % the same, Cohen’s κ ${decimal(kappa(pairs))}`]
  })
  return words.length === 0 ? 'Labelled once.' : `${words.join('; ')}.`
}

function listErrors({ title, rows, risks }) {
  const half = options.half ?? 'fit'
  console.log(`\n## ${title}, half "${half}"\n`)
  const isWrong = risks ? (row) => (row.label === 'good' && row.risk > 30) || (row.label === 'noise' && row.risk > 60) || (row.label === 'manipulative' && row.risk <= 30) : (row) => row.label !== row.answer
  for (const { row, label, answer, confidence, risk } of rows.filter((one) => one.half === half && isWrong(one))) {
    const what = row.anchor === undefined ? [row.page ?? row.host, row.target].filter(Boolean).join(' → ') : `${JSON.stringify(row.anchor)} ${row.alt ? `alt ${JSON.stringify(row.alt)} ` : ''}→ ${row.target}`
    console.log(`${row.id}\t${label} → ${risk === undefined ? answer : `risk ${risk}`}${confidence === undefined ? '' : ` ${confidence.toFixed(2)}`}\t${what}\t${row.fact ?? ''}`)
  }
}

function intro() {
  return `# How often the judgements are right

Printed by \`npm run bench:judging\`; do not edit. People labelled links by docs/labelling.md; the labels and addresses are in \`bench/judging/gold\`, the invented web whole. The pages of real sites are not: they belong to their publishers.
Rules, lists and weights were fitted on one half of the rows, told apart by a hash of the domain; figures "held out" are of the other half. Brackets give the 95 % interval. A class with fewer than ${classItemsMin} items is listed as unmeasured.
The people who wrote the rules and those who labelled had read the same reference; a labelling by others would agree less. The second, third and fourth invented webs were each written and labelled by somebody who had read that reference and the guide, but neither rules nor answers.
`
}

function text(value) {
  return value === undefined || value === null ? undefined : String(value)
}

function decimal(value) {
  return value === null ? '–' : value.toFixed(3)
}
function share(hits, total) {
  if (total === 0) return '–'
  return withInterval(hits / total, interval(hits, total))
}
function withInterval(value, [low, high]) {
  return value === null ? '–' : `${value.toFixed(3)} [${low.toFixed(2)}–${high.toFixed(2)}]`
}
