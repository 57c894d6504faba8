import { expect, it } from 'vitest'
import { groupMarks, tokens } from './tokens.js'

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

for (const theme of ['light', 'dark'] as const) {
  const set = tokens[theme]
  it.each([
    ['ink', set.ink, set.paper], ['ink on raised', set.ink, set.raised], ['ink on sunken', set.ink, set.sunken], ['soft', set.soft, set.paper], ['soft on sunken', set.soft, set.sunken],
    ['accent', set.accent, set.paper], ['accent on raised', set.accent, set.raised], ['attention', set.attention, set.attentionPaper], ['stop', set.stop, set.stopPaper], ['good', set.good, set.goodPaper],
  ])(`${theme}: text %s reads at 4.5 : 1`, (_name, ink, paper) => {
    expect(contrast(ink, paper)).toBeGreaterThanOrEqual(4.5)
  })
  it.each(Object.entries(groupMarks))(`${theme}: shape %s stands out at 3 : 1`, (_name, mark) => {
    expect(contrast(mark[theme], set.raised)).toBeGreaterThanOrEqual(3)
  })
}
