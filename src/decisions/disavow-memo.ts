import { countOf, countWords, shareWords } from '../lib/number-words.js'
import { linkTypes } from '../model/link-types.js'
import type { DisavowDecision, DisavowInput } from './disavow-decision.js'
import { namedTierMax } from './domain-digest.js'
import type { DomainReview } from './domain-review.js'
import { byReason } from './named-lines.js'
import { shownHosts, shownLine } from './shown-host.js'

// A memo is read by the person who signs it, so it is bounded to a page or three; the rest stands in findings.json.
const goodMax = 15
const domainsPerFindingMax = 10
const foundDomainsMax = 40
const findingsMax = 12
const proposedMax = 40
const otherLinesMax = 15
/** Answers to what a person named, and lines with one and the same answer: as many as a memo can hold and still be read. */
const namedLinesMax = 100
const linesOfReasonMax = 30
const quoteCharsMax = 80
const wordsCharsMax = 120

/**
 * The decision as a memo that a person can sign and hand to whoever raised the alarm: the verdict, the questions asked,
 * what was kept, what was found, and what would change our mind. Markdown; text from the web is escaped.
 */
export function disavowMemo(decision: DisavowDecision, input: DisavowInput, reviewer: string, listed: { touched: ReadonlySet<string>; earlier: ReadonlySet<string> }, counts: { links: number; domains: number; lost: number }): string {
  const lines: string[] = []
  const date = input.asOf.slice(0, 10)
  lines.push(`# ${decision.headline}`, '')
  lines.push(`Site: ${plain(input.site)} · ${date} · ${countOf(counts.links, 'link')} from ${countOf(counts.domains, 'referring domain')} looked at${counts.lost === 0 ? '' : `, besides ${countOf(counts.lost, 'lost link')}`}`, '')
  lines.push('## Why', '')
  for (const reason of decision.reasons) lines.push(`- ${plain(reason)}`)
  lines.push('', '## What we asked', '', '| question | answer | what it means |', '| --- | --- | --- |')
  for (const step of decision.walk) lines.push(`| ${plain(step.question)} | ${step.answer} | ${plain(step.meaning)} |`)
  lines.push('')
  goodLinks(lines, decision)
  const kept = new Set(decision.goodLinksOthersWouldRemove.map((review) => review.domain))
  const looked = decision.domains.filter((review) => !kept.has(review.domain))
  foundHere(lines, looked.filter((review) => review.findings.length > 0))
  foundByOthersOnly(lines, looked.filter((review) => review.findings.length === 0 && !listed.touched.has(review.domain)), listed.earlier)
  if (decision.proposed.length > 0) {
    lines.push(decision.file === null ? '## What would be listed' : '## What the file adds', '')
    for (const line of decision.proposed.slice(0, proposedMax)) lines.push(`- ${code(line)}`)
    more(lines, decision.proposed.length, proposedMax, decision.file === null ? undefined : ' in the file')
    const { share, links, domains } = decision.valueGivenUp
    lines.push(`Value given up: ${shareWords(share, 1)} of the value of all links, risk taken off (${countOf(links, 'link')}, ${countOf(domains, 'domain')}).`, '')
  }
  if (decision.refused.length > 0) {
    lines.push('## What is left out, line by line', '')
    const groups = byReason(decision.refused)
    const named = groups.filter(({ from }) => from !== 'proposal').slice(0, namedLinesMax)
    const shown = [...named, ...groups.filter(({ from }) => from === 'proposal').slice(0, Math.max(0, otherLinesMax - named.length))]
    let told = 0
    for (const { from, reason, lines: ofReason } of shown) {
      const some = ofReason.slice(0, from === 'proposal' ? domainsPerFindingMax : linesOfReasonMax)
      told += some.length
      lines.push(`- ${some.map(code).join(', ')}${ofReason.length > some.length ? ', …' : ''} (${from}): ${plain(reason)}`)
    }
    more(lines, decision.refused.length, told, ' in the answer of the command (--json)')
  }
  if (decision.review.length > 0) {
    lines.push('## Lines of the earlier file worth another look', '')
    for (const entry of decision.review.slice(0, otherLinesMax)) lines.push(`- ${code(entry.line)}: ${plain(entry.reason)}`)
    more(lines, decision.review.length, otherLinesMax)
  }
  lines.push('## What would change this', '')
  lines.push(
    ...(decision.file !== null ? ['- Knowing that a listed link is a good one. Take its line out before you upload the file.'] : []),
    ...(decision.cause === 'manual-action' ? [] : ['- A manual action for unnatural links to this site. Paste its text and decide again.']),
    '- Knowing that links were bought, exchanged or placed for you. Name the domains, ask for removal, and decide again.',
    '- If many new links arrive at once: keep a note, look again in 60 days.',
    '',
    '## What this rests on',
    '',
    '- Google, spam policies, edition of 15 May 2026: <https://developers.google.com/search/docs/essentials/spam-policies>. Spam systems mostly take the effect from unnatural links (December 2022): <https://developers.google.com/search/blog/2022/12/december-22-link-spam-update>.',
    '- Google, help on disavowing links: most sites never need it; misuse can harm: <https://support.google.com/webmasters/answer/2648487>.',
    '',
    `Reviewed by: ${reviewer === '' ? '______________________' : plain(reviewer)}    Date: ${reviewer === '' ? '______________' : date}`,
    '',
  )
  return lines.join('\n')
}

