import { useEffect, type ReactNode } from 'react'
import { readableHosts } from '../../src/model/readable-host.js'
import './page-title.css'

interface PageTitleProps {
  /** A sentence that says what is true now: "14 links a patient would recognise". */
  title: string
  /** What it is about: site, date, sources. */
  sub?: ReactNode
  actions?: ReactNode
  /** Name in the tab of the browser, where the sentence is too long. */
  short?: string
}

/** Head of every page: a sentence in serif, what it is about, and what can be done. The only h1. */
export function PageTitle({ title, sub, actions, short }: PageTitleProps) {
  useEffect(() => {
    document.title = `${readableHosts(short ?? title)} · Citewell`
  }, [short, title])
  return (
    <header className="page-title">
      <div>
        <h1 tabIndex={-1} id="page-title">{readableHosts(title)}</h1>
        {sub !== undefined && sub !== null && <p className="soft">{sub}</p>}
      </div>
      {actions !== undefined && <div className="page-title-actions no-print">{actions}</div>}
    </header>
  )
}
