import { z } from 'zod'
import { nextLook } from '../../audits/quality/next-look.js'
import { listedFindings, shownLink } from '../../model/listed-link.js'
import { defineOperation, type Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { pageKey, type Url } from '../../model/url.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { ensureJudged } from '../judge.js'
import { siteOfScope } from '../sites.js'

const Row = z.object({
  page: z.string().describe('Page to look at again; what may reveal a patient is cut out of its address (RISK-31)'),
  dueOn: z.string().describe('Day on which it is due'),
  why: z.string().describe('Which of its links is due, and after how long'),
  lookedOn: z.string().describe('Day on which a link of it was seen or it was read last'),
  links: z.number().int().describe('Links on it to the site'),
  quality: z.number().int().describe('Quality of the best of them'),
})

const dayMs = 86_400_000

export default defineOperation({
  id: 'links.due',
  summary: 'List the pages of links that are due to be looked at again',
  description: 'Strong links (quality 60 and more) every week, others every 30 days, lost ones a day, a week and a month after they were last seen (LQ-30), and those that one look missed a day after it (GT-01). Citewell reads no pages of the web by itself: hand the list to a crawler that keeps to robots.txt and to a slow pace, and add its archive.',
  effect: 'read',
  long: true,
  input: z.object({
    site: clientSiteInput,
    within: z.number().int().min(0).max(365).default(0).describe('Also what is due within so many days'),
    limit: z.number().int().min(1).max(100_000).default(1_000).describe('Pages listed at most'),
  }),
  output: z.object({ site: z.string(), total: z.number().int().describe('Pages that are due'), rows: z.array(Row) }),
  table: 'rows',
  positional: ['site'],
  example: 'citewell links due clinic.example --csv > pages.csv',
  async run({ site, within, limit }, context) {
    const scope = await siteAsked(site, context)
    const until = new Date(Date.parse(context.now) + within * dayMs).toISOString()
    const due = [...(await duePages(scope, context)).values()].filter(({ dueAt }) => dueAt <= until)
    due.sort((a, b) => b.quality - a.quality || (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0) || (a.page < b.page ? -1 : 1))
    return { site: siteOfScope(scope), total: due.length, rows: due.slice(0, limit).map(({ dueAt, lookedAt, ...row }) => ({ ...row, dueOn: dueAt.slice(0, 10), lookedOn: lookedAt.slice(0, 10) })) }
  },
})

interface DuePage {
  page: string
  dueAt: string
  why: string
  lookedAt: string
  links: number
  quality: number
}

/** Linking pages with the link of each that is due first. */
async function duePages(scope: TargetScope, context: Context): Promise<Map<string, DuePage>> {
  const key = await ensureJudged(scope, context)
  const looked = new Map<string, string>()
  for await (const page of context.index.referringPages(scope)) looked.set(pageKey(page.url as Url), page.seenAt)
  const pages = new Map<string, DuePage>()
  for await (const { link, quality, findings } of context.index.judgedAll(scope, key)) {
    context.signal.throwIfAborted()
    if (link.referringPage === null) continue
    const name = pageKey(link.referringPage as Url)
    const lookedAt = looked.get(name) ?? null
    const next = nextLook(link, quality.score, lookedAt)
    if (next === null) continue
    const seen = [lookedAt ?? '', link.lastLook?.at ?? '', link.lastSeen].sort().at(-1)!
    const { referringPage: page } = shownLink({ referringPage: link.referringPage, target: null, findings: listedFindings(findings) })
    if (page === null) continue
    const known = pages.get(name)
    if (known === undefined) pages.set(name, { page, ...next, lookedAt: seen, links: 1, quality: quality.score })
    else {
      // One link of it is enough to cut its address.
      if (page !== link.referringPage) known.page = page
      known.links += 1
      known.quality = Math.max(known.quality, quality.score)
      if (seen > known.lookedAt) known.lookedAt = seen
      if (next.dueAt < known.dueAt) Object.assign(known, next)
    }
  }
  return pages
}
