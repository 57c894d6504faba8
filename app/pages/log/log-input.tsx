import { Inert } from '../../parts/inert.js'
import { say } from '../../words/say.js'

/** What was asked, value by value, as it was asked: exact, and inert. */
export function LogInput({ input }: { input: Record<string, unknown> }) {
  const rows = Object.entries(input)
  if (rows.length === 0) return <p className="soft small">–</p>
  return (
    <table className="table" style={{ fontWeight: 400 }}>
      <caption className="visually-hidden">{say('log.input')}</caption>
      <tbody>{rows.map(([key, value]) => <tr key={key}><th scope="row"><code>{key}</code></th><td style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}><Inert text={valueText(value)} /></td></tr>)}</tbody>
    </table>
  )
}

const valueText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1))
