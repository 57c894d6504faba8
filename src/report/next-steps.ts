import type { AuditResult } from '../model/audit-result.js'
import { actionWords, countOf } from './words.js'

type Known = Pick<AuditResult, 'totals' | 'findings' | 'lost' | 'inputs' | 'groups'> & { profileKnown: boolean }

const stepsMax = 5

/** What is worth doing next, most valuable first; an empty list is a good answer. */
export function nextSteps({ totals, findings, lost, inputs, groups, profileKnown }: Known): AuditResult['next'] {
  const steps: AuditResult['next'] = []
  for (const finding of findings.filter((row) => row.severity === 'critical' && row.actionable)) {
    steps.push({ what: `${finding.title}.`, why: 'This concerns people, not rankings: look at it first.', minutes: 30 })
  }
  const worthAsking = lost.filter((row) => row.tier <= 3)
  if (worthAsking.length > 0) {
    const names = worthAsking.slice(0, 3).map((row) => row.referringDomain).join(', ')
    steps.push({ what: `Ask ${names}${worthAsking.length > 3 ? ` and ${worthAsking.length - 3} more` : ''} about the lost link.`, why: 'These are medical bodies that once linked; a page that moved is often mended with one friendly mail.', minutes: 10 * Math.min(3, worthAsking.length) })
  }
  if (!profileKnown) steps.push({ what: 'Describe the provider in a profile.', why: 'Names, clinicians and the service area let brand anchors, guest posts and local links be recognised.', minutes: 10 })
  const refused = inputs.reduce((sum, input) => sum + input.refused, 0)
  if (refused > 0) steps.push({ what: `Look at ${countOf(refused, 'refused row')}.`, why: 'Each is listed with its line and cause; a complete export may bring them in.', minutes: 5 })
  if (totals.links > 0 && totals.unconfirmed / totals.links > 0.5) {
    steps.push({ what: 'Read the pages of unconfirmed links.', why: `${countOf(totals.unconfirmed, 'link')} are known from exports only; a web archive of those pages shows area, context and whether they still stand.`, minutes: 15 })
  }
  const unknown = groups.find((group) => group.group === 'unknown')?.referringDomains ?? 0
  if (unknown > 0 && unknown / Math.max(1, totals.referringDomains) > 0.3) {
    steps.push({ what: 'Correct the types of a few unknown links.', why: `${countOf(unknown, 'domain')} could not be sorted by address alone; a correction is kept for good.`, minutes: 10 })
  }
  for (const finding of findings.filter((row) => row.severity !== 'critical' && row.actionable)) {
    steps.push({ what: `${finding.title}.`, why: `${actionWords(finding.action)} (${finding.judges === 'profile' ? 'seen over the whole profile' : countOf(finding.referringDomains, 'domain')}).`, minutes: 20 })
  }
  return steps.slice(0, stepsMax)
}

/** The one sentence that opens the report: what is true now. */
export function openingSentence({ totals }: Pick<AuditResult, 'totals'>, name: string): string {
  if (totals.links === 0) return `No link to ${name} is known yet`
  if (totals.referringDomains === 0) return `Every known link to ${name} is lost`
  if (totals.recognisable === 0) return `${countOf(totals.referringDomains, 'site')} ${totals.referringDomains === 1 ? 'links' : 'link'} to ${name}, none of them a medical body yet`
  return totals.recognisable === 1 ? 'One medical body that a patient would recognise links to you' : `${countOf(totals.recognisable, 'medical body', 'medical bodies')} that a patient would recognise link to you`
}
