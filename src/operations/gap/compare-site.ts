import { createHash } from 'node:crypto'
import type { Context } from '../../model/operation.js'
import type { ListedLink } from '../../model/listed-link.js'
import type { TargetScope } from '../../model/outside.js'
import { emptyProfile } from '../../model/profile.js'
import { matchSpecialties, type SpecialtyMatch } from '../../audits/specialty/specialty-match.js'
import { findLinkGap, type Gap, type GapRow, type RivalLinker } from '../../prospects/link-gap.js'
import { ensureJudged } from '../judge.js'
import { keptAnswer } from '../kept-answers.js'
import { withHostRanks } from '../ranks-in-use.js'
import { graphLinkers } from './graph-linkers.js'
import { placeOf } from './place-of.js'
import { allDomains, readLinkers } from './read-linkers.js'

export interface MatchedRow extends GapRow {
  match: SpecialtyMatch
  /** Why it lies in the area served; null where nothing says so. */
  place: string | null
  best: ListedLink | null
  seenIn: Array<'index' | 'graph'>
}

export interface SiteGap {
  rows: MatchedRow[]
  farms: Gap['farms']
  rivals: Array<{ domain: string; name: string; referringDomains: number; inIndex: boolean; inGraph: boolean }>
  /** Domains all of whose links to the site are lost, with when the last was seen. */
  lost: Map<string, string>
  complete: boolean
  notes: string[]
}

/** Rows whose words are read for their specialty and place; those behind them are of the last tiers. */
const matchedMax = 5_000
const matchOrder = ['match', 'related', 'unknown', 'none']

interface Asked {
  rivals: ReadonlyArray<{ scope: TargetScope; name: string }>
  rivalsMin: number
  from: 'index' | 'graph' | 'both'
}

/** The whole gap of a site, worked out once for each state of the links of all that are compared. */
export async function compareSite(scope: TargetScope, asked: Asked, context: Context): Promise<SiteGap> {
  const key = await ensureJudged(scope, context)
  const keys: string[] = []
  for (const { scope: rival } of asked.rivals) keys.push(asked.from === 'graph' ? rival.domain : await ensureJudged(rival, context))
  const ranks = await withHostRanks(context.graphs, async (used, missing) => used?.checksum ?? missing)
  const state = createHash('sha256').update(JSON.stringify([key, asked.rivals.map(({ scope: rival }, at) => [rival.domain, keys[at]]), asked.rivalsMin, asked.from, ranks])).digest('hex')
  return keptAnswer('gap', scope, state, context, () => workOut(scope, key, keys, asked, context))
}

async function workOut(scope: TargetScope, key: string, keys: readonly string[], { rivals, rivalsMin, from }: Asked, context: Context): Promise<SiteGap> {
  const profile = (await context.desk.profile(scope.domain)) ?? emptyProfile
  const nothing: Awaited<ReturnType<typeof allDomains>> = { rows: [], complete: true }
  const [own, lostDomains] = rivals.length === 0 ? [nothing, nothing] : await Promise.all([allDomains(scope, key, true, context), allDomains(scope, key, false, context)])
  let complete = own.complete
  const best = new Map<string, ListedLink>()
  const read: Array<{ domain: string; name: string; linkers: RivalLinker[] }> = []
  for (const [at, { scope: rival, name }] of rivals.entries()) {
    const linkers = from === 'graph' ? { linkers: [], best: new Map<string, ListedLink>(), complete: true } : await readLinkers(rival, keys[at]!, context)
    complete &&= linkers.complete
    for (const [domain, link] of linkers.best) if (!best.has(domain) || best.get(domain)!.quality < link.quality) best.set(domain, link)
    read.push({ domain: rival.domain, name, linkers: linkers.linkers })
  }
  const inIndex = read.map(({ linkers }) => linkers.length > 0)
  const graph = from === 'index' ? { rows: [], rivalsFound: [], complete: true, note: null } : await graphLinkers(scope.domain, read.map(({ domain }) => domain), 1, context)
  const byDomain = new Map(read.map((one) => [one.domain, new Set(one.linkers.map(({ domain }) => domain))]))
  const seenInGraph = new Set<string>()
  for (const { linker, rivals: linked } of graph.rows) {
    seenInGraph.add(linker.domain)
    for (const rival of linked) if (!byDomain.get(rival)!.has(linker.domain)) read.find(({ domain }) => domain === rival)!.linkers.push(linker)
  }
  const ownDomains = new Set([...own.rows.map(({ referringDomain }) => referringDomain), scope.domain, ...profile.domains])
  const gap = findLinkGap({ own: ownDomains, rivals: read, rivalsMin })
  const rows = gap.rows.map((row, at): MatchedRow => {
    const link = best.get(row.domain) ?? null
    return { ...row, best: link, match: at < matchedMax ? matchOf(row.domain, link, profile, context) : unknownMatch, place: at < matchedMax ? placeOf(row.domain, link?.referringPage ?? null, profile, context.lists) : null, seenIn: [...(row.links > 0 ? (['index'] as const) : []), ...(seenInGraph.has(row.domain) ? (['graph'] as const) : [])] }
  })
  rows.sort((a, b) => a.tier - b.tier || matchOrder.indexOf(a.match.verdict) - matchOrder.indexOf(b.match.verdict) || Number(b.place !== null) - Number(a.place !== null) || b.rivals.length - a.rivals.length || b.score - a.score || (a.domain < b.domain ? -1 : 1))
  return {
    rows, farms: gap.farms,
    rivals: read.map(({ domain, name, linkers }, at) => ({ domain, name, referringDomains: linkers.length, inIndex: inIndex[at]!, inGraph: graph.rivalsFound.includes(domain) })),
    lost: new Map(lostDomains.rows.map(({ referringDomain, lastSeen }) => [referringDomain, lastSeen])),
    complete: complete && graph.complete,
    notes: [
      ...(rivals.length === 0 ? ['No rival is named yet. Save competitors first: citewell competitors save rival-clinic.example'] : []),
      ...(graph.note === null ? [] : [graph.note]),
      ...read.filter((_, at) => !inIndex[at]).filter(({ domain }) => !graph.rivalsFound.includes(domain)).map(({ domain }) => `Nothing is known of who links to ${domain}: import an export of its links.`),
      ...(complete && graph.complete ? [] : ['Of the largest of those compared only the best linking domains were looked at.']),
    ],
  }
}

const unknownMatch: SpecialtyMatch = { verdict: 'unknown', shared: [], linkingWords: [], targetWords: [] }

/**
 * Whether the linking page, or the page of the rival it links to, speaks of what the provider does. Names of rivals say nothing of
 * who links to them, and neither do commercial phrases as anchor: otherwise every farm that sold a rival "best cardiologist" would be of the field.
 */
function matchOf(domain: string, link: ListedLink | null, profile: typeof emptyProfile, { lists }: Pick<Context, 'lists'>): SpecialtyMatch {
  const own = { declared: [...profile.specialties, ...profile.conditions.slice(0, 50), ...profile.treatments.slice(0, 50)] }
  if (own.declared.length === 0) return unknownMatch
  return matchSpecialties({ title: domain.replaceAll(/[.-]/gu, ' '), path: link?.referringPage ?? '', context: pathOf(link?.target ?? null) }, own, lists)
}

function pathOf(url: string | null): string {
  return url === null || !URL.canParse(url) ? '' : new URL(url).pathname
}
