import type { Finding } from '../model/judgement.js'

/**
 * What was looked at over the whole profile and found fine. Several audits may answer one rule: where one of them flags
 * something, nobody reads that the rule is kept because another of them has nothing to say. What was not looked at is said
 * beside it.
 */
export function foundFine(profileFindings: readonly Finding[], flagged: ReadonlyArray<{ rule: string }>): Array<{ rule: string; title: string }> {
  const rules = new Set([...flagged, ...profileFindings.filter(({ verdict }) => verdict === 'flag')].map(({ rule }) => rule))
  return profileFindings.filter(({ rule, verdict }) => verdict === 'pass' && !rules.has(rule)).map(({ rule, title, cut, looked }) => {
    const beside = cut === undefined ? looked : `${cut.charAt(0).toLowerCase()}${cut.slice(1).replace(/\.$/u, '')}`
    return { rule, title: beside === undefined ? title : `${title} (${beside})` }
  })
}
