// Builds data/seeds.json.gz: known bodies by domain, with their identity tier, from public lists.
//
//   node scripts/seeds.mjs
//
// The lists are not part of the project. CITEWELL_TEST_DATA names the folder that holds them (seeds/…); without it the
// folder shared/data beside the checkout is tried. The same lists give the same bytes. Bodies of data/curated-bodies.json
// are left out, since what a person reviewed wins.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parse } from 'tldts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const lists = process.env.CITEWELL_TEST_DATA ?? resolve(root, '../shared/data')
const read = (path) => gunzipSync(readFileSync(join(lists, 'seeds', path))).toString('utf8')

const sources = [
  'cisagov/dotgov-data, CC0-1.0',
  'Hipo/university-domains-list, MIT',
  'HIFLD hospitals (US government), public domain',
]
const kinds = []
const kindNumber = (kind) => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.push(kind) - 1)
const curated = new Set(JSON.parse(readFileSync(join(root, 'data/curated-bodies.json'), 'utf8')).seeds.map((seed) => seed.domain))
const hostKinds = new Map(JSON.parse(readFileSync(join(root, 'data/host-kinds.json'), 'utf8')).hosts.map((host) => [host.host, host.kind]))

/** Rows by domain; the better tier wins where two lists name one domain. */
const rows = new Map()
function add(domain, name, tier, kind, country, place, source) {
  if (curated.has(domain)) return
  const known = rows.get(domain)
  if (known === undefined || tier < known[2]) rows.set(domain, [domain, name.trim().slice(0, 80), tier, kindNumber(kind), country, place, source])
}

function csvRows(text) {
  const out = []
  let row = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') {
        cell += '"'
        i += 1
      } else quoted = false
    } else if (c === '"') quoted = true
    else if (c === ',' || c === '\n') {
      row.push(cell.replace(/\r$/, ''))
      cell = ''
      if (c === '\n') {
        out.push(row)
        row = []
      }
    } else cell += c
  }
  if (cell !== '' || row.length > 0) out.push([...row, cell])
  return out
}

// Domains under .gov. Health agencies are tier 1, hospital districts tier 3, every other authority tier 5.
const notHealth = /school|veterinar|\bfire\b|safety and health|occupational safety|mine safety|medical lake|neglected|competition|\bEMS\b|\bESD\b|emergency medical|health insurance market|library|airport|telehealth network|education|childhood/i
const health = /health(?!y\s*forest)|pharmacy|medicalboard|nurse licens|nursing|patient safety|covid|tenncare|mainecare|soonercare|badgercare|medicaid|medicare|disease control|board of (?:medic|nurs|dent|pharm|osteopath)|medical (?:board|examiners)|osteopathic examiners|(?:medical imaging|radiation therapy|chiropractic|physical therap|occupational therap|optometr|psycholog|podiatr|respiratory care|midwi|dietetic|speech|audiolog|acupuncture)[\w ,&-]*(?:board|examiner|licens)|(?:board|examiners|licens\w*) of (?:chiropract|optometr|psycholog|podiatr|physical therap)/i
// A district or a tribe that runs a clinic is a practice, whatever its name says of health; so is a wellness centre.
const clinic = /(?:rural )?health ?care district|\bhealth (?:center|centre|clinic)|\bclinics?\b|wellness|family health services|tribal health (?:&|and) family|dental health center/i
const department = /department|public health|county health center|\bboard\b|agency|division|administration|authority|commission|bureau|office of/i
// A state's cabinet of health and welfare runs portals for other benefits too: those need the word in their own name.
const umbrella = /health (?:and|&) (?:family|social|human|welfare)/i
const healthLabel = /health|hhs|hfs|dph|dhs|hss|hsd|hca|med|care|wic|vacc|immun|nurs|covid|tobacco|smok|vap|recover|overdose|opioid|mental|suicide|preg|baby|birth|mother|cancer|heart|diab|hiv|aids|std|well|clinic|disease|pharm|doctor|dent|therap/i
const notHealthBureau = /children and families|office of grants|financial resources|program support/i
for (const [domain, type, organisation, bureau, city, state] of csvRows(read('gov/current-full.csv.gz')).slice(1)) {
  if (!/^[a-z0-9-]+\.gov$/i.test(domain ?? '')) continue
  const name = bureau && bureau !== '(blank)' ? `${organisation}, ${bureau}` : organisation
  const federal = type.startsWith('Federal')
  const looked = `${organisation} ${bureau} ${domain.replace(/\.gov$/, '')}`
  let tier = 5
  let kind = federal ? 'federal government' : type.startsWith('State') ? 'state government' : type.startsWith('Tribal') ? 'tribal government' : 'local government'
  const federalHealth = /health and human services/i.test(organisation) ? !notHealthBureau.test(bureau) : /defense health agency|department of veterans affairs/i.test(`${organisation} ${bureau}`) || /medicaid|medicare/i.test(organisation)
  if (federal ? federalHealth : health.test(looked) && !notHealth.test(looked)) {
    tier = 1
    kind = 'health authority'
  }
  if (tier === 1 && !federal && umbrella.test(organisation) && !healthLabel.test(domain.replace(/\.gov$/, ''))) {
    tier = 5
    kind = 'state government'
  }
  if (tier === 1 && !federal && clinic.test(looked) && !department.test(looked)) {
    tier = 4
    kind = 'practice'
  }
  if (/hospital/i.test(looked) && !federal) {
    tier = 3
    kind = 'hospital'
  }
  add(domain.toLowerCase(), name, tier, kind, 'US', federal ? '' : [city, state].filter(Boolean).join(', '), 0)
}

