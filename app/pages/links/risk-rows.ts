import type { Explained } from './quality.js'

type Risk = Explained['risk']
export type RiskSignal = Risk['signals'][number]

/** One group of like signals and what it adds: its share of what the rows above leave of 100. */
export interface RiskRow {
  name: string
  signals: RiskSignal[]
  share: number
  /** What its signals would come to without the cap of the group, where that is more. */
  together: number | null
  of: number
  points: number
}

/**
 * The risk as a sum from top to bottom, the largest first. The order of groups changes what each adds, never the sum:
 * 100 · (1 − Π(1 − share)) is the same as taking each share of what is left.
 */
export function riskRows({ signals, groups }: Pick<Risk, 'signals' | 'groups'>): RiskRow[] {
  let left = 100
  return [...groups].sort((a, b) => b.counted - a.counted).map(({ name, rules, together, cap, counted }) => {
    const of = left
    const points = left * counted
    left -= points
    return { name, signals: signals.filter(({ id, part }) => part > 0 && rules.includes(id)), share: counted, together: together - cap >= 0.005 ? together : null, of, points }
  })
}
