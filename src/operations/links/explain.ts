import { shareWords } from '../../lib/number-words.js'
import { z } from 'zod'
import { compareLink } from '../../decisions/index.js'
import { CitewellError } from '../../model/error.js'
import type { LastLook } from '../../model/facts.js'
import { EvidenceSchema, FindingSchema } from '../../model/judgement.js'
import { ListedLinkSchema, listJudgedLink } from '../../model/listed-link.js'
import { linkTypes } from '../../model/link-types.js'
import { surenessOf } from '../../model/sureness.js'
import { defineOperation } from '../../model/operation.js'
import { scalesInWords } from '../graph/words.js'
import { ensureJudged, explainLink } from '../judge.js'
import { registrationRow, RegistrationRowSchema, registrationWords } from '../registrations/registration-row.js'
import { siteInput } from '../schemas.js'
import { explainedRisk, riskLines, RiskSchema } from './explained-risk.js'
import { scopeOf, siteOfScope } from '../sites.js'

export default defineOperation({
  id: 'links.explain',
  summary: 'Explain every judgement of one link: inputs, weights, sources, dates',
  effect: 'read',
  mcp: true,
  alias: 'explain',
  input: z.object({ target: siteInput, link: z.string().trim().describe('Link id, as listed') }),
  output: z.object({
    link: ListedLinkSchema,
    context: z.object({ before: z.string(), after: z.string() }).nullable(),
    lastLook: z.object({ at: z.string(), since: z.string().optional().describe('First of the looks up to it to which the page did not answer'), status: z.number().nullable(), title: z.string().nullable(), redirectTo: z.string().nullable() }).nullable().describe('The last look at its page, where that did not find the link (GT-01)'),
    type: z.object({ type: z.string(), subtype: z.string().nullable(), flags: z.array(z.string()), confidence: z.number(), runnerUp: z.object({ type: z.string(), confidence: z.number() }), innerType: z.string().nullable(), evidence: z.array(EvidenceSchema), unknowns: z.array(z.string()) }),
    anchor: z.object({ kind: z.string(), altKind: z.string().nullable(), grade: z.number(), normalised: z.string(), flags: z.array(z.string()), evidence: z.array(EvidenceSchema) }),
    tier: z.object({ tier: z.number(), name: z.string(), kind: z.string(), confidence: z.string(), evidence: z.array(EvidenceSchema) }),
    quality: z.object({ score: z.number(), unrounded: z.number(), band: z.string(), coverage: z.number(), confidence: z.string(), version: z.string(), asOf: z.string(), weights: z.object({ version: z.number().describe('Of the default weights'), own: z.boolean().describe('True where the profile weighs the parts otherwise'), defaultScore: z.number().describe('Score by the default weights') }), contributions: z.array(z.object({ id: z.string(), title: z.string(), raw: z.string(), normalised: z.number(), weight: z.number(), defaultWeight: z.number(), points: z.number(), assumed: z.boolean(), evidence: z.string() })), gates: z.array(z.object({ id: z.string(), title: z.string(), factor: z.number(), pointsLost: z.number(), evidence: z.string() })) }),
    risk: RiskSchema,
    findings: z.array(FindingSchema),
    corrected: z.array(z.object({ field: z.string(), was: z.string(), reason: z.string(), by: z.string(), at: z.string() })),
    scales: z.string().describe('Version of each 0–100 scale that the quality rests on'),
    comparison: z.string().nullable().describe('Why other tools would flag this link, and why we do not; null where none does'),
    registration: RegistrationRowSchema.nullable().describe('What was told of the registration of the referring domain, by whom and when; null where nobody did'),
    vendor: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable().describe("Other tools' figures; their scores are never used, and of their counts only that of domains that link to the linking page (QA-02)"),
  }),
  positional: ['target', 'link'],
  example: 'citewell explain clinic.example 3f0c9a1b2d4e5f60',
  words({ scales, link, lastLook, type, anchor, tier, quality, risk, findings, comparison, corrected, registration }) {
    const lines = [
      `${link.referringPage ?? link.referringDomain} → ${link.target ?? '(page not told)'}`,
      `${link.state}${link.lostReason === null ? '' : ` (${link.lostReason})`}${lookWords(link.state, lastLook)}, first seen ${link.firstSeen.slice(0, 10)}, last seen ${link.lastSeen.slice(0, 10)}, by ${link.seenBy.join(', ')}`,
      '',
      `${linkTypes[type.type as keyof typeof linkTypes].name} ${type.confidence.toFixed(2)} (${surenessOf(type.confidence)})${type.subtype ? `, ${type.subtype}` : ''}${corrected.some(({ field }) => field === 'type') ? ', as a person said' : `; second guess ${linkTypes[type.runnerUp.type as keyof typeof linkTypes].name} ${type.runnerUp.confidence.toFixed(2)}`}`,
      ...type.evidence.map((row) => `  ${row.weight.toFixed(2).padStart(7)}  ${row.rule}  ${row.looked}: ${row.found}`),
      ...(!type.evidence.some(({ looked }) => looked === 'prior') ? [] : [`  ${type.evidence.reduce((sum, row) => sum + row.weight, 0).toFixed(2).padStart(7)}  sum: the score of this type, from which its likelihood beside the others follows (LT-00)`]),
      ...(type.unknowns.length === 0 ? [] : [`  not known: ${type.unknowns.join(', ')}`]),
      '',
      `Tier T${tier.tier} ${tier.name} (${tier.confidence} confidence)`,
      ...tier.evidence.map((row) => `  ${row.polarity} ${row.rule}  ${row.looked}: ${row.found}`),
      '',
      `Anchor ${anchor.kind} "${anchor.normalised}"${anchor.grade > 0 ? `, grade C${anchor.grade}` : ''}`,
      ...anchor.evidence.map((row) => `  ${row.rule}  ${row.looked}: ${row.found}`),
      '',
      `Quality ${quality.score} (${quality.band}); ${shareWords(quality.coverage)} observed, ${quality.confidence} confidence; rules version ${quality.version}, weights ${quality.weights.version}, scales ${scales}, as of ${quality.asOf.slice(0, 10)}`,
      ...(quality.weights.own ? [`  weighed as the profile of the site asks; by the default weights the score is ${quality.weights.defaultScore}`] : []),
      ...quality.contributions.map((row) => `  ${row.points.toFixed(2).padStart(6)} = ${row.normalised.toFixed(2)} × ${String(Math.round(row.weight * 100)).padEnd(2)}${quality.weights.own ? ` (default ${Math.round(row.defaultWeight * 100)})`.padEnd(13) : ''}  ${row.id.padEnd(4)} ${row.title}: ${row.evidence || row.raw}${row.assumed ? ' (assumed)' : ''}`),
      `  ${quality.contributions.reduce((sum, row) => sum + row.points, 0).toFixed(2).padStart(6)} = sum, before gates`,
      ...quality.gates.filter((gate) => gate.pointsLost > 0).map((gate) => `  ${(-gate.pointsLost).toFixed(2).padStart(6)} by × ${gate.factor.toFixed(2)}  ${gate.id} ${gate.title}: ${gate.evidence}`),
      `  ${quality.unrounded.toFixed(2).padStart(6)} = score, rounded to ${quality.score}`,
      '',
      ...riskLines(risk, findings),
      ...(registration === null ? [] : [`Registration of ${registration.domain}: ${registrationWords(registration)}`]),
      ...(comparison === null ? [] : [`  ${comparison}`]),
      ...corrected.map((row) => `Corrected by ${row.by} on ${row.at.slice(0, 10)}: ${row.field}, was ${row.was} (${row.reason})`),
    ]
    return lines.join('\n')
  },
  async run({ target, link }, context) {
    const scope = scopeOf(target)
    const key = await ensureJudged(scope, context)
    const judged = await explainLink(scope, key, link, context)
    if (judged === undefined) throw new CitewellError('not_found', `No link ${link} to ${siteOfScope(scope)}. Ids stand in the last column of "links list".`)
    const { type, anchor, tier, quality, risk, findings, corrected } = judged
    const told = (await context.index.registrations()).get(judged.link.referringDomain)
    const registration = told === undefined ? null : registrationRow(told, context.now)
    return { scales: scalesInWords(['authority', 'health-trust']), link: listJudgedLink(judged), context: judged.link.context, lastLook: judged.link.lastLook ?? null, type, anchor, tier, quality, risk: explainedRisk(risk), findings, corrected, comparison: compareLink(judged), registration, vendor: judged.link.vendor }
  },
})

/** What the last look that did not find the link means for one that is not lost, and what it saw of one that is. */
function lookWords(state: string, look: LastLook | null): string {
  if (look === null) return ''
  const on = look.at.slice(0, 10)
  const failed = look.status !== null && (look.status === 429 || look.status >= 500)
  if (failed) return `, page answered ${look.status} on ${on}`
  return state === 'lost' ? `, looked for on ${on}${look.redirectTo === null ? (look.title === null ? '' : `: “${look.title.slice(0, 120)}”`) : `: leads to ${look.redirectTo.slice(0, 200)}`}` : `, not found on ${on}: lost only where a second look misses it too`
}
