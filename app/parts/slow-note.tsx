import { useEffect, useState } from 'react'
import { say } from '../words/say.js'
import { useJudging } from './judging-line.js'

/**
 * Said once an answer takes long, so that nobody wonders whether anything still happens. Where the line above the page
 * tells how far the judging is, that is not said twice; what a page says in `words` of its own is said all the same.
 */
export function SlowNote({ afterMs = 4_000, words }: { afterMs?: number; words?: string }) {
  const [isSlow, setSlow] = useState(false)
  const isTold = (useJudging()?.state ?? 'ready') !== 'ready'
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), afterMs)
    return () => clearTimeout(timer)
  }, [afterMs])
  return <p className="soft" role="status">{isSlow && (words !== undefined || !isTold) ? (words ?? say('loading.judging')) : ''}</p>
}
