import { CitewellError } from '../model/error.js'
import type { Context } from '../model/operation.js'
import type { TargetScope } from '../model/outside.js'
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

/** The main site of a client, as far as anybody said. */
export async function mainSite({ desk, client }: Pick<Context, 'desk' | 'client'>): Promise<string | null> {
  const sites = await desk.sites.list()
  return (sites.find(({ main }) => main) ?? (sites.length === 1 ? sites[0] : undefined))?.site ?? client.site
}
