import { ActionIcon, Tooltip } from '@mantine/core'
import { Check, Copy, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { say } from '../words/say.js'
import { inertText } from './inert.js'
import './middle-cut-address.css'

interface AddressProps {
  url: string | null | undefined
  /** Offers the page itself in a new tab, and a copy. */
  open?: boolean
  className?: string
}

/** A web address cut in its middle to the room there is: host and end stay. The whole stands in the tooltip and is what gets copied. */
export function MiddleCutAddress({ url, open = false, className }: AddressProps) {
  const [isCopied, setCopied] = useState(false)
  if (!url) return <span className="soft">{say('unknown')}</span>
  const bare = inertText(url).replace(/^https?:\/\/(?:www\.)?/u, '').replace(/\/$/u, '')
  const endLength = Math.min(18, Math.floor(bare.length / 2))
  const copy = () => {
    void navigator.clipboard.writeText(url).then(() => {
      setCopied(true)
      setTimeout(() => setCopied(false), 1_500)
    })
  }
  return (
    <span className={`address${className ? ` ${className}` : ''}`}>
      {/* Two parts, the first of which gives way; copied, they are the whole address again. */}
      <span className="address-text" dir="ltr" title={url} onCopy={(event) => { event.clipboardData.setData('text/plain', url); event.preventDefault() }}>
        <span className="address-start">{bare.slice(0, bare.length - endLength)}</span><span className="address-end">{bare.slice(bare.length - endLength)}</span>
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
