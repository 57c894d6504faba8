/**
 * Public surface of `citewell/audits`: every audit and judgement as a declaration, and the functions that run them.
 * Pure: facts in, answers and findings out.
 */
export { default as anchorKind } from './link/anchor-kind.js'
export { default as identityTier } from './domain/identity-tier.js'
export { default as linkQuality } from './link/link-quality.js'
export { default as linkType } from './link/link-type.js'
export { domainAudits, linkAudits, profileAudits } from './all-audits.js'
export { runDomainAudits, runLinkAudits, runProfileAudits } from './run-audits.js'
export { findingsOfLink, indexFindings, judgeRisk, profileRisk, riskBand, riskVersion, type FindingIndex, type ProfileRisk, type RiskBand, type RiskyLink } from './risk/risk-score.js'
export { agencyWeights, riskFormula, riskGroups } from './risk/risk-sum.js'
export { agencyOf } from './risk/agency.js'
export type { RiskDomainFacts, RiskLinkFacts, RiskProfileFacts, TypedLink } from './risk/facts.js'
export { atRisk } from './quality/at-risk.js'
export { qualityFigures } from './quality/quality-figures.js'
export { topicOfLink } from './quality/topic-of-link.js'
export { profileValue, type ProfileValue, type ValuedLink } from './quality/profile-value.js'
