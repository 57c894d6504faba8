import { Button, Menu } from '@mantine/core'
import { Check } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useAddress } from '../../parts/address.js'
import { useOperation, type Output } from '../../parts/api.js'
import { TierBadge } from '../../parts/badges.js'
import { DataTable, type Column } from '../../parts/data-table.js'
import { FilterBar, type FilterChip } from '../../parts/filter-bar.js'
import { Inert } from '../../parts/inert.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { useRowWindows } from '../../parts/row-source.js'
import { useClient, useMay } from '../../parts/session.js'
import { Empty, Failure } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { say, sayIfKnown } from '../../words/say.js'
import { GapCard } from './gap-card.js'
import { Propose } from './propose.js'
import classes from './gap.module.css'

export type GapRow = Output<'gap.find'>['rows'][number]

const shape = { tier: 'numbers', text: 'text', min: 'number', from: 'text', farms: 'flag' } as const

/** Who links to rivals and not to us: a matrix with a reason for each row; what is no prospect is folded into one line. */
export function Page() {
  const client = useClient()
  const mayWrite = useMay('write')
  const [{ tier, text, min, from: askedFrom, farms }, set] = useAddress(shape)
  const [picked, setPicked] = useState<ReadonlyMap<string, GapRow>>(new Map())
  const [shown, setShown] = useState<GapRow | null>(null)
  const [proposing, setProposing] = useState(false)
  const from = askedFrom === 'index' || askedFrom === 'graph' ? askedFrom : 'both'
  const tiers = ([1, 2, 3, 4, 5, 6] as const).filter((one) => tier?.includes(one))
  const input = client.site === null ? null : { ...(tiers.length > 0 ? { tier: tiers } : {}), ...(text ? { text } : {}), ...(min && min > 1 ? { rivalsMin: Math.min(15, Math.round(min)) } : {}), from, farms: farms ?? false }
  const source = useRowWindows<GapRow>('gap.find', input)
  const summary = useOperation('gap.find', input === null ? null : { from, limit: 1, ...(min && min > 1 ? { rivalsMin: Math.min(15, Math.round(min)) } : {}) }, { keep: true })
  const rivals = summary.data?.rivals
  const columns = useMemo(() => columnsOf(rivals ?? []), [rivals])

  if (client.site === null || (rivals !== undefined && rivals.length === 0)) {
    return <div className={classes.scroll}><PageTitle title={say('gap.short')} sub={say('gap.sub')} /><Empty title={say('gap.empty.rivals')} what={say('gap.empty.rivals.what')} action={<PageLink to="setup" query={{ step: 'competitors' }}>{say('gap.empty.rivals.action')}</PageLink>} /></div>
  }
  if (summary.isError) return <div className={classes.scroll}><PageTitle title={say('gap.short')} /><Failure error={summary.error} retry={() => void summary.refetch()} /></div>
  const blind = (rivals ?? []).filter((rival) => !rival.inIndex && !rival.inGraph)
  // Of no rival anything is known: nought would be a claim, and no filter is at fault.
  const isBlind = rivals !== undefined && rivals.length > 0 && blind.length === rivals.length
  const chips: FilterChip[] = [
    ...(tiers.length > 0 ? [{ id: 'tier', words: `${say('gap.filter.tier')} ${tiers.join(', ')}`, name: say('gap.filter.tier'), remove: () => set({ tier: undefined }) }] : []),
    ...(min && min > 1 ? [{ id: 'min', words: say('gap.filter.min', { count: min }), name: say('gap.filter.min', { count: min }), remove: () => set({ min: undefined }) }] : []),
    ...(from !== 'both' ? [{ id: 'from', words: say(`gap.filter.from.${from}`), name: say(`gap.filter.from.${from}`), remove: () => set({ from: undefined }) }] : []),
    ...(farms ? [{ id: 'farms', words: say('gap.filter.farms'), name: say('gap.filter.farms'), remove: () => set({ farms: undefined }) }] : []),
  ]
  const pickedRows = [...picked.values()]
  return (
    <div className={classes.whole}>
      <PageTitle
        short={say('gap.short')}
        title={summary.data === undefined || isBlind ? say('gap.short') : say('gap.title', { count: summary.data.total, strong: summary.data.tiers.filter((one) => one.tier <= 3).reduce((sum, one) => sum + one.domains, 0) })}
        sub={rivals === undefined ? say('gap.sub') : say('gap.sub.rivals', { names: rivals.map((rival) => rival.name).join(', ') })}
        actions={<PageLink to="prospects">{say('gap.prospects')}</PageLink>}
      />
      <FilterBar
        text={text} setText={(value) => set({ text: value === '' ? undefined : value })} textLabel={say('gap.search')} chips={chips} clear={() => set({ tier: undefined, min: undefined, from: undefined, farms: undefined, text: undefined })}
        choices={
          <>
            <Menu.Label>{say('gap.filter.tier')}</Menu.Label>
            {([1, 2, 3, 4, 5, 6] as const).map((one) => <Menu.Item key={one} role="menuitemcheckbox" aria-checked={tiers.includes(one)} onClick={() => set({ tier: tiers.includes(one) ? tiers.filter((other) => other !== one) : [...tiers, one].sort() })}>{tiers.includes(one) ? '✓ ' : ''}T{one} {sayIfKnown(`tier.${one}`, '')} <span className="soft number">{summary.data?.tiers.find((row) => row.tier === one)?.domains ?? ''}</span></Menu.Item>)}
            <Menu.Label>{say('gap.filter.rivals')}</Menu.Label>
            {[1, 2, 3].filter((one) => one <= (rivals?.length ?? 1)).map((one) => <Menu.Item key={one} role="menuitemradio" aria-checked={(min ?? 1) === one} onClick={() => set({ min: one === 1 ? undefined : one })}>{(min ?? 1) === one ? '✓ ' : ''}{say('gap.filter.min', { count: one })}</Menu.Item>)}
            <Menu.Label>{say('gap.filter.from')}</Menu.Label>
            {(['both', 'index', 'graph'] as const).map((one) => <Menu.Item key={one} role="menuitemradio" aria-checked={from === one} onClick={() => set({ from: one === 'both' ? undefined : one })}>{from === one ? '✓ ' : ''}{say(`gap.filter.from.${one}`)}</Menu.Item>)}
          </>
        }
      />
      <DataTable<GapRow>
        label={say('gap.short')} source={source} columns={columns} columnsWait={rivals === undefined} idOf={(row) => row.domain} nameOf={(row) => row.domain} open={setShown} opened={shown?.domain}
        card={(row) => <Card row={row} of={rivals?.length ?? 0} />} cardHeight={132}
        {...(mayWrite && !farms ? { selected: new Set(picked.keys()), canSelect, select: (rows: readonly GapRow[], on: boolean) => setPicked((before) => { const next = new Map(before); for (const row of rows) { if (on && row.prospect === null) next.set(row.domain, row); else next.delete(row.domain) } return next }) } : {})}
        empty={isBlind ? <Empty title={say('gap.blind')} what={say('gap.blind.what')} action={<PageLink to="imports">{say('gap.blind.action')}</PageLink>} /> : <Empty title={say('gap.none')} what={say(chips.length > 0 || text ? 'gap.none.what' : 'gap.none.all')} />}
      />
      {/* Below the table, so that it does not jump when this is counted. */}
      {summary.data && (summary.data.farms.domains > 0 || summary.data.notes.length > 0) && (
        <p className={classes.farms}>
          {summary.data.notes.length > 0 && <span className="soft">{summary.data.notes.join(' ')} {blind.length > 0 && !isBlind && <PageLink to="imports">{say('gap.blind.action')}</PageLink>}</span>}
          {summary.data.farms.domains > 0 && <><span>{say(farms ? 'gap.farms.shown' : 'gap.farms', { count: summary.data.farms.domains })} <span className={`soft ${classes.signs}`}>{summary.data.farms.signs.map((sign) => say('gap.farms.sign', { words: sign.words, count: sign.domains })).join(' · ')}</span></span>
          <button type="button" className={classes.plainButton} onClick={() => set({ farms: farms ? undefined : true })}>{say(farms ? 'gap.farms.back' : 'gap.farms.see')}</button></>}
        </p>
      )}
      {pickedRows.length > 0 && (
        <div className={classes.bulk} role="region" aria-label={say('gap.picked', { count: pickedRows.length })}>
          <span>{say('gap.picked', { count: pickedRows.length })}</span>
          <Button onClick={() => setProposing(true)}>{say('gap.propose', { count: pickedRows.length })}</Button>
          <Button variant="subtle" onClick={() => setPicked(new Map())}>{say('gap.unpick')}</Button>
        </div>
      )}
      {shown && <GapCard row={shown} rivals={rivals ?? []} onClose={() => setShown(null)} onPick={mayWrite && shown.prospect === null && shown.farm === null ? () => { setPicked(new Map([...picked, [shown.domain, shown]])); setShown(null) } : undefined} />}
      {proposing && <Propose rows={pickedRows} onDone={(saved) => { setProposing(false); if (saved) setPicked(new Map()) }} />}
    </div>
  )
}

