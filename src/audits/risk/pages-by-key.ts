import type { PageRecord } from '../../model/page.js'
import type { RiskProfileFacts } from './facts.js'
import { keyOfPage } from './url-text.js'

const known = new WeakMap<RiskProfileFacts['pages'], ReadonlyMap<string, PageRecord>>()

/** The pages read for a profile by the key for "the same page": made once for all audits that look pages up. */
export function pagesByKey({ pages }: RiskProfileFacts): ReadonlyMap<string, PageRecord> {
  let byKey = known.get(pages)
  if (byKey === undefined) known.set(pages, (byKey = new Map([...pages.values()].map((page) => [keyOfPage(page.url), page]))))
  return byKey
}
