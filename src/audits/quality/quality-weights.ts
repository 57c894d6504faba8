import type { SiteFacts } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import { componentIds, type ComponentId } from './quality-parts.js'

export interface QualityWeights {
  /** Of the default weights. */
  version: number
  /** What counts: the default, or what a person made of it. They sum to 1. */
  counted: Readonly<Record<string, number>>
  byDefault: Readonly<Record<string, number>>
  /** True if a person weighs the parts otherwise. */
  own: boolean
}

/** Weights as shipped, or those of the profile: a person may weigh the parts anew, and the default stays beside (LQ-00). */
export function weightsOf({ profile: { qualityWeights: wanted } }: Pick<SiteFacts, 'profile'>, lists: Lists): QualityWeights {
  const byDefault = lists.table('quality-weights')
  const version = byDefault['version'] ?? 0
  if (wanted === undefined) return { version, counted: byDefault, byDefault, own: false }
  const weightOf = (id: ComponentId) => wanted[id] ?? byDefault[id] ?? 0
  const total = componentIds.reduce((sum, id) => sum + weightOf(id), 0)
  // Nothing of any weight would make every link worth nothing.
  if (!(total > 0) || componentIds.every((id) => wanted[id] === undefined)) return { version, counted: byDefault, byDefault, own: false }
  return { version, counted: Object.fromEntries(componentIds.map((id) => [id, weightOf(id) / total])), byDefault, own: true }
}
