import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { queryText, useAddress, useDetail } from '../../parts/address.js'
import { useClient, useMay, useOperation, type Input } from '../../parts/api.js'
import { DataTable } from '../../parts/data-table.js'
import { useExplain } from '../../parts/explain.js'
import { FilterBar } from '../../parts/filter-bar.js'
import { Loading } from '../../parts/loading.js'
import { PageLink, pathOf } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { useRowWindows } from '../../parts/row-source.js'
import { Empty } from '../../parts/state-view.js'
import { say } from '../../words/say.js'
import { BulkBar } from './bulk-bar.js'
import { columns, LinkCardRow, type LinkRow } from './columns.js'
import { ExportMenu } from './export-menu.js'
import { filterWords } from './filter-words.js'
import { isFiltered, linksShape, noFilters, queryOf, sortOf, type LinksFilters } from './links-address.js'
import { explainQuality } from './quality.js'
import { ViewsMenu } from './views-menu.js'
import './links.css'

// What is not on the screen at first comes when it is asked for.
const LinkCard = lazy(() => import('./link-card.js').then((file) => ({ default: file.LinkCard })))
const FilterChoices = lazy(() => import('./filter-choices.js').then((file) => ({ default: file.FilterChoices })))
const CorrectDialog = lazy(() => import('./correct-dialog.js').then((file) => ({ default: file.CorrectDialog })))

/** Rows that are changed at one go. */
const selectedMax = 1_000
const idOf = (row: LinkRow) => row.id
const nameOf = (row: LinkRow) => row.referringPage ?? row.referringDomain

/** Every link to the client's site: a table for any number of them, and beside it the card of one. */
export function Page() {
  const client = useClient()
  const mayWrite = useMay('write')
  const [filters, set] = useAddress(linksShape) as [LinksFilters, (change: object) => void]
  const detail = useDetail()
  const navigate = useNavigate()
  const explain = useExplain()
  const isWide = useMediaQuery('(min-width: 1180px)', true, { getInitialValueInEffect: false })
  const [selected, setSelected] = useState<ReadonlyMap<string, LinkRow>>(new Map())
  const [correcting, setCorrecting] = useState<readonly LinkRow[] | null>(null)
  const [wasCorrecting, setWasCorrecting] = useState(false)
  if (correcting !== null && !wasCorrecting) setWasCorrecting(true)

  const sort = sortOf(filters)
  const query = queryOf(filters)
  const input = client.site === null ? null : { target: client.site, ...query, sort: sort.by, order: sort.direction }
  const source = useRowWindows<LinkRow>('links.list', input)
  const { onePerDomain: _, ...facetsQuery } = query
  const domains = useOperation('links.facets', client.site === null ? null : { target: client.site, ...facetsQuery }, { keep: true, retry: false }).data?.referringDomains

  const show = useCallback((id: string | undefined) => {
    // The list keeps its place and its filters; only the card changes.
    void navigate({ to: pathOf('links', client.slug, id), search: true as never, resetScroll: false, replace: id !== undefined && detail !== undefined })
  }, [navigate, client.slug, detail])
  const explainRow = useCallback((row: LinkRow) => explain.open(() => explainQuality(client, row.id)), [explain, client])
  const keys = useMemo(() => ({ e: explainRow, ...(mayWrite ? { c: (row: LinkRow) => setCorrecting(selected.size > 0 ? [...selected.values()] : [row]) } : {}) }), [explainRow, mayWrite, selected])
  const select = useCallback((rows: readonly LinkRow[], on: boolean) => setSelected((before) => {
    const next = new Map(before)
    for (const row of rows) {
      if (!on) next.delete(row.id)
      else if (next.size < selectedMax) next.set(row.id, row)
    }
    return next
  }), [])
  const selectedIds = useMemo(() => new Set(selected.keys()), [selected])
  const chips = filterWords(filters).map(({ name, words }) => ({ id: name, words, name: words, remove: () => set({ [name]: undefined }) }))
  const filtered = isFiltered(filters)
  const count = source.isStale ? undefined : source.total
  const title = count === undefined ? say('links.title-waiting') : filtered ? say('links.title-filtered', { count }) : say('links.title', { count, shown: count > 1 ? 'all' : 'few' })
  const card = detail !== undefined && client.site !== null && <Suspense fallback={<Loading />}><LinkCard key={detail} id={detail} site={client.site} close={() => show(undefined)} correct={mayWrite ? (row) => setCorrecting([row]) : undefined} /></Suspense>
  const nothing = filtered
    ? <Empty title={say('links.none')} what={say('links.none-what')} action={<Button onClick={() => set(noFilters)}>{say('filter.clear')}</Button>} />
    : <Empty title={say('links.empty')} what={say('links.empty-what')} action={<PageLink to="imports">{say('links.empty-act')}</PageLink>} />

  return (
    <>
      <PageTitle title={title} short={say('page.links')} sub={client.site === null ? client.name : say('links.sub', { site: client.site, domains: domains ?? 0 })} actions={
        <>
          <ViewsMenu query={queryText(filters as Record<string, unknown>)} />
          <ExportMenu input={{ ...query, ...(client.site === null ? {} : { target: client.site }), sort: sort.by, order: sort.direction } as Input<'links.export'>} count={source.total ?? 0} />
        </>
      } />
      <FilterBar chips={chips} choices={<Suspense fallback={<Loading />}><FilterChoices filters={filters} set={set} /></Suspense>} clear={() => set(noFilters)} text={filters.text ?? ''} setText={(text) => set({ text })} textLabel={say('links.find')} />
      <div className={`links-body${card && isWide ? ' with-card' : ''}`}>
        {client.site === null
          ? nothing
          : (
            <DataTable
              label={say('links.list', { site: client.site })} source={source} columns={columns} idOf={idOf} nameOf={nameOf} card={LinkCardRow} cardHeight={138}
              open={(row) => show(row.id)} opened={detail} selected={mayWrite ? selectedIds : undefined} select={mayWrite ? select : undefined}
              sorted={sort} sort={(by, direction) => set({ sort: by, order: direction })} keys={keys} empty={nothing}
            />
          )}
        {card && isWide && <aside className="links-card" aria-label={say('card.label')}>{card}</aside>}
      </div>
      {selected.size > 0 && <BulkBar count={selected.size} max={selectedMax} correct={() => setCorrecting([...selected.values()])} clear={() => setSelected(new Map())} />}
      {!isWide && <Drawer.Root opened={Boolean(card)} onClose={() => show(undefined)} position="right" size="min(480px, 100vw)"><Drawer.Overlay /><Drawer.Content aria-label={say('card.label')}><Drawer.Body p={0}>{card}</Drawer.Body></Drawer.Content></Drawer.Root>}
      {wasCorrecting && <Suspense><CorrectDialog rows={correcting} close={(done) => { setCorrecting(null); if (done) setSelected(new Map()) }} /></Suspense>}
    </>
  )
}
