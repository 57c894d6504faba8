import { isPublicSuffix } from '../../model/domain.js'

/** What a name under a controlled suffix is, since only such bodies can register there. */
export interface OfficialName {
  kind: 'health authority' | 'government' | 'military' | 'intergovernmental body' | 'university' | 'school' | 'national health service' | 'hospital' | 'practice'
  rule: string
}

/** Government roots that are registrable names themselves, or suffixes the public suffix list does not carry. */
const governmentRoots = [
  'gc.ca', 'canada.ca', 'gov.bc.ca', 'ontario.ca', 'alberta.ca', 'quebec.ca', 'gouv.qc.ca', 'saskatchewan.ca', 'gov.mb.ca', 'gov.on.ca', 'gov.ab.ca', 'gov.ns.ca', 'novascotia.ca', 'gnb.ca', 'gov.pe.ca', 'gov.nl.ca', 'gov.sk.ca', 'gouvernement.fr', 'governo.it',
  'gouv.fr', 'bund.de', 'bundesregierung.de', 'bayern.de', 'nrw.de', 'hessen.de', 'baden-wuerttemberg.de', 'sachsen.de', 'niedersachsen.de', 'berlin.de', 'hamburg.de', 'bremen.de', 'rlp.de', 'saarland.de', 'thueringen.de', 'brandenburg.de', 'sachsen-anhalt.de', 'schleswig-holstein.de', 'mecklenburg-vorpommern.de',
  'gv.at', 'admin.ch', 'zh.ch', 'ch.ch', 'europa.eu', 'gov.uk', 'gov.scot', 'gov.wales', 'gov.ie', 'gob.es', 'gencat.cat', 'euskadi.eus', 'juntadeandalucia.es', 'gov.it', 'gov.pt', 'gov.gr', 'gov.pl', 'gov.cz', 'gov.sk', 'gov.hu', 'gov.si', 'gov.hr', 'gov.ro', 'government.bg', 'gov.rs', 'gov.me', 'gov.mk', 'gov.lv', 'lrv.lt', 'gov.ee', 'gov.mt', 'gov.cy',
  'fgov.be', 'belgium.be', 'vlaanderen.be', 'wallonie.be', 'public.lu', 'etat.lu', 'overheid.nl', 'rijksoverheid.nl', 'regeringen.se', 'regjeringen.no', 'kommune.no', 'stm.fi', 'valtioneuvosto.fi', 'suomi.fi', 'island.is', 'gov.is', 'borger.dk', 'fo.gov', 'gov.ru', 'gov.ua', 'gov.by', 'gov.kz', 'gov.tr', 'gov.il', 'gov.za', 'usa.gov', 'service-public.fr', 'go.jp', 'lg.jp', 'go.kr', 'gov.tw', 'gov.hk', 'gov.cn', 'gov.in', 'nic.in', 'gov.au', 'govt.nz', 'gov.br', 'jus.br', 'leg.br', 'gob.mx', 'gob.ar', 'gob.cl', 'gov.co', 'gob.pe', 'gob.ec', 'gub.uy', 'gob.ve', 'gob.bo', 'gov.py', 'gob.pa', 'go.cr', 'gob.gt', 'gob.hn', 'gob.sv', 'gob.ni', 'gob.do', 'gob.cu',
]
const roots = new Set(governmentRoots)
const governmentLabels = new Set(['gov', 'gob', 'gouv', 'gub', 'govt', 'go'])
const militaryLabels = new Set(['mil'])
/** Labels before the root that name a health department; any other label leaves it at plain government. */
const healthLabels = new Set([
  'health', 'publichealth', 'moh', 'mohfw', 'mohw', 'moph', 'doh', 'dph', 'hhs', 'dhhs', 'cdc', 'cdph', 'dhcs', 'vdh', 'odh', 'dshs', 'medicaid', 'nih', 'fda', 'salud', 'sanidad', 'minsal', 'minsalud', 'minsa', 'saude', 'salute', 'sante', 'saglik', 'minzdrav', 'zdravlje', 'zdrowie', 'gesundheit', 'egeszseg', 'nhs', 'kemkes', 'hpra', 'ukhsa', 'mhra', 'gezondheid', 'eody', 'ncdc', 'phac-aspc', 'hc-sc', 'cihr-irsc', 'tga', 'aihw', 'healthdirect', 'medsafe', 'pharmac',
])
const personalLabels = new Set(['people', 'people-pages', 'student', 'students', 'stud', 'studenti', 'users', 'user', 'home', 'homepage', 'homepages', 'personal', 'personales', 'perso', 'pages', 'blogs', 'blog', 'sites', 'webspace', 'myweb', 'alumni', 'club', 'clubs'])

