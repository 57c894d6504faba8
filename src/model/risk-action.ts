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

/** One set of words for every door and report. */
const actionTexts: Readonly<Record<Action, string>> = {
  none: 'No action needed',
  monitor: 'Keep an eye on it',
  'fix-own-practice': 'If you or an agency arranged these, stop, and ask for rel="sponsored" or your name as the words',
  'request-removal': 'Ask the site to remove what was placed for you',
  'consider-disavow': 'See the walk of questions before listing anything',
  'report-hack': 'Tell the owner of the site, if a contact is published',
  'legal-review': 'Show it to whoever answers for privacy or legal matters',
}

/** What the practice to change is, by rule, where "stop paying" is not the answer (risk.md section 5, step 1). */
const practiceTexts: Readonly<Record<string, string>> = {
  'RISK-01': 'If you or an agency paid for these, stop, and ask for rel="sponsored" on what stands',
  'RISK-08': 'If these were placed for you, ask for your name as the words, or for rel="nofollow"',
  'RISK-09': 'If the embed code is yours, give it your name as the words and rel="nofollow", and offer the new code to the sites that use it',
  'RISK-11': 'If you or an agency gave out the words to link, stop; give your name, or let authors choose',
  'RISK-12': 'If you swap links, stop; keep those to partners your patients need, and take the others off your pages or mark them rel="nofollow"',
  'RISK-21': 'In the next release link your name or address, and have the distributor mark the links rel="nofollow"',
  'RISK-22': 'If articles are ordered for their links, stop; what your people truly write is signed, and links your name',
  'RISK-23': 'If your terms demand the link, take the demand out, or let partners choose rel="nofollow"',
  'RISK-24': 'Publish the rules, the jury and past winners, or end the award; ask nobody to list it for the link',
}

/** What to do about a finding, as a sentence: one about pages of the site itself has words of its own, for those of the actions speak of links from others. */
export function actionWords({ rule, action, ownSiteAdvice }: { rule?: string | undefined; action: string; ownSiteAdvice?: string | undefined }): string {
  const practice = action === 'fix-own-practice' && rule !== undefined ? practiceTexts[rule] : undefined
  return ownSiteAdvice ?? practice ?? actionTexts[action as Action]
}

/** The same in the middle of a line. */
export function actionClause(of: Parameters<typeof actionWords>[0]): string {
  const words = actionWords(of)
  return words.charAt(0).toLowerCase() + words.slice(1)
}
