import type { BriefLink } from '../model/facts.js'
import { linkTypes, type LinkTypeId } from '../model/link-types.js'

/**
 * What figures of other tools say about the links of one domain, in words, each thing once: "Semrush gives it 61–87 of
 * 100". Shown beside our judgement and never part of it: no search engine has such a figure, and they are the usual
 * reason for removing good links (DIS-03).
 */
export function otherToolsSay(links: readonly BriefLink[]): string[] {
  const ranges = new Map<string, { low: number; high: number }>()
  const markers = new Set<string>()
  let isMarkedSpam = false
  for (const judged of links) {
    for (const [name, value] of Object.entries(judged.link.vendor ?? {})) {
      const key = name.toLowerCase()
      const scale = scales.get(key)
      if (scale !== undefined) {
        const figure = figureOf(value)
        if (figure === undefined || figure < scale.markedFrom) continue
        const range = ranges.get(key)
        ranges.set(key, range === undefined ? { low: figure, high: figure } : { low: Math.min(range.low, figure), high: Math.max(range.high, figure) })
      } else if (key === 'ahrefs.isspam') isMarkedSpam ||= value === true || value === 'true'
      else if (key === 'semrush.toxicmarkers' && typeof value === 'string') {
        for (const marker of value.slice(0, 500).split(/[,;|]/u)) if (marker.trim() !== '' && markers.size < markersMax) markers.add(marker.trim().slice(0, 60))
      }
    }
  }
  const said: string[] = []
  for (const [key, { words }] of scales) {
    const range = ranges.get(key)
    if (range !== undefined) said.push(words(range.low === range.high ? String(range.low) : `${range.low}–${range.high}`))
  }
  if (markers.size > 0) said.push(`${markersBegin}${[...markers].join(', ')}`)
  if (isMarkedSpam) said.push('Ahrefs marks it as spam')
  return said
}

const markersMax = 6
const markersBegin = 'Semrush names the markers: '

/** Figures by key, and from where on the tool itself calls them bad. */
const scales: ReadonlyMap<string, { markedFrom: number; words: (range: string) => string }> = new Map([
  ['semrush.toxicityscore', { markedFrom: 45, words: (range: string) => `Semrush gives it ${range} of 100` }],
  ['moz.spamscore', { markedFrom: 31, words: (range: string) => `Moz gives it a spam score of ${range} %` }],
  ['dataforseo.spamscore', { markedFrom: 31, words: (range: string) => `DataForSEO gives it a spam score of ${range}` }],
])

function figureOf(value: string | number | boolean): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' && value.length < 20 && /^\d+(?:\.\d+)?\s*%?$/u.test(value.trim()) ? Number.parseFloat(value) : undefined
}

/** Copies, statistics and archives: never listed, whatever else is (DIS-05). */
export const noise = new Set<LinkTypeId>(['LT-16', 'LT-28', 'LT-29'])

/**
 * What a marker of another tool is about, and the rule by which we look at the same thing; null where we hold it to be no
 * sign at all. Markers are words of the tool, so they are matched by their stems.
 */
const markerRules: ReadonlyArray<readonly [RegExp, string | null, string]> = [
  [/director|bookmark|catalog/iu, 'RISK-20', 'a listing'],
  [/network|same.?ip|c-?block|subnet|neighbou?r/iu, 'RISK-03', 'sites of one hand'],
  [/money|keyword|compound|anchor/iu, 'RISK-11', 'the link text'],
  [/communit|comment|forum|guestbook|ugc/iu, 'RISK-10', 'links left by readers'],
  [/malware|virus|phish|unsafe|danger/iu, 'RISK-27', 'a harmful page'],
  [/\btlds?\b|domain zone|top.?level|hyphen/iu, 'RISK-07', 'the name'],
  [/language/iu, 'RISK-14', 'the language'],
  [/hidden|invisible|layout|page layout/iu, 'RISK-05', 'how the link is shown'],
  [/sitewide|site.?wide|footer|template/iu, 'RISK-08', 'one link on every page'],
  [/paid|sponsor|sell|commercial/iu, 'RISK-01', 'a paid link'],
  [/swap|recipro|exchange/iu, 'RISK-12', 'links in both directions'],
  [/press/iu, 'RISK-21', 'a press release'],
  [/guest/iu, 'RISK-22', 'guest articles'],
  [/mirror|duplicate|scrap|same.?title|same.?url|copy|copies/iu, 'DIS-05', 'a copy'],
  [/adult|gambl|casino|pharma|drug|porn/iu, 'RISK-06', 'the neighbourhood'],
  [/authorit|trust|rank|popular|traffic|disproportion|ratio|country|index|link.?pop|low|weak/iu, null, 'low figures, a foreign country or little traffic'],
]

