import { recent, type Recent } from '../../lib/recent.js'
import type { LinkFacts, SiteFacts } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import { specialtyCounts } from '../specialty/specialty-match.js'
import type { TopicShares } from './net-trust.js'
import { targetTexts } from './specialty-of-link.js'

/** Of a site; a hostile list can tell a million addresses of one. */
const keptMax = 10_000
const kept = new WeakMap<SiteFacts, Recent<TopicShares>>()
const noTopics: TopicShares = new Map()

/**
 * What share of its trust a target asks of each topic (GR-03): half is that of health as a whole, the other half goes by how
 * often its title, headings and address name specialties; those that no seed set stands for add to the whole.
 */
export function topicsOfTarget({ link: { target }, site, lists }: Pick<LinkFacts, 'link' | 'site' | 'lists'>): TopicShares {
  let known = kept.get(site)
  if (known === undefined) kept.set(site, (known = recent(keptMax)))
  const key = target ?? ''
  let shares = known.get(key)
  if (shares === undefined) known.set(key, (shares = sharesOf(specialtyCounts(targetTexts(target, site), lists), lists)))
  return shares
}

function sharesOf(counts: ReadonlyMap<string, number>, lists: Lists): TopicShares {
  if (counts.size === 0) return noTopics
  const setOf = topicsBySpecialty(lists)
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const ofTopics = 1 - (lists.table('quality-trust')['whole'] ?? 1)
  const shares = new Map<string, number>()
  for (const [specialty, count] of counts) {
    const topic = setOf.get(specialty)
    if (topic !== undefined && ofTopics > 0) shares.set(topic, (shares.get(topic) ?? 0) + (ofTopics * count) / all)
  }
  return shares
}

const bySpecialty = new WeakMap<Lists, ReadonlyMap<string, string>>()

/** The seed set of each specialty that has one. */
function topicsBySpecialty(lists: Lists): ReadonlyMap<string, string> {
  let topics = bySpecialty.get(lists)
  if (topics === undefined) {
    topics = new Map(lists.words('quality/trust-topics').map((pair): [string, string] => {
      const [specialty, set] = pair.split(' ')
      return [specialty!, set!]
    }))
    bySpecialty.set(lists, topics)
  }
  return topics
}
