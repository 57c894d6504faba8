import { useEffect, useState } from 'react'
import { say } from '../words/say.js'
import { useJudging } from './judging-line.js'

/**
 * Said once an answer takes long, so that nobody wonders whether anything still happens. Where the line above the page
 * tells how far the judging is, nothing is said twice.
 */
export function SlowNote({ afterMs = 4_000 }: { afterMs?: number }) {
  const [isSlow, setSlow] = useState(false)
  const isTold = (useJudging()?.state ?? 'ready') !== 'ready'
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), afterMs)
    return () => clearTimeout(timer)
  }, [afterMs])
  return <p className="soft" role="status">{isSlow && !isTold ? say('loading.judging') : ''}</p>
}
