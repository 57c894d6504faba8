import { z } from 'zod'
import type { Correction } from '../../model/correction.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { listedFindings, LinkQuerySchema, shownLink } from '../../model/listed-link.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { briefsOf } from '../briefs.js'
import { siteOfScope } from '../sites.js'

/** Which links are meant: named ones, or all that pass filters. */
export const chosenInput = {
  links: z.array(z.string().trim().regex(/^[0-9a-f]{16}$/u, { error: ({ input }) => `“${String(input).slice(0, 60)}” is no link id: one has 16 digits and letters a to f, as links list shows. A site is not named here, but as site (--site)` })).max(limits.listRowsMax).default([]).describe('Link ids, as listed'),
  count: z.number().int().min(1).optional().describe(`Instead of ids: all links that pass the filters given, of which there were so many when somebody looked; at most ${limits.correctionsAtOnceMax}`),
  ...LinkQuerySchema.omit({ sort: true, order: true, limit: true, cursor: true, offset: true }).shape,
}

export interface Choice extends Omit<z.infer<typeof LinkQuerySchema>, 'sort' | 'order' | 'limit' | 'cursor' | 'offset'> {
  links: string[]
  count?: number | undefined
}

/** What of a link is kept with a correction, and what each field is before. */
export interface ChosenLink {
  id: string
  referringDomain: string
  referringPage: string | null
  target: string | null
  was: Record<Correction['field'], string>
}

/** The links that are meant, or why they can't be told: a set that changed since somebody looked is never corrected unseen. */
export async function chosenLinks({ links, count, ...filters }: Choice, scope: TargetScope, key: string, context: Pick<Context, 'index' | 'signal'>): Promise<ChosenLink[]> {
  if (links.length > 0 && count !== undefined) throw new CitewellError('invalid', 'Give link ids, or a count with filters, not both. Nothing was corrected.')
  if (count !== undefined) return matchingLinks(filters, count, scope, key, context)
  if (links.length === 0) throw new CitewellError('invalid', 'Say which links: give their ids, or filters with the count of links that pass them. Nothing was corrected.')
  if (isFiltered(filters)) throw new CitewellError('invalid', 'Filters go with a count of the links that pass them. Give the count, or leave the filters out. Nothing was corrected.')
  const ids = [...new Set(links)]
  const briefs = await briefsOf(scope, key, ids, context)
  if (briefs.length < ids.length) {
    const known = new Set(briefs.map(({ link }) => link.id))
    throw new CitewellError('not_found', `No link ${ids.find((id) => !known.has(id))!} to ${siteOfScope(scope)}${ids.length - briefs.length > 1 ? `, nor ${ids.length - briefs.length - 1} more of those given` : ''}. Nothing was corrected.`)
  }
  return briefs.map(({ link, type, anchor, tier, findings }) => ({
    id: link.id, referringDomain: link.referringDomain, ...shownAddresses({ referringPage: link.referringPage, target: link.target, findings: listedFindings(findings) }),
    was: { type: type.type, anchorKind: anchor.kind, tier: String(tier.tier), area: link.area ?? 'unknown' },
  }))
}

async function matchingLinks(filters: Omit<Choice, 'links' | 'count'>, count: number, scope: TargetScope, key: string, { index, signal }: Pick<Context, 'index' | 'signal'>): Promise<ChosenLink[]> {
  if (count > limits.correctionsAtOnceMax) throw new CitewellError('refused', `At most ${limits.correctionsAtOnceMax} links are corrected at one go, and ${count} pass these filters. Set one more filter, or correct the tier of a domain instead of each of its links. Nothing was corrected.`)
  const chosen: ChosenLink[] = []
  let cursor: string | undefined
  do {
    signal.throwIfAborted()
    const page = await index.queryJudged(scope, key, LinkQuerySchema.parse({ ...filters, limit: limits.listRowsMax, cursor }))
    if (page.total !== count) throw new CitewellError('conflict', `${count} links passed these filters when you looked; now it is ${page.total}. Nothing was corrected: look again, then confirm.`)
    for (const { id, referringDomain, type, anchorKind, tier, area, ...row } of page.rows) chosen.push({ id, referringDomain, ...shownAddresses(row), was: { type, anchorKind, tier: String(tier), area: area ?? 'unknown' } })
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return chosen
}

/** Corrections are listed and exported as links are, and keep no more of one than is shown. */
export function shownAddresses(row: Parameters<typeof shownLink>[0]): Pick<ChosenLink, 'referringPage' | 'target'> {
  const { referringPage, target } = shownLink(row)
  return { referringPage, target }
}

function isFiltered(filters: Omit<Choice, 'links' | 'count'>): boolean {
  const none = LinkQuerySchema.parse({}) as Record<string, unknown>
  return Object.entries(filters).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(none[name]))
}
