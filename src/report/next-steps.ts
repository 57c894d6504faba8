import type { AuditResult } from '../model/audit-result.js'
import { countOf, countWords, whereFound } from './words.js'

interface Known {
  totals: Pick<AuditResult['totals'], 'links' | 'unconfirmed' | 'referringDomains'>
  findings: ReadonlyArray<Pick<AuditResult['findings'][number], 'audit' | 'title' | 'severity' | 'actionable' | 'actionWords' | 'ownSite' | 'judges' | 'referringDomains' | 'links'>>
  lost: ReadonlyArray<{ tier: number; referringDomain: string }>
  inputs: ReadonlyArray<{ refused: number }>
  groups: ReadonlyArray<{ group: string; referringDomains: number }>
  profileKnown: boolean
}

const stepsMax = 5

/** Something worth doing, and the page of the app where it is done. */
export type NextStep = Omit<AuditResult['next'][number], 'command'> & { page: 'setup' | 'imports' | 'links' | 'domains' | 'gap' | 'risk' | 'considerations' | 'prospects' | 'graph'; query: Record<string, string> }

/** What is worth doing next, most valuable first; an empty list is a good answer. */
export function nextSteps(known: Known): NextStep[] {
  return worthDoing(known).slice(0, stepsMax)
}

/** What a desk knows besides the links. */
export interface DeskKnown {
  /** Tools that have shown links. */
  toolCount: number
  rivalCount: number
  rivalsWithoutLinks: readonly string[]
  /** Entries of the ledger whose link lacks the rel that is due. */
  relMissing: number
  prospectsProposed: number
  graphInUse: boolean
}

/** The command that shows what a step is about, or takes it. */
export function commandOf({ page, query }: Pick<NextStep, 'page' | 'query'>, site: string): string | null {
  const { rule } = query
  if (page === 'setup') return `citewell profiles save ${site} profile.json`
  if (page === 'imports') return 'citewell imports preview <file>'
  if (page === 'links') return ['citewell links list', site, ...(['state', 'tier', 'type'] as const).flatMap((name) => (query[name] === undefined ? [] : [`--${name} ${query[name]}`]))].join(' ')
  if (page === 'risk') return rule === undefined ? `citewell risk review ${site}` : `citewell links list ${site} --finding ${rule}`
  return null
}

/** The same for the overview of a desk: what the links ask for, then what makes its answers better. */
export function deskSteps(known: Known, desk: DeskKnown): NextStep[] {
  const steps = worthDoing(known)
  const better: NextStep[] = []
  if (known.totals.links === 0) better.push({ what: 'Import a first list of links.', why: 'Search Console, Bing and every link tool export one; each is recognised by its columns.', minutes: 5, page: 'imports', query: {} })
  if (desk.relMissing > 0) better.push({ what: `Ask for the rel that is due on ${countOf(desk.relMissing, 'link')}.`, why: 'The ledger says that something was given for them, and the page does not say so.', minutes: 10 * Math.min(3, desk.relMissing), page: 'considerations', query: {} })
  if (desk.prospectsProposed > 0) better.push({ what: `Decide on ${countOf(desk.prospectsProposed, 'proposed prospect')}.`, why: 'Nobody is written to before somebody said yes.', minutes: Math.min(30, 2 * desk.prospectsProposed), page: 'prospects', query: { state: 'proposed' } })
  if (known.totals.links > 0 && desk.toolCount === 1) better.push({ what: 'Import a second source.', why: 'Two sources show how much each of them misses. Those of Search Console and of Bing cost nothing.', minutes: 5, page: 'imports', query: {} })
  if (known.totals.links > 0 && desk.rivalCount === 0) better.push({ what: 'Name three competitors.', why: 'The mix of links means something only beside that of others like you, and who links to them may link to you.', minutes: 5, page: 'setup', query: { step: 'competitors' } })
  if (desk.rivalsWithoutLinks.length > 0) better.push({ what: `Import the links of ${desk.rivalsWithoutLinks.slice(0, 2).join(' and ')}${desk.rivalsWithoutLinks.length > 2 ? ` and ${desk.rivalsWithoutLinks.length - 2} more` : ''}.`, why: 'They are named as competitors, but no link to them is in the index yet.', minutes: 5, page: 'imports', query: {} })
  if (known.totals.links > 0 && !desk.graphInUse) better.push({ what: 'Load a published web graph.', why: 'It gives authority and shows how trust reaches the domains that link to you.', minutes: 30, page: 'graph', query: {} })
  // Concerns of people stay on top; then what is quick and makes everything else clearer, before the long tail of findings.
  const first = steps.slice(0, Math.max(2, stepsMax - better.length))
  return [...first, ...better].slice(0, stepsMax)
}

