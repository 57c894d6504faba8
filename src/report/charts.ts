import { html, type Markup } from './markup.js'

export interface Bar {
  label: string
  /** Mark before the label, so that colour never speaks alone. */
  shape: string
  value: number
  text: string
  className: string
  unknown?: boolean
}

const width = 680
const rowHeight = 42

/**
 * Horizontal bars from zero, each under its label and number; `summary` says in one line what the picture shows. Widths are
 * shares of the picture and words keep their size, so that it reads on a phone as on paper.
 */
export function barChart(id: string, summary: string, bars: readonly Bar[]): Markup {
  const max = Math.max(1, ...bars.map((bar) => bar.value))
  return html`<svg class="chart bars" role="img" aria-labelledby="${id}-title" style="height:${bars.length * rowHeight + 4}px">
<title id="${id}-title">${summary}</title>
<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" class="hatch"/></pattern></defs>
${bars.map((bar, at) => {
    const y = at * rowHeight + 4
    const share = Math.max(bar.value > 0 ? 0.4 : 0, Math.round((bar.value / max) * 1000) / 10)
    return html`<g><text x="0" y="${y + 13}" class="label"><tspan class="mark ${bar.className}">${bar.shape}</tspan> ${bar.label}</text><text x="100%" y="${y + 13}" text-anchor="end" class="number">${bar.text}</text>
<rect x="0" y="${y + 19}" width="${share}%" height="12" rx="2" class="${bar.className}"${bar.unknown ? html` style="fill:url(#${id}-hatch)"` : ''}/></g>`
  })}
</svg>`
}

/** One stacked bar of shares. Its key names every part, also those too narrow for words of their own. */
export function stackedBar(id: string, summary: string, bars: readonly Bar[]): Markup {
  const shown = bars.filter((bar) => bar.value > 0)
  const total = shown.reduce((sum, bar) => sum + bar.value, 0)
  let x = 0
  return html`<svg class="chart stacked" role="img" aria-labelledby="${id}-title" viewBox="0 0 ${width} 30" preserveAspectRatio="none">
<title id="${id}-title">${summary}</title>
<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" class="hatch"/></pattern></defs>
${shown.map((bar) => {
    const length = (bar.value / total) * width
    const from = x
    x += length
    return html`<rect x="${Math.round(from * 10) / 10}" y="0" width="${Math.max(1, Math.round((length - 2) * 10) / 10)}" height="30" class="${bar.className}"${bar.unknown ? html` style="fill:url(#${id}-hatch)"` : ''}/>`
  })}
</svg><ul class="key" aria-hidden="true">${shown.map((bar) => html`<li><span class="${bar.className}">${bar.shape}</span> ${bar.label}</li>`)}</ul>`
}
