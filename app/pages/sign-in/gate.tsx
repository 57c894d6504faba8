import type { ReactNode } from 'react'
import { PageTitle } from '../../parts/page-title.js'
import { say } from '../../words/say.js'
import classes from './gate.module.css'

/** The small page of signing in and joining: mark, title, one form, and what went wrong said above it. */
export function Gate({ title, sub, error = null, children }: { title: string; sub?: string; error?: string | null; children: ReactNode }) {
  return (
    <main className={classes.gate}>
      <p className={classes.mark}><img src="/mark.svg" alt="" width={28} height={28} /> {say('app.name')}</p>
      <PageTitle title={title} sub={sub} />
      {error !== null && <p role="alert" className={classes.error}>{error}</p>}
      <div className="stack">{children}</div>
    </main>
  )
}
