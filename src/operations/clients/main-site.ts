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
