import { useEffect, useState } from 'react'
import { say } from '../words/say.js'

/** Said once an answer takes long: after an import every link is judged anew, and nobody should wonder whether anything still happens. */
export function SlowNote({ afterMs = 4_000 }: { afterMs?: number }) {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), afterMs)
    return () => clearTimeout(timer)
  }, [afterMs])
  return <p className="soft" role="status">{isSlow ? say('loading.judging') : ''}</p>
}
