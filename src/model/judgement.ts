import { z } from 'zod'

/** One thing looked at, and how much it counted. Weights are in nats for types, points for quality, strength for risk. */
export const EvidenceSchema = z.object({
  rule: z.string().describe('Id of the rule or feature: LT-03, F-URL, QA-01, RISK-06'),
  looked: z.string().describe('What was looked at: url path, structured data, label text, list entry'),
  found: z.string().describe('What was found, at most 160 characters'),
  polarity: z.enum(['+', '-']),
  weight: z.number(),
})
export type Evidence = z.infer<typeof EvidenceSchema>

/** A web page or document on which a rule rests. */
export interface Reference {
  title: string
  url: string
}

/** Facts and the answer expected for them; run as a test and printed in the docs. */
export interface Example<Facts, Answer> {
  title: string
  facts: Facts
  expect: Answer
}

/**
 * A classification or measure of one subject, with evidence: link type, anchor kind, identity tier, link quality.
 * (An audit asks for a verdict; a judgement says what a thing is.) Pure: same facts, same answer.
 */
export interface Judgement<Facts, Answer> {
  id: string
  judges: 'link' | 'domain' | 'page' | 'profile'
  title: string
  why: string
  /** Version of the rules; shown with every answer and part of every cache key. */
  version: string
  references: readonly [Reference, ...Reference[]]
  judge(facts: Facts): Answer
  /** What the rules ask for and no page, export or graph tells; printed in the docs. */
  notMeasured?: readonly string[]
  /** `expect` is a subset: every key given there must be equal in the answer. */
  examples: ReadonlyArray<Example<Facts, Partial<Answer>>>
}

export function defineJudgement<Facts, Answer>(judgement: Judgement<Facts, Answer>): Judgement<Facts, Answer> {
  return judgement
}

export const verdicts = ['pass', 'flag', 'unknown'] as const
export type Verdict = (typeof verdicts)[number]

/** Strength one risk signal can contribute at most, risk.md section 2. */
export const severities = { low: 0.25, medium: 0.5, high: 0.75, critical: 0.95 } as const
export type Severity = keyof typeof severities

export const actions = ['none', 'monitor', 'fix-own-practice', 'request-removal', 'consider-disavow', 'report-hack', 'legal-review'] as const
export type Action = (typeof actions)[number]

/** What one audit says about one subject. */
export interface Answer<Row> {
  verdict: Verdict
  /** For `flag`: how strong, 0–1, at most the bound of the severity. */
  strength?: number
  /** For `unknown`: which facts were missing or too few. */
  missing?: string[]
  /** The rows that show why; each can be followed back to a sighting, a passage or a list entry. */
  evidence: Row[]
  /** What was left out of the rows, or of what was looked at, as a sentence. */
  cut?: string
  /** For `flag`: the strength that is left without the other links of the page, where it rests on them. Several rules see those; they count once. */
  withoutNeighbours?: number
}

/**
 * A question asked of facts, with three verdicts. Too little to judge is `unknown`, never `flag`. Audits never fetch.
 */
export interface Audit<Facts, Row extends z.ZodRawShape = z.ZodRawShape> {
  id: string
  /** Stable id of the rule in the field's reference: RISK-06. */
  rule: string
  judges: 'link' | 'domain' | 'page' | 'profile'
  title: string
  failureTitle: string
  why: string
  /** How it goes wrong: the innocent explanation printed beside the finding. */
  innocent: string
  /** Parts of the rule that nothing at hand can answer, in words for the documentation: said instead of guessed. */
  notMeasured?: readonly string[]
  severity: Severity
  action: Action
  /** For an audit of pages of the site itself: what to do there, as a sentence. The words of the actions speak of links from others. */
  ownSiteAdvice?: string
  references: readonly [Reference, ...Reference[]]
  needs: readonly string[]
  options: Record<string, number | string | boolean>
  evidence: z.ZodObject<Row>
  judge(facts: Facts, options: Record<string, number | string | boolean>): Answer<z.infer<z.ZodObject<Row>>>
  examples: ReadonlyArray<{ title: string; facts: Facts; verdict: Verdict }>
}

export function defineAudit<Facts, Row extends z.ZodRawShape>(audit: Audit<Facts, Row>): Audit<Facts, Row> {
  return audit
}

/** A finding as it is shown and kept: one audit, one subject, one verdict. */
export const FindingSchema = z.object({
  audit: z.string(),
  rule: z.string(),
  judges: z.enum(['link', 'domain', 'page', 'profile']),
  subject: z.string().describe('Link id, domain, page or site'),
  title: z.string(),
  verdict: z.enum(verdicts),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  strength: z.number(),
  innocent: z.string(),
  action: z.enum(actions),
  ownSiteAdvice: z.string().optional().describe('What to do, where it is about pages of the site itself'),
  missing: z.array(z.string()),
  evidence: z.array(z.record(z.string(), z.unknown())),
  cut: z.string().optional().describe('What was left out of the evidence, or was not looked at'),
  looked: z.string().optional().describe('What was looked at and found fine, where that may be little'),
  withoutNeighbours: z.number().optional().describe('The strength without the other links of the page, where it rests on them: of several rules that see them one counts them'),
})
export type Finding = z.infer<typeof FindingSchema>
