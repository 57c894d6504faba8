import { ActionIcon, Menu, useComputedColorScheme } from '@mantine/core'
import type { EChartsOption } from 'echarts'
import { Ellipsis } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { csvLine } from '../../src/lib/csv-write.js'
import { countWords } from '../words/format.js'
import { say } from '../words/say.js'
import { chartColours, type ChartColours } from './chart-colours.js'
import { saveFile } from './save-file.js'
import './chart-box.css'

export type ChartCell = string | number | null

interface ChartBoxProps {
  title: string
  /** One line that says what the chart shows; also what a screen reader says of it. */
  says: string
  /** The picture, in the colours of light or dark. The same object can draw a report. */
  option(colours: ChartColours): EChartsOption
  /** The figures behind it: shown on request, read by screen readers, saved as CSV. */
  table: { columns: readonly string[]; rows: ReadonlyArray<readonly ChartCell[]> }
  height?: number
  /** False where a heading above already says the title. */
  showTitle?: boolean
}

/** A chart with its table, its downloads and one line of text. The drawing library comes with the first chart that is seen. */
export function ChartBox({ title, says, option, table, height = 260, showTitle = false }: ChartBoxProps) {
  const scheme = useComputedColorScheme('light')
  const [isTable, setTable] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  // What is drawn changes with the figures, not with every new function.
  const figures = JSON.stringify(table)
  const drawn = useMemo(() => ({ animation: false, ...option(chartColours(scheme)) }), [scheme, figures])
  useEffect(() => {
    const element = box.current
    if (isTable || !element) return
    let gone = false
    let close: (() => void) | undefined
    void import('./chart-drawing.js').then(({ drawChart }) => {
      if (gone) return
      const chart = drawChart(element)
      chart.setOption({ textStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif" }, ...drawn } as never)
      const watcher = new ResizeObserver(() => chart.resize())
      watcher.observe(element)
      close = () => {
        watcher.disconnect()
        chart.dispose()
      }
    })
    return () => {
      gone = true
      close?.()
    }
  }, [drawn, isTable])
  const fileName = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)
  const saveSvg = () => {
    const svg = box.current?.querySelector('svg')
    if (svg) saveFile({ name: `${fileName}.svg`, mediaType: 'image/svg+xml', text: new XMLSerializer().serializeToString(svg) })
  }
  return (
    <figure className="chart-box">
      <div className="chart-head">
        <div>{showTitle && <h3>{title}</h3>}<figcaption id={id} className="soft small">{says}</figcaption></div>
        <Menu position="bottom-end">
          <Menu.Target><ActionIcon className="no-print" variant="subtle" color="gray" aria-label={`${title}: ${say('chart.menu')}`}><Ellipsis size={17} aria-hidden /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setTable(!isTable)}>{say(isTable ? 'chart.chart' : 'chart.table')}</Menu.Item>
            {!isTable && <Menu.Item onClick={saveSvg}>{say('chart.svg')}</Menu.Item>}
            <Menu.Item onClick={() => saveFile({ name: `${fileName}.csv`, mediaType: 'text/csv', text: [table.columns, ...table.rows].map((cells) => csvLine([...cells])).join('') })}>{say('chart.csv')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {!isTable && <div ref={box} role="img" aria-labelledby={id} style={{ blockSize: height }} className="chart-drawing" dir="ltr" />}
      <div className={isTable ? 'chart-table' : 'visually-hidden'} tabIndex={isTable ? 0 : undefined} role={isTable ? 'region' : undefined} aria-label={isTable ? title : undefined}>
        <table className="table">
          <caption className="visually-hidden">{title}</caption>
          <thead><tr>{table.columns.map((name, at) => <th key={at} scope="col" className={at > 0 ? 'end' : undefined}>{name}</th>)}</tr></thead>
          <tbody>{table.rows.map((cells, row) => <tr key={row}>{cells.map((cell, at) => (at === 0 ? <th key={at} scope="row">{cell}</th> : <td key={at} className="end">{typeof cell === 'number' ? countWords(cell) : (cell ?? say('unknown'))}</td>))}</tr>)}</tbody>
        </table>
      </div>
    </figure>
  )
}
