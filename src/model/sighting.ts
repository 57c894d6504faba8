import { z } from 'zod'
import { AreaSchema, ElementSchema, LostReasonSchema } from './link.js'

/**
 * One link seen once, by one source: the only way a link enters. Flat and plain, so that it is one NDJSON line.
 *
 * What a source does not tell is null, never a guess: a list of linking pages has no anchor text, and a list of
 * linking domains has no referring page.
 */
export const SightingSchema = z.object({
  referringPage: z.string().nullable().describe('URL of the page on which the link stands; null when only the domain is known'),
  referringDomain: z.string().describe('Registrable domain of the referring page'),
  target: z.string().nullable().describe('URL the link points to, resolved, after WHATWG; null when only the domain is known'),
  targetDomain: z.string().describe('Registrable domain of the target'),
  anchorText: z.string().nullable().describe('Visible words of the link, or the alt text of a linked image; white space collapsed; null when not told'),
  rel: z.array(z.string()).describe('rel tokens, lower case'),
  area: AreaSchema.nullable().describe('Where on the page the link stands; null when the page was not read'),
  context: z.object({ before: z.string(), after: z.string() }).nullable().describe('Words before and after the link in its block'),
  image: z.string().nullable().describe('URL of the linked image, if the link wraps one'),
  element: ElementSchema.describe('What carries the link'),
  position: z.number().int().nullable().describe('Ordinal of the link on its page, from 0'),
  title: z.string().nullable().describe('Title of the referring page'),
  language: z.string().nullable().describe('Language of the referring page as declared'),
  status: z.number().int().nullable().describe('HTTP status of the referring page'),
  robots: z.array(z.string()).describe('Robots directives of the referring page (meta and X-Robots-Tag), lower case'),
  seenBy: z.string().describe('Source: crawl, archive:NAME, or an import id such as ahrefs-backlinks'),
  seenAt: z.string().describe('When the source saw the link, UTC (its last-seen date where it gives two)'),
  firstSeenAt: z.string().nullable().default(null).describe('When the source says it first saw the link'),
  lostAt: z.string().nullable().default(null).describe('When the source says the link was lost'),
  lostReason: LostReasonSchema.nullable().default(null).describe('Why it was lost, in our words'),
  cues: z.array(z.string()).default([]).describe('What the markup around the link says: author-box, caption, list, hidden, label:…'),
  fallbackText: z.string().nullable().default(null).describe('title or aria-label of a link without text'),
  vendor: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable().default(null).describe("The source's own figures, shown beside ours and never mixed in"),
  raw: z.string().nullable().default(null).describe('The row as the export had it, as JSON'),
})

export type Sighting = z.infer<typeof SightingSchema>
