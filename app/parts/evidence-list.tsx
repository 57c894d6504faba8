import type { Evidence } from '../../src/model/judgement.js'
import { signedWords } from '../words/format.js'
import { say } from '../words/say.js'
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
          <span title={row.rule}><span className="soft">{fieldWords(row.looked)}:</span> <Inert text={row.found === 'true' ? say('word.yes') : row.found === 'false' ? say('word.no') : row.found} /></span>
          {weights && row.weight !== undefined && <span className="number soft" dir="ltr">{signedWords(row.weight)}</span>}
        </li>
      ))}
    </ul>
  )
}

/**
 * A column of another tool in words: its name and the field, the letters of the field's words apart.
 *
 *     fieldWords('ahrefs.inContent')  // 'Ahrefs, in content'
 */
function fieldWords(looked: string): string {
  const [, tool = '', field = ''] = /^([a-z]+)\.([A-Za-z]+)$/u.exec(looked) ?? []
  return tool === '' ? looked : `${tool[0]!.toUpperCase()}${tool.slice(1)}, ${field.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`)}`
}
