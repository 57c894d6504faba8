import { z } from 'zod'

/** The link types of the field, link-types.md section 3. Precedence: the lower tier wins (section 4.3). */
export const linkTypes = {
  'LT-01': { name: 'Editorial', precedence: 8 },
  'LT-02': { name: 'Guest post', precedence: 7 },
  'LT-03': { name: 'Directory', precedence: 5 },
  'LT-04': { name: 'Local', precedence: 6 },
  'LT-05': { name: 'Partnership, association or university', precedence: 5 },
  'LT-06': { name: 'Resource page', precedence: 5 },
  'LT-07': { name: 'Sponsorship', precedence: 4 },
  'LT-08': { name: 'Press release', precedence: 4 },
  'LT-09': { name: 'Profile', precedence: 3 },
  'LT-10': { name: 'Forum or Q&A', precedence: 3 },
  'LT-11': { name: 'Blog comment', precedence: 3 },
  'LT-12': { name: 'Review site', precedence: 5 },
  'LT-13': { name: 'Social', precedence: 3 },
  'LT-14': { name: 'Widget, badge, footer or sitewide', precedence: 6 },
  'LT-15': { name: 'Image or infographic embed', precedence: 6 },
  'LT-16': { name: 'Scraper, mirror or aggregator copy', precedence: 1 },
  'LT-17': { name: 'Redirect', precedence: 2 },
  'LT-18': { name: 'Paid or advertorial', precedence: 4 },
  'LT-19': { name: 'Link farm or private network', precedence: 1 },
  'LT-20': { name: 'Hacked or injected', precedence: 0 },
  'LT-21': { name: 'Government or public health', precedence: 5 },
  'LT-22': { name: 'Wiki or reference', precedence: 3 },
  'LT-23': { name: 'Academic citation', precedence: 5 },
  'LT-24': { name: 'Event, podcast or video listing', precedence: 5 },
  'LT-25': { name: 'Job board, marketplace or supplier list', precedence: 5 },
  'LT-26': { name: 'Coupon, deal or affiliate', precedence: 4 },
  'LT-27': { name: 'Same-owner network', precedence: 6 },
  'LT-28': { name: 'Web tool or site statistics', precedence: 1 },
  'LT-29': { name: 'Archive, cache or translation proxy', precedence: 1 },
  'LT-30': { name: 'Feed, newsletter or digest', precedence: 3 },
  'LT-31': { name: 'Display ad or tracking', precedence: 1 },
  'LT-99': { name: 'Unknown', precedence: 9 },
} as const satisfies Record<string, { name: string; precedence: number }>

export type LinkTypeId = keyof typeof linkTypes
export const linkTypeIds = Object.keys(linkTypes) as LinkTypeId[]
export const LinkTypeSchema = z.enum(linkTypeIds as [LinkTypeId, ...LinkTypeId[]])

export const linkFlags = [
  'local', 'sitewide', 'syndicated', 'commercial-undisclosed', 'health-host', 'ymyl-target', 'hidden', 'js-only',
  'same-owner', 'translated', 'image-link', 'editorial-style',
] as const
export type LinkFlag = (typeof linkFlags)[number]

/** Anchor kinds in the order in which they are decided, anchors.md AN-00. */
export const anchorKinds = [
  'AK-EMPTY', 'AK-IMG', 'AK-URL', 'AK-PHONE', 'AK-BRAND', 'AK-COMPOUND', 'AK-EXACT', 'AK-PARTIAL', 'AK-TITLE', 'AK-GENERIC',
  'AK-TOPIC', 'AK-OTHER', 'AK-SPAM', 'AK-UNKNOWN',
] as const
export type AnchorKind = (typeof anchorKinds)[number]
export const AnchorKindSchema = z.enum(anchorKinds)

/** Identity tiers of a referring domain, product.md (c) 1. 1 is best. */
export const tiers = {
  1: 'health authority',
  2: 'academic medicine',
  3: 'society or hospital',
  4: 'practice or health publisher',
  5: 'civic or news',
  6: 'other',
} as const
export type Tier = keyof typeof tiers
export const TierSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)])
