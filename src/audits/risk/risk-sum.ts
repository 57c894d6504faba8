import type { Agency, RiskPart, RiskSum } from '../../model/facts.js'

/** How much a signal counts by who is behind the link (RISK-00). */
export const agencyWeights: Readonly<Record<Agency, number>> = { 'placed-by-you': 1, 'probably-placed': 0.9, unknown: 0.8, 'third-party': 0.6 }

/** Signals that measure the same thing share one cap, so that they cannot add up past it (risk.md section 4). */
export const riskGroups: ReadonlyArray<{ name: string; cap: number; rules: ReadonlySet<string> }> = [
  { name: 'graph', cap: 0.95, rules: new Set(['RISK-03', 'RISK-04', 'RISK-29']) },
  { name: 'host hygiene', cap: 0.4, rules: new Set(['RISK-07', 'RISK-14', 'RISK-20', 'RISK-27']) },
  { name: 'anchor', cap: 0.6, rules: new Set(['RISK-11', 'AN-18']) },
  { name: 'page content', cap: 0.9, rules: new Set(['RISK-05', 'RISK-06', 'RISK-15', 'RISK-16', 'RISK-26']) },
  { name: 'scheme', cap: 0.9, rules: new Set(['RISK-01', 'RISK-02', 'RISK-08', 'RISK-09', 'RISK-10', 'RISK-12', 'RISK-19', 'RISK-21', 'RISK-22', 'RISK-23', 'RISK-24']) },
]
/** Signals that may exceed 60 alone; so may RISK-01 when the purchase is disclosed by the provider. */
const decisiveAlone = new Set(['RISK-05', 'RISK-06', 'RISK-31', 'RISK-32'])
const oneSignalMax = 60
/** Hints that may strengthen a suspicion but never raise one: without another signal the risk stays normal (GR-04, RISK-07). */
const neverAlone = new Set(['RISK-07', 'RISK-29'])
const hintsAloneMax = 30
/** A second signal counts as one from this weighted strength on: less does not lift the bound on the first. */
const secondSignalMin = 0.1
/** Cap of RISK-07 by itself, and of every other rule. */
const hostPatternMax = 0.25
const strengthMax = 0.95

/** The formula as people read it; the figures of a sum go into it and into nothing else. */
export const riskFormula = '100 · (1 − Π over groups (1 − g)), g = min(cap, 1 − Π over signals (1 − strength · weight · confidence))'

export interface RiskSignal {
  rule: string
  strength: number
  /** How sure the signal is, 0–1. */
  confidence: number
  /** What the strength would be without the other links of the page; absent where it does not rest on them. */
  withoutNeighbours?: number | undefined
}

/**
 * Risk 0–100 of one link with all that it is the sum of: 100 · (1 − Π(1 − s · w · c)), each group of like signals capped
 * first, and at most 60 on one signal alone, 30 on hints.
 *
 * What stands beside a link is one fact, whichever rules see it: where several rest on it, one of them counts it whole,
 * the one with which the sum is highest, and the others count what they have besides.
 */
export function sumRisk(signals: readonly RiskSignal[], agency: Agency, disclosedPurchase: boolean): RiskSum {
  const seers = new Set(signals.flatMap(({ rule, strength, withoutNeighbours }) => (withoutNeighbours !== undefined && strength > withoutNeighbours ? [rule] : [])))
  if (seers.size < 2) return sumOf(signals, agency, disclosedPurchase, null)
  return [...seers].map((rule) => sumOf(signals, agency, disclosedPurchase, rule)).reduce((most, sum) => (sum.unrounded > most.unrounded ? sum : most))
}

/** The sum with what stands beside the link counted by one rule; by each that sees it where `seer` is null. */
function sumOf(signals: readonly RiskSignal[], agency: Agency, disclosedPurchase: boolean, seer: string | null): RiskSum {
  const weight = agencyWeights[agency]
  const parts = signals.map((signal): RiskPart => {
    const { rule, withoutNeighbours } = signal
    const told = Math.max(0, signal.strength)
    const elsewhere = seer !== null && rule !== seer && withoutNeighbours !== undefined && withoutNeighbours < told
    const counted = Math.min(rule === 'RISK-07' ? hostPatternMax : strengthMax, elsewhere ? Math.max(0, withoutNeighbours) : told)
    const confidence = Math.min(1, Math.max(0, signal.confidence))
    const group = riskGroups.find(({ rules }) => rules.has(rule))?.name ?? rule
    return { rule, counted, weight, confidence, part: counted * weight * confidence, group, why: elsewhere ? `the links beside it are counted with ${seer}` : counted < told ? `at most ${counted} of this rule` : null }
  })
  const strongest = strongestOfRules(parts)
  const groups = [...new Set([...riskGroups.map(({ name }) => name), ...parts.map(({ group }) => group)])].flatMap((name) => {
    const members = [...strongest.values()].filter(({ group }) => group === name)
    if (members.length === 0) return []
    const together = 1 - members.reduce((rest, { part }) => rest * (1 - part), 1)
    const cap = riskGroups.find((group) => group.name === name)?.cap ?? 1
    return [{ name, rules: members.map(({ rule }) => rule), together, cap, counted: Math.min(cap, together) }]
  })
  const combined = 100 * (1 - groups.reduce((rest, { counted }) => rest * (1 - counted), 1))
  const bound = boundOf(strongest, disclosedPurchase)
  const unrounded = bound === null ? combined : Math.min(bound.max, combined)
  return { risk: Math.round(unrounded * 10) / 10, unrounded, combined, bound: bound !== null && bound.max < combined ? bound : null, parts, groups }
}

/** One rule speaks once: the strongest of its findings counts, and the others say so and count nothing. */
function strongestOfRules(parts: RiskPart[]): Map<string, RiskPart> {
  const strongest = new Map<string, RiskPart>()
  for (const part of parts) if (part.part > (strongest.get(part.rule)?.part ?? 0)) strongest.set(part.rule, part)
  for (const part of parts) {
    const best = strongest.get(part.rule)
    if (best === undefined || best === part) continue
    part.why = `${part.rule} counts once, with its strongest finding`
    part.counted = part.part = 0
  }
  return strongest
}

function boundOf(strongest: ReadonlyMap<string, RiskPart>, disclosedPurchase: boolean): RiskSum['bound'] {
  if (strongest.size > 0 && [...strongest.keys()].every((rule) => neverAlone.has(rule))) return { max: hintsAloneMax, why: 'hints alone' }
  const telling = [...strongest].filter(([rule, { part }]) => part >= secondSignalMin && !neverAlone.has(rule))
  const isDecisive = telling.some(([rule]) => decisiveAlone.has(rule) || (rule === 'RISK-01' && disclosedPurchase))
  return telling.length >= 2 || isDecisive ? null : { max: oneSignalMax, why: 'one signal alone' }
}
