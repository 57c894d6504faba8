import type { PageRecord } from '../../model/page.js'
import type { PageExtra } from '../../model/page-extra.js'

/** What the risk audits read of `PageFeatures.extra`; everything absent or of another shape reads as empty. */
interface RiskExtra extends Pick<PageExtra, 'mainStart' | 'mainEnd' | 'siteLinkTexts' | 'footerLines' | 'externalLinks' | 'commentLinks' | 'trackingIds' | 'serverAddress' | 'specialties' | 'urlInputCount' | 'contactLinkCount'> {
  relays: string[]
  /** Countries of postal addresses in structured data, lower case. */
  countries: string[]
  /** Streets of postal addresses in structured data, lower case. */
  streets: string[]
}

const read = new WeakMap<PageRecord, RiskExtra>()

export function extraOf(page: PageRecord): RiskExtra {
  const known = read.get(page)
  if (known !== undefined) return known
  const extra = page.features?.extra ?? {}
  const answer: RiskExtra = {
    mainStart: text(extra['mainStart']),
    mainEnd: text(extra['mainEnd']),
    siteLinkTexts: texts(extra['siteLinkTexts']),
    footerLines: texts(extra['footerLines']),
    externalLinks: links(extra['externalLinks']),
    commentLinks: links(extra['commentLinks']),
    trackingIds: texts(extra['trackingIds']),
    serverAddress: text(extra['serverAddress']) || null,
    specialties: texts(extra['specialties']),
    urlInputCount: count(extra['urlInputCount']),
    contactLinkCount: count(extra['contactLinkCount']),
    relays: texts(extra['relays']),
    countries: parts(extra['places'], 'country'),
    streets: parts(extra['places'], 'street'),
  }
  read.set(page, answer)
  return answer
}

function links(value: unknown): Array<{ domain: string; text: string; followed: boolean }> {
  return (Array.isArray(value) ? value : []).flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('domain' in entry) || typeof entry.domain !== 'string') return []
    return [{ domain: entry.domain, text: 'text' in entry ? text(entry.text) : '', followed: 'followed' in entry && entry.followed === true }]
  })
}

function parts(places: unknown, key: 'country' | 'street'): string[] {
  return (Array.isArray(places) ? places : []).flatMap((place: Record<string, unknown> | null) => {
    const part = text(place?.[key]).trim().toLowerCase()
    return part === '' ? [] : [part]
  })
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
