import type { JudgedLink } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import { isFollowed } from '../model/link.js'
import { linkValue, valueShareOf } from '../model/link-value.js'
import type { Lists } from '../model/lists.js'
import type { ProviderProfile } from '../model/profile.js'
import { hostOf, parseHost, parseUrl, withoutFragment, type Url } from '../model/url.js'
import { domainOfHost } from '../model/domain.js'
import { diffDisavow, disavowLine, mergeDisavow, writeDisavow, type DisavowDiff, type DisavowFile, type DisavowLine, type Refusal, type WrittenDisavow } from './disavow-file.js'
import { disavowMemo } from './disavow-memo.js'
import { readNotice, type NoticeKind } from './manual-action.js'
import { isGood, linksByDomain, noise, reviewDomains, type DomainReview } from './domain-review.js'
import { protectionGuard } from './protected-lines.js'

export interface DisavowInput {
  /** Site as asked; the file is for this property. */
  site: string
  profile: ProviderProfile
  links: readonly JudgedLink[]
  /** Findings of domains and of the profile; those of links come with the links. */
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

const materialDomainsMin = 10
const materialShareMin = 0.2
const riskMin = 60

/**
 * Whether to disavow anything (DIS-02 to DIS-09). "Do nothing" is the answer unless a manual action for unnatural links
 * to the site is shown, or the provider says that it arranged a material number of such links; and then only after
 * removal was tried and a named person has reviewed each line.
 */
export function decideDisavow(input: DisavowInput): DisavowDecision {
  const { profile, lists, links } = input
  const live = links.filter((judged) => judged.link.state !== 'lost')
  const arranged = domainSet([...profile.arranged, ...(input.arranged ?? [])])
  const clusters = linksByDomain(live)
  const material = materiality(live, clusters, arranged)
  const notice: NoticeKind | null = input.manualActionText === undefined || input.manualActionText.trim() === '' ? null : readNotice(input.manualActionText)
  const cause = notice === 'links-to-site' ? 'manual-action' : material.isMaterial ? 'arranged-links' : null
  const reviewer = input.reviewer?.trim() ?? ''
  const removal = input.removalTried === true || input.removalTried === 'impossible'
  const walk = walkOf(input, notice, material, removal, reviewer)

  const guard = protectionGuard(input.site, profile, lists, links)
  const refused: DisavowDecision['refused'] = []
  const candidates = cause === null ? [] : candidateLines(input, clusters, arranged, cause, refused)
  const asked = (input.requested ?? []).flatMap((entry) => requestedLine(entry, refused))
  const wanted: DisavowLine[] = []
  for (const [from, lines] of [['proposal', candidates], ['request', asked]] as const) {
    for (const line of lines) {
      const refusal = guard.refusalOf(line)
      if (refusal !== undefined) refused.push({ line: line.text, from, ...refusal })
      else if (cause !== null) wanted.push(line)
      else refused.push({ line: line.text, from, rule: 'no-cause', reason: 'There is neither a manual action nor a material number of arranged links, so nothing is listed.' })
    }
  }

  const earlierKept: DisavowLine[] = []
  for (const line of input.earlier?.lines ?? []) {
    const refusal = guard.refusalOf(line)
    if (refusal === undefined) earlierKept.push(line)
    else refused.push({ line: line.text, from: 'earlier file', ...refusal })
  }
  const review = reviewEarlier(earlierKept, clusters)
  const merged = mergeDisavow(input.earlier === undefined ? undefined : { ...input.earlier, lines: earlierKept }, wanted, heading(input, reviewer, cause))
  const keptLines = new Set(earlierKept)
  const fresh = merged.lines.filter((line) => (line.kind === 'domain' || line.kind === 'url') && !keptLines.has(line))
  const proposed = fresh.map((line) => line.text)

  const missing: string[] = []
  if (cause === null) missing.push('a cause: the text of a manual action for unnatural links to your site, or the domains whose links were arranged for you')
  if (!removal) missing.push('word that removal was asked for, or is impossible')
  if (reviewer === '') missing.push('the name of the person who reviewed each line')
  const written = missing.length === 0 && proposed.length > 0 ? writeDisavow(merged.lines) : null
  const file = written !== null && 'text' in written ? { ...written, name: `${input.site.replace(/[^a-z0-9.-]+/giu, '-')}-disavow-${input.asOf.slice(0, 10)}.txt` } : null
  if (file === null) {
    // Nothing is uploaded now, so what stands wrongly in the earlier file is a matter for its next review.
    for (const entry of refused.filter((line) => line.from === 'earlier file')) review.push({ line: entry.line, reason: `${entry.reason} Take the line out at the next upload.` })
    refused.splice(0, refused.length, ...refused.filter((line) => line.from !== 'earlier file'))
  }
  const refusal = file !== null ? null : refusalOf(written, missing, proposed, refused)

  const domains = reviewDomains(input, clusters)
  const verdict = file === null ? 'do-nothing' : 'disavow'
  const decision: DisavowDecision = {
    verdict,
    headline: headlineOf(verdict, cause),
    cause,
    walk,
    reasons: reasonsOf(input, verdict, cause, notice, material, clusters, missing, proposed, domains),
    domains,
    goodLinksOthersWouldRemove: domains.filter((review) => review.otherTools.length > 0 && isGood(review)),
    valueGivenUp: valueOf(fresh, live),
    proposed,
    refused,
    review,
    file,
    diff: input.earlier === undefined && file === null ? null : diffDisavow(input.earlier?.lines ?? [], file === null ? (input.earlier?.lines ?? []) : merged.lines),
    refusal,
    memo: '',
  }
  decision.memo = disavowMemo(decision, input, reviewer)
  return decision
}

interface Materiality {
  /** Arranged domains that have links here, and of them those that look artificial. */
  arrangedDomains: string[]
  artificial: string[]
  shareAtRisk: number
  isMaterial: boolean
}

/**
 * DIS-02 (b): arranged, and ten domains or a fifth of the value above 60 among them, and likely to cause a manual
 * action: followed links that look artificial. What was arranged and is qualified was done properly (DIS-04).
 */
function materiality(links: readonly JudgedLink[], clusters: ReadonlyMap<string, JudgedLink[]>, arranged: ReadonlySet<string>): Materiality {
  const arrangedDomains = [...clusters.keys()].filter((domain) => isArranged(domain, clusters.get(domain)!, arranged))
  const artificial = arrangedDomains.filter((domain) => clusters.get(domain)!.some((judged) => isFollowed(judged.link.rel, judged.link.robots)))
  const named = new Set(artificial)
  let value = 0
  let atRisk = 0
  for (const judged of links) {
    const part = valueOfLink(judged)
    value += part
    if (judged.risk.risk > riskMin && named.has(judged.link.referringDomain)) atRisk += part
  }
  const shareAtRisk = value === 0 ? 0 : atRisk / value
  return { arrangedDomains, artificial, shareAtRisk, isMaterial: artificial.length >= materialDomainsMin || (artificial.length > 0 && shareAtRisk >= materialShareMin) }
}

function isArranged(domain: string, links: readonly JudgedLink[], arranged: ReadonlySet<string>): boolean {
  return arranged.has(domain) || links.some((judged) => arranged.has(judged.link.referringHost))
}

/** Value of a link before the risk gate (LQ-20): what it seems to be worth. */
function valueOfLink({ quality }: JudgedLink): number {
  const gate = quality.gates.find((entry) => entry.id === 'GT-05')
  const score = gate === undefined ? quality.unrounded : Math.min(100, quality.unrounded + Math.max(0, gate.pointsLost))
  return linkValue(score)
}

function walkOf(input: DisavowInput, notice: NoticeKind | null, material: Materiality, removal: boolean, reviewer: string): WalkStep[] {
  const noticeMeaning: Record<NoticeKind | 'none', string> = {
    'links-to-site': 'The text is a manual action for unnatural links to the site. That is a cause to act.',
    'links-from-site': 'The text is about links from the site to others. Those are changed on the site; a disavow file does nothing for them.',
    'other-action': 'The text is about something other than links to the site, so a disavow file is no answer to it.',
    unrecognised: 'The text could not be recognised as a manual action for links. Paste the whole message if it is one.',
    none: 'No manual action was shown. Without one, search engines ask nothing of you.',
  }
  const pace = input.findings.filter((finding) => finding.rule === 'RISK-13' || finding.rule === 'RISK-30')
  const spike = pace.some((finding) => finding.verdict === 'flag') ? 'yes' : pace.length === 0 || pace.some((finding) => finding.verdict === 'unknown') ? 'not told' : 'no'
  const spikeMeaning = {
    yes: 'Keep a note of it and look again in 60 days. Act only if a manual action arrives.',
    no: 'New referring domains arrive at their usual pace.',
    'not told': 'There is too little history to tell. It would change nothing here: a burst of links alone is no cause.',
  }
  return [
    { id: 'manual-action', question: 'Has a search engine sent a manual action for unnatural links to your site?', answer: notice === null ? 'no' : notice === 'links-to-site' ? 'yes' : 'no', meaning: noticeMeaning[notice ?? 'none'] },
    {
      id: 'arranged', question: 'Did you, or someone you paid, buy, exchange or place links?', answer: material.arrangedDomains.length > 0 ? 'yes' : 'no',
      meaning: material.arrangedDomains.length > 0 ? `You named ${count(material.arrangedDomains.length, 'domain')} with links; on ${material.artificial.length} of them the links are followed.` : 'No domain is named as arranged. Links that others make without you are theirs to answer for.',
    },
    { id: 'material', question: 'Are the arranged links many?', answer: material.isMaterial ? 'yes' : 'no', meaning: `${count(material.artificial.length, 'domain')} with followed, arranged links; ${percent(material.shareAtRisk)} of the value of all links. Ten domains or 20 % would count as many.` },
    { id: 'drop', question: 'Did visits or rankings drop?', answer: input.drop === undefined ? 'not told' : input.drop ? 'yes' : 'no', meaning: 'A drop alone is no cause: it has many other reasons, and a disavow file would not show which.' },
    { id: 'spike', question: 'Did many new links arrive at once?', answer: spike, meaning: spikeMeaning[spike] },
    { id: 'removal', question: 'Was removal asked for, where you placed the link?', answer: input.removalTried === undefined ? 'not told' : removal ? 'yes' : 'no', meaning: input.removalTried === 'impossible' ? 'Removal is not possible, as you say.' : removal ? 'Removal was asked for.' : 'Ask first: at most two polite requests, ten days apart, only for links you caused.' },
    { id: 'reviewed', question: 'Has a person reviewed each line?', answer: reviewer === '' ? 'no' : 'yes', meaning: reviewer === '' ? 'A file needs the typed name of the person who reviewed it.' : `Reviewed by ${reviewer}.` },
  ]
}

/** What would be listed: with a manual action the artificial links, whoever made them; else only arranged ones. */
function candidateLines(input: DisavowInput, clusters: ReadonlyMap<string, JudgedLink[]>, arranged: ReadonlySet<string>, cause: 'manual-action' | 'arranged-links', refused: DisavowDecision['refused']): DisavowLine[] {
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

/** DIS-08: lines whose links are gone, or that were all qualified anyway (DIS-04). */
function reviewEarlier(lines: readonly DisavowLine[], clusters: ReadonlyMap<string, JudgedLink[]>): DisavowDecision['review'] {
  const review: DisavowDecision['review'] = []
  for (const line of lines) {
    if (line.kind === 'unreadable') review.push({ line: line.text, reason: 'This line could not be read and does nothing. Correct it or remove it.' })
    if (line.kind !== 'domain' && line.kind !== 'url') continue
    const host = line.kind === 'domain' ? line.value : hostOf(line.value as Url)
    const links = clusters.get(domainOfHost(host))
    if (links === undefined) review.push({ line: line.text, reason: 'No live link from there is known any more. The line can go at the yearly review.' })
    else if (links.every((judged) => !isFollowed(judged.link.rel, judged.link.robots))) review.push({ line: line.text, reason: 'All links from there are qualified (nofollow, ugc or sponsored), so the line is not needed.' })
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

function refusalOf(written: WrittenDisavow | Refusal | null, missing: readonly string[], proposed: readonly string[], refused: DisavowDecision['refused']): Refusal {
  if (written !== null && 'code' in written) return written
  if (missing.length > 0) return { code: 'refused', message: `No disavow file was made. It needs ${missing.join('; and ')}.` }
  const guarded = refused.filter((entry) => entry.from !== 'earlier file').length
  return { code: 'refused', message: guarded > 0 && proposed.length === 0 ? `No disavow file was made: all ${guarded} lines asked for are protected. The reasons stand beside each line.` : 'No disavow file was made: no followed link fits the cause given.' }
}

function headlineOf(verdict: DisavowDecision['verdict'], cause: DisavowDecision['cause']): string {
  if (verdict === 'disavow') return 'Here is a file to review before you upload it.'
  return cause === null ? 'Do nothing. Here is why.' : 'Nothing to upload yet. Here is why.'
}

function reasonsOf(input: DisavowInput, verdict: DisavowDecision['verdict'], cause: DisavowDecision['cause'], notice: NoticeKind | null, material: Materiality, clusters: ReadonlyMap<string, JudgedLink[]>, missing: readonly string[], proposed: readonly string[], domains: readonly DomainReview[]): string[] {
  const reasons: string[] = []
  const risky = [...clusters.values()].flat().filter((judged) => judged.risk.risk > riskMin).length
  const marked = domains.filter((review) => review.otherTools.length > 0)
  if (verdict === 'disavow') {
    const followed = [...clusters.values()].flat().filter((judged) => isFollowed(judged.link.rel, judged.link.robots))
    const named = new Set(material.artificial)
    const yours = followed.filter((judged) => named.has(judged.link.referringDomain)).length
    const artificial = followed.filter((judged) => judged.risk.risk > riskMin || named.has(judged.link.referringDomain)).length
    // The wording of DIS-09.
    reasons.push(`We found ${count(artificial, 'link')} that ${artificial === 1 ? 'looks' : 'look'} artificial. ${yours > 0 ? `Because you told us ${yours} of them were arranged for you` : 'Because a manual action names such links'}, here is a file you may review with whoever placed them.`)
    reasons.push('If you did not arrange them, the safest course is to leave them alone: search engines normally ignore them.')
    return reasons
  }
  if (cause !== null) {
    reasons.push(`There is a cause (${cause === 'manual-action' ? 'a manual action' : 'arranged links'}), and a file may be made once there is ${missing.length > 0 ? missing.join('; and ') : 'a line that is not protected'}.`)
    if (proposed.length > 0) reasons.push(`${count(proposed.length, 'line')} would be listed; please look at each.`)
  } else {
    if (notice !== null && notice !== 'links-to-site') reasons.push('The text you pasted is no manual action for links to your site, so it gives no cause for a disavow file.')
    else reasons.push('No search engine has sent a manual action for links to this site.')
    if (material.arrangedDomains.length === 0) reasons.push('You have named no links that were arranged for you. Links that others make without you are ordinary background, and search engines normally ignore the spam among them.')
    else reasons.push(`${count(material.artificial.length, 'arranged domain')} with followed links is not many. Ask the sites to remove the links or add rel="sponsored"; a file is not needed for that.`)
  }
  if (marked.length > 0) reasons.push(`Other tools mark ${count(marked.length, 'domain')} here. Their figures come from their own models; Google says it has no such notion, and they are no reason to disavow anything.`)
  if (input.drop === true) reasons.push('A drop in visits without a manual action has other causes more often than not; a disavow file would not repair it.')
  if (risky > 0 && cause === null) reasons.push(`${count(risky, 'link')} here ${risky === 1 ? 'looks' : 'look'} artificial to us too. Since you did not arrange them, no action is needed.`)
  reasons.push('A needless file can remove good links from what search engines count, and takes weeks to undo.')
  return reasons
}

/** What listing these lines would give up, as a share of the value of the whole profile (LQ-20, one domain saturates). */
function valueOf(lines: readonly DisavowLine[], links: readonly JudgedLink[]): DisavowDecision['valueGivenUp'] {
  const domains = new Set(lines.flatMap((line) => (line.kind === 'domain' ? [line.value] : [])))
  const pages = new Set(lines.flatMap((line) => (line.kind === 'url' ? [line.value] : [])))
  let all = 0
  let given = 0
  let linkCount = 0
  const hit = new Set<string>()
  for (const [domain, ofDomain] of linksByDomain(links)) {
    const sorted = [...ofDomain].sort((a, b) => b.quality.unrounded - a.quality.unrounded)
    for (const [index, judged] of sorted.entries()) {
      const part = linkValue(judged.quality.unrounded) * valueShareOf(index + 1)
      all += part
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

function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`
}
