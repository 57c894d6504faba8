import { countOf, shareWords } from '../lib/number-words.js'
import type { BriefLink } from '../model/facts.js'
import { isFollowed } from '../model/link.js'
import type { DomainDigest } from './domain-digest.js'

const materialDomainsMin = 10
const materialShareMin = 0.2
/** Above this a link may count as artificial. */
export const riskMin = 60

/** Name of the measure of DIS-02 (b): what links would be worth if nothing were taken off for risk. What a file gives up is another, by which the riskiest links are worth nothing. */
const apparentValue = 'apparent value of all links (nothing taken off for risk)'

export interface Materiality {
  /** Arranged domains that have links here, and of them those with followed links. */
  arrangedDomains: string[]
  artificial: string[]
  shareAtRisk: number
  isMaterial: boolean
}

/**
 * DIS-02 (b): arranged, and ten domains or a fifth of the value above 60 among them, and likely to cause a manual
 * action: followed links that look artificial. What was arranged and is qualified was done properly (DIS-04).
 */
export function materiality(digests: readonly DomainDigest[], clusters: ReadonlyMap<string, BriefLink[]>, arranged: ReadonlySet<string>): Materiality {
  const arrangedDomains = [...clusters.keys()].filter((domain) => isArranged(domain, clusters.get(domain)!, arranged))
  const artificial = arrangedDomains.filter((domain) => clusters.get(domain)!.some(({ link }) => isFollowed(link.rel, link.robots) && arrangedNames(domain, link.referringHost, arranged).length > 0))
  const named = new Set(artificial)
  let value = 0
  let atRisk = 0
  for (const digest of digests) {
    value += digest.value
    if (named.has(digest.domain)) atRisk += digest.riskyValue
  }
  const shareAtRisk = value === 0 ? 0 : atRisk / value
  return { arrangedDomains, artificial, shareAtRisk, isMaterial: artificial.length >= materialDomainsMin || (artificial.length > 0 && shareAtRisk >= materialShareMin) }
}

export function isArranged(domain: string, links: readonly BriefLink[], arranged: ReadonlySet<string>): boolean {
  return links.some((judged) => arrangedNames(domain, judged.link.referringHost, arranged).length > 0)
}

/**
 * The names under which somebody said that links from this host were arranged, the widest first: its domain, or the host
 * alone. Of a blog on `blog.news.example` that was named, the rest of the paper is no part.
 */
export function arrangedNames(domain: string, host: string, arranged: ReadonlySet<string>): string[] {
  const names: string[] = []
  for (let name = host; name.length >= domain.length; name = name.slice(name.indexOf('.') + 1)) {
    if (arranged.has(name)) names.unshift(name)
    if (!name.includes('.') || name === domain) break
  }
  return names
}

/** Both measures of DIS-02 (b), each as what it is. */
export function materialWords({ arrangedDomains, artificial, shareAtRisk }: Materiality): string {
  const many = `${materialDomainsMin} domains, or ${percent(materialShareMin)} of the ${apparentValue} held by arranged links above ${riskMin} in our own risk, would be many.`
  if (arrangedDomains.length === 0) return `None is known here. ${many}`
  return `Arranged and followed: links from ${countOf(artificial.length, 'domain')}. Those of them that score above ${riskMin} in our own risk hold ${percent(shareAtRisk)} of the apparent value of all links. ${many}`
}

/** Why arranged domains that were named are no cause, and what to do in place of a file. */
export function arrangedWords({ arrangedDomains, artificial }: Materiality, named: number): string {
  if (arrangedDomains.length === 0) return `No live link from the ${countOf(named, 'arranged domain')} you named is known here.`
  if (artificial.length === 0) return `The links of your ${countOf(arrangedDomains.length, 'arranged domain')} are qualified and pass no credit, so no file is needed.`
  return `${countOf(artificial.length, 'arranged domain')} ${artificial.length === 1 ? 'is' : 'are'} not many (${materialDomainsMin} domains, or ${percent(materialShareMin)} of the apparent value of all links, would be); ask the sites to remove or qualify the links instead.`
}

function percent(share: number): string {
  return shareWords(share, share > 0 && share < 0.1 ? 1 : 0)
}