function goodLinks(lines: string[], { goodLinksOthersWouldRemove: good }: DisavowDecision): void {
  if (good.length === 0) return
  lines.push('## Good links that other tools would have removed', '')
  // The best first: here the reader looks for names that he knows.
  const best = [...good].sort((a, b) => a.tier - b.tier || b.bestQuality - a.bestQuality || (a.domain < b.domain ? -1 : 1))
  for (const review of best.slice(0, goodMax)) lines.push(`- **${plain(shorten(review.domain, wordsCharsMax))}**: ${review.tier <= namedTierMax ? `tier ${review.tier}, ${plain(review.tierName)}; ` : ''}${review.types.slice(0, 1).map((type) => (type === linkTypes['LT-99'].name ? '' : `${plain(type).toLowerCase()}; `)).join('')}quality ${review.bestQuality}. ${said(review)}.`)
  more(lines, good.length, goodMax)
}

/** Our own findings: rule, title and innocent explanation once, then the domains. Each domain stands once, at its first finding. */
function foundHere(lines: string[], reviews: readonly DomainReview[]): void {
  if (reviews.length === 0) return
  const groups = new Map<string, { rule: string; title: string; innocent: string; rows: Array<{ review: DomainReview; evidence: string }>; elsewhere: number }>()
  for (const review of reviews) {
    for (const [index, { rule, title, innocent, evidence }] of review.findings.entries()) {
      const key = `${rule} ${title}`
      let group = groups.get(key)
      if (group === undefined) groups.set(key, (group = { rule, title, innocent, rows: [], elsewhere: 0 }))
      if (index === 0) group.rows.push({ review, evidence })
      else group.elsewhere += 1
    }
  }
  lines.push('## What was looked at', '')
  // Every finding gets a few domains before the first gets many.
  const shownMax = Math.min(domainsPerFindingMax, Math.max(3, Math.floor(foundDomainsMax / groups.size)))
  const told = shownOf(groups.size, findingsMax)
  for (const { rule, title, innocent, rows, elsewhere } of [...groups.values()].slice(0, told)) {
    const all = rows.length + elsewhere
    const shown = rows.slice(0, shownOf(rows.length, shownMax))
    // What was found in the whole profile is the same for every domain, and is said once.
    const common = shown.length > 1 && shown.every(({ evidence }) => evidence === shown[0]!.evidence) ? shown[0]!.evidence : ''
    const other = elsewhere === 0 ? '' : ` (${elsewhere === all ? (all === 1 ? 'listed' : 'all listed') : `${elsewhere} of them listed`} at another finding)`
    lines.push(`**${plain(title)}** (${rule}), ${countOf(all, 'domain')}${other}${common === '' ? '' : `: ${plain(shorten(common, wordsCharsMax))}`}. It may be innocent: ${plain(innocent)}`, '')
    for (const { review, evidence } of shown) {
      const quote = evidence === '' || evidence === common ? '' : `: ${plain(shorten(evidence, quoteCharsMax))}`
      lines.push(`- ${plain(shorten(review.domain, wordsCharsMax))}${quote}${review.otherTools.length === 0 ? '' : ` (${said(review)})`}`)
    }
    if (rows.length > shown.length) lines.push(`- … and ${countWords(rows.length - shown.length)} more in the audit's findings.json`)
    if (shown.length > 0) lines.push('')
  }
  if (groups.size > told) lines.push(`… and ${countOf(groups.size - told, 'more finding')} in the audit's findings.json`, '')
}

