import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PageExtra } from '../../model/page-extra.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { fieldsOf, firstHit, quote, type Field } from '../risk/reading.js'
import { spamPolicies } from '../risk/references.js'
import { flag, guarded, pass, provenTier, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

const templateSlot = /\{\{ ?[a-z_.]{2,30} ?\}\}|[[{](?:city|keyword|service|name|state|location|region|company|title|domain)(?:[_ ][a-z]{1,12})?[\]}]|%%[a-z_]{2,30}%%|\{[^{}|]{1,60}\|[^{}|]{1,60}\|[^{}]{1,120}\}/iu
const slotPlaces: ReadonlySet<Field['place']> = new Set(['title', 'headings', 'main text', 'words around the link'])

/** Kinds of pages that stand on many sites by nature: records, releases, copies, feeds. */
const copiedTypes = new Set(['LT-03', 'LT-08', 'LT-16', 'LT-23', 'LT-28', 'LT-29', 'LT-30'])

/**
 * RISK-15: text that a machine filled in, seen from slots it forgot, from text that repeats itself or hardly varies, or from
 * the same text on many sites. Each of the last three alone has honest causes and stays weak: an article that stands twice on
 * its page shrinks as much as a generated one.
 *
 * Of the extremes of surprise the text itself is the model: words drawn by chance, also each after the one before, give
 * packing less to find than any written text of the same length does. That holds for languages that were measured: of 204
 * real English and German pages of 900 words the least shrank 2.17 times, while of texts by chains of words and of words
 * in no order nineteen in twenty and more stayed below 2.11.
 */
export default defineAudit({
  id: 'generated-text',
  rule: 'RISK-15',
  judges: 'link',
  title: 'The text was written',
  failureTitle: 'The text looks filled in from a template',
  why: 'Pages made by the thousand from a template exist for search engines. Links in them carry no weight.',
  innocent: 'Directories, legal texts and tables repeat themselves, and a real site can forget a slot of its template once.',
  notMeasured: ['how surprising the words are to a language model: models small enough to ship, of letters or of pairs of words, did not tell written texts from generated ones, and fluent generated text surprises none of them'],
  severity: 'medium',
  action: 'none',
  references: [spamPolicies, { title: 'Ntoulas et al.: Detecting spam web pages through content analysis (WWW 2006)', url: 'https://www.bibsonomy.org/bibtex/ntoulas2006spam' }],
  needs: ['link', 'page'],
  options: { ratioMin: 4, startRatioMin: 2.12, varietyMin: 0.35, varietyMax: 0.92, copiesMin: 5 },
  evidence: z.object({ sign: z.string().describe('Sign'), quote: z.string().describe('What was found') }),
  judge: guarded((facts: RiskLinkFacts, options) => {
    const fields = fieldsOf(facts)
    const rows: Array<{ sign: string; quote: string }> = []
    for (const field of fields) {
      const slot = slotPlaces.has(field.place) ? templateSlot.exec(field.text.slice(0, 1_300)) : null
      if (slot !== null && !rows.some((row) => row.quote.includes(slot[0]))) rows.push({ sign: 'an unfilled slot', quote: quote(field.text, slot[0]) })
    }
    // A title that an export names may be the tool's own filler; only what the page itself says counts.
    const placeholder = facts.page === null ? undefined : firstHit(fields, 'risk/placeholder', slotPlaces)
    if (placeholder !== undefined) rows.push({ sign: 'a placeholder', quote: quote(placeholder.field.text, placeholder.hit.phrase) })
    const slots = rows.length
    const extra: Partial<PageExtra> = facts.page?.features?.extra ?? {}
    const ratio = numberOf(extra.textCompression)
    if (facts.type.type !== 'LT-03') {
      if (ratio !== undefined && ratio > (options['ratioMin'] as number)) rows.push({ sign: 'text that repeats itself', quote: `compresses ${ratio.toFixed(1)} times` })
      const start = numberOf(extra.startCompression)
      if (start !== undefined && start < (options['startRatioMin'] as number) && measuredLanguage.test(facts.page?.language ?? '')) rows.push({ sign: 'words that do not hang together', quote: `the first 900 words compress ${start.toFixed(2)} times, as words by chance do; written texts ${(options['startRatioMin'] as number).toFixed(2)} times or more` })
      const variety = numberOf(extra.wordVariety)
      // Single characters of scripts without spaces repeat more than words do.
      if (variety !== undefined && !unspacedLanguage.test(facts.page?.language ?? '')) {
        if (variety < (options['varietyMin'] as number)) rows.push({ sign: 'few different words', quote: `${Math.round(300 * variety)} different words in 300` })
        else if (variety > (options['varietyMax'] as number)) rows.push({ sign: 'hardly a word that comes twice', quote: `${Math.round(300 * variety)} different words in 300` })
      }
    }
    const copies = facts.kin?.copyDomainCount ?? 0
    if (copies >= (options['copiesMin'] as number) && provenTier(facts.tier) === 6 && !copiedTypes.has(facts.type.type)) rows.push({ sign: 'the same text on many sites', quote: `on ${copies} domains that link here` })
    if (rows.length > 0) return flag(rows.length >= 2 ? 0.5 : slots > 0 ? 0.35 : 0.25, rows.slice(0, 6))
    return ratio === undefined ? unknown('main text of the page, at least 300 words') : pass()
  }),
  examples: [
    { title: 'slots left open', facts: exampleLinkFacts({ page: 'https://best-of-towns.example/a', title: 'Best [service] in [city]' }), verdict: 'flag' },
    { title: 'a text of few words over and over', facts: exampleLinkFacts({}, { pageRecord: { features: { extra: { textCompression: 6.1, wordVariety: 0.2 } } } }), verdict: 'flag' },
    { title: 'words that a machine strung together', facts: exampleLinkFacts({}, { pageRecord: { language: 'en', features: { extra: { textCompression: 2.1, startCompression: 2.01, wordVariety: 0.72 } } } }), verdict: 'flag' },
    { title: 'an ordinary page of some length', facts: exampleLinkFacts({}, { pageRecord: { language: 'en', features: { extra: { textCompression: 2.6, startCompression: 2.35, wordVariety: 0.61 } } } }), verdict: 'pass' },
    { title: 'text not at hand', facts: exampleLinkFacts({}), verdict: 'unknown' },
  ],
})

/** Languages of which enough real texts were packed to know how little they shrink. */
const measuredLanguage = /^(?:en|de)(?:$|[-_])/iu
const unspacedLanguage = /^(?:zh|ja|th|ko|yue|lo|km|my)(?:$|[-_])/iu

/** Figures that reading a page left; pages read by earlier versions have none. */
function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
