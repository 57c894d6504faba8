import type { Accounts, Visitor } from './model/accounts.js'
import { localActor, type Actor } from './model/actor.js'
import { CitewellError } from './model/error.js'
import { isLoopbackName, type Doorway } from './doors/http/guard.js'

/** Where a server listens and under which names it is asked, from its options. */
export interface Place extends Doorway {
  host: string
  behindProxy: boolean
  /** True if nobody has to sign in before there are accounts: nobody but this machine can ask. */
  isOpen: boolean
}

export function placeOf(options: Record<string, string | boolean | undefined>): Place {
  const host = typeof options.host === 'string' ? options.host : '127.0.0.1'
  const given = typeof options.publicUrl === 'string' ? options.publicUrl : undefined
  const publicUrl = given === undefined ? null : publicUrlOf(given)
  const isLoopback = isLoopbackName(host)
  return { host, isLoopback, publicUrl, behindProxy: options.behindProxy === true, isOpen: isLoopback && (publicUrl === null || isLoopbackName(publicUrl.hostname)) && options.behindProxy !== true }
}

function publicUrlOf(given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url && /^https?:$/u.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '') return url
  throw new CitewellError('invalid', '--public-url is the address people type, without a path: https://links.clinic.example')
}

/** Who asks: by token or session; else, before there are accounts and where only this machine can ask, whoever sits at it. */
export function actorsOf({ isOpen }: Place, accounts: () => Promise<Accounts>): (visitor: Visitor) => Promise<Actor | undefined> {
  return async (visitor) => {
    const opened = await accounts()
    const known = await opened.actorOf(visitor)
    if (known !== undefined || visitor.bearer !== null || !isOpen) return known
    return (await opened.hasAccounts()) ? undefined : localActor
  }
}

/** What whoever starts a server for others has to know: how to make the first account, and that passwords want encryption. */
export async function noticesFor({ isOpen, publicUrl }: Place, url: string, accounts: () => Promise<Accounts>): Promise<string[]> {
  if (isOpen) return []
  const opened = await accounts()
  return [
    ...(publicUrl?.protocol === 'https:' ? [] : ['Passwords and pages go over the network unencrypted. Put a proxy with HTTPS before this server and name it: --public-url https://… --behind-proxy']),
    ...((await opened.hasAccounts()) ? [] : [`Nobody has an account yet. This address makes the first one, until the server stops; give it to nobody else:\n${publicUrl?.origin ?? url}/set-up#${opened.setUpSecret()}`]),
  ]
}
