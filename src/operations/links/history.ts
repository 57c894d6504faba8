import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { SightingSchema } from '../../model/sighting.js'
import { ensureJudged } from '../judge.js'
import { siteInput } from '../schemas.js'
import { scopeOf, siteOfScope } from '../sites.js'

const Event = z.object({
  at: z.string().describe('When, UTC'),
  what: z.enum(['seen', 'said-first-seen', 'said-lost', 'corrected', 'correction-withdrawn']),
  by: z.string().describe('Source or person'),
  detail: z.string(),
})

export default defineOperation({
  id: 'links.history',
  summary: 'Show who saw links when: the history of one link, or month by month of a site',
  effect: 'read',
  mcp: true,
  input: z.object({
    target: siteInput,
    link: z.string().trim().optional().describe('Link id, as listed; without it: links first and last seen by month'),
    sightings: z.boolean().default(false).describe('With --link: every sighting in full, raw rows included'),
  }),
  output: z.object({
    target: z.string(),
    state: z.string().nullable().describe('State of the link today'),
    lostReason: z.string().nullable(),
    events: z.array(Event),
    months: z.array(z.object({ month: z.string(), firstSeen: z.number().int().describe('Links first seen'), lost: z.number().int().describe('Links lost, by the month they were last seen') })),
    sightings: z.array(SightingSchema),
  }),
  positional: ['target'],
  example: 'citewell links history clinic.example --link 3f0c9a1b2d4e5f60',
  words({ events, months, state, lostReason }) {
    if (state === null) return months.length === 0 ? 'No links yet.' : months.map((row) => `${row.month}  +${row.firstSeen} first seen  −${row.lost} lost`).join('\n')
    return [`State: ${state}${lostReason ? ` (${lostReason})` : ''}`, ...events.map((event) => `${event.at.slice(0, 16).replace('T', ' ')}  ${event.what.padEnd(16)} ${event.by}  ${event.detail}`)].join('\n')
  },
  async run({ target, link, sightings: wanted }, context) {
    const scope = scopeOf(target)
    const key = await ensureJudged(scope, context)
    const site = siteOfScope(scope)
    if (link === undefined) {
      // Counted when the links were judged: nobody waits for a million of them to be read.
      const { months } = await context.index.judgedSummary(scope, key)
      const rows = months.map(({ period, newLinks, lostLinks }) => ({ month: period, firstSeen: newLinks, lost: lostLinks })).filter(({ firstSeen, lost }) => firstSeen + lost > 0)
      return { target: site, state: null, lostReason: null, events: [], sightings: [], months: rows }
    }
    const judged = await context.index.judgedLink(scope, key, link)
    if (judged === undefined) throw new CitewellError('not_found', `No link ${link} to ${site}. Ids stand in the last column of "links list".`)
    const rows = await context.index.sightings(scope, link)
    const corrections = (await context.desk.corrections(scope.domain)).filter((correction) => correction.key === link || (correction.subject === 'domain' && correction.key === judged.link.referringDomain))
    const events = [
      ...rows.flatMap((row) => [
        ...(row.firstSeenAt === null ? [] : [{ at: row.firstSeenAt, what: 'said-first-seen' as const, by: row.seenBy, detail: '' }]),
        { at: row.seenAt, what: 'seen' as const, by: row.seenBy, detail: [row.anchorText === null ? '' : `"${row.anchorText}"`, row.rel.join(' ') || 'followed', row.area ?? '', row.status === null ? '' : String(row.status)].filter(Boolean).join(', ') },
        ...(row.lostAt === null ? [] : [{ at: row.lostAt, what: 'said-lost' as const, by: row.seenBy, detail: row.lostReason ?? '' }]),
      ]),
      ...corrections.flatMap((correction) => [
        { at: correction.at, what: 'corrected' as const, by: correction.by, detail: `${correction.field}: ${correction.was} → ${correction.value} (${correction.reason})` },
        ...(correction.withdrawnAt === null ? [] : [{ at: correction.withdrawnAt, what: 'correction-withdrawn' as const, by: correction.by, detail: correction.withdrawnReason ?? '' }]),
      ]),
    ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    return { target: site, state: judged.link.state, lostReason: judged.link.lostReason, events, months: [], sightings: wanted ? rows : [] }
  },
})
