import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { fieldsOf, firstHit, quote, type Field } from '../risk/reading.js'
import { spamPolicies } from '../risk/references.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

const templateSlot = /\{\{ ?[a-z_.]{2,30} ?\}\}|[[{](?:city|keyword|service|name|state|location|region|company|title|domain)(?:[_ ][a-z]{1,12})?[\]}]|%%[a-z_]{2,30}%%|\{[^{}|]{1,60}\|[^{}|]{1,60}\|[^{}]{1,120}\}/iu
const slotPlaces: ReadonlySet<Field['place']> = new Set(['title', 'headings', 'main text', 'words around the link'])

/** RISK-15: text that a machine filled in, seen from slots it forgot, or from text that repeats itself. */
export default defineAudit({
  id: 'generated-text',
  rule: 'RISK-15',
  judges: 'link',
  title: 'The text was written',
  failureTitle: 'The text looks filled in from a template',
  why: 'Pages made by the thousand from a template exist for search engines. Links in them carry no weight.',
  innocent: 'Directories, legal texts and tables repeat themselves, and a real site can forget a slot of its template once.',
  severity: 'medium',
  action: 'none',
  references: [spamPolicies, { title: 'Ntoulas et al.: Detecting spam web pages through content analysis (WWW 2006)', url: 'https://www.bibsonomy.org/bibtex/ntoulas2006spam' }],
  needs: ['link', 'page'],
  options: { ratioMin: 4, wordsMin: 300 },
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
    const ratio = facts.page === null ? undefined : compressionOf(facts.page, options['wordsMin'] as number)
    if (ratio !== undefined && ratio > (options['ratioMin'] as number) && facts.type.type !== 'LT-03') rows.push({ sign: 'text that repeats itself', quote: `compresses ${ratio.toFixed(1)} times` })
    if (rows.length > 0) return flag(rows.length >= 2 ? 0.5 : 0.35, rows.slice(0, 6))
    return ratio === undefined ? unknown('main text of the page, at least 300 words') : pass()
  }),
  examples: [
    { title: 'slots left open', facts: exampleLinkFacts({ page: 'https://best-of-towns.example/a', title: 'Best [service] in [city]' }), verdict: 'flag' },
    { title: 'an ordinary page whose text is at hand', facts: exampleLinkFacts({}, { pageRecord: { features: { extra: { mainText: Array.from({ length: 400 }, (_, index) => `w${(index * 7919) % 4099}x${index}`).join(' ') } } } }), verdict: 'pass' },
    { title: 'text not at hand', facts: exampleLinkFacts({}), verdict: 'unknown' },
  ],
})

const ratios = new WeakMap<PageRecord, number | undefined>()

/** How much the main text shrinks; undefined where the index keeps no whole text or it is short. */
function compressionOf(page: PageRecord, wordsMin: number): number | undefined {
  if (ratios.has(page)) return ratios.get(page)
  const text = page.features?.extra['mainText']
  const ratio = typeof text === 'string' && text.split(/\s+/u, wordsMin + 1).length > wordsMin ? byteRatio(text.slice(0, 100_000)) : undefined
  ratios.set(page, ratio)
  return ratio
}

function byteRatio(text: string): number {
  const bytes = Buffer.from(text, 'utf8')
  return bytes.byteLength / gzipSync(bytes).byteLength
}
