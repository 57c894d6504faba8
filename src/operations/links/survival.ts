import { z } from 'zod'
import { LinkTypeSchema, linkTypes } from '../../model/link-types.js'
import { defineOperation } from '../../model/operation.js'
import { survivalByType } from '../../report/survival-by-type.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { ensureJudged } from '../judge.js'
import { siteOfScope } from '../sites.js'

const Share = z.number().min(0).max(1)

const Row = z.object({
  type: LinkTypeSchema.describe('Link type id'),
  typeName: z.string().describe('Link type in words'),
  years: z.number().describe('After so many years'),
  share: Share.describe('Share of links of the type that still stand'),
  low: Share.describe('The share lies between low and high with 95 % probability, as far as the links seen tell'),
  high: Share,
  followed: z.number().int().describe('Links that were followed for so long; 0 where the share is a published one'),
  links: z.number().int().describe('Links of the type ever seen'),
  lost: z.number().int().describe('Of these lost'),
  basis: z.enum(['own', 'published']).describe('The own history of the type, or what others found of links in general, where fewer than 500 were seen'),
})

export default defineOperation({
  id: 'links.survival',
  summary: 'Tell how long links of each type last',
  description: 'By the estimate of Kaplan and Meier from the history of the index, for types of which at least 500 links were seen; for others what a vendor published of links in general: 8 % lost in three months, 44 % in seven years (QF-02). The quality score takes the latter for every type.',
  effect: 'read',
  long: true,
  input: z.object({ site: clientSiteInput }),
  output: z.object({ site: z.string(), rows: z.array(Row) }),
  table: 'rows',
  positional: ['site'],
  example: 'citewell links survival clinic.example',
  async run({ site }, context) {
    const scope = await siteAsked(site, context)
    const key = await ensureJudged(scope, context)
    const lives = []
    for await (const { link: { firstSeen, lastSeen, state }, type: { type } } of context.index.judgedAll(scope, key)) {
      context.signal.throwIfAborted()
      lives.push({ type, firstSeen, lastSeen, isLost: state === 'lost' })
    }
    const rows = survivalByType(lives).flatMap(({ marks, type, links, lost, basis }) => marks.map(({ years, share, low, high, followed }) => ({ type, typeName: linkTypes[type].name, years, share, low, high, followed, links, lost, basis })))
    return { site: siteOfScope(scope), rows }
  },
})
