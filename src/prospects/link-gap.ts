import { linkTypes, type LinkTypeId } from '../model/link-types.js'

/** A domain that links to a rival, as the judged links of the rival tell it. */
export interface RivalLinker {
  domain: string
  tier: number
  types: readonly string[]
  links: number
  bestQuality: number
  firstSeen: string
  lastSeen: string
  /** Rules that flag its best link to the rival. */
  findings: readonly string[]
}

export interface GapRival {
  domain: string
  /** Referring domains of the rival that have a link which is not lost. */
  linkers: readonly RivalLinker[]
}

/** A domain that links to rivals and not to the site. */
export interface GapRow {
  domain: string
  tier: number
  /** In the order in which the rivals were given. */
  rivals: string[]
  types: string[]
  links: number
  bestQuality: number
  firstSeen: string
  lastSeen: string
  /** OPP-01: links to a rival with few referring domains say more than links to one that everybody links to. */
  score: number
}

export const farmSigns = {
  farm: 'pages that list links for the sake of links, or sites of one hand',
  hacked: 'pages into which links were smuggled',
  copies: 'copies, statistics pages and archives, which link to everybody',
  paid: 'links that are sold, rented or shown as advertising',
  'own-network': 'other sites of the rival itself',
} as const
export type FarmSign = keyof typeof farmSigns

export interface Gap {
  rows: GapRow[]
  /** Domains that are no prospects, by what gives them away. */
  farms: Array<GapRow & { sign: FarmSign }>
}

const signOfType: Partial<Record<LinkTypeId, FarmSign>> = {
  'LT-16': 'copies', 'LT-18': 'paid', 'LT-19': 'farm', 'LT-20': 'hacked', 'LT-26': 'paid', 'LT-27': 'own-network', 'LT-28': 'copies', 'LT-29': 'copies', 'LT-31': 'paid',
}
/** Findings that speak of the linking domain as a whole: sold links, networks, mass-published sites, doorways, farms by their place in the web graph. */
const signOfRule: Readonly<Record<string, FarmSign>> = { 'RISK-02': 'paid', 'RISK-03': 'farm', 'RISK-16': 'farm', 'RISK-18': 'farm', 'RISK-29': 'farm', 'RISK-05': 'hacked' }
/** Tiers of which no finding makes a farm: a university with a hacked page is still a university. */
const trustedTierMax = 4

/**
 * Link gap (OPP-01): who links to rivals and not to the site. What links for money, by machine or from the rival's own hand is
 * folded, with what gives it away. Order: tier, how many rivals, then the score.
 */
export function findLinkGap({ own, rivals, rivalsMin }: { own: ReadonlySet<string>; rivals: readonly GapRival[]; rivalsMin: number }): Gap {
  const rivalDomains = new Set(rivals.map(({ domain }) => domain))
  const found = new Map<string, GapRow & { findings: Set<string> }>()
  for (const { domain: rival, linkers } of rivals) {
    const weight = 1 / Math.log2(2 + linkers.length)
    for (const linker of linkers) {
      if (own.has(linker.domain) || rivalDomains.has(linker.domain)) continue
      const row = found.get(linker.domain)
      if (row === undefined) {
        found.set(linker.domain, { domain: linker.domain, tier: linker.tier, rivals: [rival], types: [...linker.types], links: linker.links, bestQuality: linker.bestQuality, firstSeen: linker.firstSeen, lastSeen: linker.lastSeen, score: weight, findings: new Set(linker.findings) })
        continue
      }
      row.rivals.push(rival)
      row.tier = Math.min(row.tier, linker.tier)
      row.types = [...new Set([...row.types, ...linker.types])]
      row.links += linker.links
      row.bestQuality = Math.max(row.bestQuality, linker.bestQuality)
      if (linker.firstSeen < row.firstSeen) row.firstSeen = linker.firstSeen
      if (linker.lastSeen > row.lastSeen) row.lastSeen = linker.lastSeen
      row.score += weight
      for (const rule of linker.findings) row.findings.add(rule)
    }
  }
  const gap: Gap = { rows: [], farms: [] }
  for (const { findings, ...row } of found.values()) {
    if (row.rivals.length < rivalsMin) continue
    const sign = signOf(row, findings)
    if (sign === null) gap.rows.push(row)
    else gap.farms.push({ ...row, sign })
  }
  gap.rows.sort(byWorth)
  gap.farms.sort(byWorth)
  return gap
}

/** Every link of the domain is of a kind that nobody should want, or the domain itself was found out. */
function signOf({ tier, types }: GapRow, findings: ReadonlySet<string>): FarmSign | null {
  const signs = types.map((type) => signOfType[type as LinkTypeId])
  if (signs.length > 0 && signs.every((sign) => sign !== undefined)) return signs[0]!
  if (tier <= trustedTierMax) return null
  for (const [rule, sign] of Object.entries(signOfRule)) if (findings.has(rule)) return sign
  return null
}

function byWorth(a: GapRow, b: GapRow): number {
  return a.tier - b.tier || b.rivals.length - a.rivals.length || b.score - a.score || b.bestQuality - a.bestQuality || (a.domain < b.domain ? -1 : 1)
}

/** What a row says for itself, in sentences: why it could well link here too. */
export function gapReasons(row: Pick<GapRow, 'tier' | 'rivals' | 'bestQuality'>, known: { tierName: string; typeNames: readonly string[]; rivalCount: number; specialties: readonly string[]; match: string; place: string | null; lostFrom: string | null; authority: number | null; costs: boolean }): string[] {
  // That nobody could tell the type is no reason to write to anyone.
  const typeNames = known.typeNames.filter((name) => name !== linkTypes['LT-99'].name)
  const reasons = [`Links to ${row.rivals.length === 1 ? row.rivals[0]! : `${row.rivals.length} of ${known.rivalCount} rivals (${row.rivals.slice(0, 3).join(', ')}${row.rivals.length > 3 ? ', …' : ''})`}${typeNames.length === 0 ? '' : `: ${typeNames.slice(0, 3).join(', ').toLowerCase()}`}.`]
  if (row.tier <= 5) reasons.push(`Tier ${row.tier}, ${known.tierName}.`)
  if (known.match === 'match') reasons.push(`Speaks of your field: ${known.specialties.join(', ')}.`)
  else if (known.match === 'related') reasons.push(`Speaks of a field near yours: ${known.specialties.join(', ')}.`)
  if (known.place !== null) reasons.push(`In your area: ${known.place}.`)
  if (known.authority !== null && known.authority >= 50) reasons.push(`Authority ${Math.round(known.authority)} of 100 in the web graph.`)
  if (row.bestQuality >= 60) reasons.push(`Its best link to a rival has quality ${row.bestQuality}.`)
  if (known.lostFrom !== null) reasons.push(`It linked to you once; that link is lost (last seen ${known.lostFrom.slice(0, 10)}).`)
  if (known.costs) reasons.push('Such a link usually costs money (sponsorship or membership): rel="sponsored" is then due.')
  return reasons
}