function worthDoing({ totals, findings, lost, inputs, groups, profileKnown }: Known): NextStep[] {
  const steps: NextStep[] = []
  for (const finding of findings.filter((row) => row.severity === 'critical' && row.actionable)) {
    steps.push({ what: `${finding.title}.`, why: 'This concerns people, not rankings: look at it first.', minutes: 30, page: 'risk', query: queryOf(finding) })
  }
  const worthAsking = lost.filter((row) => row.tier <= 3)
  if (worthAsking.length > 0) {
    const names = worthAsking.slice(0, 3).map((row) => row.referringDomain).join(', ')
    steps.push({ what: `Ask ${names}${worthAsking.length > 3 ? ` and ${worthAsking.length - 3} more` : ''} about the lost link.`, why: 'These are medical bodies that once linked; a page that moved is often mended with one friendly mail.', minutes: 10 * Math.min(3, worthAsking.length), page: 'links', query: { state: 'lost', tier: '1,2,3' } })
  }
  if (!profileKnown) steps.push({ what: 'Describe the provider in a profile.', why: 'Names, clinicians and the service area let brand anchors, guest posts and local links be recognised.', minutes: 10, page: 'setup', query: {} })
  const refused = inputs.reduce((sum, input) => sum + input.refused, 0)
  if (refused > 0) steps.push({ what: `Look at ${countOf(refused, 'refused row')}.`, why: 'Each is listed with its line and cause; a complete export may bring them in.', minutes: 5, page: 'imports', query: {} })
  if (totals.links > 0 && totals.unconfirmed / totals.links > 0.5) {
    steps.push({ what: 'Read the pages of unconfirmed links.', why: `${totals.unconfirmed === 1 ? '1 link is' : `${countWords(totals.unconfirmed)} links are`} known from exports only; a web archive of the pages that matter most shows area, context and what still stands.`, minutes: 15, page: 'links', query: { state: 'unconfirmed' } })
  }
  const unknown = groups.find((group) => group.group === 'unknown')?.referringDomains ?? 0
  if (unknown > 0 && unknown / Math.max(1, totals.referringDomains) > 0.3) {
    steps.push({ what: 'Correct the types of a few unknown links.', why: `${countOf(unknown, 'domain')} could not be sorted by address alone; a correction is kept for good.`, minutes: 10, page: 'links', query: { type: 'LT-99' } })
  }
  for (const finding of findings.filter((row) => row.severity !== 'critical' && row.actionable)) {
    steps.push({ what: `${finding.title}.`, why: `${finding.actionWords} (${whereFound(finding)}).`, minutes: 20, page: 'risk', query: queryOf(finding) })
  }
  return steps
}

/** By its audit, since several may answer one rule. A finding that names no links has none to list: it stands in the review of all. */
const queryOf = ({ audit, ownSite, links }: Known['findings'][number]): Record<string, string> => (ownSite || links === 0 ? {} : { rule: audit })

/** The one sentence that opens the report: what is true now. */
export function openingSentence({ totals }: { totals: Pick<AuditResult['totals'], 'links' | 'referringDomains' | 'recognisable'> }, name: string): string {
  if (totals.links === 0) return `No link to ${name} is known yet`
  if (totals.referringDomains === 0) return `Every known link to ${name} is lost`
  if (totals.recognisable === 0) return `${countOf(totals.referringDomains, 'site')} ${totals.referringDomains === 1 ? 'links' : 'link'} to ${name}, none of them a medical body yet`
  return totals.recognisable === 1 ? 'One medical body that a patient would recognise links to you' : `${countOf(totals.recognisable, 'medical body', 'medical bodies')} that a patient would recognise link to you`
}
