import type { BriefLink } from '../model/facts.js'

/** Where the id of a link stands in its line, and how many characters it has. */
export const idAt = 2
export const idChars = 16

/**
 * A link with its brief judgements as one line of text: a JSON list, in which each field has its place. Of a million links
 * the names of fields would be half of what is written, packed and read.
 */
export function lineOfBrief(brief: BriefLink): string {
  return JSON.stringify(cellsOf(brief))
}

/** The id is the first field, so that a line among others is found without reading them. */
export function idOfLine(line: string): string {
  return line.slice(idAt, idAt + idChars)
}

/** The fields of a link in their order; `briefOfLine` reads them in the same. */
function cellsOf({ link, type, anchor, tier, risk, quality, findings, corrected }: BriefLink) {
  return [
    link.id, link.referringPage, link.referringHost, link.referringDomain, link.target, link.targetDomain, link.anchorText, link.fallbackText, link.rel, link.area, link.context, link.image,
    link.element, link.position, link.title, link.language, link.status, link.robots, link.cues, link.state, link.lostReason, link.firstSeen, link.lastSeen, link.seenBy, link.sightingCount, link.vendor, link.lastLook ?? null,
    type.type, type.subtype, type.flags, type.confidence, type.runnerUp.type, type.runnerUp.confidence, type.innerType, type.evidence, type.unknowns,
    anchor.kind, anchor.altKind, anchor.grade, anchor.normalised, anchor.flags, anchor.evidence,
    tier.tier, tier.name, tier.kind, tier.confidence, tier.evidence,
    risk.risk, risk.agency, risk.action,
    quality.score, quality.unrounded, quality.beforeRisk, quality.band, quality.coverage,
    findings, corrected,
  ] as const
}

export function briefOfLine(line: string): BriefLink {
  const [
    id, referringPage, referringHost, referringDomain, target, targetDomain, anchorText, fallbackText, rel, area, context, image,
    element, position, title, language, status, robots, cues, state, lostReason, firstSeen, lastSeen, seenBy, sightingCount, vendor, lastLook,
    type, subtype, typeFlags, typeConfidence, runnerUp, runnerUpConfidence, innerType, typeEvidence, unknowns,
    kind, altKind, grade, normalised, anchorFlags, anchorEvidence,
    tier, tierName, tierKind, tierConfidence, tierEvidence,
    risk, agency, action,
    score, unrounded, beforeRisk, band, coverage,
    findings, corrected,
  ] = JSON.parse(line) as ReturnType<typeof cellsOf>
  return {
    link: {
      id, referringPage, referringHost, referringDomain, target, targetDomain, anchorText, fallbackText, rel, area, context, image,
      element, position, title, language, status, robots, cues, state, lostReason, firstSeen, lastSeen, seenBy, sightingCount, vendor, lastLook,
    },
    type: { type, subtype, flags: typeFlags, confidence: typeConfidence, runnerUp: { type: runnerUp, confidence: runnerUpConfidence }, innerType, evidence: typeEvidence, unknowns },
    anchor: { kind, altKind, grade, normalised, flags: anchorFlags, evidence: anchorEvidence },
    tier: { tier, name: tierName, kind: tierKind, confidence: tierConfidence, evidence: tierEvidence },
    risk: { risk, agency, action },
    quality: { score, unrounded, beforeRisk, band, coverage },
    findings,
    corrected,
  }
}
