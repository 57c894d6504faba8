import type { DomainFacts } from '../../model/facts.js'
import type { PageRecord } from '../../model/page.js'
import { lexiconOf, type Lexicon } from '../anchors/lexicon.js'
import { conceptsOf } from '../anchors/target-page.js'
import { mainTextOf } from './page-text.js'
import type { HostHealth } from './quality-parts.js'

/** Fewer pages than these are no sample of a host (QR-03). */
const pagesMin = 10
const conceptsMin = 2

/** QR-03: the share of the pages read of a host that name at least two health concepts; null where too few were read. */
export function hostHealthOf({ pages, site, lists }: DomainFacts): HostHealth | null {
  const read = pages.filter(({ features }) => features !== null)
  if (read.length < pagesMin) return null
  const lexicon = lexiconOf(site, lists)
  return { pages: read.length, healthShare: read.filter((page) => isOfHealth(page, lexicon)).length / read.length }
}

function isOfHealth(page: PageRecord, lexicon: Lexicon): boolean {
  const text = [page.title ?? '', ...(page.features?.headings ?? []), mainTextOf(page)].join(' . ')
  return conceptsOf(text, lexicon).length >= conceptsMin
}
