import { z } from 'zod'
import { CorrectionSchema } from '../../model/correction.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { ensureJudged } from '../judge.js'
import { checkCorrected } from './checked-value.js'
import { chosenInput, chosenLinks } from './chosen-links.js'

/** Links that are shown as examples. */
const examplesMax = 5

export default defineOperation({
  id: 'corrections.preview',
  summary: 'Show what correcting many links at once would change, without changing it',
  effect: 'read',
  input: z.object({
    ...chosenInput,
    field: CorrectionSchema.shape.field.describe('What would be corrected'),
    value: z.string().max(100).describe('What it would be: LT-03, AK-BRAND, 3, footer …'),
    site: clientSiteInput,
  }),
  output: z.object({
    links: z.number().int().describe('Links meant'),
    referringDomains: z.number().int().describe('Domains they stand on'),
    corrections: z.number().int().describe('Corrections that would be made: one a link, or one a domain for a tier'),
    unchanged: z.number().int().describe('Links that are so already and are left alone'),
    was: z.array(z.object({ value: z.string(), links: z.number().int() })).describe('What they are now, the most frequent first'),
    examples: z.array(z.object({ id: z.string(), referringDomain: z.string(), referringPage: z.string().nullable(), was: z.string() })).describe('Some of the links that would change'),
    most: z.number().int().describe('Links that can be corrected at one go'),
  }),
  positional: ['links'],
  example: 'citewell corrections preview --domain forum.example --count 214 --field type --value LT-07',
  async run({ field, value, site, ...choice }, context) {
    checkCorrected(field, value)
    const scope = await siteAsked(site, context)
    const chosen = await chosenLinks(choice, scope, await ensureJudged(scope, context, { takesOlder: true }), context)
    const changing = chosen.filter(({ was }) => was[field] !== value)
    const was = new Map<string, number>()
    for (const link of chosen) was.set(link.was[field], (was.get(link.was[field]) ?? 0) + 1)
    return {
      links: chosen.length,
      referringDomains: new Set(chosen.map(({ referringDomain }) => referringDomain)).size,
      corrections: field === 'tier' ? new Set(changing.map(({ referringDomain }) => referringDomain)).size : changing.length,
      unchanged: chosen.length - changing.length,
      was: [...was].map(([value, links]) => ({ value, links })).sort((a, b) => b.links - a.links || (a.value < b.value ? -1 : 1)),
      examples: changing.slice(0, examplesMax).map(({ id, referringDomain, referringPage, was }) => ({ id, referringDomain, referringPage, was: was[field] })),
      most: limits.correctionsAtOnceMax,
    }
  },
})
