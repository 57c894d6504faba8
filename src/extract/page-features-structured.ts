import type { GeoPoint, PostalPlace } from '../model/page-extra.js'
import { addOwnerAddresses } from './frame-owner.js'

/**
 * Structured data of a page (F-LD), read leniently: pages get JSON-LD wrong in every way there is, and a broken block
 * must not hide the sound one beside it.
 */
export interface StructuredData {
  types: Set<string>
  authors: string[]
  publishedAt: string[]
  modifiedAt: string[]
  membership: Set<string>
  places: PostalPlace[]
  organisations: Set<string>
  points: GeoPoint[]
  specialties: Set<string>
  sameAs: Set<string>
  /** Addresses of who keeps the page: publisher, parent and sister bodies, editions. */
  owners: Set<string>
  /** What nodes say of "isAccessibleForFree". */
  access: string[]
  phoneCount: number
  addressCount: number
  ratingCount: number
  breadcrumb: string[]
  /** Authors given by reference to another node, and the names of nodes by their `@id`. */
  authorIds: string[]
  namesById: Map<string, string>
}

const blockCharsMax = 512 * 1024
const nodesMax = 20_000
const depthMax = 24
const itemsMax = 100

export function emptyStructuredData(): StructuredData {
  return {
    types: new Set(), authors: [], publishedAt: [], modifiedAt: [], membership: new Set(), places: [], organisations: new Set(), points: [], specialties: new Set(), sameAs: new Set(), owners: new Set(), access: [],
    phoneCount: 0, addressCount: 0, ratingCount: 0, breadcrumb: [], authorIds: [], namesById: new Map(),
  }
}

/** `https://schema.org/Physician`, `schema:Physician`, `Physician` all give `Physician`. */
export function bareType(text: string): string {
  const trimmed = text.trim().replace(/[/#]+$/u, '')
  return trimmed.slice(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('#'), trimmed.lastIndexOf(':')) + 1)
}

/** The values in a JSON-LD script; broken text gives none. */
export function parseJsonLd(text: string): unknown[] {
  if (text.length > blockCharsMax) return []
  const plain = text.replaceAll('<![CDATA[', '').replaceAll(']]>', '').replaceAll('<!--', '').replaceAll('-->', '').trim()
  if (plain === '') return []
  for (const attempt of [plain, relaxedJson(plain)]) {
    try {
      return [JSON.parse(attempt)]
    } catch {
      // The next, more lenient reading may do; if none does the block is left out.
    }
  }
  return []
}

/**
 * JSON with what authors and templates commonly leave in it made harmless: comments, raw line breaks inside strings,
 * commas before a closing bracket, a semicolon at the end. One pass over the text, so its cost is linear.
 */
function relaxedJson(text: string): string {
  let out = ''
  let inString = false
  let from = 0
  const length = text.length
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 92 /* \ */) at += 1
      else if (code === 34 /* " */) inString = false
      else if (code < 32) {
        out += `${text.slice(from, at)} `
        from = at + 1
      }
      continue
    }
    if (code === 34) inString = true
    else if (code === 47 /* / */ && (text.charCodeAt(at + 1) === 47 || text.charCodeAt(at + 1) === 42)) {
      const end = text.charCodeAt(at + 1) === 47 ? text.indexOf('\n', at) : text.indexOf('*/', at + 2)
      out += text.slice(from, at)
      at = end === -1 ? length : text.charCodeAt(end) === 42 ? end + 1 : end
      from = at + 1
    } else if (code === 44 /* , */) {
      let next = at + 1
      while (next < length && text.charCodeAt(next) <= 32) next += 1
      const after = text.charCodeAt(next)
      if (after === 93 || after === 125 || after === 44) {
        out += text.slice(from, at)
        from = at + 1
        at = next - 1
      }
    }
  }
  return (out + text.slice(from)).trim().replace(/;$/u, '')
}

/** Adds what the values of one JSON-LD block say. */
export function readJsonLd(values: readonly unknown[], data: StructuredData): void {
  let nodes = 0
  const stack: Array<{ value: unknown; depth: number }> = values.map((value) => ({ value, depth: 0 })).reverse()
  while (stack.length > 0 && nodes < nodesMax) {
    const { value, depth } = stack.pop()!
    if (typeof value !== 'object' || value === null || depth > depthMax) continue
    nodes += 1
    if (!Array.isArray(value)) readNode(value as Record<string, unknown>, data)
    const children = Array.isArray(value) ? value : Object.values(value)
    for (let at = children.length - 1; at >= 0; at -= 1) {
      if (typeof children[at] === 'object' && children[at] !== null) stack.push({ value: children[at], depth: depth + 1 })
    }
  }
}

