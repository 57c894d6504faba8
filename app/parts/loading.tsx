import { useEffect, useState, type ReactNode } from 'react'
import { say } from '../words/say.js'
import './loading.css'

/** Lines in the place of what is coming. Nothing is shown for the first 150 ms, so that quick answers do not flicker. */
export function Loading({ rows = 6, children }: { rows?: number; children?: ReactNode }) {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={`loading${isShown ? '' : ' waiting'}`} role="status">
      <span className="visually-hidden">{say('loading')}</span>
      {children ?? Array.from({ length: rows }, (_, at) => <span key={at} className="skeleton" style={{ inlineSize: `${92 - ((at * 17) % 38)}%` }} />)}
    </div>
  )
}

/** One line or box of a skeleton of another layout. */
export function Skeleton({ width = '100%', height = '1em' }: { width?: string | number; height?: string | number }) {
  return <span className="skeleton" style={{ inlineSize: width, blockSize: height }} />
}
