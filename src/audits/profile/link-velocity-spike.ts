import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import { defineAudit } from '../../model/judgement.js'
import { exampleProfileFacts, repeated, type ExampleLink } from '../risk/example-facts.js'
import { arrivalsMissing, arrivalsOf, type Arrivals } from '../risk/arrivals.js'
import { baselineWeeks, newClusters, testWeek, weeksOf, type Cluster } from '../risk/velocity.js'
import { flag, pass, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

const newsTypes = new Set(['LT-01', 'LT-04', 'LT-05', 'LT-08'])

interface Row {
  weekFrom: string
  newDomains: number
  usual: number
  z: number
  p: number
  types: string
  reading: string
  referringDomains: string[]
}

/** RISK-13: a week with far more new referring domains than the half year before it. */
export default defineAudit({
  id: 'link-velocity-spike',
  rule: 'RISK-13',
  judges: 'profile',
  title: 'New links arrive at their usual pace',
  failureTitle: 'A week brought many more new referring domains than usual',
  why: 'A sudden rise has a cause worth knowing: a story, a campaign, a copied directory, or noise. By itself it is nothing to act on.',
  innocent: 'News, a campaign, a directory that was copied, or a tool that refreshed its index.',
  notMeasured: ['whether several new domains have one owner: each registrable domain counts'],
  severity: 'low',
  action: 'monitor',
  references: [{ title: 'US patent 7,346,839: Information retrieval based on historical data', url: 'https://patents.google.com/patent/US7346839B2/en' }],
  needs: ['links', 'dates'],
  options: { weeksTested: 26, newsShareMin: 0.6 },
  evidence: z.object({
    weekFrom: z.string().describe('Beginning of the week'),
    newDomains: z.number().describe('New referring domains'),
    usual: z.number().describe('Median of the 26 weeks before'),
    z: z.number().describe('Robust z'),
    p: z.number().describe('Probability of so many by chance'),
    types: z.string().describe('Most frequent link types'),
    reading: z.string().describe('What it looks like'),
    referringDomains: z.array(z.string()).describe('New domains of the week, at most fifty'),
  }),
  judge(facts: RiskProfileFacts, options) {
    const weeks = weeksOf(newClusters(facts.links), facts.asOf)
    if (weeks.length <= baselineWeeks) return unknown(`weeks of history: ${weeks.length}, more than ${baselineWeeks} needed`)
    const counts = weeks.map((week) => week.clusters.length)
    const rows: Row[] = []
    const explained: Row[] = []
    let blackout = 0
    let arrivals: Arrivals | undefined
    for (let index = Math.max(baselineWeeks, weeks.length - (options['weeksTested'] as number)); index < weeks.length; index += 1) {
      const week = weeks[index]!
      const test = testWeek(counts.slice(index - baselineWeeks, index), counts[index]!)
      if (!test.spike) continue
      const known = (arrivals ??= arrivalsOf(facts.links))
      // Of others nobody had looked before: they may be old links shown for the first time.
      if (week.clusters.filter((cluster) => known.isKnown(cluster.first.link)).length < 10) {
        blackout += 1
        continue
      }
      const row: Row = { weekFrom: new Date(week.fromMs).toISOString().slice(0, 10), newDomains: test.count, usual: test.median, z: round(test.z), p: Number(test.p.toExponential(1)), types: typeMix(week.clusters), reading: '', referringDomains: week.clusters.slice(0, 50).map(({ domain }) => domain) }
      if (newsShare(week.clusters) >= (options['newsShareMin'] as number)) explained.push({ ...row, reading: 'news or campaign: most are stories and pages about one target page' })
      else rows.push({ ...row, reading: 'no story or campaign found in it' })
    }
    if (rows.length > 0) return flag(0.25, [...rows, ...explained])
    if (blackout > 0) return unknown(arrivalsMissing)
    return pass(explained)
  },
  examples: [
    { title: 'forty unrelated domains in a week', facts: exampleProfileFacts([...steady(40), ...repeated(40, { page: 'https://burst-{n}.example/x', type: 'LT-10', firstSeen: '2026-02-20T00:00:00.000Z' })]), verdict: 'flag' },
    { title: 'forty stories about one page', facts: exampleProfileFacts([...steady(40), ...repeated(40, { page: 'https://paper-{n}.example/x', type: 'LT-04', firstSeen: '2026-02-20T00:00:00.000Z' })]), verdict: 'pass' },
    { title: 'ten weeks of history', facts: exampleProfileFacts(steady(10)), verdict: 'unknown' },
  ],
})

/** One new domain a week, back from the end. */
function steady(weeks: number): ExampleLink[] {
  return Array.from({ length: weeks }, (_, index) => ({ page: `https://week-${index}.example/a`, firstSeen: new Date(Date.parse('2026-02-28T00:00:00.000Z') - index * 7 * 86_400_000).toISOString() }))
}

function newsShare(clusters: readonly Cluster[]): number {
  const byTarget = new Map<string, number>()
  for (const cluster of clusters) {
    if (![...cluster.types].some((type) => newsTypes.has(type))) continue
    for (const target of new Set(cluster.links.map((judged) => judged.link.target ?? judged.link.targetDomain))) byTarget.set(target, (byTarget.get(target) ?? 0) + 1)
  }
  let most = 0
  for (const count of byTarget.values()) most = Math.max(most, count)
  return most / Math.max(1, clusters.length)
}

function typeMix(clusters: readonly Cluster[]): string {
  const counts = new Map<string, number>()
  for (const cluster of clusters) for (const type of cluster.types) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 4).map(([type, count]) => `${type} ${countWords(count)}`).join(', ')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
