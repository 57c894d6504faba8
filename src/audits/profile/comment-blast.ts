import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { pushTo } from '../risk/grouped.js'
import { spamPolicies } from '../risk/references.js'
import { arrivalsMissing, arrivalsOf } from '../risk/arrivals.js'
import { mostWithin, dayMs } from '../risk/windows.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

const userTypes = new Set(['LT-09', 'LT-10', 'LT-11'])

/** RISK-10: many comments, forum posts or profiles with one same link text within a month. */
export default defineAudit({
  id: 'comment-blast',
  rule: 'RISK-10',
  judges: 'profile',
  title: 'Comments and profiles come one by one',
  failureTitle: 'Many comments or profiles with the same link text appeared within a month',
  why: 'Posting the same link text to many comment sections or profiles is named in the spam policies. Such links are nearly always qualified or ignored.',
  innocent: 'A product launch, a community manager or a lively patient community can do the same. Links with the clinic’s name are not counted.',
  notMeasured: ['whether the names of the accounts were made by a machine'],
  severity: 'medium',
  action: 'monitor',
  references: [spamPolicies],
  needs: ['links', 'dates'],
  options: { linksMin: 15, days: 30 },
  evidence: z.object({ anchor: z.string().describe('Link text'), links: z.number().describe('Links within the days'), domains: z.number().describe('Referring domains'), from: z.string().describe('First of them'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    const links = suspectable(facts.links, facts.lists).filter((judged) => userTypes.has(judged.type.type))
    if (links.length > 0 && links.every((judged) => judged.anchor.kind === 'AK-UNKNOWN')) return unknown('anchor texts')
    const groups = new Map<string, TypedLink[]>()
    for (const judged of links) {
      // Names, addresses and "click here" repeat by nature.
      if (judged.anchor.grade < 2 && judged.anchor.kind !== 'AK-SPAM') continue
      pushTo(groups, judged.anchor.normalised, judged)
    }
    const blastOf = (group: readonly TypedLink[]) => {
      const window = mostWithin(group, (judged) => Date.parse(judged.link.firstSeen), (options['days'] as number) * dayMs)
      const domains = new Set(window.map((judged) => judged.link.referringDomain)).size
      return window.length < (options['linksMin'] as number) || domains < 5 ? undefined : { window, domains }
    }
    const suspected = [...groups].filter(([, group]) => blastOf(group) !== undefined)
    if (suspected.length === 0) return pass()
    const arrivals = arrivalsOf(facts.links)
    const rows = suspected.flatMap(([anchor, group]) => {
      const blast = blastOf(group.filter(({ link }) => arrivals.isKnown(link)))
      return blast === undefined ? [] : [{ anchor, links: blast.window.length, domains: blast.domains, from: blast.window[0]!.link.firstSeen, linkIds: blast.window.map((judged) => judged.link.id).slice(0, 200) }]
    })
    return rows.length === 0 ? unknown(arrivalsMissing) : flag(0.5, rows)
  },
  examples: [
    { title: 'eighteen comments with one keyword', facts: exampleProfileFacts([{}, ...repeated(18, { page: 'https://run-blog-{n}.example/post', anchor: 'cheap dental implants', kind: 'AK-EXACT', grade: 3, type: 'LT-11', area: 'comment', firstSeen: '2026-01-10T00:00:00.000Z' })]), verdict: 'flag' },
    { title: 'the same, first shown by the first import of a list without days', facts: exampleProfileFacts([{}, ...repeated(18, { page: 'https://run-blog-{n}.example/post', anchor: 'cheap dental implants', kind: 'AK-EXACT', grade: 3, type: 'LT-11', area: 'comment', firstSeen: '2026-01-10T00:00:00.000Z', lastSeen: '2026-01-10T00:00:00.000Z', seenBy: ['bing-backlinks'] })]), verdict: 'unknown' },
    { title: 'patients name their clinic', facts: exampleProfileFacts(repeated(18, { page: 'https://forum-{n}.example/t/1', type: 'LT-10', firstSeen: '2026-01-10T00:00:00.000Z' })), verdict: 'pass' },
    { title: 'no anchors known', facts: exampleProfileFacts(repeated(18, { page: 'https://forum-{n}.example/t/1', type: 'LT-10', anchor: null, kind: 'AK-UNKNOWN' })), verdict: 'unknown' },
  ],
})
