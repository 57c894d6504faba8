import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { PencilLine } from 'lucide-react'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { queryText, useAddress, useDetail } from '../../parts/address.js'
import { useAction, useClient, useMay, useOperation } from '../../parts/api.js'
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
import type { Chosen } from './correct-dialog.js'
import { ExportMenu } from './export-menu.js'
import { filterWords } from './filter-words.js'
import { isFiltered, linksShape, noFilters, queryOf, sortOf, type LinksFilters } from './links-address.js'
import { explainQuality } from './quality.js'
import { selectedMax, useSelection } from './use-selection.js'
import { ViewsMenu } from './views-menu.js'
import './links.css'

// What is not on the screen at first comes when it is asked for.
const LinkCard = lazy(() => import('./link-card.js').then((file) => ({ default: file.LinkCard })))
const FilterChoices = lazy(() => import('./filter-choices.js').then((file) => ({ default: file.FilterChoices })))
const CorrectDialog = lazy(() => import('./correct-dialog.js').then((file) => ({ default: file.CorrectDialog })))
const CorrectionsList = lazy(() => import('./corrections-list.js').then((file) => ({ default: file.CorrectionsList })))

const idOf = (row: LinkRow) => row.id
const nameOf = (row: LinkRow) => row.referringPage ?? row.referringDomain

/**
 * Puts the keyboard back where it was before something opened, and into the table where that is gone, as the bar of the
 * selection is after a correction. A moment later: what closes holds the focus until it is gone.
 */
function focusAgain(opener: Element | null): void {
  setTimeout(() => {
    const wanted = opener?.isConnected === true && opener !== document.body ? opener : document.querySelector('.data-table')
    if (wanted instanceof HTMLElement && (document.activeElement === null || document.activeElement === document.body || document.activeElement.closest('[role=dialog]') !== null)) wanted.focus({ preventScroll: true })
  }, 260)
}

