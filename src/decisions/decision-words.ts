import { countOf, countWords } from '../lib/number-words.js'
import type { DisavowDecision, DisavowInput, WalkStep } from './disavow-decision.js'
import type { Refusal, WrittenDisavow } from './disavow-file.js'
import type { DomainDigest } from './domain-digest.js'
import type { DomainReview } from './domain-review.js'
import type { NoticeKind } from './manual-action.js'
import { arrangedWords, materialWords, riskMin, type Materiality } from './materiality.js'
import { byReason } from './named-lines.js'

// What a decision says: the questions with their answers, the reasons, and why there is no file.

/** Names told in an answer; all of them stand among what is left out. */
const leftOutMax = 5
const noticeExample = 'in Search Console it stands under “Security & Manual Actions” and begins “Unnatural links to your site”. Paste the whole message.'

/** What would be a cause, told to somebody who may just have given a text that is none. */
export function causeWords(notice: NoticeKind | null): string {
  if (notice === null || notice === 'links-to-site') return 'the text of a manual action for unnatural links to your site'
  const given: Record<Exclude<NoticeKind, 'links-to-site'>, string> = {
    'links-from-site': 'is about links from your site to others, which are changed on the site',
    'other-action': 'is about something other than links to your site',
    'no-action': 'says that there is no manual action, or none any more',
    warning: 'warns of a manual action and is not the notice of one',
    unrecognised: 'was not recognised as one',
  }
  return `the text of a manual action for unnatural links to your site (the text you gave ${given[notice]})`
}

export function walkOf(input: DisavowInput, notice: NoticeKind | null, material: Materiality, arrangedCount: number, removal: boolean, reviewer: string, refused: DisavowDecision['refused']): WalkStep[] {
  const noticeMeaning: Record<NoticeKind | 'none', string> = {
    'links-to-site': 'The text is a manual action for unnatural links to the site. That is a cause to act.',
    'links-from-site': 'The text is about links from the site to others. Those are changed on the site; a disavow file does nothing for them.',
    'other-action': 'The text is about something other than links to the site, so a disavow file is no answer to it.',
    unrecognised: `The text was not recognised as a manual action for links: ${noticeExample}`,
    'no-action': 'The text says that there is no manual action, or none any more. Without one, search engines ask nothing of you.',
    warning: 'The text warns of a manual action; it is not the notice of one. Warnings of tools and agencies are no cause.',
    none: 'You have told us of no manual action. Without one, search engines ask nothing of you.',
  }
  const pace = input.findings.filter((finding) => finding.rule === 'RISK-13' || finding.rule === 'RISK-30')
  const spike = pace.some((finding) => finding.verdict === 'flag') ? 'yes' : pace.length === 0 || pace.some((finding) => finding.verdict === 'unknown') ? 'not told' : 'no'
  const spikeMeaning = {
    yes: 'Keep a note of it and look again in 60 days. Act only if a manual action arrives.',
    no: 'In no week of the last half year did many more new referring domains arrive than usual.',
    'not told': 'There is too little history to tell. It would change nothing here: a burst of links alone is no cause.',
  }
  return [
    { id: 'manual-action', question: 'Has a search engine sent a manual action for unnatural links to your site?', answer: notice === null ? 'not told' : notice === 'links-to-site' ? 'yes' : 'no', meaning: noticeMeaning[notice ?? 'none'] },
    {
      id: 'arranged', question: 'Did you, or someone you paid, buy, exchange or place links?', answer: arrangedCount > 0 ? 'yes' : 'not told',
      meaning: `${material.arrangedDomains.length > 0 ? `You named ${countOf(arrangedCount, 'domain')}${arrangedCount === material.arrangedDomains.length ? ' with links' : `, ${countWords(material.arrangedDomains.length)} of them with links`}; on ${countWords(material.artificial.length)} the links are followed.` : arrangedCount > 0 ? `You named ${countOf(arrangedCount, 'domain')}; no live link from there is known here.` : 'No domain is named as arranged. Links that others make without you are theirs to answer for.'}${leftOutWords(refused)}`,
    },
    { id: 'material', question: 'Are the arranged links many?', answer: material.isMaterial ? 'yes' : 'no', meaning: materialWords(material) },
    { id: 'drop', question: 'Did visits or rankings drop?', answer: input.drop === undefined ? 'not told' : input.drop ? 'yes' : 'no', meaning: 'A drop alone is no cause: it has many other reasons, and a disavow file would not show which.' },
    { id: 'spike', question: 'Did many new links arrive at once?', answer: spike, meaning: spikeMeaning[spike] },
    { id: 'removal', question: 'Was removal asked for, where you placed the link?', answer: input.removalTried === undefined ? 'not told' : removal ? 'yes' : 'no', meaning: input.removalTried === 'impossible' ? 'Removal is not possible, as you say.' : removal ? 'Removal was asked for.' : 'Ask first: at most two polite requests, ten days apart, only for links you caused.' },
    { id: 'reviewed', question: 'Has a person reviewed each line?', answer: reviewer === '' ? 'no' : 'yes', meaning: reviewer === '' ? 'A file needs the typed name of the person who reviewed it.' : `Reviewed by ${reviewer}.` },
  ]
}

