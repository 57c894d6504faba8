import type { Client } from '../model/desk-nouns.js'
import { CitewellError } from '../model/error.js'
import type { Context } from '../model/operation.js'
import type { TargetScope } from '../model/outside.js'
import { plainSite } from './clients/main-site.js'
import { scopeOf } from './sites.js'
import { siteInput } from './schemas.js'

/** Input of operations that are about one site of a client and mostly about its main one. */
export const clientSiteInput = siteInput.optional().describe('Site: a domain, a host or a URL prefix (default: the main site of the client)')

/** The site asked for, or the main site of the client. */
export async function siteAsked(given: string | undefined, context: Pick<Context, 'desk' | 'client'>): Promise<TargetScope> {
  if (given !== undefined) return scopeOf(given)
  const main = await mainSite(context)
  if (main === null) throw new CitewellError('invalid', 'This client has no main site yet, so nothing says what to look at. Set it on the Set-up page (on the command line: citewell sites save --site clinic.example --main), then try again.')
  return scopeOf(main)
}

/** The main site of a client, null where none is set: the client's own, which the app shows, comes before those of the list of sites. */
export async function mainSite({ desk, client }: Pick<Context, 'desk' | 'client'>): Promise<string | null> {
  if (client.site !== null) return client.site
  const sites = await desk.sites.list()
  return (sites.find(({ main }) => main) ?? (sites.length === 1 ? sites[0] : undefined))?.site ?? null
}

/** Keeps the main site with the client, where the app and every other door look for it. */
export async function keepMainSite(site: string, { client, organisationDesk, actor, now }: Pick<Context, 'client' | 'organisationDesk' | 'actor' | 'now'>): Promise<Client> {
  if (client.site === site) return client
  const { createdAt: _, ...before } = client
  return organisationDesk.clients.save({ ...before, site }, { by: actor.name, at: now })
}

/**
 * The client, whose main site is now known. The first site that is audited becomes it where nobody said anything: else the
 * app would ask for what was just told at the command line. A rival's site is never taken.
 */
export async function withMainSite(audited: string, context: Context): Promise<Client> {
  if (context.client.site !== null) return context.client
  const said = await mainSite(context)
  if (said !== null) return keepMainSite(said, context)
  const { domain } = scopeOf(audited)
  const rivals = await context.desk.competitors.list()
  return rivals.some((rival) => rival.domain === domain) ? context.client : keepMainSite(plainSite(audited), context)
}
