import { isPlatformSuffix, isPublicSuffix } from '../../model/domain.js'
import { academicOthers, governmentLabels, governmentPairs, governmentRoots, healthLabels, healthStems, hospitalSigns, italianAuthorityLabels, localAuthorityLabels, militaryLabels, openAcademic, personalLabels, schoolPairs, schoolRoots, statesOfUs } from './controlled-suffixes.js'

/** What a name under a controlled suffix is, since only such bodies can register there. */
export interface OfficialName {
  kind: 'health authority' | 'government' | 'military' | 'intergovernmental body' | 'university' | 'academic body' | 'school' | 'national health service' | 'hospital' | 'practice'
  rule: string
}

/** What a name under such a suffix proves, and what it does not. */
export const provenBy: Readonly<Record<OfficialName['kind'], string>> = {
  'health authority': 'only a public authority can register here, and a label names its health department',
  government: 'only a public authority can register here; not that it is one of health',
  military: 'only armed forces can register here',
  'intergovernmental body': 'only a body founded by treaty can register here',
  university: 'only an academic institution can register here; not that it teaches medicine',
  'academic body': 'an academic suffix, but one that museums, bodies of the sector or anybody hold too',
  school: 'only a school or its authority can register here',
  'national health service': 'only the health service and its bodies can register here',
  hospital: 'only the public service can register here, and the name is that of a hospital or a trust',
  practice: 'only the health service and its practices can register here',
}

const schoolSigns = /(?:^|[-.])(?:school|schools|schule|gymnasium|escuela|colegio|liceo|lycee|ecole|kindergarten|primary|elementary|highschool|secondary|sekolah|sma|smk|smp|okul|lisesi|scuola|skola|skole)|school|colegio|highschool|kinder|lisesi|ilkokul/u

/** What controlled suffix a host stands under, or null. The whole labels decide, never a part: "cdc.gov.evil.example" is nothing. */
export function officialNameOf(host: string): OfficialName | null {
  const labels = host.split('.')
  const last = labels.at(-1)!
  const second = labels.at(-2) ?? ''
  const country = last.length === 2
  if (labels.length < 2) return null
  if (last === 'gov') return { kind: departmentOf(labels.slice(0, -1)), rule: '.gov' }
  if (last === 'mil' || (country && labels.length > 2 && militaryLabels.has(second) && isRegistrySuffix(`${second}.${last}`))) return { kind: labels.some((label) => label === 'health' || label === 'med' || label.includes('medicine')) ? 'health authority' : 'military', rule: last === 'mil' ? '.mil' : `.${second}.${last}` }
  if (last === 'int') return { kind: 'intergovernmental body', rule: '.int' }
  for (const root of ['nhs.uk', 'nhs.scot', 'nhs.wales']) {
    if (host === root) return { kind: 'national health service', rule: `.${root}` }
    if (host.endsWith(`.${root}`)) return { ...healthServiceName(labels.at(-3)!), rule: `.${root}` }
  }
  const school = schoolRule(labels)
  if (school !== null) return school
  if (last === 'edu') return { kind: 'university', rule: '.edu' }
  if (country && labels.length > 2 && (second === 'ac' || second === 'edu') && isRegistrySuffix(`${second}.${last}`) && !openAcademic.has(`${second}.${last}`)) {
    if (academicOthers.has(labels.slice(-3).join('.'))) return { kind: 'academic body', rule: `.${second}.${last}` }
    // Below the states of .edu.au, and by name elsewhere, these are schools.
    const schools = last === 'au' && labels.length > 3 && isPublicSuffix(labels.slice(-3).join('.'))
    return { kind: schools || (second === 'edu' && schoolSigns.test(labels.slice(0, -2).join('.'))) ? 'school' : 'university', rule: `.${second}.${last}` }
  }
  const root = governmentRoot(labels)
  if (root === null) return isLocalOfUs(labels) ? { kind: 'government', rule: `.${labels.slice(-2).join('.')}` } : null
  return { kind: departmentOf(labels.slice(0, labels.length - root.split('.').length)), rule: `.${root}` }
}

function departmentOf(before: readonly string[]): OfficialName['kind'] {
  if (before.some((label) => !label.includes('hospitality') && hospitalSigns.some((sign) => label.includes(sign)))) return 'hospital'
  return before.some((label) => healthLabels.has(label) || healthStems.some((stem) => label.startsWith(stem))) ? 'health authority' : 'government'
}

