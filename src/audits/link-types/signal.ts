import type { LinkTypeId } from '../../model/link-types.js'

/** How much one signal counts, link-types.md 4.2; the numbers are in `data/link-type-weights.json`. `excluded` is for the tie rules of 4.3. */
export type Strength = 'defining' | 'decisive' | 'strong' | 'moderate' | 'weak' | 'contra' | 'veto' | 'excluded'
export const strengths: readonly Strength[] = ['defining', 'decisive', 'strong', 'moderate', 'weak', 'contra', 'veto', 'excluded']

/** Groups of correlated features: of each group only the strongest signal for a type counts. */
export const signalGroups = [
  'url', 'host', 'title', 'structured', 'label', 'position', 'author', 'text', 'graph', 'place', 'vendor', 'anchor', 'rel', 'outlinks', 'software', 'spam', 'date', 'against',
] as const
export type SignalGroup = (typeof signalGroups)[number]

export type ScoredType = Exclude<LinkTypeId, 'LT-99'>

/** One thing seen that speaks for or against a type. */
export interface Signal {
  type: ScoredType
  group: SignalGroup
  strength: Strength
  /** Feature id of link-types.md section 2, or the type's own id. */
  rule: string
  looked: string
  found: string
  subtype: string | null
}

/** Signs that a page is an article; on a page that was read they come together, so they count once for LT-01. */
const articleGroups: ReadonlySet<SignalGroup> = new Set<SignalGroup>(['url', 'title', 'date', 'structured', 'author'])

export class Signals {
  readonly list: Signal[] = []

  constructor(private readonly isPageRead: boolean) {}

  add(type: ScoredType, group: SignalGroup, strength: Strength, rule: string, looked: string, found: string, subtype: string | null = null): void {
    const counted = this.isPageRead && type === 'LT-01' && articleGroups.has(group) ? 'structured' : group
    this.list.push({ type, group: counted, strength, rule, looked, found: found.length > 160 ? `${found.slice(0, 159)}…` : found, subtype })
  }

  has(type: ScoredType, group?: SignalGroup): boolean {
    return this.list.some((signal) => signal.type === type && (group === undefined || signal.group === group) && signal.strength !== 'contra' && signal.strength !== 'veto' && signal.strength !== 'excluded')
  }
}
