import { SiteSchema } from '../../model/desk-nouns.js'
import { keepMainSite } from '../client-site.js'
import { plainSite } from '../clients/main-site.js'
import { changedBy, type RecordNoun } from '../records.js'
import { scopeOf, siteOfScope } from '../sites.js'

/** Of the sites of a client one is the main one: the first saved where none was named before, or the last that was said to be. The client carries it too: the app looks there. */
export const siteNoun: RecordNoun<typeof SiteSchema> = {
  noun: 'sites', one: 'a site', schema: SiteSchema, of: ({ sites }) => sites, shown: ['site', 'label', 'main'],
  async tidied(record, context, before) {
    const others = (await context.desk.sites.list()).filter(({ id }) => id !== before?.id)
    const site = siteOfScope(scopeOf(record.site))
    const named = context.client.site
    const main = record.main || (others.length === 0 && (named === null || siteOfScope(scopeOf(named)) === site))
    if (main) for (const other of others.filter((one) => one.main)) await context.desk.sites.save({ ...other, main: false }, changedBy(context))
    // Only when it becomes the main one: a new label must not undo what was chosen elsewhere since.
    if (main && !(before?.main === true && before.site === site)) await keepMainSite(plainSite(record.site), context)
    return { ...record, site, main }
  },
}
