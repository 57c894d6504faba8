// Builds data/seed-sets/bad-core.json.gz: distrusted seeds for a web graph (GR-06), from public lists.
//
//   node scripts/bad-seeds.mjs
//
// The lists are not part of the project. CITEWELL_TEST_DATA names the folder that holds them (seeds/…, graph/…); without
// it the folder shared/data beside the checkout is tried. The same lists give the same bytes.
//
// Such lists hold false entries: hacked sites of innocent people, firms of like name, platforms. Naming an honest site
// here would be wrong and would spoil every score, and a missing spammer does little harm. So two things must come
// together: a list names the site, and its own name offers what the list is about. What is known for good by any of our
// lists, by tops of the web or by a controlled suffix is left out, and so are parts of other people's sites.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parse } from 'tldts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const lists = process.env.CITEWELL_TEST_DATA ?? resolve(root, '../shared/data')
const bytesOf = (path) => (path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString('utf8')
const ours = (name) => JSON.parse(bytesOf(join(root, 'data', name)))
const linesOf = (name) => bytesOf(join(lists, 'seeds', name)).split('\n').map((line) => line.replace(/^0\.0\.0\.0\s+/u, '').trim().toLowerCase()).filter((line) => line !== '' && !line.startsWith('#'))

/** Registrable domains that are known for good, or known to belong to many people. */
const known = new Set()
const know = (host) => known.add(parse(host).domain ?? host)
for (const name of ['curated-bodies.json', 'sample-seeds.json']) for (const { domain } of ours(name).seeds ?? []) know(domain)
for (const [domain] of ours('seeds.json.gz').packedSeeds.rows) know(domain)
for (const { host } of ours('host-kinds.json').hosts) know(host)
for (const words of Object.values(ours('protected-platforms.json').words)) for (const host of words) know(host)
for (const { domain } of ours('seed-sets/health-seeds.json').entries) know(domain)
for (const { rootDomain } of JSON.parse(bytesOf(join(lists, 'seeds/moz-top-500.json')))) know(rootDomain)
const ranks = join(lists, 'graph/commoncrawl-ranks')
const reversed = (name) => name.split('.').reverse().join('.')
for (const name of readdirSync(ranks).filter((file) => /^(?:domain|host)-cc-main/u.test(file)).sort()) for (const row of JSON.parse(bytesOf(join(ranks, name))).rows) know(reversed(row[4]))
for (const name of Object.keys(JSON.parse(bytesOf(join(ranks, 'domain-lookup.json.gz'))).domains ?? {})) know(reversed(name))

const drug = /viagra|vi[a4]gr|(?<!spe|so|mer|an)cial[i1]s|levitra|sildenafil|tadalafil|vardenafil|kamagra|propecia|finasteride|tramadol|xanax|alprazolam|valium|diazepam|phentermine|ambien|zolpidem|hydrocodone|oxycontin|oxycodone|vicodin|percocet|adderall|modafinil|accutane|isotretinoin|zithromax|azithromycin|clomid|lasix|prednisone|amoxicillin|doxycycline|xenical|orlistat|acomplia|rimonabant|nolvadex|ventolin|zovirax|acyclovir|valtrex|lexapro|zoloft|prozac|cymbalta|neurontin|gabapentin|lipitor|celebrex|dapoxetine|priligy|stendra|bimatoprost|clenbuterol/u
const medicine = /pharm|farmacia|apothe[ck]|apteka|pill(?:s|en|z|\b)|tablet|drug|meds(?![a-z])|rx(?!press|xx)|prescription/u
const sale = /cheap|che[ae]p|buy|order|online|discount|canad|generic|india|world|global|store|shop|mart|market|trade|sale|best|top|trust|secure|quick|fast|price|deal|noscript|without|overnight|247|24h|724|365|reward|mall|inc/u
const throwawayEnding = /\.(?:ru|su|tk|ga|cf|ml|gq)$/u
const spamTrade = /casino|cazino|viagra|porno?|-seo-|seo-?(?:services?|offer|traffic|bot|top|book)|best-seo|dollars?-?seo|semalt|traffic(?:bot|seo|genius|cash|x|4free|-?monetiz|2money)|bottraffic|free-?traffic|get-?(?:free-?)?traffic|backlinks?|buttons?-for|social-buttons|share-?buttons|cookie-law-enforcement|hydra\w*(?:onion|20\d\d)|hydra2|onionshydra|1xbet|mostbet|1win|vulkan|slots?-(?:casino|online)|superslots|diplom(?:as?|s|ov|y)-|(?:buy|kupit)-?diplom|essay|hyip|binary-?option|escort|prostitut|ccfull/u

const sources = [
  { file: 'blocklist-drugs.txt.gz', source: 'blocklistproject/Lists, drugs', licence: 'Unlicense', url: 'https://github.com/blocklistproject/Lists', date: '2026-11', kind: 'drug seller', offers: (name) => drug.test(name) || (medicine.test(name) && (sale.test(name) || throwawayEnding.test(name))) },
  { file: 'blocklist-scam.txt.gz', source: 'blocklistproject/Lists, scam', licence: 'Unlicense', url: 'https://github.com/blocklistproject/Lists', date: '2026-11', kind: 'drug seller', offers: (name) => drug.test(name) || (medicine.test(name) && sale.test(name)) },
  { file: 'referrer-spam.txt', source: 'matomo-org/referrer-spam-list', licence: 'public domain', url: 'https://github.com/matomo-org/referrer-spam-list', date: '2026-11', kind: 'referrer spam', offers: (name) => spamTrade.test(name) || drug.test(name) },
]
/** Words of those who warn of drugs, treat addiction or write about both. */
const speaksAbout = /addict|rehab|help|review|question|answer|specialist|info\b|news|guide|consumer|bestbuy|stable|vet|pet(?:med|drug|rx|pharm|presc)/u
/** Names that offer by accident: makers, watchdogs, honest pharmacies and firms that were found among the rows. */
const innocent = new Set(readFileSync(join(root, 'scripts/bad-seeds-innocent.txt'), 'utf8').split('\n').map((line) => line.replace(/#.*/u, '').trim()).filter(Boolean))

const kinds = [...new Set(sources.map(({ kind }) => kind))]
const rows = new Map()
const left = { 'no name': 0, 'part of another site': 0, known: 0, 'controlled suffix': 0, 'offers nothing by its name': 0, innocent: 0, twice: 0 }
let read = 0
for (const [number, { file, kind, offers }] of sources.entries()) {
  for (const line of linesOf(file)) {
    read += 1
    const host = line.replace(/^www\./u, '').replace(/\.$/u, '')
    const parsed = parse(host, { allowPrivateDomains: true })
    if (parsed.isIp || parsed.domain === null || !/^[a-z0-9.-]+$/u.test(host)) left['no name'] += 1
    else if (parsed.isPrivate || parsed.domain !== host) left['part of another site'] += 1
    else if (known.has(host)) left.known += 1
    else if (/\.(?:gov|edu|mil|int)$|\.(?:gov|gob|gouv|edu|ac|nhs|mil)\.[a-z]{2}$/u.test(host)) left['controlled suffix'] += 1
    else if (innocent.has(host) || speaksAbout.test(host)) left.innocent += 1
    else if (!offers(host)) left['offers nothing by its name'] += 1
    else if (rows.has(host)) left.twice += 1
    else rows.set(host, [host, kinds.indexOf(kind), number])
  }
}

const list = {
  id: 'bad-core-rows',
  source: 'Built by scripts/bad-seeds.mjs from blocklistproject/Lists (drugs, scam) and matomo-org/referrer-spam-list',
  licence: 'Unlicense (blocklistproject) and public domain (Matomo)',
  date: '2026-11-22',
  reviewedOn: null,
  about: 'Distrusted seeds for a web graph.',
  sets: [{ id: 'bad-core', version: '1', kind: 'distrusted', title: 'Pill sellers and spammers by name', about: 'Sites from which distrust flows back to those who link to them (GR-06): named by a public list, and offering by their own name what the list is about. Parts of other sites, and names known for good by any of our lists, are left out. Not reviewed one by one: a hint for ranking, never a verdict on a site.' }],
  reasons: kinds.map((kind) => (kind === 'drug seller' ? 'A public list of drug sellers or scams names it, and its own name offers prescription drugs.' : 'A public list of referrer spam names it, and its own name offers a trade of spammers.')),
  packed: { kinds, sources: sources.map(({ source, licence, url, date }) => ({ source, licence, url, date })), rows: [...rows.values()].sort((a, b) => (a[0] < b[0] ? -1 : 1)) },
}
const bytes = gzipSync(JSON.stringify(list), { level: 9 })
bytes[9] = 255 // The operating system byte, so that every machine writes the same file.
writeFileSync(join(root, 'data/seed-sets/bad-core.json.gz'), bytes)
console.error(`data/seed-sets/bad-core.json.gz: ${rows.size} of ${read} names, ${bytes.length} bytes. Left out: ${Object.entries(left).map(([why, count]) => `${why} ${count}`).join(', ')}`)
