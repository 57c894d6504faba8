import { lookUpHost, type Lists } from '../../model/lists.js'
import type { SuffixKind } from '../../model/suffix-rule.js'
import { labelTest, wordSet } from './label-patterns.js'

/** What a name under a controlled suffix is, since only such bodies can register there. */
export interface OfficialName {
  kind: SuffixKind | 'health authority' | 'hospital' | 'practice'
  rule: string
  /** Who may have a name there, in words. */
  who: string
}

/** What a name under such a suffix does not prove, or what else stands in it. */
export const provenBy: Readonly<Record<OfficialName['kind'], string>> = {
  'health authority': 'a label names its health department',
  government: 'not that it is one of health',
  military: 'not that it is one of health',
  'intergovernmental body': 'not that it is one of health',
  university: 'not that it teaches medicine',
  'academic body': 'not a university',
  school: 'not that it is one of health',
  'national health service': 'a label names a body of the whole service',
  hospital: 'a label names a hospital or a trust',
  practice: 'a label names a practice',
  'health provider': 'not that it is a hospital or an authority',
}

/**
 * What controlled suffix a host stands under, or null. Whole labels decide, never a part: "cdc.gov.evil.example" is
 * nothing. A name proves who registered, never what a page says: a town's `.gov` is a town.
 */
export function officialNameOf(host: string, lists: Lists): OfficialName | null {
  const last = host.slice(host.lastIndexOf('.') + 1)
  if (last === 'us' || last === 'it') {
    const local = last === 'us' ? localOfUs(host.split('.'), lists) : localOfItaly(host.split('.'), lists)
    if (local !== null) return local
  }
  const found = lookUpHost(lists.suffixRules, host)
  if (found === undefined) return null
  const { key, entry: { kind, who } } = found
  const rule = `.${key}`
  const before = host === key ? [] : host.slice(0, -key.length - 1).split('.')
  switch (kind) {
    case 'government':
      return { kind: departmentOf(before, lists), rule, who }
    case 'military':
      return { kind: before.some(labelTest(lists, 'label/military-health')) ? 'health authority' : kind, rule, who }
    case 'national health service':
      return { kind: partOfService(before.at(-1) ?? 'www', lists), rule, who }
    case 'university':
      if (before.length === 0) return null
      return { kind: key.startsWith('edu.') && before.some(labelTest(lists, 'label/school')) ? 'school' : kind, rule, who }
    default:
      return before.length === 0 && kind !== 'academic body' ? null : { kind, rule, who }
  }
}

function departmentOf(before: readonly string[], lists: Lists): OfficialName['kind'] {
  const isHospital = labelTest(lists, 'label/hospital')
  const isOther = labelTest(lists, 'label/not-hospital')
  if (before.some((label) => isHospital(label) && !isOther(label))) return 'hospital'
  return before.some(labelTest(lists, 'label/health')) ? 'health authority' : 'government'
}

/** Boards, networks and services of the whole; nearly all other names are those of trusts, which run hospitals. */
function partOfService(label: string, lists: Lists): OfficialName['kind'] {
  if (labelTest(lists, 'label/practice')(label)) return 'practice'
  return labelTest(lists, 'label/health-service')(label) ? 'national health service' : 'hospital'
}

/**
 * Names under states of `.us` (RFC 1480): `state.<st>.us`, `co.<county>.<st>.us`, `<school>.k12.<st>.us`. A third label
 * is a place or one of the fixed branches; anybody may register below a place, but not the labels kept for authorities.
 */
function localOfUs(labels: readonly string[], lists: Lists): OfficialName | null {
  const state = labels.at(-2) ?? ''
  const branch = labels.at(-3) ?? ''
  if (!wordSet(lists, 'suffix/us-states').has(state)) return null
  const rule = (count: number, who: string) => ({ rule: `.${labels.slice(-count).join('.')}`, who: `${who} (RFC 1480)` })
  if (wordSet(lists, 'suffix/us-state-authority-labels').has(branch)) return { kind: departmentOf(labels.slice(0, -3), lists), ...rule(3, 'the state, its districts and councils of governments') }
  if (labels.length < 4) return null
  if (branch === 'k12') return { kind: 'school', ...rule(3, 'schools and their districts') }
  if (wordSet(lists, 'suffix/us-college-labels').has(branch)) return { kind: 'university', ...rule(3, 'community and technical colleges') }
  if (!wordSet(lists, 'suffix/us-authority-labels').has(labels.at(-4)!)) return null
  return { kind: departmentOf(labels.slice(0, -4), lists), ...rule(4, 'the county or town of that name') }
}

/**
 * Labels that the Italian registry keeps for authorities right before the name of a province or region: `comune.milano.it`.
 * Before any other name of .it its owner may write what he likes, and so no department below it is believed either.
 */
function localOfItaly(labels: readonly string[], lists: Lists): OfficialName | null {
  const place = labels.at(-2) ?? ''
  if (place.length <= 2 || !wordSet(lists, 'suffix/it-places').has(place) || !wordSet(lists, 'suffix/it-authority-labels').has(labels.at(-3) ?? '')) return null
  return { kind: departmentOf(labels.slice(0, -3), lists), rule: `.${labels.slice(-3).join('.')}`, who: 'the town, province or region of that name' }
}

/** Parts of a university's site that belong to persons, not to the university: student pages, blogs, `/~name`. */
export function personalSection(host: string, key: string, urls: readonly string[], lists: Lists): string | null {
  const before = host === key ? [] : host.slice(0, -key.length - 1).split('.')
  const isPersonal = labelTest(lists, 'label/personal')
  const label = before.find((one) => {
    const bare = one.replace(/^www\d?-?(?=.)/u, '')
    return isPersonal(bare) || isPersonal(bare.replace(/\d{1,3}$/u, ''))
  })
  if (label !== undefined) return `host ${label}.`
  const own = urls.filter((url) => url.includes(`//${host}/`) || url.includes(`//${host}:`))
  return own.length > 0 && own.every((url) => /\/(?:~|%7e|users?\/|people\/|students?\/|blogs?\/|perso\/|homepages?\/)[^/]/iu.test(url)) ? 'personal pages (/~name)' : null
}
