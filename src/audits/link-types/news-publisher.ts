import type { LinkReading } from './reading.js'
import { wordSet } from '../tiers/label-patterns.js'

const scholarly = /^(?:Medical)?ScholarlyArticle$|^Thesis$|^Periodical$|^PublicationIssue$|^PublicationVolume$/u

/**
 * The type of structured data that says a newspaper or broadcaster keeps the page: whatever it is called – journals of cities
 * are no journals of a science (LT-23). Null for hosts that a list knows as such, and for pages marked up as papers.
 */
export function newsPublisher({ features, extra, curated, seed, facts: { lists } }: LinkReading): string | null {
  if (features === null || extra.citationMeta === true || curated?.entry.kind === 'journal' || curated?.entry.kind === 'repository' || /journal/iu.test(seed?.entry.kind ?? '')) return null
  if (features.structuredTypes.some((type) => scholarly.test(type))) return null
  return features.structuredTypes.find((type) => wordSet(lists, 'identity/types/news').has(type)) ?? null
}
