import type { BriefLink } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import { isFollowed } from '../model/link.js'
import type { Lists } from '../model/lists.js'
import type { ProviderProfile } from '../model/profile.js'
import { hostOf, parseHost, parseUrl, withoutFragment, type Url } from '../model/url.js'
import { domainOfHost } from '../model/domain.js'
import { diffDisavow, disavowLine, mergeDisavow, writeDisavow, type DisavowDiff, type DisavowFile, type DisavowLine, type DisavowMerge, type Refusal, type WrittenDisavow } from './disavow-file.js'
import { causeWords, headlineOf, reasonsOf, refusalOf, walkOf } from './decision-words.js'
import { disavowMemo } from './disavow-memo.js'
import { readNotice, type NoticeKind } from './manual-action.js'
import { digestLinks, linksByDomain, valuesOf, type DomainDigest } from './domain-digest.js'
import { reviewsOf, type DomainReview } from './domain-review.js'
import { listedComparison, noise } from './other-tools.js'
import { arrangedNames, arrangedWords, materiality, riskMin } from './materiality.js'
import { answerOfName, domainOfLine, hostOfLine, nameOf, refusalOfRequest, type NamedFacts } from './named-lines.js'
import { namesOf, protectionGuard, type Guard } from './protected-lines.js'

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
  /** Lines that may not be listed and names of which no line comes, each with the rule and the reason: whoever names a domain gets an answer. */
  refused: Array<{ line: string; from: 'request' | 'arranged' | 'confirmed' | 'earlier file' | 'proposal'; rule: string; reason: string }>
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

  const looked = new Set(links.map((judged) => judged.link.referringDomain))
  const guard = protectionGuard(input.site, profile, lists, { links, reasonOfOther: (domain) => (looked.has(domain) ? null : (digestOf.get(domain)?.reason ?? null)) })
  const refused: DisavowDecision['refused'] = []
  const candidates = cause === null ? [] : candidateLines(input, clusters, arranged, cause, refused)
  const asked = (input.requested ?? []).flatMap((entry) => requestedLine(entry, refused))
  const facts: NamedFacts = { cause, guard, digests: digestOf, clusters, arranged, notice: notice === 'links-to-site' ? (input.manualActionText ?? '') : '' }
  const wanted: DisavowLine[] = []
  for (const [from, lines] of [['proposal', candidates], ['request', asked]] as const) {
    for (const line of lines) {
      const refusal = from === 'request' ? refusalOfRequest(line, facts) : guard.refusalOf(line)
      if (refusal === undefined) wanted.push(line)
      else refused.push({ line: line.text, from, ...refusal })
    }
  }
  answerNames(input, [...candidates, ...asked], facts, refused)
  const walk = walkOf(input, notice, material, arranged.size, removal, reviewer, refused)

  const earlierKept: DisavowLine[] = []
  for (const line of earlier?.lines ?? []) {
    const refusal = guard.refusalOf(line)
    if (refusal === undefined) earlierKept.push(line)
    else refused.push({ line: line.text, from: 'earlier file', ...refusal })
  }
  const merged = mergeDisavow(earlier === undefined ? undefined : { ...earlier, lines: earlierKept }, wanted, heading(input, reviewer, cause))
  const keptLines = new Set(earlierKept)
  const fresh = merged.lines.filter((line) => (line.kind === 'domain' || line.kind === 'url') && !keptLines.has(line))
  const touched = new Set(fresh.map(domainOfLine))
  // What was asked for and proposed as well stands among the new lines.
  const isNew = new Set(fresh.map((line) => line.text))
  answerListed(merged, new Set(asked.flatMap(({ text }) => (isNew.has(text) ? [] : [text]))), arranged, touched, refused)
  const domains = asListed(input.reviews ?? reviewsOf(input, digests), touched, material.artificial, guard)
  const good = domains.filter((review) => review.otherTools.length > 0 && review.findings.length === 0 && !touched.has(review.domain) && digestOf.get(review.domain)!.isWorthKeeping)
  const review = reviewEarlier(earlierKept, digestOf, new Set(good.map(({ domain }) => domain)), earlier?.problems ?? [])
  const proposed = fresh.map((line) => line.text)

  const missing: string[] = []
  if (cause === null) missing.push(`a cause: ${causeWords(notice)}, or the domains whose links were arranged for you`)
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
  const refusal = file !== null ? null : foreign !== null ? { code: 'refused' as const, message: foreign } : refusalOf(written, notice, missing, shortOfCause, proposed, refused)

  const verdict = file === null ? 'do-nothing' : 'disavow'
  const decision: DisavowDecision = {
    verdict,
    headline: headlineOf(verdict, cause, linkCount),
    cause,
    walk,
    reasons: [...(foreign === null ? [] : [foreign]), ...reasonsOf({ input, verdict, listed: fresh.length, cause, notice, material, arrangedCount: arranged.size, digests, linkCount, missing, proposed, domains })],
    domains,
    goodLinksOthersWouldRemove: good,
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
  decision.memo = disavowMemo(decision, input, reviewer, { touched, earlier: new Set(earlierKept.map(domainOfLine)) }, { links: liveCount, domains: digests.filter((digest) => digest.live > 0).length, lost: linkCount - liveCount })
  return decision
}

/** Reviews as the file has them: of a domain that is listed none says that we do not mark it, or that it is never listed. */
function asListed(reviews: DomainReview[], touched: ReadonlySet<string>, arranged: readonly string[], guard: Guard): DomainReview[] {
  if (touched.size === 0) return reviews
  return reviews.map((review) => {
    if (!touched.has(review.domain)) return review
    const rules = review.findings.map(({ rule }) => rule)
    return { ...review, protectedBecause: guard.refusalOf(disavowLine(`domain:${review.domain}`))?.reason ?? null, comparison: listedComparison(review.otherTools, rules, arranged.includes(review.domain)) }
  })
}

