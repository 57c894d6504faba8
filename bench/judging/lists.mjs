/**
 * Whole lists put through the program: no body of the lists of governments, universities and hospitals may be called
 * spam, whatever its address looks like, and a good part of those on the lists of drug sellers and scams should be, from
 * the address alone or from a page. `accuracy.mjs` prints the section; by itself:
 *
 *     node bench/judging/lists.mjs [--half fit] [--misses] [--pages]
 *
 * `--misses` lists hosts of the half "fit" that were not seen; `--pages` invented pages that were judged wrongly, and honest
 * ones of any half. Bodies that were called spam are listed always. The lists are no part of the project (bench/real-data.mjs). Our own lists
 * were drawn from some of them too, so each share is printed without what a list says as well.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { realDataDir } from '../real-data.mjs'
import { goldDir, halfOf } from './gold.mjs'
import { judgePages, judgeRows } from './judge-gold.mjs'
import { shareOf } from './print-set.mjs'

const [{ domainOfHost }, { loadLists }] = await Promise.all(['model/domain.js', 'files/shipped-lists.js'].map((path) => import(new URL(`../../dist/${path}`, import.meta.url).href)))

/** What odd but harmless rows are made of. */
const anchors = ['Oak Clinic', 'website', 'click here', 'https://clinic.example/', '»', 'Drug take-back day', 'Casino night for the new ward', 'methadone programme', 'slot allocation', 'Weiterlesen', 'aquí', 'подробнее', 'こちら', '', 'viagra and the heart', 'replica of the old chapel']
const paths = ['/', '/~pharmacy/links.html', '/node/4711', '/?p=77', '/cgi-bin/db.pl?id=3', '/archive/2003/casino-night.html', '/press/drug-take-back-day', '/viewtopic.php?t=9', '/index.php?option=com_content&id=9', '/links.htm', '/a/b/c/d/e.asp', '/x7k2m9qa.html', '/de/partner', '/guest-lecture-opioids', '/sponsors']
const parts = ['www', 'old', 'web2', 'm', 'lib', 'pharm', 'mail', 'intranet2', 'x7k2m9qa4b', 'events.dept', 'shop', '', '', '']
const pageHostsMax = 400

function hashOf(text) {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}
function pick(list, text) {
  return list[hashOf(text) % list.length]
}
const firstField = (line) => /^"?([^",]*)/u.exec(line)[1].trim().toLowerCase()
const isHost = (name) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u.test(name) && domainOfHost(name) !== undefined

/** Hosts of a list of the data folder, each once. */
function hostsOf(dataDir, file, read) {
  const bytes = readFileSync(`${dataDir}/seeds/${file}`)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return [...new Set(read(text))].filter(isHost)
}
const lines = (text) => text.split(/\r?\n/u).map(firstField).filter((line) => line !== '' && !line.startsWith('#'))
const addresses = (text) => [...text.matchAll(/https?:\/\/([a-z0-9.-]+)/giu)].map((match) => match[1].toLowerCase().replace(/\.$/u, ''))

function bodiesOf(dataDir, lists) {
  return [
    ['.gov domains', [...new Set(['gov/current-full.csv.gz', 'gov/current-federal.csv'].flatMap((file) => hostsOf(dataDir, file, lines)))]],
    ['other federal hosts', hostsOf(dataDir, 'gov/other-websites.csv.gz', lines)],
    ['universities', hostsOf(dataDir, 'universities.json.gz', (text) => JSON.parse(text).flatMap(({ domains }) => domains.map((domain) => domain.toLowerCase())))],
    ['hospitals', hostsOf(dataDir, 'us-hospitals.csv.gz', addresses)],
    ['societies and other bodies on our lists', [...lists.seeds].filter(([, { tier }]) => tier <= 3).map(([domain]) => domain)],
  ]
}

/** Its plain address, and an odd one, mostly of a part of the host. */
function rowsOfBody(host) {
  const row = (at, page, anchorText) => ({ id: `${host} ${at}`, host, page, anchorText, target: 'https://clinic.example/' })
  const part = pick(parts, `part ${host}`)
  return [row(1, `https://${host}/`), row(2, `http://${part === '' ? '' : `${part}.`}${host}${pick(paths, `path ${host}`)}`, pick(anchors, `anchor ${host}`))]
}