/** Names that were given as arranged and that count for nothing, with the reason: whoever typed one wrongly reads it where he typed it. */
function leftOutWords(refused: DisavowDecision['refused']): string {
  const names = refused.filter(({ from, rule }) => from === 'arranged' && rule !== 'no-cause' && rule !== 'listed-already' && rule !== 'covered')
  if (names.length === 0) return ''
  const shown = byReason(names.slice(0, leftOutMax)).map(({ lines, reason }) => `${lines.join(', ')}: ${reason}`)
  return ` No line comes of ${countOf(names.length, 'name')} of these. ${shown.join(' ')}${names.length > leftOutMax ? ` And ${countWords(names.length - leftOutMax)} more.` : ''}`
}

export function refusalOf(written: WrittenDisavow | Refusal | null, notice: NoticeKind | null, missing: readonly string[], shortOfCause: string | null, proposed: readonly string[], refused: DisavowDecision['refused']): Refusal {
  if (written !== null && 'code' in written) return written
  if (shortOfCause !== null) return { code: 'refused', message: `No disavow file was made. ${shortOfCause}` }
  if (missing.length > 0) return { code: 'refused', message: `No disavow file was made. It needs ${missing.join('; and ')}.${notice === 'unrecognised' ? ` A manual action is known by its words: ${noticeExample}` : ''}` }
  const isThere = (entry: DisavowDecision['refused'][number]) => entry.rule === 'listed-already' || entry.rule === 'covered'
  if (refused.length > 0 && proposed.length === 0 && refused.every(isThere)) return { code: 'refused', message: 'No new disavow file was made: the earlier file lists everything you asked for.' }
  const ours = refused.filter((entry) => entry.from === 'proposal').length
  const asked = refused.filter((entry) => entry.from === 'request').length
  const parts = [...(ours === 0 ? [] : [`0 of ${countOf(ours, 'line')} proposed`]), ...(asked === 0 ? [] : [`0 of ${countOf(asked, 'line')} you asked for`])]
  if (parts.length === 0 || proposed.length > 0) return { code: 'refused', message: 'No disavow file was made: no followed link fits the cause given.' }
  return { code: 'refused', message: `No disavow file was made: ${parts.join(' and ')} may be listed. The reason stands beside each line.` }
}

export function headlineOf(verdict: DisavowDecision['verdict'], cause: DisavowDecision['cause'], linkCount: number): string {
  if (linkCount === 0) return 'Nothing to judge yet.'
  if (verdict === 'disavow') return 'Here is a file to review before you upload it.'
  return cause === null ? 'Do nothing. Here is why.' : 'Nothing to upload yet. Here is why.'
}

