import type { ReactNode } from 'react'
import './badges.css'

export type Tone = 'neutral' | 'good' | 'attention' | 'stop' | 'accent'

/** A short word in a box. The colour never says it alone: the word does. */
export function Tag({ tone = 'neutral', children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return <span className={`tag tag-${tone}`} title={title}>{children}</span>
}
