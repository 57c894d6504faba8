import { parseUrl } from '../../model/url.js'
import { folded } from './phrases.js'
import type { LinkReading } from './reading.js'
import { keeperOf } from './rules-kin.js'
import { isFramed, targetHostOf } from './rules-target.js'
import type { Signals } from './signal.js'
import { targetReading } from './target-reading.js'

/** So many of a row, and so much of it, must be known to be the house's own before the rest is taken for it too: beside the imprint alone stands who built the site. */
const kinMin = 2
const kinShareMin = 0.25
const kinShareSure = 0.5
/** Fewer are no row. */
const rowMin = 3
/** So many other sites side by side at the foot of a paper or magazine are its sister titles. */
const titlesMin = 5
/** A longer text is a headline or a sentence. */
const entryWordsMax = 4
/** Circles to which others belong as well, in whatever language and ending. */
const circle = /partner|partenair|parceir|colabor|collabor|kooperat|cooperat|zusammenarbeit|samenwerk|wspolprac|allia|alianz|alianc|allianz|freund|friend|amic[io]|\bamis?\b|amigo|vriend|przyjaci|member|membre|miembr|membr[io]|mitglied|czlonk|sponsor|patroc|link|empfehl|recommend|recomend|externe|external|blogroll/u

/**
 * What stands in one row of the frame mostly is of one kind. Where some of a row of other sites are known to be the house's own,
 * the rest are too; and a paper that names several sites side by side at its foot names its own titles (LT-27, F-REP).
 */
export function stripRules(reading: LinkReading, signals: Signals): void {
  const { link, lists } = reading.facts
  if (!isFramed(reading) || link.position === null || reading.profile.names.length > 0 || targetHostOf(reading) !== null || link.rel.includes('sponsored') || link.cues.some((cue) => apart.has(cue))) return
  // A credit or an account is what it is, whatever stands beside it.
  if (signals.list.some(({ type, group }) => (type === 'LT-14' && (group === 'text' || group === 'url' || group === 'anchor')) || (type === 'LT-31' && group === 'graph') || type === 'LT-29')) return
  const { position } = link
  const row = (reading.extra.frameRuns ?? []).find(({ from, to }) => from <= position && position <= to)
  if (row === undefined) return
  const plain = sideBySide(row.domains)
  if (plain.length < rowMin) return
  const isCircle = circle.test(folded(link.cues.find((cue) => cue.startsWith('under:')) ?? ''))
  const others = plain.filter((domain) => domain !== link.targetDomain)
  const kin = others.filter((domain) => keeperOf(reading, domain) !== null)
  const share = kin.length / others.length
  if (kin.length >= kinMin && share >= (isCircle ? kinShareSure : kinShareMin)) {
    const found = `beside ${kin.slice(0, 3).join(', ')}, of the same keeper`
    signals.add('LT-27', 'outlinks', 'decisive', 'F-REP', 'links beside', found, 'site-group')
    signals.add('LT-14', 'against', 'contra', 'F-REP', 'links beside', found)
  } else if (plain.length >= titlesMin && !isCircle && link.area === 'footer' && link.image === null && reading.anchorWords.length > 0 && reading.anchorWords.length <= entryWordsMax && isTitle(reading)) {
    signals.add('LT-27', 'outlinks', 'moderate', 'F-REP', 'links beside', `one of ${plain.length} sites named side by side at the foot`, 'site-group')
  }

  /** The part of a row that the target stands in: accounts and services between two parts keep them apart. */
  function sideBySide(domains: readonly string[]): string[] {
    const at = domains.indexOf(link.targetDomain)
    if (at === -1) return []
    let from = at
    let to = at + 1
    while (from > 0 && isPlain(domains[from - 1]!)) from -= 1
    while (to < domains.length && isPlain(domains[to]!)) to += 1
    return domains.slice(from, to)
  }

  function isPlain(domain: string): boolean {
    const url = parseUrl(`https://${domain}/`)
    return url !== undefined && targetReading(url, lists, reading.words).host === null
  }
}

const apart: ReadonlySet<string> = new Set(['ad', 'sponsors', 'blogroll', 'share', 'prose', 'caption'])

/** True of a paper or magazine: by its host, or by articles in its markup and a name of its own. A blog that lists five shops at its foot may have sold the places. */
function isTitle({ features, host }: LinkReading): boolean {
  return host.kinds.has('news') || host.kinds.has('local-news') || (features !== null && features.ogSiteName !== null && features.structuredTypes.some((type) => /Article$/u.test(type)))
}
