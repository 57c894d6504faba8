import { groupMarks, tierLadder, tokens } from '../../src/report/tokens.js'
import type { GroupName } from './groups.js'

/** Colours of charts, by light and dark: those of the tokens, so that a type has the same hue in a badge and in a bar. */
export interface ChartColours {
  ink: string
  soft: string
  faint: string
  line: string
  paper: string
  raised: string
  accent: string
  good: string
  attention: string
  stop: string
  /** Words on a coloured shape. */
  onShape: string
  groups: Record<GroupName, string>
  /** From tier 1 to tier 6. */
  tiers: readonly string[]
  /** Pattern over what is not known. */
  hatch: Decal
  /** Pattern that tells a second series from the first without colour. */
  dots: Decal
}

interface Decal {
  symbol: string
  color: string
  dashArrayX: number | number[] | number[][]
  dashArrayY: number | number[]
  rotation?: number
  symbolSize?: number
}

export function chartColours(scheme: 'light' | 'dark'): ChartColours {
  const { ink, soft, faint, line, raised, accent, good, attention, stop } = tokens[scheme]
  const pattern = scheme === 'light' ? 'rgba(255,255,255,.65)' : 'rgba(18,24,28,.6)'
  return {
    ink, soft, faint, line, paper: raised, raised, accent, good, attention, stop,
    onShape: scheme === 'light' ? '#FFFFFF' : '#12181C',
    groups: Object.fromEntries(Object.entries(groupMarks).map(([name, mark]) => [name, mark[scheme]])) as Record<GroupName, string>,
    tiers: tierLadder[scheme],
    hatch: { symbol: 'rect', color: pattern, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
    dots: { symbol: 'circle', color: pattern, dashArrayX: [[4, 4], [0, 4, 4, 0]], dashArrayY: [4, 0], symbolSize: 0.6 },
  }
}
