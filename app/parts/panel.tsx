import { useId, type ReactNode } from 'react'

interface PanelProps {
  title?: ReactNode
  /** A line under the title, or beside it. */
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** A card of a page with a heading of its own. */
export function Panel({ title, note, actions, children, className }: PanelProps) {
  const id = useId()
  return (
    <section className={`panel${className ? ` ${className}` : ''}`} aria-labelledby={title === undefined ? undefined : id}>
      {(title !== undefined || actions !== undefined) && (
        <header>
          <div>
            {title !== undefined && <h2 id={id}>{title}</h2>}
            {note !== undefined && <p className="soft small">{note}</p>}
          </div>
          {actions !== undefined && <div className="row no-print">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
