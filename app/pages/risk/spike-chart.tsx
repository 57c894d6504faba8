import type { EChartsOption } from 'echarts'
import { ChartBox } from '../../parts/chart-box.js'
import { Panel } from '../../parts/panel.js'
import { Unknown } from '../../parts/unknown.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import type { Review } from './risk-page.js'

type Spike = Review['spike']

/** New referring domains a week against their usual band. A week that stands out is marked by words and a ring, not by alarm. */
export function SpikeChart({ spike }: { spike: Spike }) {
  const unusual = spike.weeks.filter((week) => week.unusual)
  // What stands out the audit says, here as at every other door.
  const says = spike.verdict === 'unknown' ? say('risk.spike.unknown') : unusual.length > 0 ? say('risk.spike.unusual', { count: unusual.length }) : say('risk.spike.usual')
  const note = spike.verdict === 'usual' ? undefined : spike.words
  if (spike.verdict === 'unknown' && spike.weeks.every(({ newDomains }) => newDomains === 0)) return <Panel title={says}><Unknown what={spike.words} /></Panel>
  if (spike.weeks.every(({ newDomains }) => newDomains === 0)) return <Panel title={says} note={note}><p className="soft">{say('risk.spike.none', { count: spike.weeks.length })}</p></Panel>
  return (
    <Panel title={says} note={note}>
    <ChartBox
      title={say('risk.spike.title')}
      says={say('risk.spike.title')}
      height={170}
      option={(colours): EChartsOption => ({
        grid: { left: 40, right: 16, top: 16, bottom: 28 },
        xAxis: { type: 'category', data: spike.weeks.map((week) => dateWords(week.period)), axisLine: { lineStyle: { color: colours.line } }, axisLabel: { color: colours.soft, hideOverlap: true }, axisTick: { show: false } },
        yAxis: { type: 'value', min: 0, minInterval: 1, splitLine: { lineStyle: { color: colours.line } }, axisLabel: { color: colours.soft } },
        tooltip: { trigger: 'axis' },
        series: [
          { type: 'line', stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, silent: true, data: spike.weeks.map((week) => week.usualLow), tooltip: { show: false } },
          { name: say('risk.spike.band'), type: 'line', stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, areaStyle: { color: colours.line, opacity: 0.45 }, silent: true, data: spike.weeks.map((week) => (week.usualHigh === null ? null : week.usualHigh - (week.usualLow ?? 0))), tooltip: { show: false } },
          { name: say('risk.spike.new'), type: 'bar', barMaxWidth: 18, itemStyle: { color: colours.accent }, data: spike.weeks.map((week) => (week.unusual ? { value: week.newDomains, itemStyle: { borderColor: colours.ink, borderWidth: 2 }, label: { show: true, position: 'top' as const, color: colours.ink } } : { value: week.newDomains })) },
        ],
      })}
      table={{
        columns: [say('risk.spike.week'), say('risk.spike.new'), say('risk.spike.low'), say('risk.spike.high'), say('risk.spike.is-unusual')],
        rows: spike.weeks.map((week) => [dateWords(week.period), week.newDomains, week.usualLow ?? '', week.usualHigh ?? '', say(week.unusual ? 'risk.spike.yes' : 'risk.spike.no')]),
      }}
    />
    </Panel>
  )
}
