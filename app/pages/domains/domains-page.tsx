import { Menu, SegmentedControl } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useAddress, useDetail } from '../../parts/address.js'
import { useOperation, type Output } from '../../parts/api.js'
import { GroupShape, TierBadge, TypeBadge } from '../../parts/badges.js'
import { DataTable, type Column } from '../../parts/data-table.js'
import { FilterBar, type FilterChip } from '../../parts/filter-bar.js'
import { groupOfType } from '../../parts/groups.js'
import { Inert } from '../../parts/inert.js'
import { PageLink, pathOf } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { useRowWindows } from '../../parts/row-source.js'
import { useClient } from '../../parts/session.js'
import { Empty } from '../../parts/state-view.js'
import { countWords, dateWords, sourceName } from '../../words/format.js'
import { say, sayIfKnown } from '../../words/say.js'
import { DomainDetail } from './domain-detail.js'
import { GraphNumber } from './graph-number.js'
import { Neighbourhood } from './neighbourhood.js'
import classes from './domains.module.css'

type Row = Output<'links.referring-domains'>['rows'][number]

/** Who links to us: a table, the way trust comes to it as a picture, and one domain in full. */
export function Page() {
  const detail = useDetail()
  if (detail !== undefined) return <div className={classes.scroll}><DomainDetail key={detail} domain={detail} /></div>
  return <AllDomains />
}

const shape = { tier: 'numbers', text: 'text', state: 'text', sort: 'text', order: 'text', view: 'text' } as const
const sorts = ['tier', 'bestQuality', 'links', 'liveLinks', 'firstSeen', 'lastSeen', 'referringDomain'] as const

function AllDomains() {
  const client = useClient()
  const [filters, setFilters] = useAddress(shape)
  const navigate = useNavigate()
  const { tier, text } = filters
  const state = filters.state === 'all' || filters.state === 'lost' ? filters.state : 'standing'
  const sort = sorts.find((one) => one === filters.sort)
  const order = filters.order === 'asc' || filters.order === 'desc' ? filters.order : undefined
  const isFiltered = tier !== undefined || text !== undefined || state === 'lost'
  const input = client.site === null ? null : { target: client.site, ...(tier ? { tier } : {}), ...(text ? { text } : {}), ...(state === 'all' ? {} : { live: state === 'standing' }), ...(sort ? { sort } : {}), ...(order ? { order } : {}) }
  const source = useRowWindows<Row>('links.referring-domains', input)
  const { columns, isWaiting } = useAuthorityColumns(useMemo(() => baseColumns(), []))
  const isEmpty = client.site === null || (source.total === 0 && !isFiltered && !source.isStale)
  const views = (
    <SegmentedControl
      size="xs" aria-label={say('domains.view')} value={filters.view === 'picture' ? 'picture' : 'table'} onChange={(view) => setFilters({ view: view === 'picture' ? view : undefined })}
      data={[{ value: 'table', label: say('domains.view.table') }, { value: 'picture', label: say('domains.view.picture') }]}
    />
  )
  const title = source.total === undefined ? say('domains.short') : isFiltered ? say('domains.title.filtered', { count: source.total }) : say(state === 'all' ? 'domains.title.all' : 'domains.title', { count: source.total, site: client.name })
  if (isEmpty) return <div className={classes.scroll}><PageTitle title={say('domains.short')} sub={say('domains.sub')} /><Empty title={say('domains.empty')} what={say('domains.empty.what')} action={<PageLink to="imports">{say('domains.empty.action')}</PageLink>} /></div>
  if (filters.view === 'picture') return <div className={classes.scroll}><PageTitle title={title} sub={say('domains.sub')} short={say('domains.short')} actions={views} /><Neighbourhood /></div>
  return (
    <div className={classes.whole}>
      <PageTitle title={title} sub={say('domains.sub')} short={say('domains.short')} actions={views} />
      <FilterBar
        text={text} setText={(value) => setFilters({ text: value === '' ? undefined : value })} textLabel={say('domains.search')}
        chips={chipsOf(filters, setFilters)} choices={<Choices tier={tier ?? []} state={state} set={setFilters} />} clear={() => setFilters({ tier: undefined, state: undefined, text: undefined })}
      />
      <DataTable<Row>
        label={say('domains.short')} source={source} columns={columns} columnsWait={isWaiting} idOf={(row) => row.referringDomain} nameOf={(row) => row.referringDomain}
        open={(row) => void navigate({ to: pathOf('domains', client.slug, row.referringDomain) })}
        sorted={{ by: sort ?? 'tier', direction: order ?? natural(sort ?? 'tier') }} sort={(by, direction) => setFilters({ sort: by, order: direction })}
        card={(row) => <Card row={row} />} cardHeight={90}
        empty={<Empty title={say('domains.none')} action={<button type="button" className={classes.plainButton} onClick={() => setFilters({ tier: undefined, state: undefined, text: undefined })}>{say('domains.clear')}</button>} />}
      />
    </div>
  )
}

function natural(by: (typeof sorts)[number]): 'asc' | 'desc' {
  return by === 'tier' || by === 'referringDomain' || by === 'firstSeen' ? 'asc' : 'desc'
}

type Filters = ReturnType<typeof useAddress<typeof shape>>

function chipsOf({ tier, state, text }: Filters[0], set: Filters[1]): FilterChip[] {
  const chips: FilterChip[] = []
  if (tier) {
    const words = `${say('domains.tier')} ${[...tier].sort().join(', ')}`
    chips.push({ id: 'tier', words, name: words, remove: () => set({ tier: undefined }), edit: <TierChoices tier={tier} set={set} /> })
  }
  if (state === 'all' || state === 'lost') {
    const words = say(`domains.links-state.${state}`)
    chips.push({ id: 'state', words, name: words, remove: () => set({ state: undefined }) })
  }
  if (text) chips.push({ id: 'text', words: `“${text}”`, name: text, remove: () => set({ text: undefined }) })
  return chips
}

