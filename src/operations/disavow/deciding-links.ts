import { findingsOfLink, indexFindings } from '../../audits/index.js'
import { byRisk, needsLinks, reviewer, type DisavowInput, type DomainDigest, type DomainReview } from '../../decisions/index.js'
import { slices, sortInSlices } from '../../lib/slices.js'
import type { BriefLink } from '../../model/facts.js'
import type { Finding } from '../../model/judgement.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import type { ProviderProfile } from '../../model/profile.js'
import { onceAtATime } from '../judge-once.js'
import { siteOfScope } from '../sites.js'

/** What a disavow decision reads of all links of a site: a digest of each referring domain, and a review of each that has one. */
export interface DecidingDomains {
  digests: DomainDigest[]
  /** The riskiest first. */
  reviews: DomainReview[]
  /** Every answer of the audits of the whole profile. */
  profileFindings: Finding[]
}

/** Whoever decides answers one question after another, and each answer decides again: the digests are held meanwhile. */
const heldMs = 2 * 60_000
/** Domains held for all who decide; those of one site are held however many they are. */
const heldDomainsMax = 200_000
const held = new Map<string, { read: DecidingDomains; timer: NodeJS.Timeout }>()

/** Reads the digests of a judged table, and reviews the domains for the profile as it is now. */
export async function decidingDomains(scope: TargetScope, key: string, profile: ProviderProfile, context: Context): Promise<DecidingDomains> {
  const name = JSON.stringify([context.client.id, siteOfScope(scope), key, context.lists.version, profile])
  const known = held.get(name)
  if (known !== undefined) {
    known.timer.refresh()
    return known.read
  }
  let read: DecidingDomains | undefined
  await onceAtATime(context.index, `deciding ${name}`, context, async ({ signal }) => {
    read = await readDomains(scope, key, profile, { ...context, signal })
    hold(name, read)
  })
  // Another one read them for us; unless so many decide at the same time that they are let go already.
  return read ?? held.get(name)?.read ?? readDomains(scope, key, profile, context)
}

/** The links of those domains of which this decision looks at single ones. */
export async function lookedAtLinks(scope: TargetScope, key: string, { digests, profileFindings }: DecidingDomains, input: Parameters<typeof needsLinks>[0], { index, signal }: Pick<Context, 'index' | 'signal'>): Promise<BriefLink[]> {
  const wanted = digests.filter(needsLinks(input)).map(({ domain }) => domain)
  if (wanted.length === 0) return []
  const found = indexFindings(profileFindings)
  const links: BriefLink[] = []
  for await (const brief of index.judgedOfDomains(scope, key, wanted)) {
    signal.throwIfAborted()
    links.push({ ...brief, findings: findingsOfLink(brief, brief.findings, found) })
  }
  return links
}

function hold(name: string, read: DecidingDomains): void {
  const timer = setTimeout(() => held.delete(name), heldMs)
  timer.unref()
  held.set(name, { read, timer })
  let count = [...held.values()].reduce((sum, { read: { digests } }) => sum + digests.length, 0)
  for (const [oldest, { read: { digests }, timer: itsTimer }] of held) {
    if (count <= heldDomainsMax || oldest === name) break
    clearTimeout(itsTimer)
    held.delete(oldest)
    count -= digests.length
  }
}

async function readDomains(scope: TargetScope, key: string, profile: ProviderProfile, { index, lists, signal }: Pick<Context, 'index' | 'lists' | 'signal'>): Promise<DecidingDomains> {
  const { profileFindings } = await index.judgedNotes(scope, key)
  const facts: Pick<DisavowInput, 'site' | 'profile' | 'lists' | 'findings'> = { site: scope.host ?? scope.domain, profile, lists, findings: profileFindings }
  const review = reviewer(facts)
  const shared = sharing()
  const digests: DomainDigest[] = []
  const reviews: DomainReview[] = []
  for await (const [, text] of index.judgedDigests(scope, key)) {
    signal.throwIfAborted()
    const digest = JSON.parse(text) as DomainDigest
    for (const finding of digest.findings) if ('title' in finding) shared(finding)
    digests.push(digest)
    const found = review(digest)
    if (found !== undefined) reviews.push(found)
  }
  return { digests, reviews: await inOrder(reviews), profileFindings }
}

/** One text for what many domains have alike: the words of a finding. */
function sharing(): (finding: { title: string; innocent: string }) => void {
  const known = new Map<string, string>()
  const one = (text: string): string => {
    const same = known.get(text)
    if (same !== undefined) return same
    known.set(text, text)
    return text
  }
  return (finding) => {
    finding.title = one(finding.title)
    finding.innocent = one(finding.innocent)
  }
}

/** The riskiest first, with pauses. */
async function inOrder(reviews: readonly DomainReview[]): Promise<DomainReview[]> {
  const numbers = await sortInSlices(Uint32Array.from(reviews.keys()), (a, b) => byRisk(reviews[a]!, reviews[b]!), slices())
  return Array.from(numbers, (number) => reviews[number]!)
}
