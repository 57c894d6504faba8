import type { AuditResult } from '../model/audit-result.js'
import { actionClause } from '../model/risk-action.js'
import { countOf, countWords, dateWords, shareWords, shortAddress, sourcesLine, whereFound } from './words.js'

const handfulLinesMax = 5
/** What to do stands at the end of a problem. */
const problemCharsMax = 600
const findingLinesMax = 4
const nextLinesMax = 2

/** The audit for a terminal, at most 25 lines: sentence, handful, mix, tiers, anchors, findings, verdict. */
export function auditText(result: AuditResult): string {
  const { totals } = result
  const lines = [
    result.sentence,
    `${result.site} · ${countOf(totals.referringDomains, 'referring domain')} · ${countOf(totals.links, 'link')} (${countWords(totals.live)} live, ${countWords(totals.unconfirmed)} unconfirmed, ${countWords(totals.lost)} lost) · as of ${dateWords(result.asOf)}`,
    `Sources: ${sourcesLine(result.sources.map(({ seenBy }) => seenBy)) || 'none'}`,
    '',
  ]
  if (result.handful.length > 0) {
    lines.push('The handful')
    for (const row of result.handful.slice(0, handfulLinesMax)) {
      lines.push(`  T${row.tier} ${row.tierName.padEnd(20)} ${clipped(row.typeName, 24).padEnd(24)} quality ${String(row.quality).padStart(2)}  ${shortAddress(row.referringPage ?? row.referringDomain, 56)}`)
    }
    if (result.handful.length > handfulLinesMax) lines.push(`  … and ${result.handful.length - handfulLinesMax} more in the report`)
  } else {
    lines.push('The handful: no link from a medical body was found yet.')
  }
  const groups = result.groups.filter((group) => group.referringDomains > 0).map((group) => `${group.group} ${countWords(group.referringDomains)} (${shareWords(group.share)})`)
  lines.push('', `Types    ${groups.join(' · ') || 'none'}`)
  lines.push(`Tiers    ${result.tiers.filter((tier) => tier.referringDomains > 0).map((tier) => `T${tier.tier} ${countWords(tier.referringDomains)}`).join(' · ') || 'none'}`)
  lines.push(`Anchors  ${result.anchors.kinds.slice(0, 4).map((kind) => `${kind.kind} ${shareWords(kind.share)}`).join(' · ') || 'none known'}${besideRivals(result)}`)
  const findings = result.findings.slice(0, findingLinesMax).map((finding) => `${finding.title} (${finding.rule}, ${whereFound(finding)})${finding.actionable ? '' : `: ${actionClause(finding)}`}`)
  lines.push(`Findings ${findings.length === 0 ? 'none' : findings[0]}`)
  for (const line of findings.slice(1)) lines.push(`         ${line}`)
  if (result.findings.length > findingLinesMax) lines.push(`         … and ${result.findings.length - findingLinesMax} more in the report`)
  for (const problem of result.problems.slice(0, 2)) lines.push(clipped(`Unread   ${problem.file}${problem.where === '' ? '' : `, ${problem.where}`}: ${problem.message}`, problemCharsMax))
  for (const [at, step] of result.next.slice(0, nextLinesMax).entries()) lines.push((at === 0 ? 'Next' : '').padEnd(9) + (step.command === null ? step.what : `${step.what.replace(/\.$/u, '')}: ${step.command}`))
  lines.push('', result.verdict.sentence, ...result.verdict.reasons.slice(0, 1))
  return lines.join('\n')
}

/** Where nothing can be said the report tells why. */
function besideRivals({ anchors: { comparison } }: AuditResult): string {
  return comparison === undefined || comparison.verdict === 'unknown' ? '' : ` (${comparison.verdict} beside ${countOf(comparison.rivals, 'rival')})`
}

function clipped(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : `${text.slice(0, charsMax - 1)}…`
}
