import type { BriefLink } from '../model/facts.js'
import { domainOfHost } from '../model/domain.js'
import { isFollowed } from '../model/link.js'
import { hostOf, parseHost, parseUrl, withoutFragment, type Url } from '../model/url.js'
import { disavowLine, type DisavowLine } from './disavow-file.js'
import type { DomainDigest } from './domain-digest.js'
import { arrangedNames, riskMin } from './materiality.js'
import { noise } from './other-tools.js'
import type { Guard } from './protected-lines.js'

/** What somebody named is answered from these: all that is known of its links, and what was told. */
export interface NamedFacts {
  cause: 'manual-action' | 'arranged-links' | null
  guard: Guard
  digests: ReadonlyMap<string, DomainDigest>
  /** Links that are not lost, of the domains that are looked at. */
  clusters: ReadonlyMap<string, readonly BriefLink[]>
  arranged: ReadonlySet<string>
  /** Text of the manual action: a site that it names is named by the search engine itself. */
  notice: string
}

interface Answer {
  rule: string
  reason: string
}

/** By themselves no reason to list anything (DIS-03): a name, a language, link texts, and the pace at which links arrive. */
const noReasonAlone = new Set(['RISK-07', 'RISK-11', 'RISK-13', 'RISK-14', 'RISK-30'])

/**
 * Why a line that a person asks for may not be listed; undefined if it may. A manual action is a cause for listing
 * artificial links and no others (DIS-02), so something must speak against the links of the line: a sign that we found,
 * the notice, or the word of the person that they were arranged. What passes no credit needs no line (DIS-04).
 */
export function refusalOfRequest(line: DisavowLine, { cause, guard, digests, clusters, arranged, notice }: NamedFacts): Answer | undefined {
  const kept = guard.refusalOf(line)
  if (kept !== undefined) return kept
  const domain = domainOfLine(line)
  const state = stateOf(domain, digests)
  if (state !== undefined) return state
  const all = clusters.get(domain) ?? []
  const covered = all.filter((judged) => isCovered(judged, line))
  // The index knows not every page: of one that it lacks, the site speaks.
  const links = covered.length > 0 ? covered : all
  const followed = links.filter(({ link }) => isFollowed(link.rel, link.robots))
  if (followed.length === 0) return qualified
  if (cause === null) return { rule: 'no-cause', reason: 'There is neither a manual action nor a material number of arranged links, so nothing is listed.' }
  if (followed.some(({ link }) => arrangedNames(domain, link.referringHost, arranged).length > 0)) return undefined
  if (cause === 'arranged-links') return { rule: 'not-arranged', reason: 'Without a manual action only links that were arranged for you are listed. If these were, name the site as arranged.' }
  if (followed.every(({ type }) => noise.has(type.type))) return { rule: 'copy', reason: 'Its links are copies, statistics or archives, which search engines ignore; they call for no line.' }
  if (isNamed(domain, notice) || followed.some(isSuspect)) return undefined
  const isGood = digests.get(domain)?.isWorthKeeping === true
  return { rule: 'no-sign', reason: `${isGood ? 'Its links are worth keeping, and we found nothing that would call for listing them.' : 'We found nothing on its links that would call for listing them.'} If you know that they were arranged for you, name the site as arranged.` }
}

/** A name that somebody gave as arranged or confirmed whole, where no line of the file or of the proposal comes of it. */
export function answerOfName(name: string, told: 'arranged' | 'confirmed', { cause, guard, digests, clusters }: NamedFacts): Answer {
  const host = nameOf(name)
  if (host === undefined) return { rule: 'unreadable', reason: 'It is neither a domain nor a web address.' }
  const line = disavowLine(`domain:${host}`)
  const kept = guard.refusalOf(line)
  if (kept !== undefined) return kept
  const domain = domainOfHost(host)
  const state = stateOf(domain, digests)
  if (state !== undefined) return state
  const links = (clusters.get(domain) ?? []).filter((judged) => isCovered(judged, line))
  if (told === 'arranged' && links.length === 0) return { rule: 'no-known-link', reason: 'No link from there to your site is known.' }
  if (digests.get(domain)!.followed === 0 || (links.length > 0 && links.every(({ link }) => !isFollowed(link.rel, link.robots)))) return qualified
  if (cause === null) return { rule: 'no-cause', reason: told === 'arranged' ? 'It is arranged and followed, but too little of the whole for a file. Ask the site to remove or qualify the link.' : 'There is no cause for a file, so nothing is listed.' }
  return { rule: 'not-proposed', reason: 'No link from there is to be listed, so there is nothing to list whole. Ask for the line by itself, or name the site as arranged, if it belongs into the file.' }
}

const qualified: Answer = { rule: 'qualified', reason: 'All links from there are qualified (nofollow, ugc or sponsored) and pass no credit, so no line is needed.' }

function stateOf(domain: string, digests: ReadonlyMap<string, DomainDigest>): Answer | undefined {
  const digest = digests.get(domain)
  if (digest === undefined) return { rule: 'no-known-link', reason: 'No link from there to your site is known.' }
  return digest.live === 0 ? { rule: 'lost', reason: 'All links from there to your site are lost, so there is nothing left to list.' } : undefined
}

/** Something we found that is more than a name or a habit of link texts, or so much of it that it counts as artificial. */
function isSuspect({ risk, type, findings }: BriefLink): boolean {
  return risk.risk > riskMin || type.subtype === 'low-quality' || findings.some(({ verdict, rule }) => verdict === 'flag' && !noReasonAlone.has(rule))
}

/** True if the notice gives the domain, or a host or page of it, as one of its examples. */
function isNamed(domain: string, notice: string): boolean {
  const text = notice.toLowerCase()
  for (let at = text.indexOf(domain); at !== -1; at = text.indexOf(domain, at + 1)) {
    const before = text[at - 1] ?? ' '
    const after = text.slice(at + domain.length, at + domain.length + 2)
    if (!/[\p{L}\p{N}-]/u.test(before) && !/^(?:[\p{L}\p{N}-]|\.[\p{L}\p{N}])/u.test(after)) return true
  }
  return false
}

function isCovered({ link }: BriefLink, line: DisavowLine): boolean {
  if (line.kind === 'domain') return link.referringHost === line.value || link.referringHost.endsWith(`.${line.value}`)
  const page = link.referringPage === null ? undefined : parseUrl(link.referringPage)
  return line.kind === 'url' && page !== undefined && withoutFragment(page) === line.value
}

export function domainOfLine(line: DisavowLine): string {
  const host = hostOfLine(line)
  return host === '' ? '' : domainOfHost(host)
}

export function hostOfLine(line: DisavowLine): string {
  return line.kind === 'domain' ? line.value : line.kind === 'url' ? hostOf(line.value as Url) : ''
}

/** Host of a name as people write it: with `domain:`, `www.`, a scheme, capitals or letters of any script. */
export function nameOf(name: string): string | undefined {
  return parseHost(name.trim().replace(/^domain\s*:\s*/iu, ''))?.replace(/^www\./u, '')
}

/** What was left out, lines with one and the same answer together, in the order of the first of each. */
export function byReason<Row extends { line: string; from: string; reason: string }>(refused: readonly Row[]): Array<{ from: Row['from']; reason: string; lines: string[] }> {
  const groups = new Map<string, { from: Row['from']; reason: string; lines: string[] }>()
  for (const { line, from, reason } of refused) {
    const key = `${from} ${reason}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { from, reason, lines: [line] })
    else group.lines.push(line)
  }
  return [...groups.values()]
}
