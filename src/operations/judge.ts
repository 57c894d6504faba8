import { createHash } from 'node:crypto'
import identityTier from '../audits/domain/identity-tier.js'
import anchorKind from '../audits/link/anchor-kind.js'
import linkQuality from '../audits/link/link-quality.js'
import linkType from '../audits/link/link-type.js'
import { indexFindings, riskVersion, type FindingIndex } from '../audits/index.js'
import { allOf } from '../lib/all-of.js'
import { CitewellError } from '../model/error.js'
import type { JudgedLink, MergedLink } from '../model/facts.js'
import type { Context } from '../model/operation.js'
import type { JudgedDomain, JudgedNotes, LinkIndex, ReferringDomains, TargetScope } from '../model/outside.js'
import { addCommand, olderArchives, type OlderArchive } from './archives/older-archives.js'
import { basisOf, changedDomains } from './changed-domains.js'
import { byDomain, withRanks } from './domain-groups.js'
import { gatherFacts, withHosts } from './gather-facts.js'
import { judgeDomain, weigh } from './judge-domain.js'
import { onceAtATime, progressOfWork } from './judge-once.js'
import { judgeSite, judgingStage, type EarlierTable, type RanksInUse } from './judge-site.js'
import { judgedElsewhere, type JudgedElsewhere } from './judged-elsewhere.js'
import { pastInOrder } from './past-in-order.js'
import { withHostRanks } from './ranks-in-use.js'

type Reads = Pick<Context, 'index' | 'desk' | 'lists' | 'graphs' | 'now' | 'signal' | 'progress'>

/** Ages count in quality, but not so that yesterday's answer is worth working out anew each day. */
const freshDays = 7

/** Of what is kept of each link: a table of another version is made anew. */
const tableVersion = 12
export const tableFormat = String(tableVersion)

/**
 * Name of the judged table that is right now: everything the answers depend on. A new batch, a correction, a changed
 * profile, other lists, rules or ranks, or a new week make a new name, and the table is worked out again when next read.
 */
async function judgedKey(scope: TargetScope, ranks: string, context: Reads): Promise<string> {
  const parts = [tableVersion, await context.index.generation(), await context.desk.revision(scope.domain), context.lists.version, judgementVersions(), weekOf(context.now), ranks]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}

function weekOf(now: string): number {
  return Math.floor(Date.parse(now) / 86_400_000 / freshDays)
}

export function judgementVersions(): Record<string, string> {
  return { ...Object.fromEntries([linkType, anchorKind, identityTier, linkQuality].map(({ id, version }) => [id, version])), risk: riskVersion }
}

/** Name of the judged table that is right now, whether it is there or not. */
export async function currentKey(scope: TargetScope, context: Reads): Promise<{ key: string; ranksName: string }> {
  const ranksName = await withHostRanks(context.graphs, async (ranks, missing) => nameOf({ ranks, missing }))
  return { key: await judgedKey(scope, ranksName, context), ranksName }
}

/** Judges every link of a site unless that was done since anything changed; gives the name of the judged table. */
export async function ensureJudged(scope: TargetScope, context: Reads & JudgedElsewhere, options: JudgeOptions = {}): Promise<string> {
  const { key, ranksName } = await currentKey(scope, context)
  if (await context.index.hasJudged(scope, key)) return key
  const elsewhere = await judgedElsewhere(scope, key, context, { format: tableFormat, takesOlder: options.takesOlder === true })
  if (elsewhere !== undefined) return elsewhere === 'again' ? ensureJudged(scope, context, options) : elsewhere
  await onceAtATime(context.index, workName(scope, key), context, async (watcher) => {
    const shared = { ...context, ...watcher }
    // Opened for this work alone: who asked for it first may give up, and close what he had open.
    await withHostRanks(context.graphs, async (ranks, missing) => {
      if (nameOf({ ranks, missing }) !== ranksName) throw new CitewellError('conflict', `Another web graph was put in use in this moment. Ask for the links of ${scope.domain} again.`)
      await writeJudged(scope, key, { ranks, missing }, shared)
    })
  })
  return key
}

/** Judges what has changed since an earlier table of the site, or all of it, and writes the table of this key. */
async function writeJudged(scope: TargetScope, key: string, graph: RanksInUse, context: Reads): Promise<void> {
  const { index } = context
  const restsOn = await commonGround(scope, nameOf(graph), context)
  // Before anything else is read: what is added meanwhile is then judged again the next time.
  const ground = await index.groundMarks(scope)
  const found = await index.judgedBasis(scope, restsOn)
  const notes = found === undefined ? undefined : await index.judgedNotes(scope, found.key)
  const gathered = await gatherFacts(scope, notes === undefined ? context : { ...context, now: notes.asOf })
  const changed = found === undefined || notes === undefined ? undefined : await changedDomains(scope, { ...found, notes }, { ground, facts: gathered }, context)
  const write = async (earlier: EarlierTable | undefined) => {
    const facts = await withHosts(earlier === undefined ? { ...gathered, asOf: context.now } : gathered, scope, index, earlier === undefined ? undefined : { domains: [...earlier.changed] })
    await index.writeJudged(scope, key, { format: tableFormat, at: context.now, ...judgeSite(facts, graph, scope, context, earlier), hosts: () => facts.hosts, basis: () => ({ restsOn, basis: basisOf(ground, facts) }) })
  }
  if (found === undefined || notes === undefined || changed === undefined) return write(undefined)
  try {
    await write({ key: found.key, notes, changed })
  } catch (error) {
    // The earlier table was taken away or damaged in the meantime: then all is judged.
    if (!(error instanceof CitewellError) || (error.code !== 'not_found' && error.code !== 'unavailable')) throw error
    await write(undefined)
  }
}

