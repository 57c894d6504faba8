import type { Agency, RiskAnswer } from './facts.js'
import { actions, type Action, type Finding } from './judgement.js'

/** Up to this risk a link asks for nothing, but by the rules that say so whatever the risk. */
export const askingRiskMin = 30

/**
 * What to do about a link, by the ladder of risk.md section 5: own practice first, removal only of what was placed, and
 * for the doings of others nothing. A disavow file is never a matter of one link, so this never advises one.
 */
export function actionFor(risk: number, agency: Agency, rules: ReadonlySet<string>): Action {
  if (rules.has('RISK-31') || rules.has('RISK-32')) return 'legal-review'
  if (rules.has('RISK-05')) return 'report-hack'
  if (agency === 'placed-by-you') {
    if (risk > 80) return 'request-removal'
    return risk > askingRiskMin || rules.has('RISK-01') ? 'fix-own-practice' : 'none'
  }
  if (agency === 'probably-placed') return risk > 60 ? 'fix-own-practice' : risk > askingRiskMin ? 'monitor' : 'none'
  return agency === 'unknown' && risk > 60 ? 'monitor' : 'none'
}

/**
 * What one finding of a link or its domain asks for. A link may have several, and the word to the owner of a hacked site
 * or to whoever answers for privacy belongs to the finding that calls for it alone; where the audit asks for nothing even
 * of what was arranged, nor does its finding ask for another practice.
 */
export function actionOfFinding({ rule, action }: Pick<Finding, 'rule' | 'action'>, { risk, agency }: Pick<RiskAnswer, 'risk' | 'agency'>): Action {
  const ofLink = actionFor(risk, agency, new Set([rule]))
  return ofLink === 'fix-own-practice' && action === 'none' ? 'none' : ofLink
}

/** What a finding of several links asks for: the most that one of them does. */
export const strongerAction = (a: Action, b: Action): Action => (actions.indexOf(b) > actions.indexOf(a) ? b : a)

/** True if somebody is to do something. */
export const isAction = (action: string) => action !== 'none' && action !== 'monitor'
