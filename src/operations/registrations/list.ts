import { z } from 'zod'
import { parseHost } from '../../model/url.js'
import { domainOfHost } from '../../model/domain.js'
import { defineOperation } from '../../model/operation.js'
import { registrationRow, RegistrationRowSchema, registrationWords } from './registration-row.js'

export default defineOperation({
  id: 'registrations.list',
  summary: 'List what was told of the registration of domains: last day, registrar, name servers, by whom and when',
  description: 'Holds what registrations fetch asked and registrations read was given; of persons nothing is kept. Soonest to run out first.',
  effect: 'read',
  usesLists: false,
  input: z.object({
    domains: z.array(z.string().min(1).max(300)).max(1_000).default([]).describe('Only these domains'),
    within: z.number().int().min(0).max(10_000).optional().describe('Only those that run out within so many days, or have'),
    limit: z.number().int().min(1).max(10_000).default(1_000).describe('Rows'),
  }),
  output: z.object({ rows: z.array(RegistrationRowSchema), total: z.number().int() }),
  table: 'rows',
  shown: ['domain', 'expiresOn', 'daysLeft', 'registrar', 'createdOn', 'nameServers', 'seenBy', 'seenAt'],
  positional: ['domains'],
  example: 'citewell registrations list --within 60',
  words({ rows, total }) {
    if (rows.length === 0) return 'Nothing was told of any. Ask the registries with registrations fetch, or read a list of your registrar with registrations read.'
    return [...rows.map((row) => `${row.domain}: ${registrationWords(row)}`), ...(total > rows.length ? [`… and ${total - rows.length} more; --limit shows them`] : [])].join('\n')
  },
  async run({ domains, within, limit }, { index, now }) {
    const only = new Set<string>(domains.map((name) => domainOfHost(parseHost(name) ?? name)))
    const all = await index.registrations()
    const rows = [...all.values()].map((history) => registrationRow(history, now))
      .filter((row) => (only.size === 0 || only.has(row.domain)) && (within === undefined || !row.registered || (row.daysLeft !== null && row.daysLeft <= within)))
      .sort((a, b) => order(lastDay(a), lastDay(b)) || order(a.domain, b.domain))
    return { rows: rows.slice(0, limit), total: rows.length }
  },
})

const lastDay = ({ registered, expiresOn }: { registered: boolean; expiresOn: string | null }) => (registered ? (expiresOn ?? '9999') : '')
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
