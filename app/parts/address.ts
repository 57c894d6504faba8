import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { createContext, useCallback, useContext, useMemo } from 'react'

/**
 * What stands in the address of the page: the client, the detail that is open, and the filters. Every state worth
 * sending to a colleague is kept there, as short words: `/c/northgate/links?tier=1,2&text=guide`.
 */
export function useClientSlug(): string | undefined {
  return useParams({ strict: false, select: (params: Record<string, string>) => params.client })
}

/** Name of the detail a page has open (`/c/x/links/<id>`). */
export function useDetail(): string | undefined {
  return useParams({ strict: false, select: ({ detail, more }: Record<string, string>) => (more === undefined ? detail : `${detail}/${more}`) })
}

export const OrganisationContext = createContext<string | undefined>(undefined)
export const useOrganisationSlug = () => useContext(OrganisationContext)

type Kind = 'text' | 'number' | 'flag' | 'texts' | 'numbers'
type ValueOf<Given extends Kind> = Given extends 'text' ? string : Given extends 'number' ? number : Given extends 'flag' ? boolean : Given extends 'texts' ? string[] : number[]
type Values<Shape extends Record<string, Kind>> = { [Name in keyof Shape]?: ValueOf<Shape[Name]> }

/** Filters of a page, read from and written to its address. What is not a number where one belongs is left out. */
export function useAddress<const Shape extends Record<string, Kind>>(shape: Shape): [Values<Shape>, (change: { [Name in keyof Shape]?: ValueOf<Shape[Name]> | undefined }, options?: { replace?: boolean }) => void] {
  const search: Record<string, string> = useSearch({ strict: false })
  const navigate = useNavigate()
  const text = JSON.stringify(search)
  const values = useMemo(() => read(shape, JSON.parse(text) as Record<string, string>), [shape, text])
  const set = useCallback((change: Record<string, unknown>, { replace = true }: { replace?: boolean } = {}) => {
    void navigate({ to: '.', replace, search: (before: Record<string, string>) => written({ ...before, ...Object.fromEntries(Object.entries(change).map(([name, value]) => [name, textOf(value)])) }) } as never)
  }, [navigate])
  return [values, set as never]
}

function read<Shape extends Record<string, Kind>>(shape: Shape, search: Record<string, string>): Values<Shape> {
  const values: Record<string, unknown> = {}
  for (const [name, kind] of Object.entries(shape)) {
    const text = search[name]
    if (text === undefined || text === '') continue
    const list = text.split(',').filter((part) => part !== '')
    if (kind === 'text') values[name] = text
    else if (kind === 'flag') values[name] = text === 'yes'
    else if (kind === 'texts') values[name] = list
    else {
      const numbers = (kind === 'number' ? [text] : list).map(Number).filter((number) => Number.isFinite(number))
      if (numbers.length > 0) values[name] = kind === 'number' ? numbers[0] : numbers
    }
  }
  return values as Values<Shape>
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return undefined
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

function written(search: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** A query of an address, readable: commas stay commas. */
export function queryText(search: Record<string, unknown>): string {
  const parts = Object.entries(search).flatMap(([name, value]) => {
    const text = textOf(value)
    return text === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%20', '+').replaceAll('%3A', ':')}`]
  })
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

export function queryOfText(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}
