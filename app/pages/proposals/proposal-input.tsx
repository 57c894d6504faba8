import { Inert } from '../../parts/inert.js'
import { say, sayIfKnown } from '../../words/say.js'
import classes from './proposals.module.css'

/** In the order in which a person asks: what, about what, what it becomes, why. */
const order = ['title', 'text', 'subject', 'domain', 'referringDomain', 'link', 'about', 'field', 'value', 'kind', 'state', 'reason', 'why']

/** What would be changed, value by value: nothing left out, in words where we have them, and inert. */
export function ProposalInput({ input }: { input: Record<string, unknown> }) {
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  const rows = Object.entries(input).sort(([a], [b]) => rank(a) - rank(b))
  return (
    <table className={classes.input}>
      <caption className="visually-hidden">{say('proposals.exactly')}</caption>
      <tbody>{rows.map(([key, value]) => <tr key={key}><th scope="row">{sayIfKnown(`proposals.input.${key}`, key)}</th><td><Inert text={valueWords(value)} /></td></tr>)}</tbody>
    </table>
  )
}

/** Types by name with their number (`Editorial (LT-01)`); lists by commas; anything else as it was handed in. */
function valueWords(value: unknown): string {
  if (typeof value === 'string') return /^LT-\d{2}$/u.test(value) ? `${sayIfKnown(`type.${value}`, value)} (${value})` : value
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return value === null ? '–' : typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value)
}

/** The few words by which one of many is told from the others. */
export function gistOf(input: Record<string, unknown>): string {
  const told = [input.title, input.domain, input.referringDomain, input.about, input.text].find((one) => typeof one === 'string' && one !== '')
  return typeof told === 'string' ? (told.length > 90 ? `${told.slice(0, 90)}…` : told) : ''
}