function Choices({ tier, state, set }: { tier: readonly number[]; state: 'standing' | 'all' | 'lost'; set: Filters[1] }) {
  return (
    <>
      <Menu.Label>{say('domains.tier')}</Menu.Label>
      <TierChoices tier={tier} set={set} />
      <Menu.Label>{say('domains.links-state')}</Menu.Label>
      {(['standing', 'lost', 'all'] as const).map((value) => (
        <Menu.Item key={value} role="menuitemradio" aria-checked={state === value} onClick={() => set({ state: value === 'standing' ? undefined : value })}>{state === value ? '✓ ' : ''}{say(`domains.links-state.${value}`)}</Menu.Item>
      ))}
    </>
  )
}

function TierChoices({ tier, set }: { tier: readonly number[]; set: Filters[1] }) {
  return [1, 2, 3, 4, 5, 6].map((one) => (
    <Menu.Item key={one} role="menuitemcheckbox" aria-checked={tier.includes(one)} onClick={() => set({ tier: tier.includes(one) ? tier.filter((other) => other !== one) : [...tier, one].sort() })}>
      {tier.includes(one) ? '✓ ' : ''}T{one} {sayIfKnown(`tier.${one}`, '')}
    </Menu.Item>
  ))
}

function baseColumns(): Array<Column<Row>> {
  return [
    { id: 'domain', title: say('domains.column.domain'), width: 200, grow: 4, sort: { by: 'referringDomain', direction: 'asc' }, cell: (row) => <PageLink to="domains" detail={row.referringDomain} dir="ltr" title={row.referringDomain}><Inert text={row.referringDomain} /></PageLink> },
    { id: 'tier', title: say('domains.column.tier'), width: 188, grow: 0, sort: { by: 'tier', direction: 'asc' }, cell: (row) => <TierBadge tier={row.tier} short /> },
    { id: 'quality', title: say('domains.column.quality'), width: 92, grow: 0, align: 'end', priority: 2, sort: { by: 'bestQuality', direction: 'desc' }, cell: (row) => countWords(row.bestQuality) },
    { id: 'links', title: say('domains.column.links'), width: 64, grow: 0, align: 'end', priority: 2, sort: { by: 'links', direction: 'desc' }, cell: (row) => countWords(row.links) },
    { id: 'live', title: say('domains.column.live'), width: 78, grow: 0, align: 'end', priority: 4, sort: { by: 'liveLinks', direction: 'desc' }, cell: (row) => countWords(row.liveLinks) },
    { id: 'followed', title: say('domains.column.followed'), width: 78, grow: 0, align: 'end', priority: 4, cell: (row) => countWords(row.followedLinks) },
    { id: 'types', title: say('domains.column.types'), width: 150, grow: 2, priority: 3, cell: (row) => <Types types={row.types} /> },
    { id: 'first', title: say('domains.column.first'), width: 104, grow: 0, priority: 5, sort: { by: 'firstSeen', direction: 'asc' }, cell: (row) => dateWords(row.firstSeen) },
    { id: 'last', title: say('domains.column.last'), width: 104, grow: 0, priority: 3, sort: { by: 'lastSeen', direction: 'desc' }, cell: (row) => dateWords(row.lastSeen) },
    { id: 'seen', title: say('domains.column.seen-by'), width: 130, grow: 1, priority: 6, cell: (row) => { const names = [...new Set(row.seenBy.map(sourceName))].join(', '); return <span className="soft" title={names}>{names}</span> } },
  ]
}

/** The most telling type in words, the others as shapes. */
function Types({ types }: { types: readonly string[] }) {
  const [first, ...others] = types
  if (first === undefined) return null
  const groups = [...new Set(others.map(groupOfType))].filter((group) => group !== groupOfType(first))
  return (
    <span className="type-badge type-row" title={types.map((type) => sayIfKnown(`type.${type}`, type)).join(', ')}>
      <TypeBadge type={first} short />
      {others.length > 0 && <span className="type-shapes soft">{groups.map((group) => <GroupShape key={group} group={group} />)}<span className="number small">+{others.length}</span></span>}
    </span>
  )
}

/** Authority and health trust stand beside the tier where a graph is in use; each domain asks once, together with its neighbours. */
function useAuthorityColumns(columns: Array<Column<Row>>): { columns: Array<Column<Row>>; isWaiting: boolean } {
  const graphs = useOperation('graph.list', {})
  const used = graphs.data?.used ?? null
  const all = useMemo(() => (used === null ? columns : [
    ...columns.slice(0, 2),
    { id: 'authority', title: say('domains.column.authority'), width: 80, grow: 0, align: 'end' as const, priority: 2, cell: (row: Row) => <GraphNumber graph={used} domain={row.referringDomain} figure="authority" /> },
    { id: 'trust', title: say('domains.column.trust'), width: 92, grow: 0, align: 'end' as const, priority: 3, cell: (row: Row) => <GraphNumber graph={used} domain={row.referringDomain} figure="healthTrust" /> },
    ...columns.slice(2),
  ]), [columns, used])
  return { columns: all, isWaiting: graphs.isPending }
}

function Card({ row }: { row: Row }) {
  return (
    <>
      <PageLink to="domains" detail={row.referringDomain}><Inert text={row.referringDomain} /></PageLink>
      <TierBadge tier={row.tier} />
      <span className="soft small">{say('domains.card', { links: row.links, quality: row.bestQuality, date: dateWords(row.lastSeen) })}</span>
    </>
  )
}
