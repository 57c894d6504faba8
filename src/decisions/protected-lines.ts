import { isPublicSuffix, registrableDomain } from '../model/domain.js'
import type { BriefLink } from '../model/facts.js'
import { linkTypes, type LinkTypeId } from '../model/link-types.js'
import { lookUpHost, type Lists } from '../model/lists.js'
import type { ProviderProfile } from '../model/profile.js'
import { hostOf, parseHost, type Url } from '../model/url.js'
import type { DisavowLine } from './disavow-file.js'

/** Types whose hosts a file never names: somebody's own choice, an institution, or a listing readers use (DIS-01). */
export const protectedTypes: ReadonlySet<LinkTypeId> = new Set(['LT-01', 'LT-03', 'LT-04', 'LT-05', 'LT-21', 'LT-23'])
export const protectedQualityMin = 40
/** Confidence from which a type holds though its page was not read. */
const sureTypeMin = 0.85
/** Share of a quality that must rest on what was seen rather than assumed, where only the address is known. */
export const observedShareMin = 0.5

export interface Guard {
  /** Why a line may not be written; undefined if it may. */
  refusalOf(line: DisavowLine): { rule: string; reason: string } | undefined
}

/** Links that may be good, and why a whole domain is kept of which no link is here. */
interface GoodLinks {
  links: readonly BriefLink[]
  reasonOfOther(domain: string): string | null
}

const noLinks: GoodLinks = { links: [], reasonOfOther: () => null }

/**
 * What a disavow file may never name: the provider's own and protected domains, platforms, search engines, public
 * suffixes, known bodies, tiers 1 and 2, editors' and institutions' links, directories, and links of quality 40 or more.
 *
 * A `domain:` line covers subdomains, so it is refused as soon as anything protected lies under it.
 */
export function protectionGuard(site: string, profile: ProviderProfile, lists: Lists, { links, reasonOfOther }: GoodLinks = noLinks): Guard {
  const own = hostsOf([site, ...profile.domains])
  const kept = hostsOf(profile.protectedDomains)
  const platforms = new Set(lists.words('protected/platforms'))
  const engines = new Set(lists.words('protected/search-engines'))
  const byHost = new Map<string, string>()
  const byDomain = new Map<string, string>()
  /** Every name above a host with a good link: what a `domain:` line of that name would take along. */
  const above = new Map<string, string>()
  for (const judged of links) {
    const { referringHost: host, referringDomain: domain } = judged.link
    // The first reason counts, and of a large site most links share their host with an earlier one.
    if (byHost.has(host)) continue
    // A link that is gone is nothing to keep; else a stale row would outweigh what a person said of the link that stands.
    if (judged.link.state === 'lost' && judged.tier.tier === 6) continue
    const reason = reasonOf(judged)
    if (reason === undefined) continue
    byHost.set(host, reason)
    byDomain.set(domain, byDomain.get(domain) ?? reason)
    for (const name of namesOf(host)) above.set(name, above.get(name) ?? reason)
  }
  const chain = (host: string, names: ReadonlySet<string>) => namesOf(host).find((name) => names.has(name))
  const under = (host: string, names: Iterable<string>) => [...names].find((name) => name === host || name.endsWith(`.${host}`))
  return {
    refusalOf(line) {
      if (line.kind !== 'domain' && line.kind !== 'url') return undefined
      const host = line.kind === 'domain' ? line.value : hostOf(line.value as Url)
      const whole = line.kind === 'domain'
      const mine = chain(host, own) ?? (whole ? under(host, own) : undefined)
      if (mine !== undefined) return { rule: 'own-domain', reason: `${mine} belongs to the provider.` }
      const listed = chain(host, kept) ?? (whole ? under(host, kept) : undefined)
      if (listed !== undefined) return { rule: 'protected-domain', reason: `${listed} is on the list of protected domains in the profile.` }
      if (whole && isPublicSuffix(host)) return { rule: 'public-suffix', reason: `${host} is shared by many owners; it would cover them all.` }
      const plain = host.replace(/^www\./u, '')
      if (engines.has(plain) || engines.has(registrableDomain(host) ?? host)) return { rule: 'search-engine', reason: `${host} belongs to a search engine.` }
      // One page on a platform is one author's; the platform itself is everybody's.
      if (whole && platforms.has(plain)) return { rule: 'platform', reason: `${host} is a platform on which very many people publish; list the pages in question instead.` }
      const seed = lookUpHost(lists.seeds, host)
      if (seed !== undefined) return { rule: 'known-body', reason: `${seed.key} is ${seed.entry.name}, a known ${seed.entry.kind} (tier ${seed.entry.tier}).` }
      const below = whole ? namesAboveSeeds(lists).get(host) : undefined
      if (below !== undefined) return { rule: 'known-body', reason: `${below}, a known body, lies under ${host}.` }
      const found = byHost.get(host) ?? byDomain.get(registrableDomain(host) ?? host) ?? (whole ? (above.get(host) ?? reasonOfOther(host) ?? undefined) : undefined)
      return found === undefined ? undefined : { rule: 'good-link', reason: keptWords(found) }
    },
  }
}

