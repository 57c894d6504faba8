import { dateWords, sourceName } from '../../words/format.js'
import { say, sayIfKnown } from '../../words/say.js'
import { inertText } from '../../parts/inert.js'
import type { LinksFilters } from './links-address.js'

/** Filters in words, one piece for each, in the order of a sentence: "tier 1–2 · live · since 1 Jan 2025". */
export function filterWords(filters: LinksFilters): Array<{ name: keyof LinksFilters; words: string }> {
  const words: Partial<Record<keyof LinksFilters, string>> = {
    tier: filters.tier && say('filter.tier', { tiers: rangeWords(filters.tier) }),
    type: filters.type && say('filter.type', { types: some(filters.type.map((id) => sayIfKnown(`type.${id}`, id).toLowerCase())) }),
    state: filters.state && say('filter.state', { states: some(filters.state.map((id) => sayIfKnown(`state.${id}`, id))) }),
    live: filters.live === undefined ? undefined : say('filter.live', { live: filters.live ? 'yes' : 'no' }),
    followed: filters.followed === undefined ? undefined : say('filter.followed', { followed: filters.followed ? 'yes' : 'no' }),
    rel: filters.rel && say('filter.rel', { rel: some(filters.rel) }),
    area: filters.area && say('filter.area', { areas: some(filters.area.map((id) => sayIfKnown(`area.${id}`, id))) }),
    anchorKind: filters.anchorKind && say('filter.anchorKind', { kinds: some(filters.anchorKind.map((id) => sayIfKnown(`anchor.${id}`, id))) }),
    findings: filters.findings === undefined ? undefined : say('filter.findings', { findings: filters.findings ? 'yes' : 'no' }),
    finding: filters.finding && say('filter.finding', { rules: some(filters.finding) }),
    corrected: filters.corrected === undefined ? undefined : say('filter.corrected', { corrected: filters.corrected ? 'yes' : 'no' }),
    domain: filters.domain && say('filter.domain', { domain: inertText(filters.domain) }),
    targetPage: filters.targetPage && say('filter.targetPage', { page: inertText(filters.targetPage) }),
    anchor: filters.anchor && say('filter.anchor', { anchor: inertText(filters.anchor) }),
    seenBy: filters.seenBy && say('filter.seenBy', { sources: some(filters.seenBy.map(sourceName)) }),
    qualityMin: filters.qualityMin === undefined ? undefined : say('filter.qualityMin', { quality: filters.qualityMin }),
    since: filters.since && say('filter.since', { date: dateWords(filters.since) }),
    until: filters.until && say('filter.until', { date: dateWords(filters.until) }),
    one: filters.one ? say('filter.one') : undefined,
  }
  return (Object.entries(words) as Array<[keyof LinksFilters, string | undefined]>).flatMap(([name, text]) => (text === undefined || text === '' ? [] : [{ name, words: text }]))
}

/** [1, 2, 3] as "1–3", [1, 4] as "1, 4". */
export function rangeWords(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const runs: Array<[number, number]> = []
  for (const number of sorted) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, until]) => (from === until ? `${from}` : `${from}–${until}`)).join(', ')
}

/** A few in words, the rest as a count, so that a chip stays short. */
function some(words: readonly string[]): string {
  const unique = [...new Set(words)]
  return unique.length <= 3 ? unique.join(', ') : `${unique.slice(0, 2).join(', ')} +${unique.length - 2}`
}
