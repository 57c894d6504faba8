import { Button, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAddress, useOrganisationSlug } from '../../parts/address.js'
import { asked, queryClient, useOperation, type Output } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { PageTitle } from '../../parts/page-title.js'
import { useSession } from '../../parts/session.js'
import { Empty, Failure } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { dateTimeWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { LogInput } from './log-input.js'
import classes from './log.module.css'

type Entry = Output<'log.list'>['rows'][number]

const pageRows = 100

/** The audit log: filters, and the state of the chain of hashes that shows whether a line was changed or removed. */
export function Page() {
  const session = useSession()
  const [address, setAddress] = useAddress({ operation: 'text', person: 'text', in: 'text', organisation: 'text' })
  const here = useOrganisationSlug()
  const organisations = session?.organisations ?? []
  const organisation = organisations.find(({ slug }) => slug === (address.organisation ?? here)) ?? organisations[0]
  const clients = (session?.clients ?? []).filter(({ organisationId }) => organisationId === organisation?.id)
  const filters = { ...(address.operation === undefined ? {} : { operation: address.operation }), ...(address.person === undefined ? {} : { person: address.person }), ...(address.in === undefined ? {} : { client: address.in }) }
  const query = useInfiniteQuery({
    queryKey: ['log.list', organisation?.slug, filters],
    enabled: organisation !== undefined,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => asked('log.list', { ...filters, limit: pageRows, ...(pageParam === undefined ? {} : { before: pageParam }) }, { client: undefined, organisation: organisation?.slug }).queryFn({ signal }),
    getNextPageParam: ({ nextBefore }) => nextBefore ?? undefined,
  })
  // What an operation does, in the words of its declaration.
  const operations = useOperation('help.list', { kind: 'operation' }, { staleTime: Number.POSITIVE_INFINITY })
  const what = new Map((operations.data?.rows ?? []).map(({ id, summary }) => [id.slice(id.indexOf('/') + 1), firstSentence(summary)]))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  // Which filters there are, and whether the chain is checked, depends on who is here.
  if (session === undefined) return <><PageTitle title={say('log.title')} sub={say('log.sub')} /><Loading rows={10} /></>
  const isFiltered = Object.keys(filters).length > 0
  const options = (known: Iterable<readonly [string, string]>, chosen: string | undefined) => [...new Map([...known, ...(chosen === undefined ? [] : [[chosen, chosen] as const])])].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label))
  return (
    <>
      <PageTitle title={say('log.title')} sub={say('log.sub')} />
      {session.installation && <ChainState />}
      <div className="filters no-print">
        {organisations.length > 1 && <Select size="xs" allowDeselect={false} label={say('people.organisation')} value={organisation?.slug ?? null} onChange={(next) => setAddress({ organisation: next ?? undefined, in: undefined, person: undefined })} data={organisations.map(({ slug, name }) => ({ value: slug, label: name }))} />}
        <Select size="xs" searchable clearable label={say('log.filter.operation')} placeholder={say('log.filter.all')} value={address.operation ?? null} onChange={(next) => setAddress({ operation: next ?? undefined })} data={options(rows.map((row) => [row.operation, row.operation]), address.operation)} />
        <Select size="xs" searchable clearable label={say('log.filter.person')} placeholder={say('log.filter.everybody')} value={address.person ?? null} onChange={(next) => setAddress({ person: next ?? undefined })} data={options(rows.map((row) => [row.actorId, row.actorName]), address.person)} />
        <Select size="xs" searchable clearable label={say('log.filter.client')} placeholder={say('log.filter.all-clients')} value={address.in ?? null} onChange={(next) => setAddress({ in: next ?? undefined })} data={options(clients.map((client) => [client.slug, client.name]), address.in)} />
      </div>
      {query.isError ? <Failure error={query.error} retry={() => void query.refetch()} /> : query.data === undefined ? <Loading rows={10} /> : rows.length === 0 ? (
        isFiltered ? <p className="soft">{say('log.none')}</p> : <Empty title={say('log.empty.title')} what={say('log.empty.what')} />
      ) : (
        <>
          <table className={`table ${classes.lines}`}>
            <caption className="visually-hidden">{say('log.title')}</caption>
            <thead><tr><th scope="col">{say('log.column.what')}</th><th scope="col">{say('log.column.who')}</th><th scope="col">{say('log.column.client')}</th><th scope="col">{say('log.column.outcome')}</th><th scope="col">{say('log.column.when')}</th></tr></thead>
            <tbody>{rows.map((row) => <Line key={row.sequence} row={row} what={what.get(row.operation) ?? ''} client={clients.find(({ id }) => id === row.clientId)?.name ?? (row.clientId === null ? say('log.organisation') : row.clientId)} />)}</tbody>
          </table>
          {query.hasNextPage && <Button mt="md" size="xs" variant="default" className="no-print" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{say('log.more')}</Button>}
        </>
      )}
    </>
  )
}

function Line({ row, client, what }: { row: Entry; client: string; what: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <tr>
      <th scope="row">
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{what} <code className="soft">{row.operation}</code></summary>
          {isOpen && <LogInput input={row.input} />}
        </details>
      </th>
      <td data-label={say('log.column.who')}><span><Inert text={row.actorName} /> <span className="soft small">{say(`log.by.${row.by}`)}</span></span></td>
      <td data-label={say('log.column.client')}><Inert text={client} /></td>
      <td data-label={say('log.column.outcome')} className={row.outcome === 'done' ? undefined : 'prose'}>{row.outcome === 'done' ? say('log.done') : <span><Tag tone={row.outcome === 'begun' ? 'neutral' : 'attention'}>{row.outcome.split(':')[0]}</Tag> <span className="soft small"><Inert text={row.outcome.split(':').slice(1).join(':')} /></span></span>}</td>
      <td data-label={say('log.column.when')} className="number whole"><time dateTime={row.at}>{dateTimeWords(row.at)}</time></td>
    </tr>
  )
}

/** "Import link exports of other tools": what was done, without how it works. */
const firstSentence = (text: string) => text.split(/[.;:](?:\s|$)/u, 1)[0] ?? text

function ChainState() {
  const query = useOperation('log.check', {}, { staleTime: 60_000, retry: false })
  if (query.isError) return null
  if (query.data === undefined) return <p className={`soft ${classes.chain}`} data-ok>{say('log.check.running')}</p>
  const { ok, lines, brokenAt } = query.data
  return (
    <p className={classes.chain} data-ok={ok} role={ok ? undefined : 'alert'}>
      <span>{ok ? say('log.check.ok', { lines }) : say('log.check.broken', { at: brokenAt ?? 0 })}</span>
      <Button className="no-print" size="compact-xs" variant="subtle" loading={query.isFetching} onClick={() => void queryClient.invalidateQueries({ queryKey: ['log.check'] })}>{say('log.check.again')}</Button>
    </p>
  )
}
