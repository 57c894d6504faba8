import type { Evidence } from '../../src/model/judgement.js'
import { signedWords } from '../words/format.js'
import { Inert } from './inert.js'
import './evidence-list.css'

interface EvidenceListProps {
  rows: ReadonlyArray<Pick<Evidence, 'looked' | 'found' | 'polarity'> & { rule?: string; weight?: number }>
  /** Shows how much each counted. */
  weights?: boolean
}

/** What speaks for and against, a line each: sign, what was looked at, what was found, how much it counted. */
export function EvidenceList({ rows, weights = true }: EvidenceListProps) {
  return (
    <ul className="evidence">
      {rows.map((row, at) => (
        <li key={at}>
          <span aria-hidden className={row.polarity === '+' ? 'for' : 'against'}>{row.polarity === '+' ? '+' : '−'}</span>
          <span title={row.rule}><span className="soft">{row.looked}:</span> <Inert text={row.found} /></span>
          {weights && row.weight !== undefined && <span className="number soft" dir="ltr">{signedWords(row.weight)}</span>}
        </li>
      ))}
    </ul>
  )
}
