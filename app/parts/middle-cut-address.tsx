import { ActionIcon, Tooltip } from '@mantine/core'
import { Check, Copy, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { say } from '../words/say.js'
import { readableAddress } from './readable-address.js'
import './middle-cut-address.css'

const turnsRight = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

interface AddressProps {
  url: string | null | undefined
  /** Offers the page itself in a new tab, and a copy. */
  open?: boolean
  /** Leaves out the host where it stands in the line above. */
  withoutHost?: boolean
  className?: string
}

/** A web address cut in its middle to the room there is: host and end stay. The whole stands in the tooltip and is what gets copied. */
export function MiddleCutAddress({ url, open = false, withoutHost = false, className }: AddressProps) {
  const [isCopied, setCopied] = useState(false)
  if (!url) return <span className="soft">{say('unknown')}</span>
  const bare = readableAddress(url)
  const slash = bare.search(/[/?#]/u)
  const host = slash === -1 ? bare : bare.slice(0, slash)
  const path = slash === -1 ? '' : bare.slice(slash)
  // By letters, so that none that takes two units is cut in half.
  const letters = [...path]
  // Nor a word that is read from right to left: its halves would change places. Such a path is cut at its end.
  const endLength = turnsRight.test(path) ? 0 : Math.min(18, Math.floor(letters.length / 2))
  const copy = () => {
    void navigator.clipboard.writeText(url).then(() => {
      setCopied(true)
      setTimeout(() => setCopied(false), 1_500)
    })
  }
  return (
    <span className={`address${className ? ` ${className}` : ''}`}>
      {/* Three parts: the middle gives way first, then the end, the host last. Copied, they are the whole address again. */}
      <span className="address-text" dir="ltr" title={url} onCopy={(event) => { event.clipboardData.setData('text/plain', url); event.preventDefault() }}>
        {!withoutHost && <span className="address-host">{host}</span>}{withoutHost && path === '' && '/'}{path !== '' && <><bdi dir="ltr" className={`address-middle${letters.length - endLength > 6 ? ' address-long' : ''}`}>{letters.slice(0, letters.length - endLength).join('')}</bdi><bdi dir="ltr" className="address-end">{letters.slice(letters.length - endLength).join('')}</bdi></>}
      </span>
      {open && (
        <span className="address-acts no-print">
          <Tooltip label={isCopied ? say('act.copied') : say('act.copy')}><ActionIcon variant="subtle" size={24} color="gray" onClick={copy} aria-label={say('act.copy')}>{isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}</ActionIcon></Tooltip>
          {/^https?:/u.test(url) && <Tooltip label={say('act.open-outside')}><ActionIcon component="a" href={url} target="_blank" rel="noreferrer noopener" variant="subtle" size={24} color="gray" aria-label={say('act.open-outside')}><ExternalLink size={14} aria-hidden /></ActionIcon></Tooltip>}
        </span>
      )}
    </span>
  )
}
