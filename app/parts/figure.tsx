import type { ReactNode } from 'react'
import { countWords } from '../words/format.js'
import { say } from '../words/say.js'
import { useExplain, type Explanation } from './explain.js'
import './figure.css'

interface FigureProps {
  value: ReactNode
  /** What the number is; also what the door is called. */
  label: string
  note?: ReactNode
  /** Opens Explain. Every number on a page has one, or leads to its rows. */
  explain?: Explanation | (() => Explanation | Promise<Explanation>)
  /** `large` for the figures at the head of a page, `inline` within a line. */
  size?: 'large' | 'medium' | 'inline'
}

/** A number that is a door: click or Enter opens where it comes from. */
export function Figure({ value: given, label, note, explain, size = 'medium' }: FigureProps) {
  const { open } = useExplain()
  const value = typeof given === 'number' ? countWords(given) : given
  const number = explain === undefined ? <span className="figure-value number">{value}</span> : <button type="button" className="figure-value figure-door number" onClick={() => open(explain)} aria-label={`${typeof value === 'string' ? `${value} ` : ''}${label}. ${say('explain.why')}`}>{value}</button>
  if (size === 'inline') return number
  return <div className={`figure figure-${size}`}>{number}<span className="figure-label">{label}</span>{note !== undefined && <span className="soft small">{note}</span>}</div>
}
