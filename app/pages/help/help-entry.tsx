import { Button, CopyButton } from '@mantine/core'
import { Check, Link as LinkMark } from 'lucide-react'
import { useOperation } from '../../parts/api.js'
import { Markdown } from '../../parts/markdown.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { StateView } from '../../parts/state-view.js'
import { say, sayIfKnown } from '../../words/say.js'
import classes from './help.module.css'

/** One entry, at an address of its own, so that every explanation can point to it. */
export function HelpEntry({ id }: { id: string }) {
  const query = useOperation('help.show', { id })
  const titles = new Map((useOperation('help.list', {}, { staleTime: Number.POSITIVE_INFINITY, retry: false }).data?.rows ?? []).map((row) => [row.id, row.title]))
  return (
    <>
    {query.data === undefined && <PageTitle title={query.isError ? say('help.missing') : say('page.help')} />}
    <StateView query={query}>
      {(entry) => (
        <article className={classes.entry}>
          <PageTitle
            title={entry.title}
            sub={`${sayIfKnown(`help.kind.${entry.kind}`, entry.kind)} · ${entry.id}`}
            actions={
              <div className="row no-print">
                <CopyButton value={location.href}>{({ copied, copy }) => <Button size="xs" variant="default" leftSection={copied ? <Check size={14} aria-hidden /> : <LinkMark size={14} aria-hidden />} onClick={copy}>{say(copied ? 'help.copied' : 'help.copy')}</Button>}</CopyButton>
                <Button component={PageLink} to="help" size="xs" variant="default">{say('help.back')}</Button>
              </div>
            }
          />
          {!entry.parts.some(({ text }) => text.startsWith(entry.summary)) && <p className={classes.summary}>{entry.summary}</p>}
          {entry.parts.map((part) => (
            <section key={part.heading}>
              {part.heading !== '' && !part.heading.startsWith(entry.title.replace(/ \([^()]*\)$/u, '')) && <h2>{part.heading}</h2>}
              <Markdown text={part.text} level={3} />
            </section>
          ))}
          {entry.tables.map((table) => (
            <section key={table.title}>
              <h2>{table.title}</h2>
              <div className={classes.scroll} tabIndex={0} role="region" aria-label={table.title}>
                <table className="table">
                  <thead><tr>{table.columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
                  <tbody>{table.rows.map((row, index) => <tr key={index}>{row.map((cell, at) => <td key={at}>{cell}</td>)}</tr>)}</tbody>
                </table>
              </div>
            </section>
          ))}
          {entry.references.length > 0 && (
            <section>
              <h2>{say('help.references')}</h2>
              <ul>{entry.references.map((row) => <li key={row.url}><a href={row.url} target="_blank" rel="noreferrer noopener">{row.title}</a></li>)}</ul>
            </section>
          )}
          {entry.related.length > 0 && (
            <section className="no-print">
              <h2>{say('help.related')}</h2>
              <ul className={classes.related}>{entry.related.map((other) => <li key={other}><PageLink to="help" detail={other}>{titles.get(other) ?? other}</PageLink></li>)}</ul>
            </section>
          )}
        </article>
      )}
    </StateView>
    </>
  )
}
