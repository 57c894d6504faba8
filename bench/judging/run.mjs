/**
 * How fast are links judged, how does that grow with the profile, and how fast does `links list` answer, through the
 * operations themselves? Invented sites are looked after by a clinic each: one of exports only for every size asked for,
 * one whose links several sources saw (told again, lost, without anchor text, read by ourselves), one whose linking pages were
 * read, and one where every link comes from another domain with other words (the worst case).
 * The first listing judges all links (merging, judging, writing); its time is processor time, which a busy machine changes little.
 * Then what comes after it: the listing after one correction, and after a batch of a thousand further links, which judge
 * only what these reach; and a disavow decision, which reads a digest of each referring domain.
 * Then the judgements by themselves: link types, anchor kinds, risk audits.
 *
 * How judging grows with the profile stands in one table, the last thing that is printed for the sizes; with `--growth` it is
 * all that is measured.
 *
 *     node bench/judging/run.mjs [sizes, 30000,100000 by default] [pages, 5000 by default] [--growth]
 *
 * Each size runs in a process of its own, so that its peak of memory is its own. Needs a built dist/. Works in a temporary folder and removes it.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const from = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href)
const target = 'busy-clinic.example'

/** The same sequence on every run. */
function random(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const paths = ['blog/post', 'news/2026', 'members/clinic', 'directory/cardiology', 'forum/thread', 'guest/heart', 'resources', 'events/day', 'press-release/item', 'u/profile']
const anchors = ['Busy Clinic', target, 'website', 'click here', 'blood pressure guide', 'best cardiologist Riverton', 'read more', '', 'Dr. A. Rao', 'echocardiogram Riverton']
const titles = ['Heart health news', 'Member directory', 'Useful links', 'Free screening day', 'Guest post by Dr Rao', 'Forum thread', 'Sponsored: five tips', null]

function sightingOf(next, { domain, at, anchorText, title }) {
  return {
    referringPage: `https://${domain}/${paths[next(paths.length)]}/${at}`, referringDomain: domain, target: `https://${target}/${next(20) === 0 ? '' : `guide-${next(200)}`}`, targetDomain: target,
    anchorText, rel: next(3) === 0 ? ['nofollow'] : [], area: null, context: null, image: null, element: 'a', position: null, title, language: 'en', status: 200, robots: [],
    seenBy: 'ahrefs-backlinks', seenAt: `2026-0${1 + next(9)}-1${next(10)}T00:00:00.000Z`, firstSeenAt: null, lostAt: null, lostReason: null, cues: [], fallbackText: null, vendor: null, raw: null,
  }
}

/** About eight links a domain, most of them of few domains; anchors and titles repeat, as they do. */
async function* usualSightings(total) {
  const next = random(7)
  const domains = Math.ceil(total / 8)
  for (let at = 0; at < total; at += 1) {
    const domain = `site-${at < domains ? at : Math.floor((next(1_000_000) / 1_000_000) ** 3 * domains)}.example`
    yield { kind: 'sighting', sighting: sightingOf(next, { domain, at, anchorText: anchors[next(anchors.length)], title: titles[next(titles.length)] }) }
  }
}

/** The same links, seen again: half of them by a second export, some of those as lost; a third without anchor text; a fifth read by ourselves. */
async function* severalSightings(total) {
  yield* usualSightings(total)
  const again = [
    [2, (at) => ({ seenBy: 'semrush-backlinks', seenAt: '2026-10-02T00:00:00.000Z', lostAt: at % 14 === 0 ? '2026-10-01T00:00:00.000Z' : null, vendor: { 'Page ascore': at % 100 } })],
    [3, () => ({ seenBy: 'gsc-links', seenAt: '2026-10-12T00:00:00.000Z', anchorText: null, title: null })],
    [5, () => ({ seenBy: 'archive', seenAt: '2026-10-15T00:00:00.000Z', area: 'main', context: { before: 'as told at the meeting by', after: 'in their guide' }, cues: ['prose'], position: 3 })],
  ]
  for (const [every, changes] of again) {
    let at = 0
    for await (const { sighting } of usualSightings(total)) {
      at += 1
      if (at % every === 0) yield { kind: 'sighting', sighting: { ...sighting, ...changes(at) } }
    }
  }
}

/** Every link from a domain of its own, with an anchor and a title of its own: nothing is known from before. */
async function* differentSightings(total) {
  const next = random(7)
  for (let at = 0; at < total; at += 1) yield { kind: 'sighting', sighting: sightingOf(next, { domain: `other-${at}.example`, at, anchorText: `${anchors[next(anchors.length)]} ${at}`, title: `${titles[next(7)]} ${at}` }) }
}

const words = 'heart blood pressure clinic patients week doctors measure walk winter advice rhythm study reader city team morning care nurse food salt sleep exercise test result family room question answer street garden bread light water paper story music'.split(' ')

/** Pages of some four hundred words with menu, byline and one link to the clinic, read as an archive is read. */
async function* readPages(extractCapture, total) {
  const next = random(11)
  const text = (count) => Array.from({ length: count }, () => words[next(words.length)]).join(' ')
  for (let at = 0; at < total; at += 1) {
    const host = `paper-${Math.floor(at / 4)}.example`
    const html = `<!doctype html><html lang="en"><head><title>${text(6)} | Paper ${at}</title><meta name="author" content="A. Reader"></head><body><header><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/about">About us</a></nav></header>
<main><article><h1>${text(7)}</h1><p class="byline">By A. Reader, 3 March 2026</p><p>${text(120)}.</p><p>${text(60)}, said <a href="https://${target}/guide-${next(200)}">${anchors[next(7)]}</a> ${text(50)}.</p><h2>${text(4)}</h2><p>${text(150)} <a href="https://study-${next(900)}.example/">a study</a>.</p></article></main><footer>Paper ${at}, 1 High Street, Riverton <a href="https://social.example/p${at}">Follow us</a></footer></body></html>`
    const capture = { kind: 'response', url: `https://${host}/2026/03/story-${at}`, at: '2026-09-01T00:00:00.000Z', status: 200, headers: new Map([['content-type', 'text/html; charset=utf-8']]), mediaType: 'text/html', body: Buffer.from(html), truncated: false, wat: null, file: 'bench', offset: at }
    const { page, sightings } = extractCapture(capture, { seenBy: 'archive', target, externalOnly: true, fallbackAt: '2026-09-01T00:00:00.000Z' })
    if (page !== null) yield { kind: 'page', page }
    for (const sighting of sightings) yield { kind: 'sighting', sighting }
  }
}

/** A thousand further links, half of them from domains that link already. */
async function* furtherSightings(total) {
  const next = random(13)
  for (let at = 0; at < 1_000; at += 1) {
    const domain = at % 2 === 0 ? `site-${next(Math.ceil(total / 8))}.example` : `further-${at}.example`
    yield { kind: 'sighting', sighting: sightingOf(next, { domain, at: total + at, anchorText: anchors[next(anchors.length)], title: titles[next(titles.length)] }) }
  }
}

const cpuOf = async (run) => {
  const started = process.cpuUsage()
  const answer = await run()
  const { user, system } = process.cpuUsage(started)
  return [(user + system) / 1e6, answer]
}

/** In a process of its own: adds links of one kind, judges them, and says how long it took. */
async function judgeOne(kind, total, growthOnly) {
  const [{ openOutside }, { localActor }, { call }, { default: linksList }, { default: correctionsAdd }, { default: correctionsAddMany }, { default: disavowDecide }, { extractCapture }] = await Promise.all([from('home.js'), from('model/actor.js'), from('doors/call.js'), from('operations/links/list.js'), from('operations/corrections/add.js'), from('operations/corrections/add-many.js'), from('operations/disavow/decide.js'), from('extract/capture.js')])
  const home = mkdtempSync(join(tmpdir(), 'citewell-bench-judging-'))
  const outside = await openOutside(home)
  const index = outside.indexOf('home')
  const asked = { outside: async () => outside, actor: localActor, now: '2026-11-01T00:00:00.000Z' }
  const list = (query = {}) => call(linksList, { target, ...query }, asked)
  try {
    const entries = { usual: usualSightings, several: severalSightings, different: differentSightings, pages: (count) => readPages(extractCapture, count) }
    await index.add(entries[kind](total), { key: 'bench', source: 'bench' })
    let memoryMax = 0
    const watch = setInterval(() => (memoryMax = Math.max(memoryMax, process.memoryUsage().rss)), 50)
    const begunAt = performance.now()
    const [seconds, first] = await cpuOf(() => list())
    const clock = (performance.now() - begunAt) / 1000
    clearInterval(watch)
    const figures = { links: first.total, seconds, clock, megabytes: Math.round(Math.max(memoryMax, process.memoryUsage().rss) / 2 ** 20), listings: [], changes: [] }
    if (kind === 'several' && !growthOnly) {
      // As many as may be corrected at one go: those seen first before some date.
      const until = ['2026-08-01', '2026-06-10', '2026-05-13', '2026-03-12', '2026-02-01', '2026-01-15']
      let chosen
      for (const date of until) {
        chosen = { until: date, count: (await list({ limit: 1, until: date })).total }
        if (chosen.count <= Math.min(50_000, total / 2)) break
      }
      const [given] = await cpuOf(() => call(correctionsAddMany, { ...chosen, field: 'type', value: 'LT-04', reason: 'looked at the pages', by: 'the bench', site: target }, asked))
      const startedAt = performance.now()
      const [judged] = await cpuOf(() => list())
      figures.changes.push(`${chosen.count} links corrected at one go: ${given.toFixed(1)} s of processor; listed again: ${judged.toFixed(1)} s of processor, ${((performance.now() - startedAt) / 1000).toFixed(1)} s by the clock`)
    }
    if (kind === 'usual' && !growthOnly) {
      const [{ id }] = (await list({ limit: 1, sort: 'referringDomain', order: 'desc' })).rows
      const changes = [
        ['one correction', () => call(correctionsAdd, { target, subject: id, field: 'type', value: 'LT-02', reason: 'looked at the page', by: 'the bench' }, asked)],
        ['a thousand further links', () => index.add(furtherSightings(total), { key: 'further', source: 'bench' })],
      ]
      for (const [name, change] of changes) {
        await change()
        const startedAt = performance.now()
        const [cpu] = await cpuOf(() => list())
        figures.changes.push(`listed again after ${name}: ${cpu.toFixed(1)} s of processor, ${((performance.now() - startedAt) / 1000).toFixed(1)} s by the clock`)
      }
      for (const [name, input] of [['first opening', {}], ['another answer', { drop: true }], ['a manual action', { manualAction: 'Unnatural links to your site: a pattern of unnatural artificial links', removal: 'asked', reviewer: 'the bench' }]]) {
        const startedAt = performance.now()
        const [cpu] = await cpuOf(() => call(disavowDecide, { target, ...input }, asked))
        figures.listings.push(`disavow decide, ${name}: ${(performance.now() - startedAt).toFixed(0)} ms, ${(1000 * cpu).toFixed(0)} ms of processor`)
      }
      for (const [name, query] of [['first page', {}], ['first page, tier and state', { tier: [5, 6], live: true }], ['first page, text', { text: 'forum' }], ['first page, one per domain', { onePerDomain: true }]]) {
        const times = []
        for (let run = 0; run < 20; run += 1) {
          const startedAt = performance.now()
          await list(query)
          times.push(performance.now() - startedAt)
        }
        times.sort((a, b) => a - b)
        figures.listings.push(`${name}: median ${times[10].toFixed(0)} ms, slowest of 20 ${times[19].toFixed(0)} ms`)
      }
    }
    return figures
  } finally {
    await outside.close()
    rmSync(home, { recursive: true, force: true })
  }
}

const apart = (kind, total, growthOnly = false) =>
  new Promise((resolve, reject) => {
    const child = fork(new URL(import.meta.url), ['one', kind, String(total), ...(growthOnly ? ['growth'] : [])])
    let figures
    child.on('message', (message) => (figures = message))
    child.on('exit', () => (figures === undefined ? reject(new Error(`${kind} ${total} ended without an answer`)) : resolve(figures)))
  })

/** Judges per second of processor time; a quarter runs first, unmeasured. */
function perCpuSecond(name, facts, judge) {
  for (const one of facts.slice(0, facts.length / 4)) judge(one)
  const started = process.cpuUsage()
  for (const one of facts) judge(one)
  const { user, system } = process.cpuUsage(started)
  console.log(`${name}: ${Math.round(facts.length / ((user + system) / 1e6))} links per CPU second`)
}
const many = (count, make) => Array.from({ length: count }, (_, at) => make(at))

async function judgementsAlone() {
  const [{ loadLists }, { anchorKind, linkType, runLinkAudits }, { sketchedFacts }, { exampleLink, exampleSite }, { exampleLinkFacts }] = await Promise.all([from('files/shipped-lists.js'), from('audits/index.js'), from('audits/link-types/example-facts.js'), from('audits/anchors/example-facts.js'), from('audits/risk/example-facts.js')])
  const lists = await loadLists()
  perCpuSecond('link types, URL only', many(8_000, (at) => sketchedFacts({ page: `https://site${(at * 7) % 400}-${['news', 'blog', 'dental', 'town', 'clinic'][at % 5]}.example/${['2026/02/how-to-keep-teeth', 'directory/dentists/oak', 'forum/t/12', 'about'][at % 4]}-${at}`, title: 'How to keep your teeth healthy all year', anchor: 'Oak Street Dental' }, lists)), (one) => linkType.judge(one))
  const site = exampleSite()
  perCpuSecond('anchor kinds, each anchor new', many(8_000, (at) => exampleLink({ anchor: `${['Oak Street Dental', 'dental implants in Dayton', 'read more', 'a story about gums', 'https://x.example/'][at % 5]} ${at}`, lists, site })), (one) => anchorKind.judge(one))
  const page = { features: { headings: ['Hearts in winter', 'What to do'], extra: { mainStart: 'Some words about hearts. '.repeat(12), mainEnd: 'More words at the end. '.repeat(12), externalLinks: [{ domain: 'a.example', text: 'a study', followed: true }], siteLinkTexts: ['Home', 'About'] } } }
  perCpuSecond('link audits, every second page read', many(8_000, (at) => ({ ...exampleLinkFacts({ page: `https://site-${at}.example/blog/2025/some-post-${at}?ref=${at}`, title: `A post about hearts and ${at} other things – some blog`, before: 'We spoke with the team about what to do in winter and were sent to', after: 'where they explain in plain words how to measure at home.', anchor: 'Northgate Heart guide' }, at % 2 === 0 ? { pageRecord: page } : {}), lists })), (one) => runLinkAudits(one))
}

if (process.argv[2] === 'one') process.send(await judgeOne(process.argv[3], Number(process.argv[4]), process.argv[5] === 'growth'))
else {
  const growthOnly = process.argv.includes('--growth')
  const [sizesGiven = '30000,100000', pagesGiven = '5000'] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  const sizes = sizesGiven.split(',').map(Number)
  const pages = Number(pagesGiven)
  const rate = ({ links, seconds }) => `${Math.round(links / seconds)} a CPU second`
  const line = (name, figures) => console.log(`${name}: ${rate(figures)} (${figures.seconds.toFixed(1)} s, start included; ${(1e6 * figures.seconds / figures.links).toFixed(0)} µs a link), peak memory ${figures.megabytes} MB`)
  const rows = []
  for (const size of sizes) {
    const figures = await apart('usual', size, growthOnly)
    line(`${figures.links} links of exports judged`, figures)
    for (const listing of [...figures.changes, ...figures.listings]) console.log(`  ${listing}`)
    rows.push(figures)
  }
  console.log('\n    links   CPU s   µs a link   each further   a CPU s   clock s   peak MB')
  for (const [at, { links, seconds, clock, megabytes }] of rows.entries()) {
    const before = rows[at - 1]
    const further = before === undefined ? '' : `${(1e6 * (seconds - before.seconds) / (links - before.links)).toFixed(0)} µs`
    console.log([[links, 9], [seconds.toFixed(1), 8], [(1e6 * seconds / links).toFixed(0), 12], [further, 15], [Math.round(links / seconds), 10], [clock.toFixed(1), 10], [megabytes, 10]].map(([text, width]) => String(text).padStart(width)).join(''))
  }
  console.log()
  if (!growthOnly) {
    const several = await apart('several', sizes[0])
    line(`${several.links} links of several sources judged`, several)
    for (const change of several.changes) console.log(`  ${change}`)
    line(`worst case, ${sizes[0]} links of as many domains and anchors judged`, await apart('different', sizes[0]))
    if (pages > 0) line(`${pages} links on pages that were read, with text, judged`, await apart('pages', pages))
    await judgementsAlone()
  }
}
