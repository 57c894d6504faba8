import { z } from 'zod'
import { countOf } from '../../lib/number-words.js'
import { domainOfHost } from '../../model/domain.js'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import type { Registration } from '../../model/registration.js'
import { parseHost } from '../../model/url.js'
import { judgeAfter } from '../judge-after.js'
import { registrationRow, RegistrationRowSchema, registrationWords } from './registration-row.js'

export default defineOperation({
  id: 'registrations.forget',
  summary: 'Take back what was told of the registration of domains, such as a list that was read wrongly',
  description: 'Of the domains named, or of one source, or of these domains by that source. Without --confirm it only says what would be taken back. Judgements then read as if it had never been told; what is read or asked afterwards counts.',
  effect: 'write',
  inSteps: true,
  input: z.object({
    domains: z.array(z.string().min(1).max(300)).max(1_000).default([]).describe('Only what was told of these domains'),
    source: z.string().min(1).max(300).optional().describe('Only what this source told, as registrations list names it: list:domains.csv, or the file or server alone'),
    confirm: z.boolean().default(false).describe('Take it back, and not only say what that would be'),
  }),
  output: z.object({
    rows: z.array(RegistrationRowSchema).describe('What was told'),
    domains: z.number().int().describe('Domains it was told of'),
    unknown: z.array(z.string()).describe('Domains named of which nothing of it was told'),
    forgotten: z.boolean(),
  }),
  table: 'rows',
  shown: ['domain', 'expiresOn', 'registrar', 'createdOn', 'seenBy', 'seenAt'],
  positional: ['domains'],
  example: 'citewell registrations forget --source domains.csv --confirm',
  words({ rows, domains, unknown, forgotten }) {
    const none = unknown.length === 0 ? [] : [`Nothing of it was told of ${unknown.slice(0, 10).join(', ')}${unknown.length > 10 ? ` and ${unknown.length - 10} more` : ''}.`]
    if (rows.length === 0) return ['There is nothing to take back.', ...none].join('\n')
    return [
      `${forgotten ? 'Taken back' : 'Would take back'}: ${countOf(rows.length, 'entry', 'entries')} of ${countOf(domains, 'domain')}.${forgotten ? '' : ' Nothing is changed yet; do it with --confirm.'}`,
      ...rows.slice(0, 50).map((row) => `${row.domain}: ${registrationWords(row)}`),
      ...(rows.length > 50 ? [`… and ${rows.length - 50} more; --json lists them`] : []),
      ...none,
    ].join('\n')
  },
  async run({ domains, source, confirm }, context) {
    const { index, now } = context
    if (domains.length === 0 && source === undefined) throw new CitewellError('invalid', 'Nothing says what to take back. Name domains, or a source with --source; registrations list shows both.')
    const only = new Set<string>(domains.map((name) => domainOfHost(parseHost(name) ?? name)))
    const isMeant = ({ domain, seenBy }: Pick<Registration, 'domain' | 'seenBy'>) => (only.size === 0 || only.has(domain)) && (source === undefined || seenBy === source || seenBy.slice(seenBy.indexOf(':') + 1) === source)
    const told = [...(await index.registrations()).values()].flat().filter(isMeant)
    const rows = told.map((one) => registrationRow([one], now))
    const of = new Set(told.map(({ domain }) => domain))
    const forgotten = confirm && told.length > 0
    if (forgotten) {
      await index.forgetRegistrations(isMeant)
      await judgeAfter(undefined, context)
    }
    return { rows, domains: of.size, unknown: [...only].filter((domain) => !of.has(domain)), forgotten }
  },
})
