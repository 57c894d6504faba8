import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useAddress } from '../../parts/address.js'
import { useOperation, type Input, type Output } from '../../parts/api.js'
import { DataTable, type Column } from '../../parts/data-table.js'
import { useExplain } from '../../parts/explain.js'
import { FilterBar } from '../../parts/filter-bar.js'
import { Inert } from '../../parts/inert.js'
import { PageLink, pathOf } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { useRowWindows } from '../../parts/row-source.js'
import { useClient } from '../../parts/session.js'
import { Empty } from '../../parts/state-view.js'
import { countWords, dateWords, shareWords } from '../../words/format.js'
import { say, sayIfKnown } from '../../words/say.js'
import { terms } from '../../words/terms.js'
import type { LinksFilters } from '../links/links-address.js'
import { namings } from './anchor-chart.js'
import { AnchorMix } from './anchor-mix.js'
import classes from './anchors.module.css'

type Kind = NonNullable<Input<'links.anchors'>['kind']>[number]

/** Every kind, in the order in which they are decided. */
const anchorKinds = Object.keys(terms).flatMap((key) => (key.startsWith('anchor.') ? [key.slice('anchor.'.length) as Kind] : []))

type Row = Output<'links.anchors'>['rows'][number]

const shape = { kind: 'texts', text: 'text' } as const

/** The words by which others link to us: their kinds beside those of rivals, then each of them. */
export function Page() {
  const client = useClient()
  const [{ kind, text }, set] = useAddress(shape)
  const navigate = useNavigate()
  const { open } = useExplain()
  const site = client.site
  const kinds = anchorKinds.filter((one) => kind?.includes(one))
  const source = useRowWindows<Row>('links.anchors', site === null ? null : { target: site, ...(kinds.length > 0 ? { kind: kinds } : {}), ...(text ? { text } : {}) })
  const compared = useOperation('links.anchors', site === null ? null : { target: site, compare: true, limit: 1 })
  const isFiltered = kinds.length > 0 || text !== undefined
  const columns = useMemo<Array<Column<Row>>>(() => [
    { id: 'anchor', title: say('anchors.column.words'), width: 200, grow: 4, cell: (row) => <Words row={row} /> },
    { id: 'kind', title: say('anchors.column.kind'), width: 150, grow: 2, cell: (row) => sayIfKnown(`anchor.${row.anchorKind}`, row.anchorKind) },
    { id: 'domains', title: say('anchors.column.domains'), width: 84, grow: 0, align: 'end', cell: (row) => <button type="button" className={classes.door} aria-label={say('anchors.explain', { count: row.domains })} onClick={() => open(explained(row))}>{countWords(row.domains)}</button> },
    { id: 'links', title: say('anchors.column.links'), width: 70, grow: 0, align: 'end', priority: 2, cell: (row) => countWords(row.links) },
    { id: 'followed', title: say('anchors.column.followed'), width: 84, grow: 0, align: 'end', priority: 3, cell: (row) => countWords(row.followedLinks) },
    { id: 'first', title: say('anchors.column.first'), width: 104, grow: 0, priority: 4, cell: (row) => dateWords(row.firstSeen) },
    { id: 'last', title: say('anchors.column.last'), width: 104, grow: 0, priority: 4, cell: (row) => dateWords(row.lastSeen) },
  ], [open])

  if (site === null || (source.total === 0 && !isFiltered && !source.isStale)) {
    return <div className={classes.scroll}><PageTitle title={say('anchors.short')} sub={say('anchors.sub')} /><Empty title={say('anchors.empty')} what={say('anchors.empty.what')} action={<PageLink to="imports">{say('anchors.empty.action')}</PageLink>} /></div>
  }
  return (
    <div className={classes.whole}>
      <PageTitle title={titleOf(compared.data)} sub={say('anchors.sub')} short={say('anchors.short')} />
      <AnchorMix query={compared} name={client.name} />
      <FilterBar
        text={text} setText={(value) => set({ text: value === '' ? undefined : value })} textLabel={say('anchors.search')}
        chips={kinds.map((one) => ({ id: one, words: sayIfKnown(`anchor.${one}`, one), name: sayIfKnown(`anchor.${one}`, one), remove: () => set({ kind: kinds.filter((other) => other !== one) }) }))}
        choices={anchorKinds.map((one) => <Menu.Item key={one} role="menuitemcheckbox" aria-checked={kinds.includes(one)} onClick={() => set({ kind: kinds.includes(one) ? kinds.filter((other) => other !== one) : [...kinds, one] })}>{kinds.includes(one) ? '✓ ' : ''}{sayIfKnown(`anchor.${one}`, one)}</Menu.Item>)}
        clear={() => set({ kind: undefined, text: undefined })}
        end={source.total === undefined ? undefined : <span className="soft small">{say('anchors.count', { count: source.total })}</span>}
      />
      <DataTable<Row>
        label={say('anchors.short')} source={source} columns={columns} idOf={(row) => `${row.anchorKind} ${row.anchorText}`} nameOf={(row) => row.anchorText}
        open={(row) => void navigate({ to: pathOf('links', client.slug), search: linksOf(row) as never })} keys={{ e: (row) => open(explained(row)) }}
        card={(row) => <><span className={classes.words}><Words row={row} /></span><span className="soft small">{sayIfKnown(`anchor.${row.anchorKind}`, row.anchorKind)}</span><span className="small">{say('anchors.card', { domains: row.domains, links: row.links })}</span></>} cardHeight={96}
        empty={<Empty title={say('anchors.none')} />}
      />
    </div>
  )
}

function Words({ row }: { row: Row }) {
  return row.anchorText.trim() === '' ? <PageLink to="links" query={linksOf(row)}><span className="soft">{say('anchors.no-words')}</span></PageLink> : <PageLink to="links" query={linksOf(row)} title={row.anchorText}><Inert text={row.anchorText} /></PageLink>
}

/** The filters that leave the very links of a row: anchors are counted by their words and their kind, and those without words by their kind alone. */
function linksOf({ anchorText, anchorKind }: Row): Pick<LinksFilters, 'anchor' | 'anchorKind'> {
  return anchorText.trim() === '' ? { anchorKind: [anchorKind] } : { anchor: anchorText, anchorKind: [anchorKind] }
}

/** The sentence of the page: by what words most domains name us. */
function titleOf(data: Output<'links.anchors'> | undefined): string {
  const own = data?.sites[0]
  if (!own || own.domains === 0) return say('anchors.short')
  const named = (own.brand + own.url + own.compound) / Math.max(1, namings(own))
  return named >= 0.5 ? say('anchors.title.named', { share: shareWords(named) }) : say('anchors.title', { count: own.domains })
}

function explained(row: Row) {
  return {
    title: row.anchorText.trim() === '' ? say('anchors.no-words') : row.anchorText,
    value: countWords(row.domains),
    sentence: say('anchors.how'),
    rows: [
      { what: say('anchors.column.kind'), found: sayIfKnown(`anchor.${row.anchorKind}`, row.anchorKind) },
      { what: say('anchors.column.links'), found: countWords(row.links) },
      { what: say('anchors.column.followed'), found: countWords(row.followedLinks) },
      { what: say('anchors.column.first'), found: dateWords(row.firstSeen) },
      { what: say('anchors.column.last'), found: dateWords(row.lastSeen) },
    ],
    help: 'judgement/anchor-kind',
  }
}
