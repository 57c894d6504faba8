import { z } from 'zod'
import { PictureSchema } from './picture.js'

/**
 * Version of what is read of archives. Raised when more of a page, a link or a picture is kept than before, or when
 * something is read otherwise: archives that were read in an earlier version then show as such, and may be read again.
 */
export const archiveReading = 2

/**
 * What one capture of a page says about the page as a whole, besides its links. Kept in the link index beside the
 * sightings, because "the page was read and the link was not on it" is what makes a link lost.
 */
export const PageRecordSchema = z.object({
  url: z.string(),
  domain: z.string(),
  status: z.number().int().nullable(),
  seenBy: z.string(),
  seenAt: z.string(),
  title: z.string().nullable(),
  language: z.string().nullable(),
  robots: z.array(z.string()),
  canonical: z.string().nullable().describe('URL of link rel=canonical, resolved'),
  redirectTo: z.string().nullable().describe('Where a 3xx or a meta refresh leads, resolved'),
  linkCount: z.number().int().describe('a and area links on the page'),
  externalLinkCount: z.number().int(),
  externalDomainCount: z.number().int(),
  readFor: z.string().nullish().describe('The one target domain whose links were kept from this capture; null where all were'),
  askedAs: z.enum(['browser', 'search-robot']).nullish().describe('As whom the page was asked for, where the archive tells and it is one of these'),
  picture: PictureSchema.nullish().describe('Set where the address is not of a page but of a picture: it says nothing about links'),
  siteName: z.string().nullish().describe('Name of the site by the head of a page whose body was not read'),
  subjects: z.array(z.string()).nullish().describe('Words of the description in the head of such a page, each once, at most 24'),
  features: z.lazy(() => PageFeaturesSchema).nullable().describe('What the judgements read from the page; null when its body was not read'),
})

/** Features of a referring page that judgements cite (link-types.md section 2, F-…). All from the markup, none rendered. */
export const PageFeaturesSchema = z.object({
  structuredTypes: z.array(z.string()).describe('F-LD: schema.org types in JSON-LD, microdata and RDFa, without prefix'),
  ogType: z.string().nullable(),
  ogSiteName: z.string().nullable(),
  generator: z.string().nullable().describe('F-GEN: meta generator or a fingerprint such as wordpress, phpbb'),
  authors: z.array(z.string()).describe('F-AUTH: names from bylines, meta and structured data'),
  publishedAt: z.string().nullable(),
  modifiedAt: z.string().nullable(),
  headings: z.array(z.string()).describe('h1 and h2 texts, at most 20'),
  labels: z.array(z.object({ cue: z.string(), text: z.string(), place: z.string() })).describe('F-LBL: disclosure and genre labels found, with where they stand'),
  mainWordCount: z.number().int(),
  mainExternalDomains: z.array(z.string()).describe('F-OUT: registrable domains linked from main content, at most 200'),
  phoneCount: z.number().int().describe('F-NAP: tel: links and phone-like texts'),
  addressCount: z.number().int(),
  membership: z.array(z.string()).describe('memberOf, affiliation and the like in structured data'),
  textSimHash: z.string().nullable().describe('F-DUP: 64-bit SimHash of main text, 16 hex digits'),
  extra: z.record(z.string(), z.unknown()).default({}),
})

export type PageRecord = z.infer<typeof PageRecordSchema>
/** A page and the instant at which it was read. */
export type PageLook = { url: string; at: string }
export type PageFeatures = z.infer<typeof PageFeaturesSchema>
