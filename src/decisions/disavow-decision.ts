import type { BriefLink } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import { isFollowed } from '../model/link.js'
import type { Lists } from '../model/lists.js'
import type { ProviderProfile } from '../model/profile.js'
import { hostOf, parseHost, parseUrl, withoutFragment, type Url } from '../model/url.js'
import { domainOfHost } from '../model/domain.js'
import { diffDisavow, disavowLine, mergeDisavow, writeDisavow, type DisavowDiff, type DisavowFile, type DisavowLine, type Refusal, type WrittenDisavow } from './disavow-file.js'
import { headlineOf, reasonsOf, refusalOf, walkOf } from './decision-words.js'
import { disavowMemo } from './disavow-memo.js'
import { readNotice, type NoticeKind } from './manual-action.js'
import { digestLinks, linksByDomain, valuesOf, type DomainDigest } from './domain-digest.js'
import { reviewsOf, type DomainReview } from './domain-review.js'
import { noise } from './other-tools.js'
import { arrangedWords, isArranged, materiality, riskMin } from './materiality.js'
import { protectionGuard } from './protected-lines.js'

export interface DisavowInput {
  /** Site as asked; the file is for this property. */
  site: string
  profile: ProviderProfile
  /** All links; with `digests` only those of the domains that `needsLinks` names. */
  links: readonly BriefLink[]
  /** What all links say, one digest for each referring domain; worked out from the links where it is absent. */
  digests?: readonly DomainDigest[]
  /** The review of every domain that has one, riskiest first; worked out from the digests where it is absent. */
  reviews?: DomainReview[]
  /** Findings of domains and of the profile; those of links come with the links, and of domains with the digests. */
  findings: readonly Finding[]
  lists: Lists
  /** The day of the decision, ISO instant. */
  asOf: string
  earlier?: DisavowFile
  /** Text of the manual action as the search engine sent it. */
  manualActionText?: string
  /** Domains whose links the provider or its agency arranged, besides `profile.arranged`. */
  arranged?: readonly string[]
  /** What was arranged, in the person's words; kept in the file's comment. */
  arrangedNote?: string
  /** Removal was asked for, or is impossible (nobody answers at the site). */
  removalTried?: boolean | 'impossible'
  /** A drop in rankings or visits was noticed. By itself no cause (DIS-03). */
  drop?: boolean
  /** Entries the person wants listed: domains, `domain:` lines or page addresses. */
  requested?: readonly string[]
  /** Domains that the person confirmed to be listed whole; 'all' for every domain of the proposal. */
  confirmedDomains?: readonly string[] | 'all'
  /** Typed name of the person who reviewed each line. */
  reviewer?: string
}

export interface WalkStep {
  id: 'manual-action' | 'arranged' | 'material' | 'drop' | 'spike' | 'removal' | 'reviewed'
  question: string
  answer: 'yes' | 'no' | 'not told'
  /** What the answer means here, in a sentence. */
  meaning: string
}

export interface DisavowDecision {
  verdict: 'do-nothing' | 'disavow'
  headline: string
  cause: 'manual-action' | 'arranged-links' | null
  walk: WalkStep[]
  reasons: string[]
  domains: DomainReview[]
  /** Domains that other tools mark and that are worth keeping. */
  goodLinksOthersWouldRemove: DomainReview[]
  /** What the listed links are worth: share of the profile's value (LQ-20), links and domains. */
  valueGivenUp: { share: number; links: number; domains: number }
  /** Lines that would be listed, for review; empty without a cause. */
  proposed: string[]
  /** Lines that may not be listed, each with the rule and the reason. */
  refused: Array<{ line: string; from: 'proposal' | 'request' | 'earlier file'; rule: string; reason: string }>
  /** Lines of the earlier file worth another look (DIS-08). */
  review: Array<{ line: string; reason: string }>
  file: (WrittenDisavow & { name: string }) | null
  diff: DisavowDiff | null
  /** Why there is no file, where one was asked for or nearly due. */
  refusal: Refusal | null
  /** Markdown that a person can sign. */
  memo: string
}

/**
 * Whether to disavow anything (DIS-02 to DIS-09). "Do nothing" is the answer unless a manual action for unnatural links
 * to the site is shown, or the provider says that it arranged a material number of such links; and then only after
 * removal was tried and a named person has reviewed each line.
 */