const schoolSigns = /(?:^|[-.])(?:school|schools|schule|gymnasium|escuela|colegio|liceo|lycee|ecole|kindergarten|primary|elementary|highschool|secondary|sekolah|sma|smk|smp|okul|lisesi|scuola|skola|skole)|school|colegio|highschool|kinder|lisesi|ilkokul/u

/** What controlled suffix a host stands under, or null. The whole labels decide, never a part: "cdc.gov.evil.example" is nothing. */
export function officialNameOf(host: string): OfficialName | null {
  const labels = host.split('.')
  const last = labels.at(-1)!
  const second = labels.at(-2) ?? ''
  const country = last.length === 2
  if (labels.length < 2) return null
  if (last === 'gov') return { kind: labels.slice(0, -1).some((label) => healthLabels.has(label)) ? 'health authority' : 'government', rule: '.gov' }
  if (last === 'mil' || (country && labels.length > 2 && militaryLabels.has(second))) return { kind: labels.includes('health') ? 'health authority' : 'military', rule: last === 'mil' ? '.mil' : `.${second}.${last}` }
  if (last === 'int') return { kind: 'intergovernmental body', rule: '.int' }
  if (host === 'nhs.uk' || host.endsWith('.nhs.uk')) return healthServiceName(labels.at(-3) ?? '')
  const school = schoolRule(labels, host)
  if (school !== null) return school
  if (last === 'edu') return { kind: 'university', rule: '.edu' }
  if (country && labels.length > 2 && (second === 'ac' || second === 'edu') && isPublicSuffix(`${second}.${last}`)) {
    // Below the states of .edu.au, and by name elsewhere, these are schools.
    const schools = last === 'au' && labels.length > 3 && isPublicSuffix(labels.slice(-3).join('.'))
    return { kind: schools || (second === 'edu' && schoolSigns.test(labels.slice(0, -2).join('.'))) ? 'school' : 'university', rule: `.${second}.${last}` }
  }
  const root = governmentRoot(labels)
  if (root === null) return null
  const before = labels.slice(0, labels.length - root.split('.').length)
  return { kind: before.some((label) => healthLabels.has(label)) ? 'health authority' : 'government', rule: `.${root}` }
}

function governmentRoot(labels: readonly string[]): string | null {
  for (let from = labels.length - 1; from >= 0; from -= 1) {
    const name = labels.slice(from).join('.')
    if (roots.has(name)) return name
  }
  const [second, last] = [labels.at(-2)!, labels.at(-1)!]
  if (last.length !== 2 || labels.length < 3) return null
  // A label such as "gov" counts only where it is the country's own suffix; elsewhere anybody may have registered it.
  if (governmentLabels.has(second) && isPublicSuffix(`${second}.${last}`)) return `${second}.${last}`
  if (last === 'us' && /^[a-z]{2}$/u.test(second) && labels.length >= 3 && ['state', 'co', 'ci', 'town', 'city', 'county'].some((label) => labels.slice(0, -2).includes(label))) return `${second}.us`
  if (last === 'it' && /^(?:comune|regione|provincia)$/u.test(labels.at(-3) ?? '')) return `${labels.at(-3)!}.${second}.it`
  return null
}

function schoolRule(labels: readonly string[], host: string): OfficialName | null {
  const last = labels.at(-1)!
  if (last === 'us' && labels.includes('k12')) return { kind: 'school', rule: 'k12.*.us' }
  if (last.length === 2 && ['sch', 'school', 'k12', 'ed'].includes(labels.at(-2) ?? '') && isPublicSuffix(labels.slice(-2).join('.'))) return { kind: 'school', rule: `.${labels.slice(-2).join('.')}` }
  return /\.(?:k12|sch)\.[a-z]{2}$/u.test(host) ? { kind: 'school', rule: '.k12' } : null
}

function healthServiceName(label: string): OfficialName {
  if (/surgery|practice|medical-?cent|health-?cent|dental|doctors/u.test(label)) return { kind: 'practice', rule: '.nhs.uk' }
  if (/hospital|hosp$|trust|[a-z]{2}th$|[a-z]{2}ft$|royal/u.test(label)) return { kind: 'hospital', rule: '.nhs.uk' }
  return { kind: 'national health service', rule: '.nhs.uk' }
}

/** Parts of a university's site that belong to persons, not to the university: student pages, blogs, `/~name`. */
export function personalSection(host: string, key: string, urls: readonly string[]): string | null {
  const before = host === key ? [] : host.slice(0, -key.length - 1).split('.')
  const label = before.find((one) => personalLabels.has(one))
  if (label !== undefined) return `host ${label}.`
  const own = urls.filter((url) => url.includes(`//${host}/`) || url.includes(`//${host}:`))
  return own.length > 0 && own.every((url) => /\/(?:~|%7e|users?\/|people\/|students?\/|blogs?\/)[^/]/iu.test(url)) ? 'personal pages (/~name)' : null
}
