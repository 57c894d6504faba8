import { z } from 'zod'
import { JudgedFacetsSchema } from '../../model/judged-summary.js'
import { LinkQuerySchema } from '../../model/listed-link.js'
import { defineOperation } from '../../model/operation.js'
import { ensureJudged } from '../judge.js'
import { siteInput } from '../schemas.js'
import { scopeOf, siteOfScope } from '../sites.js'

export default defineOperation({
  id: 'links.facets',
  summary: 'Count the links to a site by type, tier, area, state, anchor kind, rel, source and finding',
  description: 'Takes the filters of links.list. Each list leaves out its own filter: beside the types chosen, it says how many links each other type would add.',
  effect: 'read',
  input: LinkQuerySchema.omit({ sort: true, order: true, limit: true, cursor: true, offset: true, onePerDomain: true }).extend({ target: siteInput }),
  output: JudgedFacetsSchema.extend({ target: z.string() }),
  positional: ['target'],
  example: 'citewell links facets clinic.example --tier 5,6 --live',
  words(facets) {
    const lines = (['type', 'tier', 'area', 'state', 'anchorKind', 'followed', 'seenBy', 'finding', 'corrected'] as const)
      .filter((name) => facets[name].length > 0)
      .map((name) => `${name.padEnd(10)}  ${facets[name].map(({ value, links }) => `${value ?? 'not known'} ${links}`).join(', ')}`)
    return [`${facets.total} links from ${facets.referringDomains} referring domains`, ...lines].join('\n')
  },
  async run({ target, ...filters }, context) {
    const scope = scopeOf(target)
    const key = await ensureJudged(scope, context)
    return { target: siteOfScope(scope), ...(await context.index.judgedFacets(scope, key, LinkQuerySchema.parse(filters))) }
  },
})
