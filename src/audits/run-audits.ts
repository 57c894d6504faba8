import { severities, type Answer, type Audit, type Finding } from '../model/judgement.js'
import { domainAudits, linkAudits, profileAudits } from './all-audits.js'
import { countOf, countWords } from '../lib/number-words.js'
import { namedLinksMax } from './risk/named-links.js'
import { readOwnPages } from './risk/own-pages.js'
import type { RiskDomainFacts, RiskLinkFacts, RiskProfileFacts } from './risk/facts.js'

/** Flags of the link audits for one link. */
export function runLinkAudits(facts: RiskLinkFacts): Finding[] {
  return flagsOf(linkAudits, facts, facts.link.id)
}

/** Flags of the domain audits for one referring domain. */
export function runDomainAudits(facts: RiskDomainFacts): Finding[] {
  return flagsOf(domainAudits, facts, facts.domain)
}

/**
 * Every answer of the profile audits: what was found fine and what could not be told is part of the report. `between` is awaited
 * after each audit: over a million links some take seconds, and others of the process want their turn.
 */
export async function runProfileAudits(facts: RiskProfileFacts, between?: () => Promise<void> | undefined): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const audit of profileAudits) {
    findings.push(withCuts(findingOf(audit, audit.judge(facts, audit.options), facts.site.site), audit.needs, facts))
    await between?.()
  }
  return withCompanions(findings)
}

/**
 * Says what a bound left out, and how much was looked at: links that a row does not name carry no finding, and own pages that
 * were not read were found fine by nobody.
 */
function withCuts(finding: Finding, needs: readonly string[], facts: RiskProfileFacts): Finding {
  const ownCut = needs.includes('own pages') ? facts.ownCut : undefined
  const lookedAt = needs.includes('own faces') ? (facts.ownFaces ?? []).length / 2 : (readOwnPages(facts) ?? []).length
  const looked = needs.includes('own pages') && finding.verdict === 'pass' && ownCut === undefined ? `${countOf(lookedAt, 'page')} of the site ${needs.includes('own faces') ? 'compared' : 'read'}` : undefined
  const isFull = finding.evidence.some(({ linkIds }) => Array.isArray(linkIds) && linkIds.length >= namedLinksMax)
  const cuts = [finding.cut, isFull ? `Of the links of a row ${countWords(namedLinksMax)} are named; the others carry this finding too, and do not show it.` : undefined, ownCut].filter((cut) => cut !== undefined)
  return { ...finding, ...(cuts.length === 0 ? {} : { cut: cuts.join(' ') }), ...(looked === undefined ? {} : { looked }) }
}

/** RISK-13 alone is a curiosity; beside a network of sites or forced anchors it is a campaign. */
const velocityCompanions = new Set(['RISK-03', 'RISK-11'])

function withCompanions(findings: Finding[]): Finding[] {
  if (!findings.some(({ rule, verdict }) => verdict === 'flag' && velocityCompanions.has(rule))) return findings
  return findings.map((finding) => (finding.rule === 'RISK-13' && finding.verdict === 'flag' ? { ...finding, severity: 'medium', strength: severities.medium } : finding))
}

/** Of links and domains only flags are kept: of a million links nearly everything passes. */
function flagsOf<Facts>(audits: ReadonlyArray<Audit<Facts>>, facts: Facts, subject: string): Finding[] {
  const findings: Finding[] = []
  for (const audit of audits) {
    const answer = audit.judge(facts, audit.options)
    if (answer.verdict === 'flag') findings.push(findingOf(audit, answer, subject))
  }
  return findings
}

/** An answer as it is shown and kept; strength never exceeds the bound of the audit's severity. */
function findingOf<Facts>(audit: Audit<Facts>, answer: Answer<Record<string, unknown>>, subject: string): Finding {
  const flagged = answer.verdict === 'flag'
  return {
    audit: audit.id,
    rule: audit.rule,
    judges: audit.judges,
    subject,
    title: flagged ? audit.failureTitle : audit.title,
    verdict: answer.verdict,
    severity: audit.severity,
    strength: flagged ? Math.min(severities[audit.severity], answer.strength ?? severities[audit.severity]) : 0,
    innocent: audit.innocent,
    action: flagged ? audit.action : 'none',
    ...(flagged && audit.ownSiteAdvice !== undefined ? { ownSiteAdvice: audit.ownSiteAdvice } : {}),
    missing: answer.missing ?? [],
    evidence: answer.evidence,
    ...(answer.cut === undefined ? {} : { cut: answer.cut }),
    ...(flagged && answer.withoutNeighbours !== undefined ? { withoutNeighbours: Math.min(severities[audit.severity], answer.withoutNeighbours) } : {}),
  }
}
