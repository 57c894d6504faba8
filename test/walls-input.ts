import { inputFields, type InputField } from '../src/doors/schemas.js'
import type { Operation } from '../src/model/operation.js'
import { markOf, siteOf, type ClientName } from './walls-world.js'

/** Inputs that can't be told from their name alone. */
const special: Readonly<Record<string, (own: ClientName) => Record<string, unknown>>> = {
  'corrections.add': (own) => ({ subject: 'one.example', field: 'tier', value: '2', target: siteOf(own), reason: 'read the page', by: 'a tester' }),
  // All links there are, so that a set of somebody else's id would really be made or met.
  'corrections.add-many': () => ({ count: 3, field: 'tier', value: '5', reason: 'read the page' }),
  'jobs.start': (own) => ({ operation: 'index.check', input: { client: own } }),
  'schedules.save': (own) => ({ operation: 'index.check', input: { client: own }, cron: '0 6 * * 1' }),
  'prospects.propose': () => ({ prospects: [{ domain: 'prospect.example', reason: 'links to rivals' }] }),
  'profiles.save': (own) => ({ target: siteOf(own), profile: { name: 'profile.json', text: '{}' } }),
  'people.set-up': () => ({ name: 'Eve', email: 'eve@people.example', password: 'long enough to pass' }),
}

/** Values by the name of an input, for those that have to be given or that name something. */
const byName: Readonly<Record<string, (own: ClientName) => unknown>> = {
  target: siteOf, site: siteOf, domain: () => 'one.example', domains: () => ['one.example', 'two.example'], link: () => '0000000000000000', email: () => 'eve@people.example', reason: () => 'because it is so', comment: () => 'because it is so', graph: () => 'none', out: () => 'none',
  password: () => 'long enough to pass', current: () => 'long enough to pass', code: () => '123456', secret: () => 'no such secret', token: () => 'no-such-token', name: () => 'Eve', release: () => 'cc-main-2026-apr-may-jun', cron: () => '0 6 * * 1', operation: () => 'index.check', field: () => 'type', value: () => 'LT-02', subject: () => 'domain', by: () => 'a tester', ids: () => ['no-such-id'], links: () => ['0000000000000000'],
  url: () => 'https://one.example/', about: () => 'one.example', text: () => 'a text',
}

/** An input that passes the schema of an operation, made of its required fields. */
export function inputOf(operation: Operation, own: ClientName): Record<string, unknown> {
  return { ...Object.fromEntries(inputFields(operation).filter(({ required, kind }) => required && kind !== 'target').map((field) => [field.name, valueOf(field, own)])), ...special[operation.id]?.(own) }
}

function valueOf({ name, kind, array, choices }: InputField, own: ClientName): unknown {
  const one = byName[name]?.(own) ?? (choices.length > 0 ? choices[0] : kind === 'file' ? { name: 'rows.csv', text: `Referring page,Target\nhttps://one.example/,https://${siteOf(own)}/\n` } : kind === 'number' ? 1 : kind === 'boolean' ? true : kind === 'json' ? {} : 'no-such-thing')
  return array && !Array.isArray(one) ? [one] : one
}

const naming = /^(?:ids?|link|correction|decision|task|note|view|job|schedule|before|proposal|invitation|grant|person|session|token|archived|inClient|client|organisation|batch|set|secret|key|input)$/u

/** Inputs that name something of the desk: what an attacker would put the ids of others into. */
export const namingFields = (operation: Operation): InputField[] => inputFields(operation).filter(({ name, kind }) => naming.test(name) && (kind === 'text' || kind === 'json'))

/** True for what only the command line can be asked, since it writes a file where the person is. */
export const needsDisk = (operation: Operation): boolean => inputFields(operation).some(({ kind, required }) => kind === 'target' && required)

/** With `value` in place of what one input names. */
export function naming1(operation: Operation, base: Record<string, unknown>, field: InputField, value: string): Record<string, unknown> {
  if (field.kind === 'json') return { ...base, [field.name]: { ...(base[field.name] as object), client: value } }
  return { ...base, [field.name]: field.array ? [value] : value }
}

/** Everything that tells of a client: what no answer for somebody outside its wall may hold. */
export const tells = (client: ClientName, ids: Record<string, string>): string[] => [markOf(client), ...Object.values(ids).filter((id) => id.length > 20)]