function governmentRoot(labels: readonly string[]): string | null {
  for (let from = labels.length - 1; from >= 0; from -= 1) {
    const name = labels.slice(from).join('.')
    if (governmentRoots.has(name)) return name
  }
  const [second, last] = [labels.at(-2)!, labels.at(-1)!]
  if (last.length !== 2 || labels.length < 3) return null
  // A label such as "gov" counts only where it is the country's own suffix; elsewhere anybody may have registered it.
  const suffix = `${second}.${last}`
  if ((governmentLabels.has(second) || governmentPairs.has(suffix)) && isRegistrySuffix(suffix)) return suffix
  // state.<state>.us is the state itself.
  if (last === 'us' && statesOfUs.has(second) && labels.at(-3) === 'state') return `state.${suffix}`
  // Reserved right before the name of a province or region; before any other name of .it its owner may write what he likes.
  if (last === 'it' && second.length > 2 && italianAuthorityLabels.has(labels.at(-3)!) && isRegistrySuffix(suffix)) return labels.slice(-3).join('.')
  return null
}

/** Authorities of a county or town: `co.<county>.<state>.us`. The place is not checked, so no department below it lifts it. */
function isLocalOfUs(labels: readonly string[]): boolean {
  return labels.at(-1) === 'us' && labels.length >= 4 && statesOfUs.has(labels.at(-2)!) && localAuthorityLabels.has(labels.at(-4)!)
}

/** True for a suffix of a registry, not of a company that lets out names below one of its own. */
function isRegistrySuffix(suffix: string): boolean {
  return isPublicSuffix(suffix) && !isPlatformSuffix(suffix)
}

function schoolRule(labels: readonly string[]): OfficialName | null {
  const last = labels.at(-1)!
  if (last === 'us') return labels.length >= 4 && labels.at(-3) === 'k12' && statesOfUs.has(labels.at(-2)!) ? { kind: 'school', rule: `.${labels.slice(-3).join('.')}` } : null
  if (last === 'fr' && schoolRoots.has(labels.slice(-2).join('.'))) return { kind: 'school', rule: `.${labels.slice(-2).join('.')}` }
  const suffix = labels.slice(-2).join('.')
  const isKept = schoolPairs.has(suffix) || ((labels.at(-2) === 'sch' || labels.at(-2) === 'k12') && isRegistrySuffix(suffix))
  return last.length === 2 && labels.length > 2 && isKept ? { kind: 'school', rule: `.${suffix}` } : null
}

function healthServiceName(label: string): Pick<OfficialName, 'kind'> {
  if (/surgery|practice|medical-?cent|health-?cent|dental|doctors/u.test(label)) return { kind: 'practice' }
  // Boards, networks and services of the whole; nearly all other names are those of trusts, which run hospitals.
  return { kind: label === '' || /^(?:www|england|scotland|wales|digital|111|hra|improvement|jobs|help|beta|api)$|ccg$|icb$|icsb?$|csu$|^nhs/u.test(label) ? 'national health service' : 'hospital' }
}

const personalStems = /^(?:stud(?:ent(?:s|en|i|web|pages?)?|ier\w*)\d*|etud\w*|estudiantes?|alumn\w*|users?\d+|userpages?|homepages?|personalpages?|perso\w{0,4}|fachschaft\w*|asta|stuve|fsr\w*|\w*blogs?)$/u

/** Parts of a university's site that belong to persons, not to the university: student pages, blogs, `/~name`. */
export function personalSection(host: string, key: string, urls: readonly string[]): string | null {
  const before = host === key ? [] : host.slice(0, -key.length - 1).split('.')
  const label = before.find((one) => {
    const bare = one.replace(/^www\d?-?(?=.)/u, '')
    return personalLabels.has(bare) || personalStems.test(bare)
  })
  if (label !== undefined) return `host ${label}.`
  const own = urls.filter((url) => url.includes(`//${host}/`) || url.includes(`//${host}:`))
  return own.length > 0 && own.every((url) => /\/(?:~|%7e|users?\/|people\/|students?\/|blogs?\/)[^/]/iu.test(url)) ? 'personal pages (/~name)' : null
}