/** The reason to keep a domain, and what to do about it. */
export function keptWords(reason: string): string {
  return `${reason} If that is wrong, correct the type or tier with the reason and decide again.`
}

/** Why the host of this link is protected by what the link is; undefined if it is not. */
export function reasonOf(judged: BriefLink): string | undefined {
  const { link, tier, type, quality, findings } = judged
  if (tier.tier <= 2) return `${link.referringDomain} is tier ${tier.tier}, ${tier.name}.`
  if (protectedTypes.has(type.type) && !isGuess(judged) && !isLowQualityDirectory(type, findings)) return `A link from ${link.referringDomain} is classified as ${linkTypes[type.type].name.toLowerCase()} (${type.type}); links of this kind are kept.`
  if (quality.score >= protectedQualityMin && (quality.coverage >= observedShareMin || !isGuess(judged))) return `A link from ${link.referringDomain} has quality ${quality.score}; links of ${protectedQualityMin} or more are kept.`
  return undefined
}

/**
 * A type that the address alone suggests, on a host of no known identity: "health" in a name makes no editor of a pill shop.
 * It protects nothing against a person's word or against what was found, nor does a quality that is assumed from it.
 */
function isGuess({ type, tier, corrected }: BriefLink): boolean {
  return tier.tier >= 6 && type.confidence < sureTypeMin && type.unknowns.some((unknown) => unknown.includes('page not read')) && !corrected.some(({ field }) => field === 'type')
}

/** A directory made for links (RISK-20) is not kept for being a directory; its quality or its tier may still keep it. */
function isLowQualityDirectory(type: BriefLink['type'], findings: BriefLink['findings']): boolean {
  return type.type === 'LT-03' && (type.subtype === 'low-quality' || findings.some((finding) => finding.rule === 'RISK-20' && finding.verdict === 'flag'))
}

const aboveSeeds = new WeakMap<Lists, Map<string, string>>()

/** Names above each seed, to the seed: made once for a set of lists. */
function namesAboveSeeds(lists: Lists): ReadonlyMap<string, string> {
  const known = aboveSeeds.get(lists)
  if (known !== undefined) return known
  const names = new Map<string, string>()
  for (const seed of lists.seeds.keys()) for (const name of namesOf(seed).slice(1)) if (name.includes('.')) names.set(name, names.get(name) ?? seed)
  aboveSeeds.set(lists, names)
  return names
}

function hostsOf(names: readonly string[]): Set<string> {
  return new Set(names.flatMap((name) => parseHost(name)?.replace(/^www\./u, '') ?? []))
}

/** A host and the names above it, itself first. */
export function namesOf(host: string): string[] {
  const names = [host]
  for (let at = host.indexOf('.'); at !== -1; at = host.indexOf('.', at + 1)) names.push(host.slice(at + 1))
  return names
}
