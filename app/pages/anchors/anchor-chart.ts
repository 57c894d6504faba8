import type { EChartsOption } from 'echarts'
import type { ChartColours } from '../../parts/chart-colours.js'

/** Groups of anchors, from the provider's own words to those that name a service; the order of the stack. */
export const anchorGroupIds = ['brand', 'url', 'compound', 'topical', 'generic', 'image', 'exact', 'other'] as const
export type AnchorGroupId = (typeof anchorGroupIds)[number]

export type AnchorSite = { site: string; domains: number } & Record<AnchorGroupId, number>

/** The pattern of a group in the bars and in the legend. */
export const patternOf: Partial<Record<AnchorGroupId, 'dots' | 'hatch'>> = { url: 'dots', topical: 'hatch', image: 'dots', other: 'hatch' }

/**
 * Domains and kinds together: a domain that links by several kinds of words counts once for each. Shares are of this, so
 * that a bar is never longer than whole.
 */
export function namings(site: AnchorSite): number {
  return anchorGroupIds.reduce((sum, group) => sum + site[group], 0)
}

/** One bar of 100 % for us and each rival. Two neighbours never share a pattern, so that the stack reads without colour. */
export function anchorMixOption(sites: readonly AnchorSite[], colours: ChartColours, words: { group(group: AnchorGroupId): string; share(share: number): string }, nameWidth = 150): EChartsOption {
  const fills: Record<AnchorGroupId, string> = {
    brand: colours.tiers[1]!, url: colours.tiers[2]!, compound: colours.groups.editorial, topical: colours.groups['guest post'], generic: colours.groups.other, image: colours.faint, exact: colours.groups.local, other: colours.groups.directory,
  }
  return {
    grid: { left: 4, right: 8, top: 2, bottom: 2, containLabel: true },
    xAxis: { type: 'value', max: 1, show: false },
    yAxis: { type: 'category', inverse: true, data: sites.map(({ site }) => site), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colours.ink, fontSize: 13, width: nameWidth, overflow: 'truncate' } },
    tooltip: { trigger: 'axis', confine: true, axisPointer: { type: 'none' }, order: 'seriesAsc', valueFormatter: (value) => words.share(Number(value)) },
    series: anchorGroupIds.map((group) => ({
      type: 'bar' as const,
      name: words.group(group),
      stack: 'mix',
      barMaxWidth: 22,
      itemStyle: { color: fills[group], ...(patternOf[group] === undefined ? {} : { decal: colours[patternOf[group]] }), borderColor: colours.paper, borderWidth: 1 },
      data: sites.map((site) => site[group] / Math.max(1, namings(site))),
    })),
  }
}

/** The colour of a group, for the legend beside the bars. */
export function groupFill(group: AnchorGroupId): string {
  return { brand: 'var(--cw-tier-2)', url: 'var(--cw-tier-3)', compound: 'var(--cw-group-editorial)', topical: 'var(--cw-group-guest-post)', generic: 'var(--cw-group-other)', image: 'var(--cw-faint)', exact: 'var(--cw-group-local)', other: 'var(--cw-group-directory)' }[group]
}
