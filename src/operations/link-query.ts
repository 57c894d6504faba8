import { domainAudits, linkAudits, profileAudits } from '../audits/index.js'
import { CitewellError } from '../model/error.js'
import { LinkQuerySchema, type LinkQuery } from '../model/listed-link.js'

/** A query of the judged links with what is not told at its default. */
export function linkQuery(given: Partial<LinkQuery>): LinkQuery {
  return LinkQuerySchema.parse(given)
}

/** Refuses a rule or audit that there is not: a slip would else read as "nothing found". */
export function checkFindings(asked: readonly string[]): void {
  const audits = [...linkAudits, ...domainAudits, ...profileAudits]
  const known = new Set(audits.flatMap(({ rule, id }) => [rule, id]))
  const strange = asked.filter((one) => !known.has(one))
  if (strange.length === 0) return
  const rules = [...new Set(audits.map(({ rule }) => rule))].sort()
  throw new CitewellError('invalid', `There is no finding ${strange.map((one) => `"${one.slice(0, 100)}"`).join(', ')}. Findings go by their rule (${rules.join(', ')}) or by the audit that made them, as citewell explain names both.`)
}
