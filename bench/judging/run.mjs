/**
 * How fast are links judged, and how fast does `links list` answer, through the operations themselves? Invented
 * sightings of one busy site (exports only, no pages read) are added; the first listing judges them all, later ones read.
 * Then the judgements by themselves, per second of processor time on one core: link types, anchor kinds, risk audits.
 *
 *     node bench/judging/run.mjs [links, 100000 by default]
 *
 * Needs a built dist/. Works in a temporary folder and removes it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const from = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href)
const [{ openLinkIndex }, { openDesk }, { loadLists }, { call }, { default: linksList }] = await Promise.all([from('linkindex/index.js'), from('desk/index.js'), from('files/shipped-lists.js'), from('doors/call.js'), from('operations/links/list.js')])

const total = Number(process.argv[2] ?? 100_000)
const home = mkdtempSync(join(tmpdir(), 'citewell-bench-judging-'))
const outside = { index: await openLinkIndex({ dir: join(home, 'index') }), desk: await openDesk({ home }), lists: await loadLists(), graphs: { current: async () => null } }
const list = (query = {}) => call(linksList, { target: 'busy-clinic.example', ...query }, { outside: async () => outside, now: '2026-11-01T00:00:00.000Z' })
const timed = async (run) => {
  const startedAt = performance.now()
  const answer = await run()
  return [performance.now() - startedAt, answer]
}

/** The same sequence on every run. */
function random(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const paths = ['blog/post', 'news/2026', 'members/clinic', 'directory/cardiology', 'forum/thread', 'guest/heart', 'resources', 'events/day', 'press-release/item', 'u/profile']
const anchors = ['Busy Clinic', 'busy-clinic.example', 'website', 'click here', 'blood pressure guide', 'best cardiologist Riverton', 'read more', '', 'Dr. A. Rao', 'echocardiogram Riverton']
const titles = ['Heart health news', 'Member directory', 'Useful links', 'Free screening day', 'Guest post by Dr Rao', 'Forum thread', 'Sponsored: five tips', null]

async function* sightings() {
  const next = random(7)
  for (let at = 0; at < total; at += 1) {
    const domain = `site-${Math.min(next(total), next(total))}.example`
    yield {
      kind: 'sighting',
      sighting: {
        referringPage: `https://${domain}/${paths[next(paths.length)]}/${at}`, referringDomain: domain, target: `https://busy-clinic.example/${next(20) === 0 ? '' : `guide-${next(200)}`}`, targetDomain: 'busy-clinic.example',
        anchorText: anchors[next(anchors.length)], rel: next(3) === 0 ? ['nofollow'] : [], area: null, context: null, image: null, element: 'a', position: null, title: titles[next(titles.length)], language: 'en', status: 200, robots: [],
        seenBy: 'ahrefs-backlinks', seenAt: `2026-0${1 + next(9)}-1${next(10)}T00:00:00.000Z`, firstSeenAt: null, lostAt: null, lostReason: null, cues: [], fallbackText: null, vendor: null, raw: null,
      },
    }
  }
}

const [addMs] = await timed(() => outside.index.add(sightings(), { key: 'bench', source: 'bench' }))
console.log(`${total} sightings added in ${(addMs / 1000).toFixed(1)} s`)
const [judgeMs, first] = await timed(() => list())
console.log(`${first.total} links judged at the first listing in ${(judgeMs / 1000).toFixed(1)} s, ${Math.round(first.total / (judgeMs / 1000))} links/s (merge, two passes of judgements, writing)`)
for (const [name, query] of [['first page', {}], ['first page, tier and state', { tier: [5, 6], live: true }], ['first page, text', { text: 'forum' }], ['first page, one per domain', { onePerDomain: true }]]) {
  const times = []
  for (let run = 0; run < 20; run += 1) times.push((await timed(() => list(query)))[0])
  times.sort((a, b) => a - b)
  console.log(`${name}: median ${times[10].toFixed(0)} ms, slowest of 20 ${times[19].toFixed(0)} ms`)
}
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)

const [{ anchorKind, linkType, runLinkAudits }, { sketchedFacts }, { exampleLink, exampleSite }, { exampleLinkFacts }] = await Promise.all([from('audits/index.js'), from('audits/link-types/example-facts.js'), from('audits/anchors/example-facts.js'), from('audits/risk/example-facts.js')])
const { lists } = outside

/** Judges per second of processor time, which a busy machine changes little; a quarter runs first, unmeasured. */
function perCpuSecond(name, facts, judge) {
  for (const one of facts.slice(0, facts.length / 4)) judge(one)
  const started = process.cpuUsage()
  for (const one of facts) judge(one)
  const { user, system } = process.cpuUsage(started)
  console.log(`${name}: ${Math.round(facts.length / ((user + system) / 1e6))} links per CPU second`)
}
const many = (count, make) => Array.from({ length: count }, (_, at) => make(at))

perCpuSecond('link types, URL only', many(8_000, (at) => sketchedFacts({ page: `https://site${(at * 7) % 400}-${['news', 'blog', 'dental', 'town', 'clinic'][at % 5]}.example/${['2026/02/how-to-keep-teeth', 'directory/dentists/oak', 'forum/t/12', 'about'][at % 4]}-${at}`, title: 'How to keep your teeth healthy all year', anchor: 'Oak Street Dental' }, lists)), (one) => linkType.judge(one))
const site = exampleSite()
perCpuSecond('anchor kinds, each anchor new', many(8_000, (at) => exampleLink({ anchor: `${['Oak Street Dental', 'dental implants in Dayton', 'read more', 'a story about gums', 'https://x.example/'][at % 5]} ${at}`, lists, site })), (one) => anchorKind.judge(one))
const page = { features: { headings: ['Hearts in winter', 'What to do'], extra: { mainStart: 'Some words about hearts. '.repeat(12), mainEnd: 'More words at the end. '.repeat(12), externalLinks: [{ domain: 'a.example', text: 'a study', followed: true }], siteLinkTexts: ['Home', 'About'] } } }
perCpuSecond('link audits, every second page read', many(8_000, (at) => ({ ...exampleLinkFacts({ page: `https://site-${at}.example/blog/2025/some-post-${at}?ref=${at}`, title: `A post about hearts and ${at} other things – some blog`, before: 'We spoke with the team about what to do in winter and were sent to', after: 'where they explain in plain words how to measure at home.', anchor: 'Northgate Heart guide' }, at % 2 === 0 ? { pageRecord: page } : {}), lists })), (one) => runLinkAudits(one))
await outside.index.close()
await outside.desk.close()
rmSync(home, { recursive: true, force: true })