function readNode(node: Record<string, unknown>, data: StructuredData): void {
  const types = strings(node['@type'] ?? node['type']).map(bareType).filter((type) => type !== '' && type.length <= 80)
  for (const type of types) if (data.types.size < itemsMax) data.types.add(type)
  const id = node['@id']
  const ownName = strings(node['name'])[0]
  if (typeof id === 'string' && ownName !== undefined && data.namesById.size < 500) data.namesById.set(id, ownName.slice(0, 300))
  const isPlace = types.includes('PostalAddress')
  const isComment = types.some((type) => type === 'Comment' || type === 'Review' || type === 'UserReview' || type === 'Answer')
  if (!isComment) {
    for (const key of ['author', 'creator']) if (data.authors.length < itemsMax) data.authors.push(...names(node[key]))
    for (const author of [node['author']].flat().slice(0, 10)) {
      const reference = typeof author === 'object' && author !== null ? (author as Record<string, unknown>)['@id'] : undefined
      if (typeof reference === 'string' && names(author).length === 0 && data.authorIds.length < 20) data.authorIds.push(reference)
    }
    if (data.publishedAt.length < itemsMax) data.publishedAt.push(...strings(node['datePublished']).slice(0, 3))
    if (data.modifiedAt.length < itemsMax) data.modifiedAt.push(...strings(node['dateModified']).slice(0, 3))
  }
  for (const key of membershipProperties) for (const name of names(node[key])) if (data.membership.size < itemsMax) data.membership.add(`${key}: ${name}`)
  const access = node['isAccessibleForFree']
  if (data.access.length < itemsMax && (typeof access === 'boolean' || typeof access === 'string')) data.access.push(String(access).slice(0, 60))
  if (strings(node['telephone']).length > 0) data.phoneCount += 1
  if (types.includes('Rating') || types.includes('AggregateRating') || types.includes('Review')) data.ratingCount += 1
  if (types.some((type) => organisationTypes.has(type))) {
    for (const name of strings(node['name'])) if (data.organisations.size < itemsMax) data.organisations.add(name.slice(0, 160))
  }
  addPoint(data.points, strings(node['latitude'])[0], strings(node['longitude'])[0])
  for (const key of specialtyProperties) for (const name of names(node[key])) if (data.specialties.size < 20) data.specialties.add(bareType(name).slice(0, 80))
  addOwnerAddresses(node, data.owners)
  for (const url of strings(node['sameAs'])) if (data.sameAs.size < 20) data.sameAs.add(url.slice(0, 300))
  if (types.includes('ListItem') && data.breadcrumb.length < 12) data.breadcrumb.push(...names(node).slice(0, 1))
  if (isPlace) {
    data.addressCount += 1
    if (data.places.length < 20) {
      const first = (key: string) => (strings(node[key])[0] ?? names(node[key])[0])?.trim().slice(0, 120) || null
      data.places.push({ street: first('streetAddress'), city: first('addressLocality'), region: first('addressRegion'), postcode: first('postalCode'), country: first('addressCountry') })
    }
  }
}

/** Adds a point on Earth; anything else that stands in the fields is left out, and so is 0, 0, which means "not filled in". */
export function addPoint(points: GeoPoint[], latitudeText: string | undefined, longitudeText: string | undefined): void {
  const latitude = degrees(latitudeText)
  const longitude = degrees(longitudeText)
  if (points.length >= 10 || latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || (latitude === 0 && longitude === 0)) return
  if (!points.some((point) => point.latitude === latitude && point.longitude === longitude)) points.push({ latitude, longitude })
}

function degrees(text: string | undefined): number | null {
  const trimmed = text?.trim().replace(',', '.') ?? ''
  return /^[+-]?\d{1,3}(?:\.\d{1,15})?$/u.test(trimmed) ? Number(trimmed) : null
}

const specialtyProperties = ['medicalSpecialty', 'specialty', 'relevantSpecialty']

/** Properties by which a node says to what it belongs; cited for LT-05. */
const membershipProperties = ['memberOf', 'affiliation', 'hospitalAffiliation', 'worksFor', 'parentOrganization', 'isAffiliatedWith', 'alumniOf', 'sponsor', 'funder']

const organisationTypes = new Set(['Organization', 'MedicalOrganization', 'Hospital', 'MedicalClinic', 'Physician', 'Dentist', 'LocalBusiness', 'NewsMediaOrganization', 'CollegeOrUniversity', 'GovernmentOrganization', 'Person'])

function strings(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (typeof value === 'number') return [String(value)]
  return Array.isArray(value) ? value.slice(0, 20).flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : [])) : []
}

/** Names in a value that may be text, a node with a name, or a list of either. */
function names(value: unknown): string[] {
  if (typeof value === 'string') return [value.slice(0, 300)]
  if (Array.isArray(value)) return value.slice(0, 20).flatMap((item) => (Array.isArray(item) ? [] : names(item)))
  if (typeof value !== 'object' || value === null) return []
  const name = (value as Record<string, unknown>)['name'] ?? (value as Record<string, unknown>)['@value']
  return strings(name).map((text) => text.slice(0, 300))
}
