import { z } from 'zod'
import { riskFormula, riskVersion } from '../../audits/index.js'
import type { RiskAnswer } from '../../model/facts.js'
import type { Finding } from '../../model/judgement.js'
import { actionClause } from '../../model/risk-action.js'

/** The risk of one link with every figure of its sum, so that a reader can work it out again. */
export const RiskSchema = z.object({
  risk: z.number().describe('0–100 with one decimal: unrounded, rounded'),
  agency: z.string(),
  action: z.string(),
  version: z.string().describe('Of the formula, its weights, groups and caps'),
  formula: z.string().describe('Strength in it is `counted` of the signals; where a bound is told the result is at most that'),
  signals: z.array(z.object({
    id: z.string(), audit: z.string().optional(),
    strength: z.number().describe('Of the finding'),
    counted: z.number().describe('Strength in the sum; less than that of the finding where `why` says so'),
    weight: z.number().describe('By who is behind the link'),
    confidence: z.number(),
    part: z.number().describe('counted · weight · confidence'),
    group: z.string().describe('Signals of a group share one cap'),
    why: z.string().nullable(),
    evidence: z.string(), innocent: z.string(),
  })),
  groups: z.array(z.object({
    name: z.string(), rules: z.array(z.string()),
    together: z.number().describe('1 − Π(1 − part) of its signals, one finding a rule'),
    cap: z.number(),
    counted: z.number().describe('together, at most the cap'),
  })),
  combined: z.number().describe('100 · (1 − Π(1 − counted)) of the groups'),
  bound: z.object({ max: z.number(), why: z.string() }).nullable().describe('What held the risk below that'),
  unrounded: z.number().describe('combined, or the bound where it is less'),
})
export type ExplainedRisk = z.infer<typeof RiskSchema>

export function explainedRisk({ risk, agency, action, signals, sum }: RiskAnswer): ExplainedRisk {
  return {
    risk, agency, action, version: riskVersion, formula: riskFormula,
    signals: signals.map((signal, at) => {
      const { counted, weight, confidence, part, group, why } = sum!.parts[at]!
      return { id: signal.id, ...(signal.audit === undefined ? {} : { audit: signal.audit }), strength: signal.strength, counted, weight, confidence, part, group, why, evidence: signal.evidence, innocent: signal.innocent }
    }),
    groups: sum?.groups ?? [], combined: sum?.combined ?? 0, bound: sum?.bound ?? null, unrounded: sum?.unrounded ?? 0,
  }
}

/** The lines of the risk: its signals with what each counts, the sum over the groups, and the bound. */
export function riskLines(risk: ExplainedRisk, findings: readonly Finding[]): string[] {
  const who = risk.agency.replaceAll('-', ' ')
  const head = `Risk ${Math.round(risk.risk)}, ${who}: ${actionClause({ rule: [...risk.signals].sort((a, b) => b.part - a.part)[0]?.id, action: risk.action })}`
  if (risk.signals.length === 0) return [head]
  const groupOf = new Map(risk.groups.map((group) => [group.name, group]))
  const signals = risk.signals.map(({ id, audit, strength, counted, weight, confidence, part, group, why, evidence, innocent }) => {
    const title = findings.find((finding) => finding.audit === audit)?.title ?? ''
    const reason = why === null ? '' : ` (${counted === strength ? '' : `of strength ${fine(strength)}; `}${why})`
    return `  ${fine(part)} = ${fine(counted)} × ${fine(weight)} × ${fine(confidence)}${reason}  ${id}${groupOf.get(group)?.rules.includes(id) === true && group !== id ? `, group ${group}` : ''}: ${title}, strength ${strength.toFixed(2)}${evidence === '' ? '' : ` (${evidence})`}. It can be innocent: ${innocent}`
  })
  const groups = risk.groups.map(({ name, rules, together, cap, counted }) => {
    const parts = risk.signals.filter(({ id, part }) => part > 0 && rules.includes(id))
    const product = parts.map(({ part }) => `(1 − ${fine(part)})`).join(' × ')
    return `  ${fine(counted)} = ${name === rules[0] ? name : `group ${name}`}: 1 − ${product}${fine(counted) !== fine(together) ? ` = ${fine(together)}, capped at ${fine(cap)}` : cap < 1 ? `, cap ${fine(cap)}` : ''}`
  })
  const total = `  ${risk.combined.toFixed(2)} = 100 × (1 − ${risk.groups.map(({ counted }) => `(1 − ${fine(counted)})`).join(' × ')})`
  return [
    head,
    `  each signal: strength × weight (${fine(risk.signals[0]!.weight)}: ${who}) × confidence; formula version ${risk.version}: ${risk.formula}`,
    ...signals,
    ...(risk.groups.length === 0 ? [] : [...groups, total]),
    ...(risk.bound === null ? [] : [`  ${risk.unrounded.toFixed(2)} = at most ${risk.bound.max}: ${risk.bound.why}`]),
    `  ${risk.unrounded.toFixed(2)} = risk, rounded to ${risk.risk} and shown as ${Math.round(risk.risk)}`,
  ]
}

/** Up to six decimals: a sum worked out from them is the one shown, to within a hundredth. */
const fine = (value: number) => String(Math.round(value * 1_000_000) / 1_000_000)