export function decideDisavow(input: DisavowInput): DisavowDecision {
  const { profile, lists, links } = input
  const digests = input.digests ?? digestLinks(links, input.findings)
  const digestOf = new Map(digests.map((digest) => [digest.domain, digest]))
  const linkCount = digests.reduce((sum, digest) => sum + digest.links, 0)
  const live = links.filter((judged) => judged.link.state !== 'lost')
  const arranged = arrangedDomains(input)
  const clusters = linksByDomain(live)
  const material = materiality(digests, clusters, arranged)
  const notice = noticeOf(input)
  const foreign = input.earlier === undefined || input.earlier.foreign === null ? null : `${input.earlier.name} is no disavow file: ${input.earlier.foreign}; give the file you uploaded last.`
  const earlier = foreign === null ? input.earlier : undefined
  const cause = notice === 'links-to-site' ? 'manual-action' : material.isMaterial ? 'arranged-links' : null
  const reviewer = input.reviewer?.trim() ?? ''
  const removal = input.removalTried === true || input.removalTried === 'impossible'
  const walk = walkOf(input, notice, material, arranged.size, removal, reviewer)

  const looked = new Set(links.map((judged) => judged.link.referringDomain))
  const guard = protectionGuard(input.site, profile, lists, { links, arranged, reasonOfOther: (domain) => (looked.has(domain) ? null : (digestOf.get(domain)?.reason ?? null)) })
  const refused: DisavowDecision['refused'] = []
  const candidates = cause === null ? [] : candidateLines(input, clusters, arranged, cause, refused)
  const asked = (input.requested ?? []).flatMap((entry) => requestedLine(entry, refused))
  const wanted: DisavowLine[] = []
  for (const [from, lines] of [['proposal', candidates], ['request', asked]] as const) {
    for (const line of lines) {
      const refusal = guard.refusalOf(line) ?? (from === 'request' && !digestOf.has(domainOfLine(line)) ? { rule: 'no-known-link', reason: 'No link from there to your site is known.' } : undefined)
      if (refusal !== undefined) refused.push({ line: line.text, from, ...refusal })
      else if (cause !== null) wanted.push(line)
      else refused.push({ line: line.text, from, rule: 'no-cause', reason: 'There is neither a manual action nor a material number of arranged links, so nothing is listed.' })
    }
  }

  const earlierKept: DisavowLine[] = []
  for (const line of earlier?.lines ?? []) {
    const refusal = guard.refusalOf(line)
    if (refusal === undefined) earlierKept.push(line)
    else refused.push({ line: line.text, from: 'earlier file', ...refusal })
  }
  const review = reviewEarlier(earlierKept, digestOf)
  const merged = mergeDisavow(earlier === undefined ? undefined : { ...earlier, lines: earlierKept }, wanted, heading(input, reviewer, cause))
  const keptLines = new Set(earlierKept)
  const fresh = merged.lines.filter((line) => (line.kind === 'domain' || line.kind === 'url') && !keptLines.has(line))
  const proposed = fresh.map((line) => line.text)

  const missing: string[] = []
  if (cause === null) missing.push('a cause: the text of a manual action for unnatural links to your site, or the domains whose links were arranged for you')
  const shortOfCause = cause === null && arranged.size > 0 ? arrangedWords(material, arranged.size) : null
  if (!removal) missing.push('word that removal was asked for, or is impossible')
  if (reviewer === '') missing.push('the name of the person who reviewed each line')
  const written = foreign === null && missing.length === 0 && proposed.length > 0 ? writeDisavow(merged.lines) : null
  const file = written !== null && 'text' in written ? { ...written, name: `${input.site.replace(/[^a-z0-9.-]+/giu, '-')}-disavow-${input.asOf.slice(0, 10)}.txt` } : null
  if (file === null) {
    // Nothing is uploaded now, so what stands wrongly in the earlier file is a matter for its next review.
    for (const entry of refused.filter((line) => line.from === 'earlier file')) review.push({ line: entry.line, reason: `${entry.reason} Take the line out at the next upload.` })
    refused.splice(0, refused.length, ...refused.filter((line) => line.from !== 'earlier file'))
  }
  const refusal = file !== null ? null : foreign !== null ? { code: 'refused' as const, message: foreign } : refusalOf(written, missing, shortOfCause, proposed, refused)

  const domains = input.reviews ?? reviewsOf(input, digests)
  const verdict = file === null ? 'do-nothing' : 'disavow'
  const decision: DisavowDecision = {
    verdict,
    headline: headlineOf(verdict, cause, linkCount),
    cause,
    walk,
    reasons: [...(foreign === null ? [] : [foreign]), ...reasonsOf({ input, verdict, cause, notice, material, arrangedCount: arranged.size, digests, linkCount, missing, proposed, domains })],
    domains,
    goodLinksOthersWouldRemove: domains.filter((review) => review.otherTools.length > 0 && review.findings.length === 0 && digestOf.get(review.domain)!.isWorthKeeping),
    valueGivenUp: valueOf(fresh, clusters, digests),
    proposed,
    refused: inOrder(refused),
    review,
    file,
    diff: earlier === undefined && file === null ? null : diffDisavow(earlier?.lines ?? [], file === null ? (earlier?.lines ?? []) : merged.lines),
    refusal,
    memo: '',
  }
  // As every other screen counts them: a domain all of whose links are lost links no more.
  const liveCount = digests.reduce((sum, digest) => sum + digest.live, 0)
  decision.memo = disavowMemo(decision, input, reviewer, { links: liveCount, domains: digests.filter((digest) => digest.live > 0).length, lost: linkCount - liveCount })
  return decision
}

