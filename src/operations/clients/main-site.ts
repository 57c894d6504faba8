import { z } from 'zod'
import { scopeOf } from '../sites.js'

/** A domain, host or URL prefix, checked to be one. */
export const mainSite = z.string().trim().min(1).max(253).refine(isSite, 'Give a domain, host or address: clinic.example').describe('Main site: a domain, host or URL prefix')

function isSite(text: string): boolean {
  try {
    scopeOf(text)
    return true
  } catch {
    return false
  }
}

/** A whole site as people name it, whatever they pasted: `https://www.clinic.example/` is `clinic.example`. A part of a site stays as it was written. */
export function plainSite(text: string): string {
  const { host, pathPrefix } = scopeOf(text)
  if (pathPrefix !== null) return text
  const bare = text.replace(/^https?:\/\//iu, '').replace(/[/?#].*$/su, '').toLowerCase()
  return host === null ? bare.replace(/^www\./u, '') : bare
}

/** The host without its ending, from which a short name is made: `clinic` of `www.clinic.example`; a name in other letters as addresses have it. */
export function nameOfSite(text: string): string {
  const { domain, host } = scopeOf(text)
  return (host ?? domain).replace(/\.[^.]+$/u, '')
}