/** Answers every name that was given as arranged or confirmed and of which no line comes, each once. */
function answerNames({ profile, arranged = [], confirmedDomains = [] }: DisavowInput, lines: readonly DisavowLine[], facts: NamedFacts, refused: DisavowDecision['refused']): void {
  const above = new Set<string>()
  const whole = new Set(lines.flatMap((line) => (line.kind === 'domain' ? [line.value] : [])))
  const proposals = refused.flatMap(({ line, from }) => (from === 'proposal' ? [disavowLine(line)] : []))
  for (const host of new Set([...lines, ...proposals].map(hostOfLine))) for (const name of namesOf(host)) if (name.length >= domainOfHost(host).length) above.add(name)
  const isAnswered = (host: string) => above.has(host) || namesOf(host).some((name) => whole.has(name))
  for (const [from, names] of [['arranged', [...arranged, ...profile.arranged]], ['confirmed', confirmedDomains === 'all' ? [] : confirmedDomains]] as const) {
    for (const name of new Set(names.map((one) => one.trim().slice(0, 200)))) {
      const host = nameOf(name)
      if (host !== undefined && isAnswered(host)) continue
      refused.push({ line: name, from, ...answerOfName(name, from, facts) })
      if (host !== undefined) above.add(host)
    }
  }
}

/** Answers what was named and stands in the earlier file, or under a wider line: a page that was asked for, or an arranged site of which no new line comes. */
function answerListed({ already, covered }: Pick<DisavowMerge, 'already' | 'covered'>, asked: ReadonlySet<string>, arranged: ReadonlySet<string>, touched: ReadonlySet<string>, refused: DisavowDecision['refused']): void {
  const told = new Set<string>()
  for (const [lines, rule, reason] of [[already, 'listed-already', 'The earlier file lists it already.'], [covered, 'covered', 'A wider line covers it already: a domain: line speaks for everything below the domain.']] as const) {
    for (const text of lines) {
      const line = disavowLine(text)
      const domain = domainOfLine(line)
      const name = asked.has(text) ? text : touched.has(domain) ? undefined : arrangedNames(domain, hostOfLine(line), arranged)[0]
      if (name === undefined || told.has(name)) continue
      told.add(name)
      refused.push({ line: name, from: asked.has(text) ? 'request' : 'arranged', rule, reason })
    }
  }
}

/** What somebody named and what falls out of the file in force come first: neither may hide behind hundreds of proposals, of which every door shows only some. */
function inOrder(refused: DisavowDecision['refused']): DisavowDecision['refused'] {
  return (['request', 'arranged', 'confirmed', 'earlier file', 'proposal'] as const).flatMap((from) => refused.filter((entry) => entry.from === from))
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
    const chosen = new Map<string, Set<string>>()
    for (const judged of links) {
      if (!isFollowed(judged.link.rel, judged.link.robots)) continue
      const name = arrangedNames(domain, judged.link.referringHost, arranged)[0] ?? (cause === 'manual-action' && judged.risk.risk > riskMin && !noise.has(judged.type.type) ? domain : undefined)
      if (name === undefined) continue
      const pages = chosen.get(name) ?? new Set<string>()
      if (judged.link.referringPage !== null) pages.add(judged.link.referringPage)
      chosen.set(name, pages)
    }
    for (const [name, pages] of chosen) {
      const whole = confirmed !== 'all' && confirmed.has(domain) ? domain : confirmed === 'all' || confirmed.has(name) ? name : undefined
      if (whole !== undefined) {
        lines.push(disavowLine(`domain:${whole}`))
        continue
      }
      for (const page of pages) {
        const url = parseUrl(page)
        if (url !== undefined) lines.push(disavowLine(withoutFragment(url)))
      }
      if (pages.size === 0) refused.push({ line: `domain:${name}`, from: 'proposal', rule: 'unconfirmed-domain', reason: 'No page with the link is known. Confirm that the whole domain may be listed.' })
    }
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

/** DIS-08: lines whose links are gone, are all qualified anyway (DIS-04) or are good ones; and lines that were not as search engines read them (DIS-01). */
function reviewEarlier(lines: readonly DisavowLine[], digests: ReadonlyMap<string, DomainDigest>, good: ReadonlySet<string>, problems: DisavowFile['problems']): DisavowDecision['review'] {
  const review: DisavowDecision['review'] = []
  const tidied = new Map(problems.flatMap(({ cause, line, message }) => (cause === 'tidied' && line !== null ? [[line, message] as const] : [])))
  for (const line of lines) {
    const mended = line.line === null ? undefined : tidied.get(line.line)
    if (mended !== undefined) review.push({ line: line.text, reason: `${mended} It is written so from now on.` })
    if (line.kind === 'unreadable') review.push({ line: line.text, reason: 'This line could not be read and does nothing. Correct it or remove it.' })
    if (line.kind !== 'domain' && line.kind !== 'url') continue
    const host = line.kind === 'domain' ? line.value : hostOf(line.value as Url)
    const digest = digests.get(domainOfHost(host))
    if (digest === undefined || digest.live === 0) review.push({ line: line.text, reason: 'No live link from there is known any more. The line can go at the yearly review.' })
    else if (digest.followed === 0) review.push({ line: line.text, reason: 'All links from there are qualified (nofollow, ugc or sponsored), so the line is not needed.' })
    else if (good.has(digest.domain)) review.push({ line: line.text, reason: 'Nothing was found against its links, and they are worth keeping. Take the line out unless you know that they were arranged.' })
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