interface ReasonFacts {
  input: DisavowInput
  verdict: DisavowDecision['verdict']
  /** Lines that the file adds. */
  listed: number
  cause: DisavowDecision['cause']
  notice: NoticeKind | null
  material: Materiality
  /** Domains named as arranged, with or without links here. */
  arrangedCount: number
  digests: readonly DomainDigest[]
  linkCount: number
  missing: readonly string[]
  proposed: readonly string[]
  domains: readonly DomainReview[]
}

export function reasonsOf({ input, verdict, listed, cause, notice, material, arrangedCount, digests, linkCount, missing, proposed, domains }: ReasonFacts): string[] {
  const reasons: string[] = []
  const ownDoing = new Set(material.arrangedDomains)
  const sum = (count: (digest: DomainDigest) => number) => digests.reduce((all, digest) => all + count(digest), 0)
  const risky = sum((digest) => (ownDoing.has(digest.domain) ? 0 : digest.risky))
  const marked = domains.filter((review) => review.otherTools.length > 0)
  if (verdict === 'disavow') {
    const named = new Set(material.artificial)
    const yours = sum((digest) => (named.has(digest.domain) ? digest.followed : 0))
    const artificial = sum((digest) => (named.has(digest.domain) ? digest.followed : digest.riskyFollowed))
    // The wording of DIS-09; a file of what was asked for alone has no number of ours to begin with.
    if (artificial === 0) reasons.push(`There is a manual action for unnatural links. The file adds ${countOf(listed, 'line')} that you asked for: something was found there or the notice names it, but no link scores above ${riskMin} of 100 in our own risk. Look at each again before you upload it.`)
    else reasons.push(`We found ${countOf(artificial, 'link')} that ${artificial === 1 ? 'looks' : 'look'} artificial. ${yours > 0 ? `Because you told us ${countWords(yours)} of them were arranged for you` : 'Because a manual action names such links'}, here is a file you may review with whoever placed them.`)
    reasons.push('If you did not arrange them, the safest course is to leave them alone: search engines normally ignore them.')
    return reasons
  }
  if (linkCount === 0) {
    if (notice === null) reasons.push('You have told us of no manual action.')
    reasons.push('No link to this site is known here, so there is nothing to judge. Add a list of links and decide again.')
    return reasons
  }
  if (cause !== null) {
    reasons.push(`There is a cause (${cause === 'manual-action' ? 'a manual action' : 'arranged links'}), and a file may be made once there is ${missing.length > 0 ? missing.join('; and ') : 'a line that may be listed'}.`)
    if (proposed.length > 0) reasons.push(`${countOf(proposed.length, 'line')} would be listed; please look at each.`)
  } else {
    if (notice === 'unrecognised') reasons.push(`The text you gave was not recognised as a manual action for unnatural links to your site, so it gives no cause for a disavow file: ${noticeExample}`)
    else if (notice !== null && notice !== 'links-to-site') reasons.push('The text you pasted is no manual action for links to your site, so it gives no cause for a disavow file.')
    else reasons.push('You have told us of no manual action.')
    if (arrangedCount === 0) reasons.push('You have named no links that were arranged for you. Links that others make without you are ordinary background, and search engines normally ignore the spam among them.')
    else reasons.push(arrangedWords(material, arrangedCount))
  }
  if (marked.length > 0) reasons.push(`Other tools mark ${countOf(marked.length, 'domain')} here. Their figures come from their own models; Google says it has no such notion, and they are no reason to disavow anything.`)
  if (input.drop === true) reasons.push('A drop in visits without a manual action has other causes more often than not; a disavow file would not repair it.')
  if (risky > 0 && cause === null) reasons.push(`${countOf(risky, 'link')} here ${risky === 1 ? 'scores' : 'score'} above ${riskMin} of 100 in our own risk. You have not named ${risky === 1 ? 'it' : 'them'} as arranged, so no action is needed.`)
  reasons.push('A needless file can remove good links from what search engines count, and takes weeks to undo.')
  return reasons
}
