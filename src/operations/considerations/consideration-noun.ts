import { CitewellError } from '../../model/error.js'
import { ConsiderationSchema } from '../../model/desk-nouns.js'
import { relDueFor } from '../../decisions/index.js'
import { dayOf } from '../days.js'
import type { RecordNoun } from '../records.js'
import { scopeOf } from '../sites.js'

/** What was given for links, and so which rel they owe. */
export const considerationNoun: RecordNoun<typeof ConsiderationSchema> = {
  noun: 'considerations', one: 'an entry of the ledger', schema: ConsiderationSchema, of: ({ considerations }) => considerations, set: ['relDue'], shown: ['referringDomain', 'kind', 'amount', 'currency', 'on', 'relDue', 'note'],
  tidied(record) {
    const referringDomain = scopeOf(record.referringPage !== '' ? record.referringPage : record.referringDomain).domain
    if (record.referringPage !== '' && scopeOf(record.referringDomain).domain !== referringDomain) throw new CitewellError('invalid', `The page ${record.referringPage} does not belong to ${record.referringDomain}. Nothing was saved.`)
    const [on, until] = [dayOf(record.on, 'on'), dayOf(record.until, 'until')]
    if (on !== null && until !== null && until < on) throw new CitewellError('invalid', `until (${until}) lies before on (${on}). Nothing was saved.`)
    return { ...record, referringDomain, on, until, currency: record.currency.toUpperCase(), relDue: relDueFor(record.kind).rel }
  },
}
