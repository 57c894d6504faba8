import type { ReactNode } from 'react'
import { say } from '../words/say.js'

/** What is not known, shown as such: a hatched field with words, never a zero. `what` says what is missing and how to get it. */
export function Unknown({ what, inline = false, action }: { what?: ReactNode; inline?: boolean; action?: ReactNode }) {
  if (inline) return <span className="hatched" style={{ borderRadius: 4, paddingInline: 6, color: 'var(--cw-soft)' }}>{what ?? say('unknown')}</span>
  return (
    <div className="hatched" style={{ borderRadius: 6, padding: 12 }}>
      <p style={{ background: 'var(--cw-raised)', borderRadius: 4, padding: '6px 10px', inlineSize: 'fit-content', maxInlineSize: '100%' }}>{what ?? say('unknown')}</p>
      {action !== undefined && <div style={{ marginBlockStart: 8 }}>{action}</div>}
    </div>
  )
}