/** Every link to the client's site: a table for any number of them, and beside it the card of one. */
export function Page() {
  const client = useClient()
  const mayWrite = useMay('write')
  const [filters, set] = useAddress(linksShape) as [LinksFilters, (change: object) => void]
  const detail = useDetail()
  const navigate = useNavigate()
  const explain = useExplain()
  const isWide = useMediaQuery('(min-width: 1180px)', true, { getInitialValueInEffect: false })
  const [correcting, setChosen] = useState<Chosen | null>(null)
  const opener = useRef<Element>(null)
  const [corrected, setCorrected] = useState<{ set: string; corrected: number } | null>(null)
  const [isListing, setListing] = useState<boolean>()
  const [wasCorrecting, setWasCorrecting] = useState(false)
  if (correcting !== null && !wasCorrecting) setWasCorrecting(true)
  const setCorrecting = (chosen: Chosen) => {
    opener.current = document.activeElement
    setChosen(chosen)
  }

  const sort = sortOf(filters)
  const query = queryOf(filters)
  const input = client.site === null ? null : { target: client.site, ...query, sort: sort.by, order: sort.direction }
  const source = useRowWindows<LinkRow>('links.list', input)
  const selection = useSelection(JSON.stringify(query))
  const matching = source.isStale ? undefined : source.total
  const { onePerDomain: _, ...facetsQuery } = query
  const domains = useOperation('links.facets', client.site === null ? null : { target: client.site, ...facetsQuery }, { keep: true, retry: false }).data?.referringDomains

  const show = useCallback((id: string | undefined) => {
    // The list keeps its place and its filters; only the card changes.
    void navigate({ to: pathOf('links', client.slug, id), search: true as never, resetScroll: false, replace: id !== undefined && detail !== undefined })
  }, [navigate, client.slug, detail])
  const explainRow = useCallback((row: LinkRow) => explain.open(() => explainQuality(client, row.id)), [explain, client])
  const correctSelected = () => {
    if (selection.isAll && matching !== undefined) setCorrecting({ filter: { ...query, ...(client.site === null ? {} : { site: client.site }) }, count: matching })
    else if (selection.rows.size > 0) setCorrecting({ rows: [...selection.rows.values()], count: selection.rows.size })
  }
  const isSelecting = selection.isAll || selection.rows.size > 0
  const keys = { e: explainRow, ...(detail === undefined ? {} : { Escape: () => show(undefined) }), ...(mayWrite ? { c: (row: LinkRow) => (isSelecting ? correctSelected() : setCorrecting({ rows: [row], count: 1 })) } : {}) }
  const undo = useAction('corrections.withdraw-set', { done: ({ set }) => say('bulk.undone', { count: set.corrections }) })
  const chips = filterWords(filters).map(({ name, words }) => ({ id: name, words, name: words, remove: () => set({ [name]: undefined }) }))
  const filtered = isFiltered(filters)
  const count = source.isStale ? undefined : source.total
  const title = count === undefined ? say('links.title-waiting') : filtered ? say('links.title-filtered', { count }) : say('links.title', { count, shown: count > 1 ? 'all' : 'few' })
  const card = detail !== undefined && client.site !== null && <Suspense fallback={<Loading />}><LinkCard key={detail} id={detail} site={client.site} close={() => { show(undefined); focusAgain(null) }} correct={mayWrite ? (row) => setCorrecting({ rows: [row], count: 1 }) : undefined} /></Suspense>
  const nothing = filtered
    ? <Empty title={say('links.none')} what={say('links.none-what')} action={<Button onClick={() => set(noFilters)}>{say('filter.clear')}</Button>} />
    : <Empty title={say('links.empty')} what={say('links.empty-what')} action={<PageLink to="imports">{say('links.empty-act')}</PageLink>} />

  return (
    <>
      <PageTitle title={title} short={say('page.links')} sub={client.site === null ? client.name : say('links.sub', { site: client.site, domains: domains ?? 0, lost: filtered || domains === undefined ? 'no' : 'yes' })} actions={
        <>
          {client.site !== null && <Button variant="default" leftSection={<PencilLine size={15} aria-hidden />} onClick={(event) => { opener.current = event.currentTarget; setListing(true) }}>{say('corrections.open')}</Button>}
          <ViewsMenu query={queryText(filters as Record<string, unknown>)} />
          <ExportMenu input={{ ...query, ...(client.site === null ? {} : { site: client.site }), sort: sort.by, order: sort.direction }} count={source.total ?? 0} />
        </>
      } />
      <FilterBar chips={chips} choices={<Suspense fallback={<Loading />}><FilterChoices filters={filters} set={set} /></Suspense>} clear={() => set(noFilters)} text={filters.text ?? ''} setText={(text) => set({ text })} textLabel={say('links.find')} />
      <div className={`links-body${card && isWide ? ' with-card' : ''}`}>
        {client.site === null
          ? nothing
          : (
            <DataTable
              label={say('links.list', { site: client.site })} source={source} columns={columns} idOf={idOf} nameOf={nameOf} card={LinkCardRow} cardHeight={138}
              open={(row) => show(row.id)} opened={detail} selected={mayWrite ? selection.ids : undefined} select={mayWrite ? selection.select : undefined} isAllSelected={selection.isAll} selectAll={mayWrite ? selection.selectAll : undefined}
              sorted={sort} sort={(by, direction) => set({ sort: by, order: direction })} keys={keys} empty={nothing}
            />
          )}
        {card && isWide && <aside className="links-card" aria-label={say('card.label')}>{card}</aside>}
      </div>
      {isSelecting && <BulkBar count={selection.rows.size} max={selectedMax} matching={matching} isAll={selection.isAll} selectAll={() => selection.selectAll(true)} correct={correctSelected} clear={selection.clear} />}
      {!isSelecting && corrected !== null && (
        <div className="bulk-bar no-print" role="status">
          <span className="number">{say('bulk.done', { count: corrected.corrected })}</span>
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate({ set: corrected.set, reason: say('bulk.undo-reason') }, { onSuccess: () => { setCorrected(null); focusAgain(null) } })}>{say('bulk.undo')}</Button>
          <Button variant="subtle" onClick={() => { setCorrected(null); focusAgain(null) }}>{say('act.close')}</Button>
        </div>
      )}
      {!isWide && <Drawer.Root opened={Boolean(card)} onClose={() => show(undefined)} position="right" size="min(480px, 100vw)"><Drawer.Overlay /><Drawer.Content aria-label={say('card.label')}><Drawer.Body p={0}>{card}</Drawer.Body></Drawer.Content></Drawer.Root>}
      {wasCorrecting && <Suspense><CorrectDialog chosen={correcting} close={(done) => {
        setChosen(null)
        focusAgain(opener.current)
        if (!done) return
        selection.clear()
        setCorrected(done.set === null ? null : { set: done.set, corrected: done.corrected })
      }} /></Suspense>}
      {isListing !== undefined && <Suspense><CorrectionsList isOpen={isListing} close={() => { setListing(false); focusAgain(opener.current) }} /></Suspense>}
    </>
  )
}
