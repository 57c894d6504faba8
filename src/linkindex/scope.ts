import type { TargetScope } from '../model/outside.js'

/**
 * True if `url` (null: only its domain is known) lies in the scope, whose domain it is known to have. `www.` doesn't
 * count, as in the key for "the same page"; a path prefix is literal, and its own page counts without the last slash.
 */
export function inScope(scope: TargetScope, url: string | null, host: string): boolean {
  if (scope.host === null && scope.pathPrefix === null) return true
  if (url === null) return false
  if (scope.host !== null && bare(host) !== bare(scope.host)) return false
  if (scope.pathPrefix === null || scope.pathPrefix === '' || scope.pathPrefix === '/') return true
  const path = pathOf(url)
  const prefix = scope.pathPrefix
  return path.startsWith(prefix) || (prefix.endsWith('/') && path.startsWith(prefix.slice(0, -1)) && (path.length === prefix.length - 1 || path[prefix.length - 1] === '?'))
}

function bare(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : host
}

/** Path and query of an absolute URL. */
function pathOf(url: string): string {
  const slash = url.indexOf('/', url.indexOf('//') + 2)
  if (slash === -1) return '/'
  const hash = url.indexOf('#', slash)
  return hash === -1 ? url.slice(slash) : url.slice(slash, hash)
}
