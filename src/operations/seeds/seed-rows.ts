import { z } from 'zod'
import { domainOfHost, isPublicSuffix } from '../../model/domain.js'
import { CitewellError } from '../../model/error.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import type { SeedSet, SeedSetEntry } from '../../model/seed-sets.js'
import { hostAndDomain } from '../../model/host-and-domain.js'

export const SeedRow = z.object({
  domain: z.string().describe('The name itself, and nothing above or below it'),
  name: z.string(),
  tier: z.number().int().nullable().describe('Identity tier, 1 is best; none for distrusted sites'),
  kind: z.string(),
  country: z.string().nullable().describe('ISO 3166 code; none for international bodies'),
  languages: z.array(z.string()),
  why: z.string().describe('Why it is a seed'),
  source: z.string(),
  licence: z.string(),
  reviewedOn: z.string().nullable().describe('Day of the last review; none for lists taken over'),
})
export type SeedRow = z.infer<typeof SeedRow>

export function rowOf({ languages, ...entry }: SeedSetEntry): SeedRow {
  return { ...entry, languages: [...languages] }
}

/** A set by its id, or an error that names those there are. */
export function setOf(id: string, { seedSets }: Lists): SeedSet {
  const set = seedSets.get(id)
  if (set === undefined) throw new CitewellError('not_found', `There is no seed set “${id.slice(0, 100)}”. Sets: ${seedSets.ids.join(', ')}.`)
  return set
}

/** Host of what a person typed: a domain, a host or a URL. */
export function typedHost(text: string): string {
  const trimmed = text.trim()
  const found = hostAndDomain(/^https?:\/\//iu.test(trimmed) ? trimmed : `http://${trimmed}`)
  if (found === undefined) throw new CitewellError('invalid', `“${text.slice(0, 100)}” is not a domain. Give one like nih.gov.`)
  return found.host
}

/** Names under which a host can be a seed: itself, and without `www`, since both are one site. */
export function seedNamesOf(host: string): string[] {
  return host.startsWith('www.') ? [host, host.slice(4)] : [host]
}

/** What comes near to making a host a seed, and why it does not. */
export function nearMisses(host: string, { seedSets, seeds, hostKinds }: Lists): Array<{ what: string; why: string }> {
  const found: Array<{ what: string; why: string }> = []
  const own = new Set(seedNamesOf(host))
  const sets = seedSets.ids.map((id) => seedSets.get(id)!)
  const platform = lookUpHost(hostKinds, host)
  if (platform !== undefined && platform.key !== host && platformKinds.has(platform.entry.kind)) {
    found.push({ what: platform.key, why: `${platform.entry.kind === 'repository' ? 'a collection of what others wrote' : 'a platform where anybody gets a page'} (${platform.entry.kind}): what is said of it says nothing of ${host}` })
  }
  for (const parent of parentsOf(host)) {
    if (own.has(parent)) continue
    const holding = sets.filter((set) => set.has(parent))
    if (holding.length === 0) continue
    found.push({ what: parent, why: `${parent} is in ${holding.map(({ id }) => id).join(', ')}, but ${isPublicSuffix(parent) ? 'others stand under that name too, and it speaks for itself alone' : 'a seed stands for its own name, not for hosts below it; in a graph of domains both are one'}` })
  }
  const known = lookUpHost(seeds, host)
  if (known !== undefined && !sets.some((set) => set.has(known.key))) found.push({ what: known.key, why: `a known body (${known.entry.name}, tier ${known.entry.tier}), but sets take ${known.entry.tier > 3 ? 'tiers 1 to 3 only' : 'other names'}` })
  const likes = new Map([...alike(host, sets)].map((like) => [like.domain, like]))
  for (const { domain, set, below } of [...likes.values()].slice(0, alikeMax)) {
    found.push({ what: domain, why: below ? `is in ${set}; the seed is that host, not all of ${host}` : `has the same name under another ending and is in ${set}; ${host} is not it` })
  }
  return found
}

/** A generic name (`cancer`) stands under many endings; a few are enough to see. */
const alikeMax = 5

const platformKinds = new Set(['blog-platform', 'social', 'profile', 'forum', 'repository', 'newsletter', 'marketplace', 'wiki', 'shortener', 'video'])

function parentsOf(host: string): string[] {
  const labels = host.split('.')
  return labels.slice(1, -1).map((_, at) => labels.slice(at + 1).join('.'))
}

function* alike(host: string, sets: readonly SeedSet[]): Generator<{ domain: string; set: string; below: boolean }> {
  const own = domainOfHost(host)
  const label = firstLabel(host)
  for (const set of sets) {
    if (set.kind !== 'trusted' || set.reviewedOn === null) continue
    for (const { domain } of set.entries) {
      const below = domain.endsWith(`.${host}`)
      if (below || (label.length >= 3 && domainOfHost(domain) !== own && firstLabel(domain) === label)) yield { domain, set: set.id, below }
    }
  }
}

/** The label in front of the public suffix: what people remember of a name. */
function firstLabel(host: string): string {
  return domainOfHost(host).split('.', 1)[0]!
}
