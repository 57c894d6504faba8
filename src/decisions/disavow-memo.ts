import type { DisavowDecision, DisavowInput } from './disavow-decision.js'

const listedMax = 40

/**
 * The decision as a memo that a person can sign and hand to whoever raised the alarm: the verdict, the questions asked,
 * what was looked at, what was kept, and what would change our mind. Markdown; text from the web is escaped.
 */
export function disavowMemo(decision: DisavowDecision, input: DisavowInput, reviewer: string): string {
  const lines: string[] = []
  const date = input.asOf.slice(0, 10)
  lines.push(`# ${decision.headline}`, '')
  lines.push(`Site: ${plain(input.site)} · ${date} · ${input.links.length} links from ${new Set(input.links.map((judged) => judged.link.referringDomain)).size} referring domains looked at`, '')
  lines.push('## Why', '')
  for (const reason of decision.reasons) lines.push(`- ${plain(reason)}`)
  lines.push('', '## What we asked', '', '| question | answer | what it means |', '| --- | --- | --- |')
  for (const step of decision.walk) lines.push(`| ${plain(step.question)} | ${step.answer} | ${plain(step.meaning)} |`)
  lines.push('')
  if (decision.goodLinksOthersWouldRemove.length > 0) {
    lines.push('## Good links that other tools would have removed', '')
    for (const review of decision.goodLinksOthersWouldRemove.slice(0, listedMax)) lines.push(`- **${plain(review.domain)}** (tier ${review.tier}, ${plain(review.tierName)}; quality ${review.bestQuality}). ${plain(review.comparison ?? '')}`)
    more(lines, decision.goodLinksOthersWouldRemove.length)
  }
  const kept = new Set(decision.goodLinksOthersWouldRemove.map((review) => review.domain))
  const looked = decision.domains.filter((review) => !kept.has(review.domain))
  if (looked.length > 0) {
    lines.push('## What was looked at', '')
    for (const review of looked.slice(0, listedMax)) {
      lines.push(`- **${plain(review.domain)}** (${plain(review.types.join(', '))}).`)
      for (const finding of review.findings.slice(0, 4)) lines.push(`  - ${finding.rule}, ${plain(finding.title)}: ${plain(finding.evidence)}. It may be innocent: ${plain(finding.innocent)}`)
      if (review.comparison !== null) lines.push(`  - ${plain(review.comparison)}`)
    }
    more(lines, looked.length)
  }
  if (decision.proposed.length > 0) {
    lines.push(decision.file === null ? '## What would be listed' : '## What the file adds', '')
    for (const line of decision.proposed.slice(0, listedMax)) lines.push(`- \`${line.replaceAll('`', '%60')}\``)
    more(lines, decision.proposed.length)
    const { share, links, domains } = decision.valueGivenUp
    lines.push(`Value given up: ${(share * 100).toFixed(1)} % of the value of all links (${links} links, ${domains} domains).`, '')
  }
  if (decision.refused.length > 0) {
    lines.push('## What is not listed, line by line', '')
    for (const entry of decision.refused.slice(0, listedMax)) lines.push(`- \`${entry.line.replaceAll('`', '%60')}\` (${entry.from}): ${plain(entry.reason)}`)
    more(lines, decision.refused.length)
  }
  if (decision.review.length > 0) {
    lines.push('## Lines of the earlier file worth another look', '')
    for (const entry of decision.review.slice(0, listedMax)) lines.push(`- \`${entry.line.replaceAll('`', '%60')}\`: ${plain(entry.reason)}`)
    more(lines, decision.review.length)
  }
  lines.push('## What would change this', '')
  lines.push(
    '- A manual action for unnatural links to this site. Paste its text and decide again.',
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

function more(lines: string[], count: number): void {
  if (count > listedMax) lines.push(`- … and ${count - listedMax} more`)
  lines.push('')
}

/** One line of text that is no Markdown and no HTML: names and quotes come from strangers' pages. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\\`*_[\]|<>]/gu, (sign) => `\\${sign}`).trim()
}