/** The rules of ours that ask what other tools' words are about, in their order; and whether some of it is no sign at all. */
function markersRead(otherTools: readonly string[]): { rules: string[]; isNoSign: boolean } {
  const rules = new Set<string>()
  let isNoSign = false
  for (const words of otherTools) {
    if (!words.startsWith(markersBegin)) continue
    for (const marker of words.slice(markersBegin.length).split(', ')) {
      const found = markerRules.find(([pattern]) => pattern.test(marker))
      if (found === undefined) continue
      if (found[1] === null) isNoSign = true
      else rules.add(`${found[1]} (${found[2]})`)
    }
  }
  return { rules: [...rules], isNoSign }
}

/** What a comparison rests on, besides the links. */
export interface OurView {
  otherTools: readonly string[]
  /** Rules of our findings, in the order of their weight. */
  rules: readonly string[]
  /** Why the domain may never be listed, or null. */
  protectedBecause: string | null
}

/** The links that are compared: the type of the first, and whether all are qualified, or copies and statistics. */
interface LinksSeen {
  type: LinkTypeId
  isQualified: boolean
  isNoise: boolean
}

/**
 * "Other tools would flag this because …; we do not, because …", with the rules that answer: what keeps the domain
 * (DIS-01), what makes a file needless (DIS-04, DIS-05), or which questions we asked about the tool's own markers.
 */
export function compareWithOthers({ otherTools, rules, protectedBecause }: OurView, { type, isQualified, isNoise }: LinksSeen): string | null {
  if (otherTools.length === 0) return null
  const others = `Other tools would flag this because ${otherTools.join('; ')}.`
  if (rules.length > 0) {
    // Who flags a domain cannot say in the same breath that it does not: what keeps it off a file is said as such.
    const kept = protectedBecause !== null
      ? `the domain is kept off any file, because ${lowered(protectedBecause)} (DIS-01).`
      : isQualified
        ? 'its links are qualified and pass no credit, so they call for no file (DIS-04).'
        : 'they call for no file, since nobody on your side is said to have placed the link (DIS-02).'
    return `${others} We see signs too (${rules.slice(0, 4).join(', ')}), listed with their evidence; ${kept}`
  }
  const read = markersRead(otherTools)
  const asked = read.rules.length === 0 ? '' : ` We asked the same by ${read.rules.join(', ')} and found nothing to act on.`
  const noSign = read.isNoSign ? ' Low figures of a tool, a foreign ending or little traffic are no sign of anything (DIS-03).' : ''
  const kind = linkTypes[type].name.toLowerCase()
  const ours = protectedBecause !== null
    ? `${lowered(protectedBecause)} (DIS-01).`
    : isQualified
      ? 'its links are qualified and pass no credit (DIS-04).'
      : isNoise
        ? 'it is a copy or a statistics page, which search engines ignore (DIS-05).'
        : `it is ${type === 'LT-99' ? 'a page of which nothing bad is known' : `an ordinary page of the kind “${kind}”`}, and none of our risk rules finds anything on it (RISK-00); a score of another tool is no reason (DIS-03).`
  return `${others} We do not, because ${ours}${asked}${noSign}`
}

/** The same for a domain that is listed: by the word of a person, or by what we found where a manual action asks for it. Figures of others had no part in it. */
export function listedComparison(otherTools: readonly string[], rules: readonly string[], isArranged: boolean): string | null {
  if (otherTools.length === 0) return null
  const ours = isArranged ? 'you told us that its links were arranged for you' : rules.length === 0 ? 'it was asked for by name under a manual action' : `a manual action calls for it, and we see signs ourselves (${rules.slice(0, 4).join(', ')})`
  return `Other tools would flag this because ${otherTools.join('; ')}. We list it, because ${ours} (DIS-02).`
}

/** A sentence as the rest of another one. */
function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/u, '')
}
