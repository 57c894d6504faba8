import { allPages, type PageDeclaration } from '../../pages/all-pages.js'
import { useClientSlug } from '../address.js'
import { addressName, useSession } from '../session.js'
import { lastClient } from './last-client.js'

/** Pages that this person may open, for the client of the page (or, beside the clients, the one looked at last). */
export function usePagesHere(): readonly PageDeclaration[] {
  const client = useClientOfRail()
  const session = useSession()
  if (!session) return []
  const effects = session.clients.find(({ slug, id }) => slug === client || id === client)?.effects ?? []
  const anywhere = session.organisations.flatMap((organisation) => organisation.effects)
  return allPages.filter(({ at, bare, needs }) => {
    const isOfClient = at.includes('$client')
    return bare !== true && (!isOfClient || client !== undefined) && (needs === undefined || (isOfClient ? effects : anywhere).includes(needs))
  })
}

/** The client whose pages the rail shows. */
export function useClientOfRail(): string | undefined {
  const slug = useClientSlug()
  const session = useSession()
  const open = session?.clients.filter(({ archivedAt }) => archivedAt === null) ?? []
  const last = open.find((one) => addressName(one, open) === lastClient.get()) ?? open[0]
  return slug ?? (last && addressName(last, open))
}
