import { z } from 'zod'
import { CorrectionSchema, type Correction } from '../../model/correction.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { ensureJudged } from '../judge.js'
import { checkCorrected } from './checked-value.js'
import { chosenInput, chosenLinks } from './chosen-links.js'

export default defineOperation({
  id: 'corrections.add-many',
  summary: 'Correct one judgement of many links at once, with the reason; all or none',
  description: 'Links are named by their ids, or are all those that pass the filters of `links list`; with filters, give the count of links you saw: if it changed since, nothing is corrected. Look first with `corrections preview`. Links that are so already are left alone. A tier is corrected for the referring domain of each link, once. All of them are one set, and `corrections withdraw-set` takes it back as one; each can also be withdrawn by itself.',
  effect: 'write',
  input: z.object({
    ...chosenInput,
    field: CorrectionSchema.shape.field.describe('What to correct'),
    value: z.string().max(100).describe('What it is: LT-03, AK-BRAND, 3, footer …'),
    reason: z.string().min(3).max(500).describe('Why, in words'),
    by: z.string().min(1).max(100).optional().describe('Who says so (default: who asks)'),
    set: z.uuid().optional().describe('Id for the set of these corrections; asked again with the same id, nothing is added twice'),
    site: clientSiteInput,
  }),
  output: z.object({
    corrections: z.array(CorrectionSchema).describe(`What was kept; the first ${limits.listRowsMax} where it is more`),
    set: z.string().nullable().describe('Id of the set, to withdraw it; null where nothing had to be corrected'),
    corrected: z.number().int().describe('Corrections that were made'),
    links: z.number().int().describe('Links asked for'),
  }),
  table: 'corrections',
  positional: ['links'],
  example: 'citewell corrections add-many 3f0c9a1b2d4e5f60 60f5e4d2b1a9c0f3 --field type --value LT-04 --reason "parish newsletters"',
  async run({ field, value, reason, by, set, site, ...choice }, context) {
    checkCorrected(field, value)
    const scope = await siteAsked(site, context)
    const before = set === undefined ? undefined : await context.desk.correctionSet(set)
    if (before) {
      if (before.field !== field || before.value !== value || before.reason !== reason) throw new CitewellError('conflict', `The set ${set!} stands for another correction. Leave its id out, or give a new one. Nothing was corrected.`)
      return { corrections: [], set: before.set, corrected: before.corrections, links: choice.count ?? new Set(choice.links).size }
    }
    const key = await ensureJudged(scope, context, { takesOlder: true })
    const chosen = await chosenLinks(choice, scope, key, context)
    const given = chosen.filter(({ was }) => was[field] !== value).map(({ id, referringDomain, referringPage, target, was }): Omit<Correction, 'id' | 'withdrawnAt' | 'withdrawnReason'> => ({
      site: scope.domain, subject: field === 'tier' ? 'domain' : 'link', key: field === 'tier' ? referringDomain : id, referringPage, target, field, value, was: was[field], reason, by: by ?? context.actor.name, at: context.now,
    }))
    const once = field === 'tier' ? [...new Map(given.map((correction) => [correction.key, correction])).values()] : given
    const made = await context.desk.addCorrections(once, set)
    return { corrections: made.slice(0, limits.listRowsMax), set: made[0]?.id.slice(0, setLength) ?? null, corrected: made.length, links: chosen.length }
  },
})

/** The id of a set is a UUID, and the ids of its corrections begin with it. */
const setLength = 36
