import { hexOfId64 } from '../../lib/id64.js'
import { domainKey, linkIdOf, normalisedAnchor, pageIdsOf } from '../../linkindex/keys.js'
import type { Context } from '../../model/operation.js'
import type { Sighting } from '../../model/sighting.js'
import { scopeOf } from '../sites.js'

/** Links of the index that are read to tell new ones from known ones; of a larger index nobody counts before the import. */
const readMax = 500_000

/** Counts the links among sightings that an index does not have yet. Counts each link once, however often it is told. */
export interface NewLinks {
  add(sighting: Sighting): void
  /** Null where the index is too large to be looked through. */
  count(): Promise<number | null>
}

export function newLinks({ index, signal }: Pick<Context, 'index' | 'signal'>): NewLinks {
  /** By target domain: ids of links, each with the id it has where no anchor is told. */
  const told = new Map<string, Map<string, string>>()
  return {
    add(sighting) {
      const { id, place } = idsOf(sighting)
      const links = told.get(sighting.targetDomain) ?? new Map<string, string>()
      told.set(sighting.targetDomain, links.set(id, place))
    },
    async count() {
      const { sightings } = await index.info()
      if (sightings > readMax) return null
      let count = 0
      for (const [domain, links] of told) {
        const known = new Set<string>()
        const places = new Set<string>()
        if (sightings > 0) for await (const link of index.links(scopeOf(domain))) {
          signal.throwIfAborted()
          known.add(link.id)
          places.add(idsOf(link).place)
        }
        // A link told without its anchor text is one of those on the same page to the same target.
        for (const [id, place] of links) if (!known.has(id) && !(id === place && places.has(place)) && !known.has(place)) count += 1
      }
      return count
    },
  }
}

function idsOf({ referringPage, referringDomain, target, targetDomain, anchorText }: Pick<Sighting, 'referringPage' | 'referringDomain' | 'target' | 'targetDomain' | 'anchorText'>): { id: string; place: string } {
  const from = referringPage === null ? domainKey(referringDomain) : pageIdsOf(referringPage).key
  const to = target === null ? domainKey(targetDomain) : pageIdsOf(target).key
  const hex = (anchor: string | null) => hexOfId64(linkIdOf(from, to, anchor))
  const place = hex(null)
  return { place, id: anchorText === null ? place : hex(normalisedAnchor(anchorText)) }
}