/** Name of everything that all rows of a judged table rest on: in this a later table made from it must be equal. */
async function commonGround(scope: TargetScope, ranks: string, context: Reads): Promise<string> {
  const parts = [tableVersion, context.lists.version, judgementVersions(), weekOf(context.now), ranks, (await context.desk.profile(scope.domain)) ?? null]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}

const workName = (scope: TargetScope, key: string) => JSON.stringify([key, scope])

/** How far the judging of a site is where it is done by this process; undefined where it is not. */
export function judgingUnderWay(scope: TargetScope, key: string, index: LinkIndex): { done: number | null; total: number | null } | undefined {
  const progress = progressOfWork(index, workName(scope, key))
  return progress === undefined ? undefined : progress === 'begun' || progress.stage !== judgingStage ? { done: null, total: null } : { done: progress.done, total: progress.total }
}

function nameOf({ ranks, missing }: RanksInUse): string {
  return ranks?.checksum ?? missing
}

/**
 * One link of a judged table with all evidence: it is judged again beside the other links of its referring domain, by the
 * facts and the findings about its domain and the whole profile that the table was made from. Undefined if there is no such link.
 */
export async function explainLink(scope: TargetScope, key: string, linkId: string, context: Reads): Promise<JudgedLink | undefined> {
  const brief = await context.index.judgedLink(scope, key, linkId)
  if (brief === undefined) return undefined
  const { notes, profileFindings } = await keptNotes(scope, key, context.index)
  const from: ReferringDomains = { domains: [brief.link.referringDomain] }
  return withHostRanks(context.graphs, async (ranks, missing) => {
    const kept = await context.index.judgedDomain(scope, key, brief.link.referringDomain)
    // People wait for this one: its links are read while the facts about their domain are gathered.
    const [facts, groups] = await Promise.all([
      gatherFacts(scope, context, { from, notes }).then((gathered) => (kept === undefined ? withHosts(gathered, scope, context.index, from) : { ...gathered, hosts: new Map([[kept.host.domain, kept.host]]), linkCount: kept.host.linkCount })),
      allOf(withRanks(byDomain(seenLinks(kept) ?? context.index.linkRuns(scope, from)), ranks)),
    ])
    // Findings about a domain come with the link that is explained; what the domain was counts for redirects alone.
    const past = brief.link.element === 'redirect' ? pastInOrder(context.index.pastPages(scope, from), facts) : undefined
    for (const { links, graph } of groups) {
      const [row] = judgeDomain(links, graph, await past?.of(brief.link.referringDomain), facts, missing, { id: linkId, domainFindings: brief.findings.filter(({ judges }) => judges === 'domain') })
      if (row !== undefined) return withOlderArchives(weigh(row, profileFindings), await olderArchives(context.index))
    }
    return undefined
  })
}

/** Says of a link that was seen in archives which an older version read that more of it could be known. */
function withOlderArchives(judged: JudgedLink, older: readonly OlderArchive[]): JudgedLink {
  const its = older.filter(({ file }) => judged.link.seenBy.includes(`archive:${file}`))
  if (its.length === 0) return judged
  return { ...judged, type: { ...judged.type, unknowns: [...judged.type.unknowns, `what this version keeps of a page and an older one did not: read its archive again with ${its.map(addCommand).join(' or ')}`] } }
}

/** The links of a domain as the index gives them, where the table has them as they were seen: an area that somebody corrected stands there as corrected. */
function seenLinks(kept: JudgedDomain | undefined): AsyncIterable<MergedLink[]> | undefined {
  if (kept === undefined || kept.links.some(({ corrected }) => corrected.some(({ field }) => field === 'area'))) return undefined
  const links = kept.links.map(({ link }) => link).sort((a, b) => order(a.firstSeen, b.firstSeen) || order(a.id, b.id))
  return only(links)
}

async function* only<Item>(item: Item): AsyncGenerator<Item> {
  yield item
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

interface IndexedNotes {
  notes: JudgedNotes
  profileFindings: FindingIndex
}

const lastNotes = new WeakMap<LinkIndex, { name: string; indexed: IndexedNotes }>()

/** The notes of a judged table. Findings of a large profile name hundreds of thousands of links, and people look at one link after another. */
async function keptNotes(scope: TargetScope, key: string, index: LinkIndex): Promise<IndexedNotes> {
  const name = JSON.stringify([key, scope])
  const last = lastNotes.get(index)
  if (last?.name === name) return last.indexed
  const notes = await index.judgedNotes(scope, key)
  const indexed = { notes, profileFindings: indexFindings(notes.profileFindings) }
  lastNotes.set(index, { name, indexed })
  return indexed
}

interface JudgeOptions {
  /** For who only looks up what something was called: the newest table there is will do. */
  takesOlder?: boolean
}
