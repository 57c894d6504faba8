import { useClientSlug } from './address.js'
import { useOperation, type Output } from './api.js'

/**
 * Who is here, what they may see, and what they may do there. A button that somebody may not use is not shown; the
 * server asks again in any case.
 */
export type Session = Output<'sessions.current'>
export type SessionClient = Session['clients'][number]
type Effect = SessionClient['effects'][number]

export function useSession(): Session | undefined {
  return useOperation('sessions.current', {}, { staleTime: 5 * 60_000 }).data
}

/** The client of the page. Only pages under `/c/$client` ask; the frame shows them once it is known. */
export function useClient(): SessionClient {
  const slug = useClientSlug()
  const client = useSession()?.clients.find((one) => one.slug === slug || one.id === slug)
  if (!client) throw new Error('A page of a client was drawn without one.')
  return client
}

/** True if the person may do this for the client of the page, or, on a page without one, in any organisation. */
export function useMay(effect: Effect): boolean {
  const slug = useClientSlug()
  const session = useSession()
  if (!session) return false
  if (slug === undefined) return session.organisations.some(({ effects }) => effects.includes(effect))
  return session.clients.find((one) => one.slug === slug || one.id === slug)?.effects.includes(effect) ?? false
}

/** How a client is named in addresses: by its short name, or by its id where another organisation has the same short name. */
export function addressName(client: Pick<SessionClient, 'id' | 'slug'>, clients: ReadonlyArray<Pick<SessionClient, 'id' | 'slug'>>): string {
  return clients.some((other) => other.slug === client.slug && other.id !== client.id) ? client.id : client.slug
}
