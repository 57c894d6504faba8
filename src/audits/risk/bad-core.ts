import type { Lists } from '../../model/lists.js'
import type { SeedSetEntry } from '../../model/seed-sets.js'

const known = new WeakMap<Lists, ReadonlyMap<string, SeedSetEntry>>()

/**
 * The entry of the distrusted seeds that names a host or its domain, as words to quote: "pills-x.ru: … (list, day)".
 *
 * The rows come from public lists and were kept only where the name itself offers what the list is about; parts of other
 * people's sites are not among them, so the domain stands for its hosts.
 */
export function badCoreEntry(host: string, domain: string, lists: Lists): { kind: string; quote: string } | undefined {
  let entries = known.get(lists)
  if (entries === undefined) {
    const set = lists.seedSets.get('bad-core')
    known.set(lists, (entries = new Map((set?.entries ?? []).map((entry) => [entry.domain, entry]))))
  }
  const entry = entries.get(domain) ?? entries.get(host)
  if (entry === undefined) return undefined
  const { date } = lists.seedSets.get('bad-core')!
  return { kind: entry.kind, quote: `${entry.domain}: ${entry.why} (${entry.source}; list of ${date})` }
}
