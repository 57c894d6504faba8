import { z } from 'zod'
import { countOf, countWords, shareWords } from '../../lib/number-words.js'
import type { MergedLink } from '../../model/facts.js'
import { defineAudit } from '../../model/judgement.js'
import { anchorRisk, anchorRiskSteps, anchorShift, anchorVotes, clusterCount, isMoneyVote, isPlacedExact, isRecent, moneyShareOf, monotonePages, phraseConcentration, sourceConditioned, templatePatterns, votedPage, type AnchorVote } from '../anchors/anchor-tests.js'
import { arrivalsOf, type Arrivals } from '../risk/arrivals.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { linkSpamUpdate, spamPolicies } from '../risk/references.js'
import { namedLinksMax } from '../risk/named-links.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

interface Row {
  test: string
  found: string
  strength: number
  linkIds: string[]
  referringDomains: string[]
}

/** RISK-11: the tests of anchors.md section 4 (AN-11 to AN-16), put together (4.6). */
export default defineAudit({
  id: 'anchor-over-optimisation',
  rule: 'RISK-11',
  judges: 'profile',
  title: 'Link texts vary as people’s words do',
  failureTitle: 'Independent sites use commercial phrases as link text far more often than people would',
  why: 'When many unrelated sites link with the same treatment phrase, the words were probably supplied. Search engines may ignore such links.',
  innocent: 'A practice named after a treatment, directories that print category and city, quotes of page titles and a partner’s menu repeat phrases too; they are not counted. Choose no ratio to aim for: let authors choose their words.',
  notMeasured: ['whether several domains have one owner: each registrable domain has one vote'],
  severity: 'high',
  action: 'fix-own-practice',
  references: [spamPolicies, linkSpamUpdate],
  needs: ['links', 'anchors'],
  options: { clustersMin: 8, clustersAllMin: 6 },
  evidence: z.object({ test: z.string().describe('Test'), found: z.string().describe('What it found'), strength: z.number().describe('Its share in the composite'), linkIds: z.array(z.string()).describe('Links with these texts'), referringDomains: z.array(z.string()).describe('Sites with these texts; a test of two groups names its sites, for no single link is to blame') }),
  judge(facts: RiskProfileFacts, options) {
    const votes = anchorVotes(suspectable(facts.links, facts.lists), votedPage)
    const n = clusterCount(votes)
    const k = clusterCount(votes.filter(isMoneyVote))
    if (n < (options['clustersMin'] as number) && !(k === n && n >= (options['clustersAllMin'] as number))) {
      return unknown(`referring domains with a known, followed anchor: ${n}, at least ${options['clustersMin']} needed`)
    }
    const rows: Row[] = []
    const share = moneyShareOf(votes)
    const named = (test: (vote: AnchorVote) => boolean) => {
      const found = votes.filter(test)
      return { linkIds: idsOf(found), ...sitesOf(found) }
    }
    if (share.level !== 'none') {
      rows.push({ test: 'AN-11 share of commercial phrases', found: `${countWords(share.k)} of ${countWords(share.n)} independent sites${n < (options['clustersMin'] as number) ? '' : `; share ${shareWords(share.mean)} (${shareWords(share.low)} to ${shareWords(share.high)})`}`, strength: anchorRiskSteps[share.level], ...named(isMoneyVote) })
    }
    for (const phrase of phraseConcentration(votes)) {
      // A topical phrase without commercial grade is how people name a subject.
      if (phrase.significant && phrase.grade >= 2) rows.push({ test: 'AN-12 one phrase', found: `“${phrase.phrase}” on ${countWords(phrase.count)} of ${countWords(n)} sites, ${chanceWords(phrase.p)}`, strength: anchorRiskSteps[phrase.severity], ...named((vote) => vote.anchor === phrase.phrase) })
    }
    for (const page of monotonePages(votes)) rows.push({ test: 'AN-13 one phrase for one page', found: `“${page.anchor}” on ${countWords(page.count)} of ${countWords(page.n)} sites that link to ${page.targetPage}`, strength: anchorRiskSteps.high, ...named((vote) => vote.anchor === page.anchor && vote.targetPage === page.targetPage) })
    const patterns = templatePatterns(votes)
    // Three in a short time are told by days alone, which are those of an import where nobody had looked before.
    const sudden = patterns.every(({ clusters }) => clusters.length > 3) ? [] : templatePatterns(votesThat(facts, (link, arrivals) => arrivals.isKnown(link)))
    for (const pattern of patterns.filter(({ clusters, template }) => clusters.length > 3 || sudden.some((known) => known.template === template))) rows.push({ test: 'AN-14 pattern of phrases', found: `${pattern.template} on ${countWords(pattern.clusters.length)} sites: ${pattern.anchors.slice(0, 3).join(', ')}`, strength: anchorRiskSteps[pattern.severity], ...named((vote) => vote.template === pattern.template) })
    const sides = sourceConditioned(votes)
    if (sides?.significant === true) rows.push({ test: 'AN-15 placed links carry the phrases', found: `${countWords(sides.suspected.with)} of ${countWords(sides.suspected.of)} placed against ${countWords(sides.plain.with)} of ${countWords(sides.plain.of)} independent sites, ${chanceWords(sides.p)}`, strength: anchorRiskSteps.sourceHigh, linkIds: [], ...sitesOf(votes.filter(isPlacedExact)) })
    const shift = anchorShift(votes, facts.asOf)?.significant === true ? anchorShift(votesThat(facts, (link, arrivals) => !isRecent(link, facts.asOf) || arrivals.isKnown(link)), facts.asOf) : null
    if (shift?.significant === true && shift.suspected.with / shift.suspected.of > shift.plain.with / shift.plain.of) rows.push({ test: 'AN-16 shift in the last 90 days', found: `${countWords(shift.suspected.with)} of ${countWords(shift.suspected.of)} lately against ${countWords(shift.plain.with)} of ${countWords(shift.plain.of)} before`, strength: anchorRiskSteps.medium, linkIds: [], ...sitesOf(votes.filter((vote) => isMoneyVote(vote) && isRecent(vote, facts.asOf))) })
    if (rows.length === 0) return pass()
    // The first row is quoted beside the strength of all: it is that of the strongest test, and names how many others agree.
    rows.sort((a, b) => b.strength - a.strength)
    if (rows.length > 1) rows[0]!.found += `; ${countOf(rows.length - 1, 'more test')} ${rows.length === 2 ? 'agrees' : 'agree'}`
    // "Watch" alone is worth a look and no more, so it stays weak; the composite is bounded by the severity.
    return flag(Math.min(0.75, anchorRisk(rows.map((row) => row.strength)) / 100), rows)
  },
  examples: [
    { title: 'ten of twelve sites use treatment and place', facts: exampleProfileFacts([...repeated(10, { page: 'https://site-{n}.example/a', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }), ...repeated(2, { page: 'https://other-{n}.example/a' })]), verdict: 'flag' },
    { title: 'names and addresses', facts: exampleProfileFacts(repeated(12, { page: 'https://site-{n}.example/a' })), verdict: 'pass' },
    { title: 'five sites only', facts: exampleProfileFacts(repeated(5, { page: 'https://site-{n}.example/a', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 })), verdict: 'unknown' },
  ],
})

/** Votes of those links whose days tell what a test asks. */
function votesThat({ links, lists }: RiskProfileFacts, isTold: (link: MergedLink, arrivals: Arrivals) => boolean): AnchorVote[] {
  const arrivals = arrivalsOf(links)
  return anchorVotes(suspectable(links, lists).filter(({ link }) => isTold(link, arrivals)), votedPage)
}

/** The chance in four digits; below these it is as good as none. */
function chanceWords(p: number): string {
  return p < 0.0001 ? 'p < 0.0001' : `p ${p.toFixed(4)}`
}

function idsOf(votes: readonly AnchorVote[]): string[] {
  const ids: string[] = []
  for (const { linkIds } of votes) {
    ids.push(...linkIds)
    if (ids.length >= namedLinksMax) break
  }
  return ids.slice(0, namedLinksMax)
}

function sitesOf(votes: readonly AnchorVote[]): Pick<Row, 'referringDomains'> {
  return { referringDomains: [...new Set(votes.map(({ cluster }) => cluster))].sort().slice(0, 50) }
}
