import { severities, type Answer, type Audit, type Finding } from '../model/judgement.js'
import { domainAudits, linkAudits, profileAudits } from './all-audits.js'
import type { RiskDomainFacts, RiskLinkFacts, RiskProfileFacts } from './risk/facts.js'

/** How often each audit passed, flagged or could not tell. Unknown verdicts of links are counted here and kept nowhere else. */
export interface AuditCounts {
  [audit: string]: { pass: number; flag: number; unknown: number; missing: Record<string, number> }
}

/** Flags of the link audits for one link. Verdicts of every audit are added to `counts`. */
export function runLinkAudits(facts: RiskLinkFacts, counts?: AuditCounts): Finding[] {
  return run(linkAudits, facts, facts.link.id, counts).filter((finding) => finding.verdict === 'flag')
}

/** Flags of the domain audits for one referring domain. */
export function runDomainAudits(facts: RiskDomainFacts, counts?: AuditCounts): Finding[] {
  return run(domainAudits, facts, facts.domain, counts).filter((finding) => finding.verdict === 'flag')
}

/** Every answer of the profile audits: what was found fine and what could not be told is part of the report. */
export function runProfileAudits(facts: RiskProfileFacts, counts?: AuditCounts): Finding[] {
  return withCompanions(run(profileAudits, facts, facts.site.site, counts))
}

/** RISK-13 alone is a curiosity; beside a network of sites or forced anchors it is a campaign. */
const velocityCompanions = new Set(['RISK-03', 'RISK-11'])

function withCompanions(findings: Finding[]): Finding[] {
  if (!findings.some(({ rule, verdict }) => verdict === 'flag' && velocityCompanions.has(rule))) return findings
  return findings.map((finding) => (finding.rule === 'RISK-13' && finding.verdict === 'flag' ? { ...finding, severity: 'medium', strength: severities.medium } : finding))
}

/** Of links and domains only flags are kept: of a million links nearly everything passes. */
function run<Facts>(audits: ReadonlyArray<Audit<Facts>>, facts: Facts, subject: string, counts: AuditCounts | undefined): Finding[] {
  const findings: Finding[] = []
  for (const audit of audits) {
    const answer = audit.judge(facts, audit.options)
    if (counts !== undefined) count(counts, audit.id, answer)
    if (answer.verdict !== 'flag' && audit.judges !== 'profile') continue
    findings.push(findingOf(audit, answer, subject))
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
    missing: answer.missing ?? [],
    evidence: answer.evidence,
  }
}

function count(counts: AuditCounts, id: string, answer: Answer<unknown>): void {
  const entry = (counts[id] ??= { pass: 0, flag: 0, unknown: 0, missing: {} })
  entry[answer.verdict] += 1
  for (const what of answer.missing ?? []) {
    // Some answers name a figure; the count is kept by what was missing, not by how much of it there was.
    const key = what.split(':', 1)[0]!
    entry.missing[key] = (entry.missing[key] ?? 0) + 1
  }
}
