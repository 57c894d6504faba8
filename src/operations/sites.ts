import { CitewellError } from '../model/error.js'
import { domainOfHost } from '../model/domain.js'
import type { TargetScope } from '../model/outside.js'
import { hostOf, parseLooseUrl } from '../model/url.js'

/**
 * Reads a site as people write it: a domain (`clinic.example`, with or without `www.`), one host of it
 * (`blog.clinic.example`), or a URL prefix (`https://clinic.example/heart/`).
 */
export function scopeOf(site: string): TargetScope {
  const url = parseLooseUrl(site)
  if (url === undefined) throw new CitewellError('invalid', `"${site}" is no domain or web address. Write it like clinic.example or https://clinic.example/heart/.`)
  const host: string = hostOf(url)
  const domain: string = domainOfHost(host)
  const path = new URL(url).pathname
  return { domain, host: host === domain || host === `www.${domain}` ? null : host, pathPrefix: path === '/' ? null : path }
}

/** The scope as one short text, for names of files and messages. */
export function siteOfScope(scope: TargetScope): string {
  return `${scope.host ?? scope.domain}${scope.pathPrefix ?? ''}`
}
