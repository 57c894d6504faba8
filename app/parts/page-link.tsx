import { Link } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import { allPages } from '../pages/all-pages.js'
import { queryText, useClientSlug } from './address.js'

interface PageLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** Id of the page in `all-pages.ts`. */
  to: string
  /** Its filters: `{ tier: '1,2' }`. */
  query?: Record<string, unknown>
  /** The detail to open: the link whose card is shown. */
  detail?: string
  /** Another client than that of this page. */
  client?: string
  children: ReactNode
}

/** A link to another page of the app, for the same client. */
export function PageLink({ to, query, detail, client, children, ...rest }: PageLinkProps) {
  const own = useClientSlug()
  return <Link to={pathOf(to, client ?? own, detail)} search={query as never} {...(rest as object)}>{children}</Link>
}

/** Path of a page: `/c/northgate/links/3f0c`. */
export function pathOf(id: string, client: string | undefined, detail?: string): string {
  const page = allPages.find((one) => one.id === id)
  const path = (page?.at ?? '/').replace('$client', client ?? '')
  return detail === undefined ? path : `${path}/${encodeURIComponent(detail)}`
}

/** The same as text, for addresses that are copied or opened elsewhere. */
export function addressOf(id: string, client: string | undefined, { detail, query = {} }: { detail?: string; query?: Record<string, unknown> } = {}): string {
  return pathOf(id, client, detail) + queryText(query)
}
