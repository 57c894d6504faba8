import { z } from 'zod'
import { ProspectSchema, type Prospect } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { changedBy } from '../records.js'
import { scopeOf } from '../sites.js'

const { domain, reason, rivals, tier } = ProspectSchema.shape

export default defineOperation({
  id: 'prospects.propose',
  summary: 'Put domains before the client for a yes, each with its reason',
  description: 'Domains that were proposed before stay as they are, with the decision on them, and are named as known. Nobody is written to before somebody approved.',
  effect: 'write',
  usesLists: false,
  mcp: true,
  input: z.object({ prospects: z.array(z.object({ domain: domain.min(1), reason: reason.min(1), rivals, tier })).min(1).max(500).describe('Domains with the reason, as gap find gives them') }),
  output: z.object({ saved: z.array(ProspectSchema), known: z.array(z.string()).describe('Domains that were proposed before') }),
  table: 'saved',
  example: `citewell prospects propose --prospects '{"domain":"heart-society.example","reason":"Links to two rivals"}'`,
  async run({ prospects }, context) {
    const given = prospects.map((prospect) => ({ ...prospect, domain: scopeOf(prospect.domain).domain }))
    const there = new Set((await context.desk.prospects.list()).map((prospect) => prospect.domain))
    const { by, at } = changedBy(context)
    const saved: Prospect[] = []
    const known: string[] = []
    for (const prospect of given) {
      if (there.has(prospect.domain)) known.push(prospect.domain)
      else saved.push(await context.desk.prospects.save({ ...prospect, state: 'proposed', comment: '', decidedBy: null, decidedAt: null, proposedBy: by, proposedAt: at }, { by, at }))
      there.add(prospect.domain)
    }
    return { saved, known }
  },
})
