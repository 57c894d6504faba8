import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { ensureJudged } from '../judge.js'
import { siteOfScope } from '../sites.js'
import { CheckedSchema, checkLedger } from './check-ledger.js'

export default defineOperation({
  id: 'considerations.check',
  summary: 'Compare the ledger of what was given for links with the rel the links really carry',
  description: 'What is due follows from what was given: payment, sponsorship, donation and product owe sponsored (nofollow stands for it), an exchange owes nofollow, membership owes nothing. Links are as last seen by any source.',
  effect: 'read',
  mcp: true,
  input: z.object({ site: clientSiteInput }),
  output: z.object({
    site: z.string(),
    rows: z.array(CheckedSchema).describe('Those that lack something first'),
    counts: z.object({ kept: z.number().int(), missing: z.number().int(), notSeen: z.number().int(), nothingDue: z.number().int() }),
  }),
  positional: ['site'],
  example: 'citewell considerations check clinic.example',
  words: ({ rows }) => (rows.length === 0 ? 'Nothing is in the ledger. Note what was given for a link: citewell considerations save --help' : rows.map(({ consideration, verdict, words }) => `${verdict === 'missing' ? '!' : ' '} ${consideration.referringDomain} (${consideration.kind}): ${words}`).join('\n')),
  async run({ site }, context) {
    const scope = await siteAsked(site, context)
    const rows = await checkLedger(scope, await ensureJudged(scope, context), context)
    const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length
    const order = ['missing', 'not-seen', 'kept', 'nothing-due']
    return {
      site: siteOfScope(scope),
      rows: rows.sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)),
      counts: { kept: count('kept'), missing: count('missing'), notSeen: count('not-seen'), nothingDue: count('nothing-due') },
    }
  },
})
