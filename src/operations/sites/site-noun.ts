import { SiteSchema } from '../../model/desk-nouns.js'
import { changedBy, type RecordNoun } from '../records.js'
import { scopeOf, siteOfScope } from '../sites.js'

/** Of the sites of a client one is the main one: the first saved, or the last that was said to be. */
export const siteNoun: RecordNoun<typeof SiteSchema> = {
  noun: 'sites', one: 'a site', schema: SiteSchema, of: ({ sites }) => sites, shown: ['site', 'label', 'main'],
  async tidied(record, context, before) {
    const others = (await context.desk.sites.list()).filter(({ id }) => id !== before?.id)
    const site = siteOfScope(scopeOf(record.site))
    const main = record.main || others.length === 0
    if (main) for (const other of others.filter((one) => one.main)) await context.desk.sites.save({ ...other, main: false }, changedBy(context))
    return { ...record, site, main }
  },
}
