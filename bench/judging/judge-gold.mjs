// Puts gold rows through the program as its users do: pages come in as an archive, addresses and anchors as rows of an
// export, hosts as links of which only the page's address is known; the answers are those of the judged table.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { archiveOf, goldDir, goldRows, halfOf, inventedWebs, savedPage } from './gold.mjs'

const from = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href)
const [{ openOutside }, { localActor }, { call }, { default: archivesAdd }, { ensureJudged }, { readArchive }, { extractCapture }, { loadLists }, { fileOfBytes }, { domainOfHost }, { lookUpHost }, { emptyProfile, ProviderProfileSchema }, { domainOf, parseUrl, pageKey }] = await Promise.all([
  'home.js', 'model/actor.js', 'doors/call.js', 'operations/archives/add.js', 'operations/judge.js', 'archive/index.js', 'extract/index.js', 'files/shipped-lists.js', 'model/file-input.js', 'model/domain.js', 'model/lists.js', 'model/profile.js', 'model/url.js',
].map(from))

const now = '2026-11-01T00:00:00.000Z'

/** A fresh index and desk in a temporary folder, for one set of rows. */
async function withHome(run) {
  const home = mkdtempSync(join(tmpdir(), 'citewell-gold-'))
  const whole = await openOutside(home)
  const outside = { ...whole, index: whole.indexOf('home'), graphs: { current: async () => null } }
  try {
    return await run(outside)
  } finally {
    await whole.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** All judged links to a site with the profile given, by "page key, target key". */
async function judged(outside, site, profile) {
  const desk = outside.desk.client('home')
  await desk.saveProfile(site, ProviderProfileSchema.parse({ ...emptyProfile, ...profile }), now)
  const scope = { domain: site, host: null, pathPrefix: null }
  const context = { ...outside, desk, now, signal: new AbortController().signal, progress() {} }
  const key = await ensureJudged(scope, context)
  const links = []
  for await (const brief of outside.index.judgedAll(scope, key)) links.push(brief)
  return links
}

/** Runs `judge` once for each group of rows that share a target domain and a profile. */
async function bySite(rows, siteOf, profileOf, judge) {
  const groups = new Map()
  for (const row of rows) {
    const name = JSON.stringify([siteOf(row), profileOf(row) ?? {}])
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  for (const [name, group] of groups) {
    const [site, profile] = JSON.parse(name)
    await judge(site, profile, group)
  }
}

const domainOfUrl = (url) => domainOf(parseUrl(url))
const sameLink = (page, target) => `${pageKey(parseUrl(page))} ${pageKey(parseUrl(target))}`

/** Link types and areas on fetched pages. `pages` maps a row to the HTML of its page; rows without one are left out. */
export async function judgePages(rows, htmlOf, profileOf) {
  const pages = new Map()
  const missing = []
  for (const row of rows) {
    if (pages.has(row.page)) continue
    const html = await htmlOf(row)
    if (html === null) missing.push(row)
    else pages.set(row.page, { url: row.page, html })
  }
  const answers = []
  await withHome(async (outside) => {
    const archive = fileOfBytes('gold.warc', archiveOf([...pages.values()]))
    await call(archivesAdd, { files: [archive] }, { outside: async () => outside, actor: localActor, now })
    await outside.index.add(titlesOf(rows), { key: 'titles', source: 'gold' })
    const sightings = new Map()
    for await (const capture of readArchive(archive.open(), { file: archive.name, onProblem() {}, signal: new AbortController().signal })) {
      for (const sighting of extractCapture(capture, { seenBy: 'gold', target: null, externalOnly: true, fallbackAt: now }).sightings) {
        const list = sightings.get(`${sighting.referringPage} ${sighting.target}`) ?? []
        sightings.set(`${sighting.referringPage} ${sighting.target}`, [...list, sighting])
      }
    }
    const known = rows.filter((row) => pages.has(row.page))
    await bySite(known, (row) => domainOfUrl(row.target), profileOf, async (site, profile, group) => {
      const links = await judged(outside, site, profile)
      for (const row of group) {
        const page = parseUrl(row.page)
        const sighting = sightings.get(`${page} ${parseUrl(row.target)}`)?.[row.nth ?? 0]
        const same = links.filter((detail) => detail.link.referringPage !== null && sameLink(detail.link.referringPage, detail.link.target) === sameLink(row.page, row.target))
        const detail = sighting === undefined ? undefined : (same.find(({ link }) => (link.anchorText ?? '') === (sighting.anchorText ?? '')) ?? same[0])
        if (detail === undefined) missing.push(row)
        else answers.push({ row, half: halfOf(domainOfUrl(row.page)), domain: domainOfUrl(row.page), detail, area: sighting.area })
      }
    })
  })
  return { answers, missing }
}

const pageOf = (url, title, language) => ({ kind: 'page', page: { url, domain: domainOfUrl(url), status: 200, seenBy: 'gold', seenAt: now, title, language: language ?? null, robots: [], canonical: null, redirectTo: null, linkCount: 0, externalLinkCount: 0, externalDomainCount: 0, readFor: null, features: null } })

/** Titles of target pages that a label rests on ("quotes the title"), as a crawl of the target would have brought them. */
async function* titlesOf(rows) {
  const titled = new Set()
  for (const { target, title, language } of rows) {
    if (title === undefined || titled.has(target)) continue
    titled.add(target)
    yield pageOf(target, title, language)
  }
}

const sightingOf = (row) => ({
  referringPage: row.page, referringDomain: domainOfUrl(row.page), target: row.target, targetDomain: domainOfUrl(row.target), anchorText: row.anchorText ?? null, rel: [], area: null, context: null, image: row.image ?? null,
  element: 'a', position: null, title: null, language: row.language ?? null, status: null, robots: [], seenBy: 'gold', seenAt: now, firstSeenAt: null, lostAt: null, lostReason: null, cues: [], fallbackText: row.fallback ?? null, vendor: null, raw: null,
})

/** Rows of which only addresses (and perhaps an anchor text) are known, as an export gives them. */
export async function judgeRows(rows) {
  const answers = []
  const missing = []
  await withHome(async (outside) => {
    async function* entries() {
      const titled = new Set()
      for (const row of rows) {
        yield { kind: 'sighting', sighting: sightingOf(row) }
        if (row.targetTitle === undefined || titled.has(row.target)) continue
        titled.add(row.target)
        yield pageOf(row.target, row.targetTitle, row.language)
      }
    }
    await outside.index.add(entries(), { key: 'gold', source: 'gold' })
    await bySite(rows, (row) => domainOfUrl(row.target), (row) => row.profile, async (site, profile, group) => {
      const links = new Map((await judged(outside, site, profile)).map((detail) => [pageKey(detail.link.referringPage), detail]))
      for (const row of group) {
        const detail = links.get(pageKey(parseUrl(row.page)))
        if (detail === undefined) missing.push(row)
        else answers.push({ row, half: row.half, domain: domainOfUrl(row.page), detail })
      }
    })
  })
  return { answers, missing }
}

/**
 * Anchors, asked of the judgement itself: they have some thousand target sites, and a judged table of each would take
 * minutes for the same answers.
 */
async function judgeAnchors(rows) {
  const { default: anchorKind } = await from('audits/link/anchor-kind.js')
  const lists = await loadLists()
  const profiles = sharedProfiles('anchor-profiles.json')
  const answers = []
  await bySite(rows, (row) => domainOfUrl(row.target), (row) => (typeof row.profile === 'string' ? profiles[row.profile] : row.profile), (domain, profile, group) => {
    const targetPages = new Map(group.filter((row) => row.title).map((row) => [pageKey(parseUrl(row.target)), { title: row.title, headings: [], language: row.language ?? null }]))
    const site = { site: domain, domain, profile: ProviderProfileSchema.parse({ ...emptyProfile, ...profile }), targetPages }
    for (const row of group) {
      const isImage = (row.anchor ?? '') === '' && (row.alt ?? null) !== null
      const link = {
        ...sightingOf({ ...row, page: 'https://source.example/page', anchorText: row.anchor ?? row.alt ?? '', image: isImage ? 'https://source.example/image.png' : null }),
        id: row.id, referringHost: 'source.example', state: 'live', firstSeen: now, lastSeen: now, seenBy: ['gold'], sightingCount: 1,
      }
      answers.push({ row, half: halfOf(domain), domain, detail: { anchor: anchorKind.judge({ link, page: null, site, lists, asOf: now }) } })
    }
  })
  return { answers, missing: [] }
}

/** A target of its own for each profile, so that rows are judged side by side. */
function ownTargets(rows) {
  const sites = new Map()
  return rows.map((row) => {
    const name = JSON.stringify(row.profile ?? {})
    if (!sites.has(name)) sites.set(name, `https://gold-site-${sites.size}.example/`)
    return { ...row, target: sites.get(name) }
  })
}

export const judgeGold = {
  pages: (dataDir) => judgePages(goldRows('pages'), pageOfData(dataDir), (row) => row.profile),
  'random-pages': (dataDir) => judgePages(goldRows('random-pages'), pageOfData(dataDir), (row) => row.profile),
  ...Object.fromEntries(inventedWebs.map(({ folder }) => [folder, () => judgeInvented(folder)])),
  urls: () => judgeUrls(),
  tiers: () => judgeTiers(),
  'risk-hosts': () => judgeHosts('risk-hosts'),
  anchors: () => judgeAnchors(goldRows('anchors')),
}

/** What an anchor can name, where a row's profile does not say it. */
const named = { names: ['Oak Street Dental'], treatments: ['dental implants'] }

/** The anchors that exports are full of; of one row each, from its target and its profile with a name and a treatment. */
export const usualAnchors = [
  ['the bare address', ({ target }) => target], ['the brand', ({ profile }) => profile.names[0]], ['the word "website"', () => 'website'],
  ['the name of a treatment', ({ profile }) => profile.treatments[0]],
]

/** Addresses of linking pages: as they are, without any anchor text, or all with one of the usual anchors. */
export function judgeUrls(anchorOf = null) {
  const rows = ownTargets(goldRows('urls')).map((row) => ({ ...row, half: halfOf(domainOfUrl(row.page)) }))
  if (anchorOf === null) return judgeRows(rows)
  return judgeRows(rows.map((row) => {
    const whole = { ...row, profile: { ...named, ...row.profile } }
    return { ...whole, anchorText: anchorOf(whole) }
  }))
}

/** Tiers, with whether the host, or a host it is part of, stands on a list of hosts that ships: then the answer may be the list's alone. */
async function judgeTiers() {
  const lists = await loadLists()
  const schools = new Map(lists.wordIds('medical-schools/').flatMap((id) => lists.words(id)).map((host) => [host, true]))
  const isListed = (host) => [lists.seeds, lists.hostKinds, schools].some((list) => lookUpHost(list, host) !== undefined)
  const { answers, missing } = await judgeHosts('tiers')
  return { answers: answers.map((answer) => ({ ...answer, isListed: isListed(answer.row.host) })), missing }
}

/** A web that ships: its pages, labels and profiles lie in one folder, and a row that names a clinic as its site is asked with the profile of that clinic. */
function judgeInvented(name) {
  const profiles = sharedProfiles(`${name}/profiles.json`)
  return judgePages(goldRows(`${name}/labels`), (row) => savedPage(`${goldDir}${name}`, `pages/${row.file.replace(/^pages\//u, '')}`), (row) => ({ ...profiles[row.site], ...row.profile }))
}

function judgeHosts(name) {
  return judgeRows(goldRows(name).map((row) => ({ ...row, page: `https://${row.host}/`, target: 'https://gold-hosts.example/', half: halfOf(domainOfHost(row.host)) })))
}

/** Profiles that several rows share, by name. */
const profilesOfFile = new Map()
function sharedProfiles(file) {
  if (!profilesOfFile.has(file)) profilesOfFile.set(file, JSON.parse((savedPage(goldDir, file) ?? '{}').toString()))
  return profilesOfFile.get(file)
}

/** Pages of the data folder: single saved ones, and those inside an archive, which is read once. */
function pageOfData(dataDir) {
  const archives = new Map()
  return async ({ file, page }) => {
    if (!/\.w?arc(?:\.gz)?$/u.test(file)) return savedPage(dataDir, file)
    if (!archives.has(file)) {
      const bodies = new Map()
      const bytes = savedPage(dataDir, file)
      if (bytes !== null) for await (const capture of readArchive(fileOfBytes(file, bytes).open(), { file, onProblem() {}, signal: new AbortController().signal })) if (capture.body !== null && !bodies.has(parseUrl(capture.url))) bodies.set(parseUrl(capture.url), Buffer.from(capture.body))
      archives.set(file, bodies)
    }
    return archives.get(file).get(parseUrl(page)) ?? null
  }
}