/** What only other tools mark, by kind of link: a line each. */
function foundByOthersOnly(lines: string[], all: readonly DomainReview[], earlier: ReadonlySet<string>): void {
  if (all.length === 0) return
  const reviews = all.filter(({ domain }) => !earlier.has(domain))
  const kept = all.filter(({ domain }) => earlier.has(domain))
  const byKind = new Map<string, DomainReview[]>()
  for (const review of reviews) {
    const kind = review.types.length === 1 ? review.types[0]! : 'Several kinds'
    const group = byKind.get(kind)
    if (group === undefined) byKind.set(kind, [review])
    else group.push(review)
  }
  lines.push('## Marked by other tools only', '', 'We found nothing on these that calls for action.', '')
  if (kept.length > 0) {
    const names = kept.slice(0, domainsPerFindingMax).map(({ domain }) => plain(shorten(domain, wordsCharsMax))).join(', ')
    lines.push(`- ${countOf(kept.length, 'domain')} of them ${kept.length === 1 ? 'stands' : 'stand'} in the earlier file, whose lines stay until a person takes them out: ${names}${kept.length > domainsPerFindingMax ? `, … and ${countWords(kept.length - domainsPerFindingMax)} more` : ''}`)
  }
  const kinds = [...byKind].sort(([, a], [, b]) => b.length - a.length)
  const told = shownOf(kinds.length, findingsMax)
  for (const [kind, group] of kinds.slice(0, told)) {
    const named = shownOf(group.length, domainsPerFindingMax)
    const names = group.slice(0, named).map((review) => `${plain(shorten(review.domain, wordsCharsMax))} (${said(review)})`).join(', ')
    lines.push(`- **${plain(kind)}**, ${countOf(group.length, 'domain')}: ${names}${group.length > named ? `, … and ${countWords(group.length - named)} more` : ''}. Why we do not mark ${group.length === 1 ? 'it' : 'them'}: ${plain(whyNot(group))}`)
  }
  if (kinds.length > told) lines.push(`- … and ${countOf(kinds.slice(told).reduce((sum, [, group]) => sum + group.length, 0), 'domain')} of other kinds`)
  lines.push('')
}

/** Our reason for most of a group; the reasons of a kind of link differ little. */
function whyNot(group: readonly DomainReview[]): string {
  const counts = new Map<string, number>()
  for (const { domain, comparison } of group) {
    const reason = (comparison?.split('We do not, because ')[1] ?? '').replaceAll(domain, group.length === 1 ? domain : 'the domain')
    if (reason !== '') counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'nothing was found.'
}

/** Figures of other tools, the shortest way: "Semrush 61–87 of 100". Their marker words are named only where they gave no figure. */
function said(review: DomainReview): string {
  const figures = review.otherTools.filter((words) => !words.includes(' names the markers'))
  const shown = figures.length > 0 ? figures : review.otherTools
  return plain(shorten(shown.map((words) => words.replace(/ (?:gives it|names)(?: the| a)?/u, '')).join('; '), wordsCharsMax))
}

/** How many of a list are shown: to leave out one or two would cost the line that says so, and tell less. */
function shownOf(count: number, max: number): number {
  return count <= max + 2 ? count : max
}

function more(lines: string[], all: number, shown: number, where = ''): void {
  if (all > shown) lines.push(`- … and ${countWords(all - shown)} more${where}`)
  lines.push('')
}

function shorten(text: string, charsMax: number): string {
  return text.length > charsMax ? `${text.slice(0, charsMax - 1)}…` : text
}

function code(line: string): string {
  const exact = `\`${shorten(line, wordsCharsMax).replaceAll('`', '%60')}\``
  return `${exact}${plain(shownLine(line).slice(line.length)) === '' ? '' : ` ${plain(shownLine(line).slice(line.length))}`}`
}

/** One line of text that is no Markdown and no HTML: names and quotes come from strangers' pages. */
function plain(text: string): string {
  return shownHosts(text).replace(/\s+/gu, ' ').replace(/[\\`*_[\]|<>]/gu, (sign) => `\\${sign}`).trim()
}
