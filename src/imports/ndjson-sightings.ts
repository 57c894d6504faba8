import { defineImport } from '../model/import.js'
import { parseInstant } from '../model/instant.js'
import { SightingSchema } from '../model/sighting.js'
import { domainOf, parseHost, parseUrl } from '../model/url.js'
import { domainOfHost } from '../model/domain.js'
import { refused } from './link-answer.js'

/** Our own sightings, as `citewell sightings extract` writes them. They keep the source that saw them first. */
export default defineImport({
  id: 'ndjson-sightings',
  tool: 'Citewell',
  title: 'Citewell: sightings',
  exportedFrom: 'citewell sightings extract or import',
  gives: 'links',
  columns: {
    referringPage: ['referringPage'],
    referringDomain: ['referringDomain'],
    target: ['target'],
    targetDomain: ['targetDomain'],
    seenBy: ['seenBy'],
    seenAt: ['seenAt'],
  },
  required: ['referringDomain', 'targetDomain', 'seenBy', 'seenAt'],
  signature: ['seenAt', 'cues', 'fallbackText', 'robots', 'position'],
  row(row) {
    const read = SightingSchema.safeParse(row.value)
    if (!read.success) {
      const issue = read.error.issues[0]
      return refused('bad-sighting', `field '${issue?.path.join('.') ?? ''}' is not as it should be: ${issue?.message ?? ''}`)
    }
    const sighting = read.data
    const seenAt = parseInstant(sighting.seenAt)
    if (seenAt === undefined) return refused('bad-sighting', "field 'seenAt' is no date")
    const referringPage = sighting.referringPage === null ? null : parseUrl(sighting.referringPage)
    const target = sighting.target === null ? null : parseUrl(sighting.target)
    if (referringPage === undefined || target === undefined) return refused('bad-url', 'a field that should hold an http(s) address does not')
    const referringHost = referringPage === null ? parseHost(sighting.referringDomain) : null
    const targetHost = target === null ? parseHost(sighting.targetDomain) : null
    if (referringHost === undefined || targetHost === undefined) return refused('bad-domain', 'a field that should hold a domain does not')
    return {
      sightings: [{
        ...sighting,
        referringPage,
        target,
        // Domains are worked out again, so that a list made elsewhere can't put a link on a site it is not on.
        referringDomain: referringPage === null ? domainOfHost(referringHost!) : domainOf(referringPage),
        targetDomain: target === null ? domainOfHost(targetHost!) : domainOf(target),
        seenAt,
        firstSeenAt: sighting.firstSeenAt === null ? null : (parseInstant(sighting.firstSeenAt) ?? null),
        lostAt: sighting.lostAt === null ? null : (parseInstant(sighting.lostAt) ?? null),
      }],
    }
  },
  references: [{ title: 'NDJSON', url: 'https://github.com/ndjson/ndjson-spec' }],
  examples: [{ title: 'two sightings and a line cut off', file: 'sightings.ndjson', expect: { accepted: 2, refused: 1 } }],
})
