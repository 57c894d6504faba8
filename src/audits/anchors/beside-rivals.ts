import { countOf, shareWords } from '../../lib/number-words.js'
import type { Finding } from '../../model/judgement.js'
import { groupWords, type CohortComparison } from './cohort.js'

/** A share of this chance or more is told as higher here. */
const higherChance = 0.95

/** The comparison in a sentence (AN-20); `named` is how many rivals are named at all. */
export function comparisonSentence(comparison: CohortComparison, named: number): string {
  const { verdict, missing, rivalCount } = comparison
  if (named === 0) return 'Not compared: no rival is named. With five or more rivals whose links are in the index the kinds of words are compared with theirs.'
  if (verdict === 'unknown') return `Not compared with rivals: ${missing}.`
  const higher = higherHere(comparison)
  const more = higher.length === 0 ? '' : ` Higher here: ${higher.join('; ')}.`
  return verdict === 'usual' ? `The mix of kinds is usual beside ${countOf(rivalCount, 'rival')}.${more}` : `The mix of kinds differs from that of ${countOf(rivalCount, 'rival')} by more than chance gives.${more}`
}

function higherHere({ higherThan }: CohortComparison): string[] {
  return higherThan.filter(({ chance }) => chance >= higherChance).map(({ groups, share, rivalShare }) => `${lowered(groupWords(groups))} ${shareWords(share)}, ${shareWords(rivalShare)} at rivals`)
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/**
 * Findings of the profile with the comparison beside what the tests of anchor texts found by rules of thumb (RISK-11). It
 * adds no strength and takes none away: a mix may be usual because rivals buy links too.
 */
export function besideRivals(findings: readonly Finding[], comparison: CohortComparison): Finding[] {
  if (comparison.verdict === 'unknown') return [...findings]
  return findings.map((finding) => (finding.rule !== 'RISK-11' || finding.verdict !== 'flag' ? finding : { ...finding, evidence: [...finding.evidence.slice(0, 1), rowOf(comparison), ...finding.evidence.slice(1)] }))
}

function rowOf(comparison: CohortComparison): Record<string, unknown> {
  const { verdict, rivalCount, higherThan } = comparison
  const exact = higherThan.find(({ groups }) => groups.includes('exact'))!
  return { test: 'AN-20 beside named rivals', found: `${verdict} mix; ${lowered(groupWords(exact.groups))} ${shareWords(exact.share)} here, ${shareWords(exact.rivalShare)} at ${countOf(rivalCount, 'rival')}`, strength: 0, linkIds: [], referringDomains: [] }
}
