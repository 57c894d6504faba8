import type { Input } from '../../parts/api.js'

/** Filters of the page as they stand in its address: `?tier=1,2&state=live&text=guide`. */
export const linksShape = {
  tier: 'numbers', type: 'texts', state: 'texts', area: 'texts', anchorKind: 'texts', rel: 'texts', seenBy: 'texts', finding: 'texts', followed: 'flag', live: 'flag', findings: 'flag', corrected: 'flag',
  domain: 'text', targetPage: 'text', anchor: 'text', since: 'text', until: 'text', qualityMin: 'number', one: 'flag', text: 'text', sort: 'text', order: 'text',
} as const

type Kinds = typeof linksShape
export type LinksFilters = { -readonly [Name in keyof Kinds]?: { text: string; number: number; flag: boolean; texts: string[]; numbers: number[] }[Kinds[Name]] }
export type SetFilters = (change: { [Name in keyof LinksFilters]?: LinksFilters[Name] | undefined }) => void

export const sorts = { quality: 'desc', tier: 'asc', firstSeen: 'desc', lastSeen: 'desc', referringDomain: 'asc', typeConfidence: 'desc' } as const
export type SortBy = keyof typeof sorts

export function sortOf({ sort, order }: LinksFilters): { by: SortBy; direction: 'asc' | 'desc' } {
  const by = sort !== undefined && sort in sorts ? (sort as SortBy) : 'quality'
  return { by, direction: order === 'asc' || order === 'desc' ? order : sorts[by] }
}

/** The filters as the operations take them. What an address says that no filter can be is left to the server to refuse in words. */
export function queryOf({ one, sort: _sort, order: _order, ...filters }: LinksFilters): Omit<Input<'links.facets'>, 'target'> & { onePerDomain?: boolean } {
  return { ...(filters as Omit<Input<'links.facets'>, 'target'>), ...(one ? { onePerDomain: true } : {}) }
}

export const isFiltered = ({ sort: _sort, order: _order, ...filters }: LinksFilters): boolean => Object.keys(filters).length > 0

/** No filter, for "clear all"; the order stays. */
export const noFilters = Object.fromEntries(Object.keys(linksShape).filter((name) => name !== 'sort' && name !== 'order').map((name) => [name, undefined])) as { [Name in keyof LinksFilters]?: undefined }