/** What the columns do not say: of the reasons, those beyond the rivals and the tier, which come first. */
function whyOf(row: GapRow): string {
  return row.farm ?? [...row.reasons.slice(2), ...row.reasons.slice(0, 1)].join(' ')
}

/** What was proposed before stays as it was decided; the tag beside the reason says so. */
const canSelect = (row: GapRow) => row.prospect === null

type Rivals = Output<'gap.find'>['rivals']

function columnsOf(all: Rivals): Array<Column<GapRow>> {
  // A rival of whom nothing is known has no column: its dots would read as "does not link".
  const rivals = all.filter(({ inIndex, inGraph }) => inIndex || inGraph)
  return [
    { id: 'domain', title: say('gap.column.domain'), width: 180, grow: 2, cell: (row) => <span dir="ltr" title={row.domain}><Inert text={row.domain} /></span> },
    { id: 'tier', title: say('gap.column.tier'), width: 186, grow: 0, cell: (row) => <TierBadge tier={row.tier} short /> },
    ...(rivals.length <= 5
      ? rivals.map((rival, at): Column<GapRow> => ({ id: `rival ${rival.domain}`, title: rival.name, width: 84, grow: 0, priority: 2 + at, cell: (row) => <Linked row={row} rival={rival.domain} name={rival.name} /> }))
      : [{ id: 'rivals', title: say('gap.column.rivals'), width: 110, grow: 0, priority: 2, cell: (row: GapRow) => <span title={row.rivals.join(', ')}>{say('gap.of', { count: row.rivalCount, of: rivals.length })}</span> }]),
    { id: 'match', title: say('gap.column.match'), width: 78, grow: 0, priority: 5, cell: (row) => <span title={row.specialties.join(', ')}>{say(`gap.match.${row.specialtyMatch}`)}</span> },
    { id: 'local', title: say('gap.column.local'), width: 90, grow: 0, priority: 7, cell: (row) => (row.local === null ? '' : <span title={row.local}>{say('gap.local')}</span>) },
    ...(rivals.some(({ inGraph }) => inGraph) ? [{ id: 'authority', title: say('gap.column.authority'), width: 76, grow: 0, align: 'end', priority: 4, cell: (row) => (row.authority === null ? '–' : Math.round(row.authority)) } satisfies Column<GapRow>] : []),
    { id: 'why', title: say('gap.column.why'), width: 250, grow: 4, priority: 2, cell: (row) => { const why = whyOf(row); return <span title={why}>{row.prospect !== null && <><Tag tone="neutral">{say(`prospect.state.${row.prospect}`)}</Tag> </>}<Inert text={why} /></span> } },
  ]
}

/** A filled field and a word for screen readers: the matrix reads without colour. */
function Linked({ row, rival, name }: { row: GapRow; rival: string; name: string }) {
  return row.rivals.includes(rival) ? <span className={classes.linked} title={say('gap.links-to', { name })}><Check size={14} aria-hidden="true" /><span className="visually-hidden">{say('gap.links-to', { name })}</span></span> : <span className="soft" aria-hidden="true">·</span>
}

function Card({ row, of }: { row: GapRow; of: number }) {
  return (
    <>
      <strong dir="ltr"><Inert text={row.domain} /></strong>
      <span className="row"><TierBadge tier={row.tier} />{row.prospect !== null && <Tag>{say(`prospect.state.${row.prospect}`)}</Tag>}</span>
      <span className="small">{say('gap.card', { count: row.rivalCount, of, match: say(`gap.match.${row.specialtyMatch}`) })}</span>
      <span className={`soft small ${classes.two}`}>{whyOf(row)}</span>
    </>
  )
}
