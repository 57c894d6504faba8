import type { z } from 'zod'
import { countOf } from '../../lib/number-words.js'
import { byReason, shownHosts, shownLine } from '../../decisions/index.js'
import type { DecisionSchema } from './answer.js'

type Answer = z.output<typeof DecisionSchema>

const namesMax = 5
const linesMax = 8
const groupsMax = 20
const linesOfReasonMax = 12

/**
 * A decision on one screen: the verdict, why, what was answered, and how much was found and kept. Every reason stands in
 * the memo, which is a document to be signed and goes on for pages. `isMade` where the file was made of the lines.
 */
export function decisionWords(answer: Answer, { isMade = false } = {}): string {
  if (answer.full) return answer.memo
  const { headline, reasons, walk, domains, domainCount, goodLinksOthersWouldRemove: good, goodLinkDomainCount, proposed, refused, refusedCount, review, refusal } = answer
  const lines = [headline, ...reasons.map((reason) => `- ${reason}`), '', 'Asked']
  for (const { question, answer: given } of walk) lines.push(`  ${given.padEnd(8)}  ${question}`)
  lines.push('')
  if (domainCount > 0) lines.push(`Looked at  ${countOf(domainCount, 'domain')} on which we or another tool found something: ${named(domains.map(({ domain }) => domain), domainCount)}`)
  if (goodLinkDomainCount > 0) lines.push(`Kept       ${countOf(goodLinkDomainCount, 'good domain')} that other tools would have removed: ${named(good.map(({ domain }) => domain), goodLinkDomainCount)}`)
  if (proposed.length > 0) lines.push(`${isMade ? 'Listed   ' : 'To list  '}  ${countOf(proposed.length, 'line')}:`, ...some(proposed.map(shownLine), proposed.length))
  if (refusedCount > 0) lines.push(`Left out   ${countOf(refusedCount, 'line')}:`, ...leftOut(refused, refusedCount))
  if (review.length > 0) lines.push(`Earlier    ${countOf(review.length, 'line')} of the earlier file worth another look:`, ...some(review.map(answered), review.length))
  if (refusal !== null) lines.push(refusal)
  lines.push('', 'The memo has every reason and a line to sign: --full prints it, --out names the folder for it.')
  return lines.join('\n')
}

function named(names: readonly string[], all: number): string {
  const shown = names.slice(0, namesMax).map(shownHosts)
  return `${shown.join(', ')}${all > shown.length ? ` and ${all - shown.length} more` : ''}`
}

function some(lines: readonly string[], all: number): string[] {
  const shown = lines.slice(0, linesMax)
  return [...shown.map((line) => `  ${line}`), ...(all > shown.length ? [`  … and ${all - shown.length} more`] : [])]
}

/** Whoever names a line or a domain reads the answer here: of these as many as one screen holds, of our own proposals a few. */
export function leftOut(refused: Answer['refused'], all: number): string[] {
  const groups = byReason(refused)
  const shown = groups.slice(0, Math.min(groupsMax, Math.max(linesMax, groups.filter(({ from }) => from !== 'proposal').length)))
  const lines = shown.map(({ lines: ofReason, reason }) => ({ lines: ofReason.slice(0, linesOfReasonMax), reason, rest: ofReason.length > linesOfReasonMax }))
  const told = lines.reduce((sum, { lines: { length } }) => sum + length, 0)
  return [...lines.map(({ lines: names, reason, rest }) => `  ${names.map(shownLine).join(', ')}${rest ? ', …' : ''} (${shownHosts(reason)})`), ...(all > told ? [`  … and ${all - told} more (--json gives them)`] : [])]
}

function answered({ line, reason }: { line: string; reason: string }): string {
  return `${shownLine(line)} (${shownHosts(reason)})`
}
