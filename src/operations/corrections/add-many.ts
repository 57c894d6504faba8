import { z } from 'zod'
import { CorrectionSchema, type Correction } from '../../model/correction.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { briefsOf } from '../briefs.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { ensureJudged } from '../judge.js'
import { siteOfScope } from '../sites.js'
import { checkCorrected } from './checked-value.js'

export default defineOperation({
  id: 'corrections.add-many',
  summary: 'Correct one judgement of many links at once, with the reason; all or none',
  description: 'A tier is corrected for the referring domain of each link, once. Each correction can be withdrawn by itself.',
  effect: 'write',
  input: z.object({
    links: z.array(z.string().trim().regex(/^[0-9a-f]{16}$/u, 'is no link id; an id has 16 digits and letters a to f')).min(1).max(limits.listRowsMax).describe('Link ids, as listed'),
    field: CorrectionSchema.shape.field.describe('What to correct'),
    value: z.string().max(100).describe('What it is: LT-03, AK-BRAND, 3, footer …'),
    reason: z.string().min(3).max(500).describe('Why, in words'),
    by: z.string().min(1).max(100).optional().describe('Who says so (default: who asks)'),
    site: clientSiteInput,
  }),
  output: z.object({ corrections: z.array(CorrectionSchema), links: z.number().int().describe('Links asked for') }),
  table: 'corrections',
  positional: ['links'],
  example: 'citewell corrections add-many 3f0c9a1b2d4e5f60 60f5e4d2b1a9c0f3 --field type --value LT-04 --reason "parish newsletters"',
  async run({ links, field, value, reason, by, site }, context) {
    checkCorrected(field, value)
    const scope = await siteAsked(site, context)
    const key = await ensureJudged(scope, context)
    const ids = [...new Set(links)]
    const briefs = await briefsOf(scope, key, ids, context)
    if (briefs.length < ids.length) {
      const known = new Set(briefs.map(({ link }) => link.id))
      throw new CitewellError('not_found', `No link ${ids.find((id) => !known.has(id))!} to ${siteOfScope(scope)}${ids.length - briefs.length > 1 ? `, nor ${ids.length - briefs.length - 1} more of those given` : ''}. Nothing was corrected.`)
    }
    const given = briefs.map(({ link, type, anchor, tier }): Omit<Correction, 'id' | 'withdrawnAt' | 'withdrawnReason'> => ({
      site: scope.domain, subject: field === 'tier' ? 'domain' : 'link', key: field === 'tier' ? link.referringDomain : link.id, referringPage: link.referringPage, target: link.target, field, value,
      was: { type: type.type, anchorKind: anchor.kind, tier: String(tier.tier), area: link.area ?? 'unknown' }[field], reason, by: by ?? context.actor.name, at: context.now,
    }))
    const once = field === 'tier' ? [...new Map(given.map((correction) => [correction.key, correction])).values()] : given
    return { corrections: await context.desk.addCorrections(once), links: ids.length }
  },
})
