import { z } from 'zod'
import { ProspectSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'

const states = ['proposed', 'approved', 'declined', 'vetoed']

export default defineOperation({
  id: 'prospects.list',
  summary: 'List the prospects of a client: those that wait for a decision first',
  effect: 'read',
  usesLists: false,
  mcp: true,
  input: z.object({ state: ProspectSchema.shape.state.unwrap().optional().describe('Only prospects in this state') }),
  output: z.object({ rows: z.array(ProspectSchema), counts: z.object({ proposed: z.number().int(), approved: z.number().int(), declined: z.number().int(), vetoed: z.number().int() }) }),
  table: 'rows',
  shown: ['domain', 'tier', 'state', 'reason', 'comment', 'decidedBy', 'id'],
  example: 'citewell prospects list --state proposed',
  async run({ state }, { desk }) {
    const all = await desk.prospects.list()
    const count = (one: string) => all.filter((prospect) => prospect.state === one).length
    const rows = all.filter((prospect) => state === undefined || prospect.state === state)
    return {
      rows: rows.sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state) || (a.tier ?? 9) - (b.tier ?? 9) || (a.domain < b.domain ? -1 : 1)),
      counts: { proposed: count('proposed'), approved: count('approved'), declined: count('declined'), vetoed: count('vetoed') },
    }
  },
})
