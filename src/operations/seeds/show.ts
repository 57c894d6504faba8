import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { nearMisses, rowOf, seedNamesOf, SeedRow, typedHost } from './seed-rows.js'

export default defineOperation({
  id: 'seeds.show',
  summary: 'Show why a domain is a seed of trust or distrust, or why it is none',
  description: 'Seeds are where trust and distrust start when a web graph is ranked. A seed is a name in a shipped set; sets say their source, licence, version and day of review.',
  effect: 'read',
  wall: 'open',
  input: z.object({ domain: z.string().min(1).max(2_048).describe('Domain, host or URL') }),
  output: z.object({
    domain: z.string(),
    sets: z.array(SeedRow.extend({ set: z.string(), setKind: z.enum(['trusted', 'distrusted']), version: z.string().describe('Version of the set') })),
    near: z.array(z.object({ what: z.string(), why: z.string() })).describe('What comes near, and why it does not count'),
  }),
  table: 'sets',
  shown: ['set', 'domain', 'name', 'tier', 'country'],
  positional: ['domain'],
  example: 'citewell seeds show nih.gov',
  words({ domain, sets, near }) {
    const lines = sets.length === 0 ? [`${domain} is not a seed.`] : [`${domain} is a seed in ${sets.length} ${sets.length === 1 ? 'set' : 'sets'}.`]
    const [first] = sets
    if (first !== undefined) {
      lines.push(`  ${[first.name, first.tier === null ? '' : `tier ${first.tier}`, first.kind, first.country ?? (first.setKind === 'trusted' ? 'no one country' : ''), first.languages.join(' ')].filter(Boolean).join(' · ')}`)
      for (const row of sets) lines.push(`  ${row.setKind === 'trusted' ? '+' : '-'} ${row.set}, version ${row.version}: ${row.why}`, `    ${row.source} (${row.licence})${row.reviewedOn === null ? ', not reviewed one by one' : `, reviewed ${row.reviewedOn}`}`)
    }
    for (const { what, why } of near) lines.push(`  near: ${what} – ${why}`)
    return lines.join('\n')
  },
  async run({ domain }, { lists }) {
    const host = typedHost(domain)
    const names = seedNamesOf(host)
    const sets = lists.seedSets.ids.flatMap((id) => {
      const set = lists.seedSets.get(id)!
      const entry = set.entries.find((one) => names.includes(one.domain))
      return entry === undefined ? [] : [{ set: id, setKind: set.kind, version: set.version, ...rowOf(entry) }]
    })
    return { domain: host, sets, near: nearMisses(host, lists) }
  },
})
