import { severities, type Answer, type Audit, type Finding } from '../model/judgement.js'
import { domainAudits, linkAudits, profileAudits } from './all-audits.js'
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
    findings.push(findingOf(audit, audit.judge(facts, audit.options), facts.site.site))
    await between?.()
  }
  return withCompanions(findings)
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
  }
}