// Universities. A few names in the list are diploma mills or hosts of somebody else.
const notUniversities = new Set(['knightsbridgeuniversity.com', 'itt-tech.info', 'sempreceub.com', 'ueb.isfun.net', 'student.42.us.org', 'europeaniu.org', 'upmc.com', 'isfun.net'])
const medical = /\b(?:medic|health|hospital|m[ée]dic|medizin|nursing|pharmac|dental|salud|sa[úu]de|sant[ée])/i
for (const { name, domains, alpha_two_code: country } of JSON.parse(read('universities.json.gz'))) {
  for (const one of domains) {
    const domain = one.toLowerCase().replace(/^www\./, '').replace(/\.$/, '')
    const parsed = parse(domain)
    if (!/^[a-z0-9.-]+$/.test(domain) || parsed.domain === null || parsed.publicSuffix === domain || notUniversities.has(domain) || /(?:^|\.)gov(?:\.|$)/.test(domain)) continue
    add(domain, name, 2, medical.test(name) ? 'academic medicine' : 'university', country, '', 1)
  }
}

// US hospitals. The addresses are of 2018 and earlier: a domain stays only if it bears the hospital's name, and never if
// it is a portal, a platform or a directory.
const portal = new Set(['directory', 'social', 'review', 'blog-platform', 'news', 'shortener', 'profile', 'seo-tool'])
const emptyWords = new Set(['hospital', 'hospitals', 'medical', 'center', 'centre', 'health', 'healthcare', 'the', 'of', 'and', 'at', 'for', 'county', 'regional', 'community', 'memorial', 'general', 'system', 'inc', 'llc', 'saint', 'north', 'south', 'east', 'west'])
for (const row of csvRows(read('us-hospitals.csv.gz')).slice(1)) {
  const [, name, city, state] = row
  const website = row[9] ?? ''
  let host
  try {
    host = new URL(website.startsWith('http') ? website : `http://${website}`).hostname.toLowerCase().replace(/^www\./, '').replace(/\.$/, '')
  } catch {
    continue
  }
  const parsed = parse(host, { allowPrivateDomains: true })
  if (parsed.domain === null || parsed.isIp || /\.(?:gov|mil|us|edu)$/.test(host)) continue
  const kind = hostKinds.get(parsed.domain)
  if (kind !== undefined && portal.has(kind)) continue
  const label = parsed.domainWithoutSuffix.replace(/[^a-z0-9]/g, '')
  const words = name.toLowerCase().replace(/\b(?:st|saint)\b\.?/g, 'st').split(/[^a-z0-9]+/).filter(Boolean)
  const initials = words.map((word) => word[0]).join('')
  const named = words.some((word) => word.length >= 4 && !emptyWords.has(word) && label.includes(word.slice(0, 6)))
    || (label.length >= 3 && (initials.includes(label) || (initials.length >= 3 && label.startsWith(initials.slice(0, 3)))))
    || /(?:hospital|health|medical|clinic|hosp|healthcare|medctr)/.test(label)
  if (!named || parsed.domain !== host && hostKinds.has(parsed.domain)) continue
  add(parsed.domain, titleCase(name), 3, 'hospital', 'US', `${titleCase(city)}, ${state}`, 2)
}

function titleCase(text) {
  return text.toLowerCase().replace(/(^|[\s\-(/])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase())
}

const list = {
  id: 'seeds',
  source: 'Built by scripts/seeds.mjs from the .gov registry (cisagov/dotgov-data), university-domains-list (Hipo) and HIFLD hospitals (US government)',
  licence: 'CC0-1.0 and public domain (government lists), MIT (universities; see NOTICE)',
  date: '2026-11',
  packedSeeds: { sources, kinds, rows: [...rows.values()].sort((a, b) => (a[0] < b[0] ? -1 : 1)) },
}
const bytes = gzipSync(JSON.stringify(list), { level: 9 })
bytes[9] = 255 // The operating system byte, so that every machine writes the same file.
writeFileSync(join(root, 'data/seeds.json.gz'), bytes)
const count = (tier) => list.packedSeeds.rows.filter((row) => row[2] === tier).length
console.error(`data/seeds.json.gz: ${list.packedSeeds.rows.length} bodies (tier 1: ${count(1)}, 2: ${count(2)}, 3: ${count(3)}, 5: ${count(5)}), ${bytes.length} bytes`)
