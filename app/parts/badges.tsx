import { groupMarks } from '../../src/report/tokens.js'
import { say, sayIfKnown } from '../words/say.js'
import { groupOfType, type GroupName } from './groups.js'
import './badges.css'

/**
 * Types, tiers and states, the same on every screen: a word, a shape and a hue, so that none of them is told by colour
 * alone. `short` leaves out what the column's head already says.
 */
export function TypeBadge({ type, confidence, short = false }: { type: string; confidence?: string; short?: boolean }) {
  const name = sayIfKnown(`type.${type}`, type)
  return <span className="type-badge" title={short ? name : undefined}><GroupShape group={groupOfType(type)} /><span className={short ? 'clip' : undefined}>{name}</span>{confidence !== undefined && <span className="soft number">{confidence}</span>}</span>
}

export function GroupBadge({ group, count }: { group: string; count?: string }) {
  return <span className="type-badge"><GroupShape group={group} /><span>{sayIfKnown(`group.${group}`, group)}</span>{count !== undefined && <span className="soft number">{count}</span>}</span>
}

/** The shape alone, beside words that say the same. */
export function GroupShape({ group }: { group: string }) {
  const known = group in groupMarks ? (group as GroupName) : 'other'
  return <span aria-hidden className="group-shape" style={{ color: `var(--cw-group-${known.replaceAll(' ', '-')})` }}>{groupMarks[known].shape}</span>
}

/** A rung of the ladder: six steps, the name written out. */
export function TierBadge({ tier, short = false }: { tier: number; short?: boolean }) {
  const name = sayIfKnown(`tier.${tier}`, say('unknown'))
  return (
    <span className="tier-badge" title={short ? `T${tier} ${name}` : undefined}>
      <span className="tier-rungs" aria-hidden>{[6, 5, 4, 3, 2, 1].map((rung) => <i key={rung} style={rung >= tier ? { background: `var(--cw-tier-${tier})` } : undefined} />)}</span>
      <span className="number tier-number">T{tier}</span>
      <span className={short ? 'clip' : undefined}>{name}</span>
    </span>
  )
}

const stateShapes: Readonly<Record<string, string>> = { live: '●', lost: '✕', unconfirmed: '◌' }
const stateTones: Readonly<Record<string, string>> = { live: 'good', lost: 'stop', unconfirmed: 'neutral' }

export function StateBadge({ state, reason }: { state: string; reason?: string | null }) {
  return (
    <span className={`state-badge state-${stateTones[state] ?? 'neutral'}`}>
      <span aria-hidden>{stateShapes[state] ?? '○'}</span> {sayIfKnown(`state.${state}`, state)}{reason ? <span className="soft">{`: ${sayIfKnown(`lost.${reason}`, reason)}`}</span> : null}
    </span>
  )
}