/** What somebody asked for and what falls out of the file in force come first: neither may hide behind hundreds of proposals, of which every door shows only some. */
function inOrder(refused: DisavowDecision['refused']): DisavowDecision['refused'] {
  return (['request', 'earlier file', 'proposal'] as const).flatMap((from) => refused.filter((entry) => entry.from === from))
}

function arrangedDomains({ profile, arranged = [] }: Pick<DisavowInput, 'profile' | 'arranged'>): Set<string> {
  return domainSet([...profile.arranged, ...arranged])
}

/**
 * Whether a decision looks at the single links of a domain: somebody names it, a manual action asks which of its links
 * may be listed, or the earlier file has a host or a page of it and it has something to keep. Of all others it needs the
 * digest alone.
 */
export function needsLinks(input: Pick<DisavowInput, 'profile' | 'arranged' | 'requested' | 'manualActionText' | 'earlier'>): (digest: Pick<DomainDigest, 'domain' | 'listable' | 'reason'>) => boolean {
  const named = new Set<string>([...arrangedDomains(input)].map((host) => domainOfHost(host)))
  for (const entry of input.requested ?? []) for (const line of requestedLine(entry, [])) named.add(domainOfLine(line))
  const inPart = new Set<string>(input.earlier?.lines.flatMap((line) => (line.kind === 'url' || (line.kind === 'domain' && line.value !== domainOfLine(line)) ? [domainOfLine(line)] : [])))
  const isNotice = noticeOf(input) === 'links-to-site'
  return ({ domain, listable, reason }) => named.has(domain) || (isNotice && listable > 0) || (reason !== null && inPart.has(domain))
}

function noticeOf({ manualActionText }: Pick<DisavowInput, 'manualActionText'>): NoticeKind | null {
  return manualActionText === undefined || manualActionText.trim() === '' ? null : readNotice(manualActionText)
}

/** What would be listed: with a manual action the artificial links, whoever made them; else only arranged ones. */
function candidateLines(input: DisavowInput, clusters: ReadonlyMap<string, BriefLink[]>, arranged: ReadonlySet<string>, cause: 'manual-action' | 'arranged-links', refused: DisavowDecision['refused']): DisavowLine[] {
  const confirmed = input.confirmedDomains === 'all' ? 'all' : domainSet(input.confirmedDomains ?? [])
  const lines: DisavowLine[] = []
  for (const [domain, links] of [...clusters].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const followed = links.filter((judged) => isFollowed(judged.link.rel, judged.link.robots))
    const placed = isArranged(domain, links, arranged)
    const chosen = placed ? followed : cause === 'manual-action' ? followed.filter((judged) => judged.risk.risk > riskMin && !noise.has(judged.type.type)) : []
    if (chosen.length === 0) continue
    if (confirmed === 'all' || confirmed.has(domain)) {
      lines.push(disavowLine(`domain:${domain}`))
      continue
    }
    const pages = new Set(chosen.flatMap((judged) => (judged.link.referringPage === null ? [] : [judged.link.referringPage])))
    for (const page of pages) {
      const url = parseUrl(page)
      if (url !== undefined) lines.push(disavowLine(withoutFragment(url)))
    }
    if (pages.size === 0) refused.push({ line: `domain:${domain}`, from: 'proposal', rule: 'unconfirmed-domain', reason: 'No page with the link is known. Confirm that the whole domain may be listed.' })
  }
  return lines.filter((line) => line.kind === 'domain' || line.kind === 'url')
}

