import type { Agency } from '../../model/facts.js'
import type { ProviderProfile } from '../../model/profile.js'
import { parseHost } from '../../model/url.js'
import type { TypedLink } from './facts.js'
import { isMoneyAnchor } from './money.js'

/** Types that somebody pays for, writes or sends in order to be linked. */
const placedTypes = new Set(['LT-02', 'LT-07', 'LT-08', 'LT-18', 'LT-26', 'LT-31'])
/** Types nobody connected with the provider has a hand in: other people’s choice, copies, machines, attackers. */
const othersTypes = new Set(['LT-01', 'LT-04', 'LT-05', 'LT-06', 'LT-12', 'LT-13', 'LT-16', 'LT-20', 'LT-21', 'LT-22', 'LT-23', 'LT-24', 'LT-25', 'LT-28', 'LT-29', 'LT-30'])

/**
 * Who is behind a link (RISK-00), as important as the risk: noise made by others asks for nothing. What the provider
 * says of its own doings decides; otherwise the type suggests, and where it does not the answer is "unknown".
 */
export function agencyOf({ link, type, anchor }: TypedLink, profile: ProviderProfile): Agency {
  if (isArranged(link, profile)) return 'placed-by-you'
  if (type.flags.includes('same-owner') || profile.domains.includes(link.referringDomain)) return 'placed-by-you'
  if (type.confidence < 0.5) return 'unknown'
  if (placedTypes.has(type.type)) return 'probably-placed'
  // A widget or profile with a treatment phrase was hardly made by a reader.
  if ((type.type === 'LT-09' || type.type === 'LT-14' || type.type === 'LT-15') && isMoneyAnchor(anchor)) return 'probably-placed'
  return othersTypes.has(type.type) ? 'third-party' : 'unknown'
}

const arrangedHosts = new WeakMap<ProviderProfile, ReadonlySet<string>>()

/** True if the profile says that links of this domain or host were arranged, however the person wrote the name. */
export function isArranged(link: Pick<TypedLink['link'], 'referringDomain' | 'referringHost'>, profile: ProviderProfile): boolean {
  if (profile.arranged.length === 0) return false
  let hosts = arrangedHosts.get(profile)
  if (hosts === undefined) {
    hosts = new Set(profile.arranged.flatMap((name) => parseHost(name)?.replace(/^www\./u, '') ?? []))
    arrangedHosts.set(profile, hosts)
  }
  return hosts.has(link.referringDomain) || hosts.has(link.referringHost.replace(/^www\./u, ''))
}
