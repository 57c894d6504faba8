import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { pushTo } from '../risk/grouped.js'
import { namedLinks } from '../risk/named-links.js'
import { spamPolicies } from '../risk/references.js'
import { fold, tokensOf } from '../risk/spam-scan.js'
import { arrivalsMissing, arrivalsOf } from '../risk/arrivals.js'
import { mostWithin, dayMs } from '../risk/windows.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

const userTypes = new Set(['LT-09', 'LT-10', 'LT-11'])

/** RISK-10: many comments, forum posts or profiles with one same link text, or one same text around the link, within a month. */
export default defineAudit({
  id: 'comment-blast',
  rule: 'RISK-10',
  judges: 'profile',
  title: 'Comments and profiles come one by one',
  failureTitle: 'Many comments or profiles with the same words appeared within a month',
  why: 'Posting the same link or text to many comment sections or profiles is named in the spam policies. Such links are nearly always qualified or ignored.',
  innocent: 'A product launch, a community manager or a lively patient community can do the same. Links with the clinic’s name are counted only where whole sentences around them are the same.',
  notMeasured: ['whether the names of the accounts were made by a machine'],
  severity: 'medium',
  action: 'monitor',
  references: [spamPolicies],
  needs: ['links', 'dates'],
  options: { linksMin: 15, days: 30, sameWordsMin: 12 },
  evidence: z.object({ anchor: z.string().describe('Link text, or the words around the links that are the same'), links: z.number().describe('Links within the days'), domains: z.number().describe('Referring domains'), from: z.string().describe('First of them'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    const links = suspectable(facts.links, facts.lists).filter((judged) => userTypes.has(judged.type.type))
    const groups = new Map<string, TypedLink[]>()
    const around = new Map<string, TypedLink[]>()
    for (const judged of links) {
      // Names, addresses and "click here" repeat by nature; what people write around them does not.
      if (judged.anchor.grade >= 2 || judged.anchor.kind === 'AK-SPAM') pushTo(groups, judged.anchor.normalised, judged)
      else {
        const { context } = judged.link
        if (context !== null && context.before.length + context.after.length >= aroundCharsMin) pushTo(around, `${context.before} … ${context.after}`, judged)
      }
    }
    for (const [text, group] of around) if (group.length >= (options['linksMin'] as number) && isSentences(text, options['sameWordsMin'] as number)) groups.set(`“${text.trim()}”`, group)
    const blastOf = (group: readonly TypedLink[]) => {
      const window = mostWithin(group, (judged) => Date.parse(judged.link.firstSeen), (options['days'] as number) * dayMs)
      const domains = new Set(window.map((judged) => judged.link.referringDomain)).size
      return window.length < (options['linksMin'] as number) || domains < 5 ? undefined : { window, domains }
    }
    const suspected = [...groups].filter(([, group]) => blastOf(group) !== undefined)
    if (suspected.length === 0) return links.length > 0 && links.every((judged) => judged.anchor.kind === 'AK-UNKNOWN') ? unknown('anchor texts') : pass()
    const arrivals = arrivalsOf(facts.links)
    const rows = suspected.flatMap(([anchor, group]) => {
      const blast = blastOf(group.filter(({ link }) => arrivals.isKnown(link)))
      return blast === undefined ? [] : [{ anchor: anchor.slice(0, 200), links: blast.window.length, domains: blast.domains, from: blast.window[0]!.link.firstSeen, linkIds: namedLinks(blast.window) }]
    })
    return rows.length === 0 ? unknown(arrivalsMissing) : flag(0.5, rows)
  },
  examples: [
    { title: 'eighteen comments with one keyword', facts: exampleProfileFacts([{}, ...repeated(18, { page: 'https://run-blog-{n}.example/post', anchor: 'cheap dental implants', kind: 'AK-EXACT', grade: 3, type: 'LT-11', area: 'comment', firstSeen: '2026-01-10T00:00:00.000Z' })]), verdict: 'flag' },
    { title: 'the same, first shown by the first import of a list without days', facts: exampleProfileFacts([{}, ...repeated(18, { page: 'https://run-blog-{n}.example/post', anchor: 'cheap dental implants', kind: 'AK-EXACT', grade: 3, type: 'LT-11', area: 'comment', firstSeen: '2026-01-10T00:00:00.000Z', lastSeen: '2026-01-10T00:00:00.000Z', seenBy: ['bing-backlinks'] })]), verdict: 'unknown' },
    { title: 'eighteen comments of one text that link with the name', facts: exampleProfileFacts([{}, ...repeated(18, { page: 'https://run-blog-{n}.example/post', before: 'What a great article, I learned so much from it! My own doctor is', after: 'and they always have time for me.', type: 'LT-11', area: 'comment', firstSeen: '2026-01-10T00:00:00.000Z' })]), verdict: 'flag' },
    { title: 'patients name their clinic', facts: exampleProfileFacts(repeated(18, { page: 'https://forum-{n}.example/t/1', type: 'LT-10', firstSeen: '2026-01-10T00:00:00.000Z' })), verdict: 'pass' },
    { title: 'no anchors known', facts: exampleProfileFacts(repeated(18, { page: 'https://forum-{n}.example/t/1', type: 'LT-10', anchor: null, kind: 'AK-UNKNOWN' })), verdict: 'unknown' },
  ],
})

/** Shorter than this no twelve words are. */
const aroundCharsMin = 40

/** True of what people write: labels of a profile page are the same on every board of one software, and end in no full stop. */
function isSentences(text: string, wordsMin: number): boolean {
  return /[.!?。！？]/u.test(text.replace('…', '')) && tokensOf(fold(text)).length >= wordsMin
}
