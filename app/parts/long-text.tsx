import { useState } from 'react'
import { say } from '../words/say.js'
import { Inert } from './inert.js'

const charsShown = 360

/** Words of people that may be long: the beginning, and the rest when asked for. On paper it is whole. */
export function LongText({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false)
  if (text.length <= charsShown * 1.2) return <Inert text={text} />
  const end = text.lastIndexOf(' ', charsShown)
  const cut = end > charsShown / 2 ? end : charsShown
  return (
    <>
      <Inert text={text.slice(0, cut)} />
      <Inert className={isWhole ? undefined : 'print-only'} text={text.slice(cut)} />
      {!isWhole && <>… <button type="button" className="text-button no-print" onClick={() => setWhole(true)}>{say('act.show-all')}</button></>}
    </>
  )
}
