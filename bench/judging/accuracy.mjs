/**
 * `npm run bench:judging`: how often are the judgements right? Puts the gold sets of `bench/judging/gold` through the
 * program and prints precision, recall and F1 by class with intervals, calibration and confusions; writes docs/accuracy.md.
 *
 *     node bench/judging/accuracy.mjs [--only pages,random-pages,invented,second-web,third-web,fourth-web,urls,usual-anchors,anchors,tiers,risk-hosts,lists] [--half fit] [--errors] [--json]
 *
 * Pages and archives of real sites are no part of the project (bench/real-data.mjs); without them those sets are left out and
 * the file is not written. `--errors` lists wrong answers, of the half "fit" alone unless another is asked for.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { realDataDir } from '../real-data.mjs'
import { aimsSection } from './aims.mjs'
import { drawCount } from './draws.mjs'
import { inventedWebs } from './gold.mjs'
import { judgeGold, judgeUrls, usualAnchors } from './judge-gold.mjs'
import { listSection } from './lists.mjs'
import { classItemsMin } from './measures.mjs'
import { anchoredLines, founding, printSet, resultOf } from './print-set.mjs'

const { values: options } = parseArgs({ options: { only: { type: 'string' }, half: { type: 'string' }, errors: { type: 'boolean' }, json: { type: 'boolean' } } })
const { linkTypes, tiers } = await import(new URL('../../dist/model/link-types.js', import.meta.url).href)

const anchorKinds = ['AK-EMPTY', 'AK-IMG', 'AK-URL', 'AK-PHONE', 'AK-BRAND', 'AK-COMPOUND', 'AK-EXACT', 'AK-PARTIAL', 'AK-TITLE', 'AK-GENERIC', 'AK-TOPIC', 'AK-OTHER', 'AK-SPAM']
const typeNames = Object.keys(linkTypes)
const areaNames = ['main', 'header', 'nav', 'aside', 'footer', 'comment']
const withoutAnchors = 'No row of this set has an anchor text, and no export is like that: what the same rows are with one stands in the section after this.'
const notListed = `The hosts above that stand on none of the lists of hosts which ship (known bodies, kinds of hosts, schools of medicine). Most others are answered from a list, and the same people made lists and labels; here the name of the host is all there is.`

/** What people said of a row; kept as text, since tiers are numbers. */
const said = ({ row, half, domain }, [label, second, third, first] = ['label', 'second', 'third', 'first']) => ({ row, half, domain, label: text(row[label]), second: text(row[second]), third: text(row[third]), first: text(row[first]) })
const typeRow = (answer) => ({ ...said(answer), answer: answer.detail.type.type, confidence: answer.detail.type.confidence })
/** Links drawn at random were drawn by page: so are the pages, when an interval is made. */
const byPage = (answers) => answers.map((answer) => ({ ...answer, domain: answer.row.page }))
/** What is measured of each set: rows of label and answer, the classes, and for types the figure the aim is set for. */
const measuresOf = {
  pages: (answers) => [types('Link types, fetched pages', answers), areas('Areas, fetched pages', answers)],
  'random-pages': (answers) => [types('Link types, links at random', byPage(answers)), areas('Areas, links at random', byPage(answers))].map((measured) => ({ ...measured, unit: 'pages' })),
  ...Object.fromEntries(inventedWebs.map(({ folder, name }) => [folder, (answers) => ofWeb(name, answers)])),
  urls: (answers) => [{ ...types('Link types, address alone', answers), bound: 0.7, about: withoutAnchors }],
  anchors: (answers) => [{ title: 'Anchor kinds', classes: anchorKinds, rows: answers.map((answer) => ({ ...said(answer), answer: answer.detail.anchor.kind })) }],
  tiers: (answers) => [tierSet('Identity tiers', answers), { ...tierSet('Identity tiers, hosts on no list', answers.filter(({ isListed }) => !isListed)), about: notListed, isPart: true }],
  'risk-hosts': (answers) => [{ title: 'Risk, address alone', classes: ['good', 'noise', 'manipulative'], rows: answers.map((answer) => ({ ...said(answer), answer: answer.row.label, risk: answer.detail.risk.risk, type: answer.detail.type.type, ...namedBy(answer.detail.findings) })), risks: true }],
}

