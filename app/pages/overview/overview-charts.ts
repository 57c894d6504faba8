import type { EChartsOption } from 'echarts'
import type { ChartColours } from '../../parts/chart-colours.js'
import type { Period } from './periods.js'

/** Kinds of links from the ground of the bar to its end: the four founding types first, what nobody can tell last. */
export const groupOrder = ['editorial', 'guest post', 'directory', 'local', 'other', 'unknown'] as const
export type Group = (typeof groupOrder)[number]

export interface MixRow {
  name: string
  groups: ReadonlyArray<{ group: string; referringDomains: number; share: number }>
}

/** One bar of 100 % for the site and for each rival. Names and shares stand at the bar; the unknown is hatched. */
export function typeMixOption(rows: readonly MixRow[], colours: ChartColours, words: { group(group: Group): string; share(share: number): string }, nameWidth = 190): EChartsOption {
  return {
    grid: { left: 4, right: 8, top: 4, bottom: 4, containLabel: true },
    tooltip: { trigger: 'item', confine: true, formatter: (given) => { const item = given as { seriesName?: string; name: string; value: number }; return `${escaped(item.name)}: ${escaped(item.seriesName ?? '')} ${words.share(item.value)}` } },
    xAxis: { type: 'value', max: 1, show: false },
    yAxis: { type: 'category', inverse: true, data: rows.map((row) => row.name), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colours.ink, fontSize: 13, width: nameWidth, overflow: 'truncate' } },
    series: groupOrder.map((group) => ({
      type: 'bar' as const,
      name: words.group(group),
      stack: 'mix',
      barMaxWidth: 26,
      itemStyle: { color: colours.groups[group], borderColor: colours.paper, borderWidth: 1, ...(group === 'unknown' ? { decal: colours.hatch } : {}) },
      // Letters on a hatch can't be read; its share stands in the legend and the table.
      label: { show: group !== 'unknown', fontSize: 12, color: colours.onShape, formatter: (item: { value?: unknown }) => (Number(item.value) >= (nameWidth < 120 ? 0.14 : 0.07) ? words.share(Number(item.value)) : '') },
      data: rows.map((row) => row.groups.find((one) => one.group === group)?.share ?? 0),
    })),
  }
}

/** New domains of each month, stacked by the type of their first link. */
export function typesOverTimeOption(months: readonly Period[], colours: ChartColours, words: { group(group: Group): string; period(period: string): string }): EChartsOption {
  return {
    grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', confine: true, axisPointer: { type: 'shadow' } },
    xAxis: { type: 'category', data: months.map((month) => words.period(month.period)), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } }, axisLabel: { color: colours.soft, hideOverlap: true } },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, axisLabel: { color: colours.soft }, splitLine: { lineStyle: { color: colours.line } } },
    series: groupOrder.map((group) => ({
      type: 'bar' as const,
      name: words.group(group),
      stack: 'types',
      barMaxWidth: 22,
      itemStyle: { color: colours.groups[group], ...(group === 'unknown' ? { decal: colours.hatch } : {}) },
      data: months.map((month) => month.groups.find((one) => one.group === group)?.newDomains ?? 0),
    })),
  }
}

/** Domains that came above the line and went below it, week by week; weeks that stand out carry a number that the list beside explains. */
export function newAndLostOption(weeks: readonly Period[], marked: ReadonlyMap<string, number>, colours: ChartColours, words: { newDomains: string; lostDomains: string; period(period: string): string }): EChartsOption {
  return {
    grid: { left: 4, right: 8, top: 22, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', confine: true, axisPointer: { type: 'shadow' }, valueFormatter: (value) => String(Math.abs(Number(value))) },
    xAxis: { type: 'category', data: weeks.map((week) => words.period(week.period)), axisTick: { show: false }, axisLine: { onZero: true, lineStyle: { color: colours.soft } }, axisLabel: { color: colours.soft, hideOverlap: true, margin: 12 }, position: 'bottom' },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, axisLabel: { color: colours.soft, formatter: (value: number) => String(Math.abs(value)) }, splitLine: { lineStyle: { color: colours.line } } },
    series: [
      {
        type: 'bar', name: words.newDomains, stack: 'change', barMaxWidth: 18, itemStyle: { color: colours.accent },
        data: weeks.map((week) => week.newDomains),
        label: { show: true, position: 'top', color: colours.ink, fontSize: 12, fontWeight: 'bold', formatter: ({ dataIndex }) => { const mark = marked.get(weeks[dataIndex]!.period); return mark === undefined ? '' : (['①', '②', '③'][mark - 1] ?? '') } },
      },
      { type: 'bar', name: words.lostDomains, stack: 'change', barMaxWidth: 18, itemStyle: { color: colours.stop, decal: colours.dots }, data: weeks.map((week) => -week.lostDomains) },
    ],
  }
}

/** Tooltips of the chart library are HTML: names of rivals come from people and the web. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
