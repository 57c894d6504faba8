import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { CorrectionSchema } from '../../model/correction.js'
import { listedFindings } from '../../model/listed-link.js'
import { defineOperation } from '../../model/operation.js'
import { domainRow } from '../domain-row.js'
import { ensureJudged } from '../judge.js'
import { siteInput } from '../schemas.js'
import { scopeOf, siteOfScope } from '../sites.js'
import { checkCorrected } from './checked-value.js'
import { shownAddresses } from './chosen-links.js'

export default defineOperation({
  id: 'corrections.add',
  summary: 'Correct a judgement of a link or a referring domain, with the reason',
  description: 'What a person says wins over every rule, survives every import, and can be withdrawn. A tier is corrected for the whole referring domain.',
  effect: 'write',
  mcp: true,
  input: z.object({
    target: siteInput,
    subject: z.string().trim().describe('Link id as listed; for a tier also a referring domain'),
    field: z.enum(['type', 'anchorKind', 'tier', 'area']).describe('What to correct'),
    value: z.string().describe('What it is: LT-03, AK-BRAND, 3, footer …'),
    reason: z.string().min(3).max(500).describe('Why, in words'),
    by: z.string().min(1).max(100).optional().describe('Who says so (default: who asks)'),
  }),
  output: z.object({ correction: CorrectionSchema }),
  positional: ['target', 'subject'],
  example: 'citewell corrections add clinic.example 3f0c9a1b2d4e5f60 --field type --value LT-04 --reason "parish newsletter" --by "A. Kim"',
  async run({ target, subject, field, value, reason, by }, context) {
    checkCorrected(field, value)
    const scope = scopeOf(target)
    const key = await ensureJudged(scope, context, { takesOlder: true })
    const isLink = /^[0-9a-f]{16}$/u.test(subject)
    const judged = isLink ? await context.index.judgedLink(scope, key, subject) : undefined
    if (isLink && judged === undefined) throw new CitewellError('not_found', `No link ${subject} to ${siteOfScope(scope)}. Ids stand in the last column of "links list".`)
    if (!isLink && field !== 'tier') throw new CitewellError('invalid', `Only the tier is corrected for a whole domain. Give a link id for ${field}.`)
    const domain = judged?.link.referringDomain ?? scopeOf(subject).domain
    const row = judged === undefined ? await domainRow(scope, key, domain, context) : undefined
    if (judged === undefined && row === undefined) throw new CitewellError('not_found', `${domain} does not link to ${siteOfScope(scope)} as far as known. "links referring-domains" lists the domains that do.`)
    const was = judged === undefined ? String(row!.tier) : { type: judged.type.type, anchorKind: judged.anchor.kind, tier: String(judged.tier.tier), area: judged.link.area ?? 'unknown' }[field]
    const correction = await context.desk.addCorrection({
      site: scope.domain, subject: field === 'tier' ? 'domain' : 'link', key: field === 'tier' ? domain : subject, ...shownAddresses({ referringPage: judged?.link.referringPage ?? null, target: judged?.link.target ?? null, findings: listedFindings(judged?.findings ?? []) }), field, value, was, reason, by: by ?? context.actor.name, at: context.now,
    })
    return { correction }
  },
})
