import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, LineChart, ScatterChart, HeatmapChart, GridComponent, TooltipComponent, MarkLineComponent, MarkAreaComponent, VisualMapComponent, AriaComponent, SVGRenderer])

/** The drawing library, as an SVG that can be saved as it is. Loaded with the first chart only. */
export function drawChart(element: HTMLElement): EChartsType {
  return init(element, null, { renderer: 'svg' })
}
