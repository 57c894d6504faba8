import type { MergedLink } from '../../model/facts.js'

/** What tools call the number of domains that link to the linking page (QA-02). Their scores are never read (QA-03). */
const pageFigures = ['ahrefs.referringDomains', 'moz.linkingDomains'] as const

/**
 * How many domains link to the linking page itself, the most that a tool counted. Undefined where none did, and for home
 * pages: they always look strong, since their links are those of the host, which counts already.
 */
export function domainsToPage({ vendor, referringPage }: Pick<MergedLink, 'vendor' | 'referringPage'>): number | undefined {
  if (vendor === null || referringPage === null) return undefined
  let most: number | undefined
  for (const name of pageFigures) {
    const count = vendor[name]
    if (typeof count === 'number' && count >= 0 && (most === undefined || count > most)) most = count
  }
  if (most === undefined) return undefined
  const path = referringPage.indexOf('/', referringPage.indexOf('//') + 2)
  return path === -1 || path === referringPage.length - 1 ? undefined : most
}

/** QA-02: three tenths of the authority are the page's own, which 255 domains give whole. */
export function withPage(host: number, count: number): number {
  return 0.7 * host + 0.3 * Math.min(1, Math.log2(1 + count) / 8)
}
