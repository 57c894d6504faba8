import { asCitewellError } from '../model/error.js'
import type { Context } from '../model/operation.js'
import { mainSite } from './client-site.js'
import { judgeLately } from './judge-lately.js'
import { currentKey } from './judge.js'
import { isLarge } from './judged-elsewhere.js'
import { scopeOf, siteOfScope } from './sites.js'

/**
 * Judges the sites that new links are about, so that nobody has to wait for it who looks at them next: the site that was
 * named, and the main one of the client. A job does so as its last stage, unless another one waits that will; what
 * was asked of a server without a job begins one; at the command line the next listing judges.
 *
 * Links are safe when this begins: where judging fails, the import is done all the same.
 */
export async function judgeAfter(target: string | undefined, context: Context): Promise<void> {
  const sites = [target, await mainSite(context)].filter((site) => site !== undefined && site !== null)
  const scopes = new Map(sites.map(scopeOf).map((scope) => [siteOfScope(scope), scope]))
  if (context.job === undefined && context.judging === undefined) return
  for (const [site, scope] of scopes) {
    try {
      if (context.job !== undefined) {
        await judgeLately(scope, context)
      }
      else if (await isLarge(scope, context.index)) await context.judging!.job(site, (await currentKey(scope, context)).key)
    } catch (error) {
      if (context.signal.aborted) throw error
      context.tell(`What was handed in is kept. The links of ${site} are not judged yet: ${asCitewellError(error).message}`)
    }
  }
}
