import { domainOfHost } from '../model/domain.js'
import type { Correction } from '../model/correction.js'
import type { Context } from '../model/operation.js'
import type { GroundMarks, JudgedBasis, JudgedNotes, TargetScope } from '../model/outside.js'
import { hostOf, parseUrl } from '../model/url.js'
import { indexCorrections, type CorrectionIndex } from './corrected.js'
import { notesOf, type GatheredFacts } from './gather-facts.js'

/** More than this share of the referring domains is judged with all the others, which costs less than putting it in among them. */
const changedShareMax = 0.5
const changedAlwaysMax = 1_000

/**
 * The referring domains whose links may be judged otherwise than in an earlier table of the same lists, rules, ranks, week
 * and profile; undefined where it may be any.
 *
 * What reaches the judgement of a link, and how far (docs/decisions/0015):
 * - sightings of the target, our own sightings of whatever the domain links to, and records of its pages: the domain they
 *   belong to. One mark stands for all of them.
 * - the site's own pages (what they say, whom they link to, where they moved): every link.
 * - marks of the site's keeper, which pages of many linking domains can take away: every link.
 * - what pages or domains have in common with those of other domains, and canonical pages without the link: the domain of
 *   each for which it is otherwise than it was.
 * - pictures that are links, which any page may show from any host: every link.
 * - corrections: the domain of the link, of the page that stands in for a link whose anchor text was not told, or the
 *   domain that was corrected.
 * - findings of the whole profile: the links they name. They are found anew each time, over all links (judge-site.ts).
 */
export async function changedDomains(scope: TargetScope, earlier: { key: string; basis: JudgedBasis; notes: JudgedNotes }, now: { ground: GroundMarks; facts: GatheredFacts }, { index }: Pick<Context, 'index'>): Promise<ReadonlySet<string> | undefined> {
  const { basis, notes } = earlier
  const { ground, facts } = now
  if (basis.ground.site !== ground.site) return undefined
  if (JSON.stringify(notesOf(facts, [], notes.anchors).own) !== JSON.stringify(notes.own)) return undefined
  if (differingKeys(textsOf(notes.pictures ?? []), textsOf(facts.pictures)).length > 0) return undefined
  const changed = new Set<string>()
  const before = new Map(basis.ground.domains)
  for (const [domain, mark] of ground.domains) if (before.get(domain) !== mark) changed.add(domain)
  for (const domain of before.keys()) if (!ground.domains.has(domain)) changed.add(domain)
  const keysOfPages = [...differingKeys(textsOf(notes.kin), textsOf(facts.kin)), ...oneSided(new Set(basis.linklessCanonicals), facts.linklessCanonicals)]
  for (const key of keysOfPages) {
    // A page of which nothing is known any more was taken out of the index, which its domain's mark tells.
    const page = facts.pages.get(key)
    if (page !== undefined) changed.add(page.domain)
  }
  for (const domain of differingKeys(textsOf(notes.domainKin), textsOf(facts.domainKin))) changed.add(domain)
  const corrections = differingCorrections(indexCorrections(basis.corrections), facts.corrections)
  const corrected: string[] = []
  for (const { subject, key, referringPage } of corrections) {
    const url = referringPage === null ? undefined : parseUrl(referringPage)
    if (subject === 'domain') changed.add(key)
    else corrected.push(key)
    if (url !== undefined) changed.add(domainOfHost(hostOf(url)))
  }
  if (corrected.length > 0) for (const domain of await index.judgedDomainsOf(scope, earlier.key, corrected)) changed.add(domain)
  // Links within the site's own domain are not judged.
  changed.delete(scope.domain)
  return changed.size > Math.max(changedAlwaysMax, changedShareMax * ground.domains.size) ? undefined : changed
}

/** What a later table needs to know of this one. */
export function basisOf(ground: GroundMarks, { correctionsInForce, linklessCanonicals }: GatheredFacts): JudgedBasis {
  return { ground: { site: ground.site, domains: [...ground.domains] }, corrections: [...correctionsInForce], linklessCanonicals: [...linklessCanonicals] }
}

function differingCorrections(before: CorrectionIndex, now: CorrectionIndex): Set<Correction> {
  const differing = new Set<Correction>()
  for (const by of ['byLink', 'byPlace', 'byDomain'] as const) {
    const texts = (index: CorrectionIndex) => new Map([...index[by]].map(([key, correction]) => [key, JSON.stringify(correction)]))
    for (const key of differingKeys(texts(before), texts(now))) for (const index of [before, now]) {
      const correction = index[by].get(key)
      if (correction !== undefined) differing.add(correction)
    }
  }
  return differing
}

function textsOf(entries: Iterable<[string, unknown]>): Map<string, string> {
  return new Map([...entries].map(([key, value]) => [key, JSON.stringify(value)]))
}

function differingKeys<Value>(before: ReadonlyMap<string, Value>, now: ReadonlyMap<string, Value>): string[] {
  return [...[...now].filter(([key, value]) => before.get(key) !== value).map(([key]) => key), ...[...before.keys()].filter((key) => !now.has(key))]
}

function oneSided(before: ReadonlySet<string>, now: ReadonlySet<string>): string[] {
  return [...[...now].filter((key) => !before.has(key)), ...[...before].filter((key) => !now.has(key))]
}