function requestedLine(entry: string, refused: DisavowDecision['refused']): DisavowLine[] {
  const text = entry.trim()
  const line = /^(?:domain\s*:|https?:\/\/)/iu.test(text) ? disavowLine(text) : parseHost(text) !== undefined && !text.includes('/') ? disavowLine(`domain:${parseHost(text)!}`) : disavowLine(text)
  if (line.kind === 'domain' || line.kind === 'url') return [line]
  refused.push({ line: text.slice(0, 200), from: 'request', rule: 'unreadable', reason: 'It is neither a domain nor a web address.' })
  return []
}

function domainOfLine(line: DisavowLine): string {
  return line.kind === 'domain' ? domainOfHost(line.value) : line.kind === 'url' ? domainOfHost(hostOf(line.value as Url)) : ''
}

/** DIS-08: lines whose links are gone, or that were all qualified anyway (DIS-04). */
function reviewEarlier(lines: readonly DisavowLine[], digests: ReadonlyMap<string, DomainDigest>): DisavowDecision['review'] {
  const review: DisavowDecision['review'] = []
  for (const line of lines) {
    if (line.kind === 'unreadable') review.push({ line: line.text, reason: 'This line could not be read and does nothing. Correct it or remove it.' })
    if (line.kind !== 'domain' && line.kind !== 'url') continue
    const host = line.kind === 'domain' ? line.value : hostOf(line.value as Url)
    const digest = digests.get(domainOfHost(host))
    if (digest === undefined || digest.live === 0) review.push({ line: line.text, reason: 'No live link from there is known any more. The line can go at the yearly review.' })
    else if (digest.followed === 0) review.push({ line: line.text, reason: 'All links from there are qualified (nofollow, ugc or sponsored), so the line is not needed.' })
  }
  return review
}

function heading(input: DisavowInput, reviewer: string, cause: DisavowDecision['cause']): string[] {
  const why = cause === 'manual-action' ? 'manual action for unnatural links' : 'links arranged in the past'
  return [
    `${input.profile.names[0] ?? input.site} – generated ${input.asOf.slice(0, 10)} – reviewed by: ${reviewer}`,
    `Reason: ${why}${input.arrangedNote === undefined || input.arrangedNote.trim() === '' ? '' : `; ${input.arrangedNote.trim()}`}; ${input.removalTried === 'impossible' ? 'removal impossible' : 'removal asked'}`,
  ]
}

/** What listing these lines would give up, as a share of the value of the whole profile (LQ-20, one domain saturates). */
function valueOf(lines: readonly DisavowLine[], clusters: ReadonlyMap<string, BriefLink[]>, digests: readonly DomainDigest[]): DisavowDecision['valueGivenUp'] {
  if (lines.length === 0) return { share: 0, links: 0, domains: 0 }
  const domains = new Set(lines.flatMap((line) => (line.kind === 'domain' ? [line.value] : [])))
  const pages = new Set(lines.flatMap((line) => (line.kind === 'url' ? [line.value] : [])))
  const all = digests.reduce((sum, digest) => sum + digest.worth, 0)
  let given = 0
  let linkCount = 0
  const hit = new Set<string>()
  const touched = new Set(lines.map(domainOfLine))
  for (const [domain, links] of clusters) {
    if (!touched.has(domain)) continue
    for (const { judged, part } of valuesOf(links)) {
      const page = judged.link.referringPage === null ? undefined : parseUrl(judged.link.referringPage)
      if (!domains.has(domain) && !domains.has(judged.link.referringHost) && (page === undefined || !pages.has(withoutFragment(page)))) continue
      given += part
      linkCount += 1
      hit.add(domain)
    }
  }
  return { share: all === 0 ? 0 : given / all, links: linkCount, domains: hit.size }
}

function domainSet(names: readonly string[]): Set<string> {
  return new Set(names.flatMap((name) => parseHost(name.replace(/^domain\s*:\s*/iu, ''))?.replace(/^www\./u, '') ?? []))
}
