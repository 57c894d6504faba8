import { CompetitorSchema } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import type { RecordNoun } from '../records.js'
import { scopeOf } from '../sites.js'

export const competitorNoun: RecordNoun<typeof CompetitorSchema> = {
  noun: 'competitors', one: 'a competitor', schema: CompetitorSchema, of: ({ competitors }) => competitors, shown: ['domain', 'name'],
  async tidied(record, { desk }, before) {
    const { domain } = scopeOf(record.domain)
    const same = (await desk.competitors.list()).find((other) => other.domain === domain && other.id !== before?.id)
    if (same) throw new CitewellError('conflict', `${domain} is among the competitors already. Nothing was saved.`)
    return { ...record, domain }
  },
}
