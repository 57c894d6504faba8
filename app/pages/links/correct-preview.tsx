import { useEffect } from 'react'
import { useOperation, type Input } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { MiddleCutAddress } from '../../parts/middle-cut-address.js'
import { messageOf } from '../../parts/tell.js'
import { countWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { correctedWords, type CorrectedField } from './corrected-words.js'

/** Kinds of "what they are now" that are named one by one. */
const namedMax = 4

/** What correcting all that match would change, before anybody says yes. Where nothing can be changed it says why. */
export function CorrectPreview({ asked, field, onKnown }: { asked: Input<'corrections.preview'>; field: CorrectedField; onKnown(canChange: boolean): void }) {
  const { data, error } = useOperation('corrections.preview', asked, { retry: false, staleTime: 0 })
  useEffect(() => onKnown(data !== undefined && data.corrections > 0), [data, onKnown])
  if (error) return <p role="alert" className="correct-preview">{messageOf(error)}</p>
  if (!data) return <div className="correct-preview"><Loading rows={3} /></div>
  const others = data.was.slice(namedMax).reduce((sum, { links }) => sum + links, 0)
  return (
    <div className="correct-preview" aria-live="polite">
      <p>{field === 'tier' ? say('correct.preview-tier', { count: data.links, domains: data.referringDomains, changed: data.corrections }) : say('correct.preview', { count: data.links, domains: data.referringDomains, changed: data.corrections })}{data.unchanged > 0 && ` ${say('correct.preview-same', { count: data.unchanged })}`}</p>
      <ul className="correct-was">
        {data.was.slice(0, namedMax).map(({ value, links }) => <li key={value}><span>{correctedWords(field, value)}</span><span className="number">{countWords(links)}</span></li>)}
        {others > 0 && <li><span>{say('correct.preview-others')}</span><span className="number">{countWords(others)}</span></li>}
      </ul>
      {data.examples.length > 0 && <p className="soft small">{say('correct.preview-examples')}</p>}
      <ul className="correct-examples small">{data.examples.slice(0, 3).map((one) => <li key={one.id}>{one.referringPage === null ? <Inert text={one.referringDomain} /> : <MiddleCutAddress url={one.referringPage} />}</li>)}</ul>
    </div>
  )
}