const isFarm = (detail) => detail.type.type === 'LT-19' || detail.type.type === 'LT-20'
/** Types of links that are kept whatever else is known (DIS-01); nobody on a list of spammers should be given one for a name. */
const kept = new Set(['LT-01', 'LT-04', 'LT-05', 'LT-21', 'LT-22', 'LT-23'])
const isKept = (detail) => kept.has(detail.type.type)
const isSpam = (detail) => detail.risk.risk > 30 || isFarm(detail)
/** Over 30 for what the name or the page says: a finding whose rows are all of lists counts for nothing. */
function isSpamByWords({ risk, findings }) {
  if (risk.risk <= 30) return false
  const rows = findings.filter(({ verdict, rule }) => verdict === 'flag' && rule !== 'RISK-07').flatMap(({ evidence }) => evidence)
  return rows.some(({ place, offers }) => place !== 'host list' && !/\(list link-sellers: /u.test(offers ?? ''))
}

async function judgeBodies(dataDir) {
  const tables = []
  const seen = new Set()
  for (const [name, all] of bodiesOf(dataDir, await loadLists())) {
    const hosts = all.filter((host) => !seen.has(host))
    for (const host of hosts) seen.add(host)
    const { answers } = await judgeRows(hosts.flatMap(rowsOfBody))
    tables.push({ name, hosts: hosts.length, rows: answers.length, wrong: answers.filter(({ detail }) => isSpam(detail)) })
  }
  return tables
}

/** A saved page of the invented ones on a host, with its link. */
function htmlOf({ title, language, paragraphs }, target) {
  const text = paragraphs.map((paragraph) => `<p>${paragraph.replace('{{link}}', `<a href="${target}">Oak Clinic</a>`)}</p>`).join('\n')
  return Buffer.from(`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head><body><header><a href="/">Start</a></header><main><h1>${title}</h1>\n${text}</main><footer>2026</footer></body></html>`)
}

async function judgeInvented(hosts, pages, kind) {
  const some = pages.filter((page) => page.kind === kind)
  const rows = hosts.map((host) => {
    const page = pick(some.filter((one) => halfOf(one.id) === halfOf(domainOfHost(host))), `page ${host}`)
    return { id: `${page.id} ${host}`, host, of: page, page: `https://${host}/${page.id}.html`, target: 'https://clinic.example/' }
  })
  return (await judgePages(rows, async (row) => htmlOf(row.of, row.target), () => undefined)).answers
}

async function judgeLists(dataDir, pages) {
  const tables = []
  for (const [name, file, kind] of [['drug sellers', 'blocklist-drugs.txt.gz', 'pills'], ['scams', 'blocklist-scam.txt.gz', 'scam'], ['referrer spam', 'referrer-spam.txt', null]]) {
    const hosts = hostsOf(dataDir, file, lines)
    const { answers } = await judgeRows(hosts.map((host) => ({ id: host, host, page: `https://${host}/`, target: 'https://clinic.example/', half: halfOf(domainOfHost(host)) })))
    const branded = await judgeRows(hosts.map((host) => ({ id: host, host, page: `https://${host}/page`, anchorText: 'Oak Street Dental', target: 'https://branded.example/', profile: { names: ['Oak Street Dental'] }, half: halfOf(domainOfHost(host)) })))
    const drawn = hosts.toSorted((a, b) => hashOf(`drawn ${a}`) - hashOf(`drawn ${b}`)).slice(0, pageHostsMax)
    tables.push({ name, answers, branded: branded.answers, onPages: kind === null ? [] : await judgeInvented(drawn, pages, kind) })
  }
  return tables
}

/** The pages on hosts of which nothing is known, each once, so that only the page speaks. */
async function judgePagesAlone(pages) {
  const rows = pages.map((page, at) => ({ id: page.id, of: page, page: `https://site-${at + 1}.example/${page.id}.html`, target: 'https://clinic.example/' }))
  const { answers } = await judgePages(rows, async (row) => htmlOf(row.of, row.target), () => undefined)
  return answers.map((answer) => ({ ...answer, half: halfOf(answer.row.of.id) }))
}

/** Share of answers that pass a test, with its interval over domains. */
const share = (answers, test) => shareOf(answers, ({ detail }) => test(detail))

/** The section of docs/accuracy.md and its lines of the summary; null without the data. */
export async function listSection(dataDir = realDataDir) {
  if (dataDir === null) return null
  const pages = JSON.parse(readFileSync(`${goldDir}spam-pages.json`, 'utf8')).pages
  const bodies = await judgeBodies(dataDir)
  const lists = await judgeLists(dataDir, pages)
  const alone = await judgePagesAlone(pages)
  const wrong = bodies.reduce((sum, table) => sum + table.wrong.length, 0)
  const all = bodies.reduce((sum, table) => sum + table.rows, 0)
  const held = ({ half }) => half === 'held out'
  const words = ['## Whole lists of bodies and of spammers', '', 'Each body stands in the first list that names it and has two rows: its address, and an odd but harmless address and anchor, mostly of a part of the host. "Called spam" is a risk over 30 or a link of a farm or a hacked page.', '', '| bodies | hosts | rows | called spam |', '| --- | --- | --- | --- |']
  for (const { name, hosts, rows, wrong: called } of bodies) words.push(`| ${name} | ${hosts} | ${rows} | ${called.length} |`)
  words.push('', 'Those on public lists of spammers, with a risk over 30 from the address alone; "by name" leaves out what our own lists say, since these were drawn from some of the same sources. Words were fitted on the half "fit". "With a page" puts an invented page of a shop or fraud on the host (400 hosts of each list). The lists hold false entries, and many names that say nothing. "Taken for worth keeping" are those whose link, with the brand as its words, was called editorial, local, of a partner, authority, wiki or citation (LT-01, 04, 05, 21, 22, 23) from the address alone.', '', '| list, half | hosts | address alone | by name | hosts with a page | with a page, without any list | taken for worth keeping |', '| --- | --- | --- | --- | --- | --- | --- |')
  for (const { name, answers, branded, onPages } of lists) for (const half of ['fit', 'held out']) {
    const some = answers.filter((row) => row.half === half)
    const paged = onPages.filter((row) => row.half === half)
    words.push(`| ${name}, ${half} | ${some.length} | ${share(some, ({ risk }) => risk.risk > 30)} | ${share(some, isSpamByWords)} | ${paged.length} | ${share(paged, isSpamByWords)} | ${share(branded.filter((row) => row.half === half), isKept)} |`)
  }
  words.push('', 'The invented pages on hosts of which nothing is known, so that only the page speaks. Their writer knows the rules, so the figures say that the rules work, not how often the world is so plain.', '', '| pages, half | pages | risk over 30 |', '| --- | --- | --- |')
  for (const [kind, name] of [['pills', 'shops without prescription'], ['scam', 'other fraud'], ['honest', 'honest houses that speak of the same']]) for (const half of ['fit', 'held out']) {
    const some = alone.filter((row) => row.half === half && row.row.of.kind === kind)
    words.push(`| ${name}, ${half} | ${some.length} | ${share(some, ({ risk }) => risk.risk > 30)} |`)
  }
  const ofList = (name, test, which = 'answers') => share(lists.find((table) => table.name === name)[which].filter(held), test)
  return {
    text: [...words, ''].join('\n'),
    summary: [
      `- **Whole lists of bodies** (.gov, universities, hospitals, societies), ${all} rows: called spam ${wrong}.`,
      `- **Listed drug sellers**, address alone, held out: over 30 ${ofList('drug sellers', ({ risk }) => risk.risk > 30)}, by their names without any list ${ofList('drug sellers', isSpamByWords)}; **listed scams** ${ofList('scams', ({ risk }) => risk.risk > 30)}, by their names ${ofList('scams', isSpamByWords)}. Taken for a link worth keeping: drug sellers ${ofList('drug sellers', isKept, 'branded')}, scams ${ofList('scams', isKept, 'branded')}.`,
    ],
    misses: { bodies: bodies.flatMap((table) => table.wrong), lists, alone },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values: options } = parseArgs({ options: { half: { type: 'string' }, misses: { type: 'boolean' }, pages: { type: 'boolean' } } })
  const section = await listSection()
  if (section === null) console.error('The lists are no part of the project and are not here; see bench/real-data.mjs.')
  else {
    const { bodies, lists, alone } = section.misses
    const half = options.half ?? 'fit'
    const told = ({ row, detail }) => `${row.id}\t${detail.type.type} risk ${detail.risk.risk}\t${detail.findings.filter(({ verdict }) => verdict === 'flag').map(({ rule, evidence }) => `${rule} ${JSON.stringify(evidence[0])}`).join(' | ')}`
    for (const answer of bodies) console.log(`called spam\t${told(answer)}`)
    if (options.misses) for (const { name, answers } of lists) for (const answer of answers) if (answer.half === half && !isSpamByWords(answer.detail)) console.log(`${name}\t${told(answer)}`)
    if (options.pages) for (const answer of alone) if ((answer.half === half || answer.row.of.kind === 'honest') && (answer.row.of.kind === 'honest') === isSpam(answer.detail)) console.log(`page\t${told(answer)}`)
    console.log(section.text)
  }
}