function types(title, answers) {
  return { title, classes: typeNames, names: (id) => `${id} ${linkTypes[id].name}`, rows: answers.map(typeRow), isTypes: true }
}
function ofWeb(web, answers) {
  const anchors = answers.filter(({ row }) => row.anchorKind).map((answer) => ({ ...said(answer, ['anchorKind']), answer: answer.detail.anchor.kind }))
  return [types(`Link types, ${web}`, answers), areas(`Areas, ${web}`, answers), { title: `Anchor kinds, ${web}`, classes: anchorKinds, rows: anchors }]
}
function areas(title, answers) {
  return { title, classes: areaNames, rows: answers.filter(({ row }) => row.area).map((answer) => ({ ...said(answer, ['area', 'areaSecond', 'areaThird', 'areaFirst']), answer: answer.area ?? 'none' })) }
}
function tierSet(title, answers) {
  return { title, classes: Object.keys(tiers), rows: answers.map((answer) => ({ ...said(answer), answer: String(answer.detail.tier.tier) })), topTiers: true }
}

const wanted = options.only?.split(',')
const sets = Object.keys(measuresOf).filter((name) => wanted === undefined || wanted.includes(name))
const sections = []
const summary = []
const results = {}
let isWhole = wanted === undefined
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
  if (name === 'urls' && !options.errors && (wanted === undefined || wanted.includes('usual-anchors'))) await takeAnchored(answers)
}
if (fetched.length === webs.length && !options.errors) {
  take(types('Link types, fetched pages, real and invented together', fetched.flat()), 0)
  take(areas('Areas, real and invented together', fetched.flat()), 0)
}
const lists = options.errors || options.json || (wanted !== undefined && !wanted.includes('lists')) ? null : await listSection(realDataDir)
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
  if (options.errors) {
    if (!measured.isPart) listErrors(measured)
    return
  }
  const result = resultOf(measured)
  const printed = printSet(measured, result, missingCount)
  results[measured.title] = result
  sections.push(printed.text)
  summary.push(...printed.summary)
}

/** The rows of addresses once more with each of the usual anchors on all of them. */
async function takeAnchored(answers) {
  const tables = [{ name: 'none', rows: answers.map(typeRow) }]
  for (const [name, anchorOf] of usualAnchors) tables.push({ name, rows: (await judgeUrls(anchorOf)).answers.map(typeRow) })
  const title = 'Link types, address and one anchor'
  for (const { name, rows } of tables.slice(1)) results[`${title}: ${name}`] = resultOf({ title, classes: typeNames, rows, isTypes: true, bound: 0.7 })
  const printed = anchoredLines(title, tables, 0.7)
  sections.push(printed.text)
  summary.push(...printed.summary)
}

/** Whether a finding rests on the words of the host's name, and whether one rests on a list that names the host. */
function namedBy(findings) {
  const rows = findings.filter(({ verdict }) => verdict === 'flag').flatMap(({ evidence }) => evidence)
  return { byName: rows.some(({ place }) => place === 'host name'), byList: rows.some(({ place, offers }) => place === 'host list' || /\(list link-sellers: /u.test(offers ?? '')) }
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
Rules, lists and weights were fitted on one half of the rows, told apart by a hash of the domain. **All figures are of the other half, "held out"**, but where "fit" is written. A class with fewer than ${classItemsMin} held-out items is listed as unmeasured, and a mean F1 says of how many classes it is.
Brackets give the 95 % interval. Links of one domain are found and missed together, so that it is made by drawing whole domains (pages for links at random) ${drawCount.toLocaleString('en')} times from those there are; of a share it is never narrower than Wilson's for as many rows without groups, and where all or none are right, Wilson's for as many as there are domains. Of fewer than ten domains it is still too narrow: their number stands beside.
The people who wrote the rules and those who labelled had read the same reference; a labelling by others would agree less. The second, third and fourth invented webs were each written and labelled by somebody who had read that reference and the guide, but neither rules nor answers.
`
}

function text(value) {
  return value === undefined || value === null ? undefined : String(value)
}
