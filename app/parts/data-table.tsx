import { Button, Checkbox } from '@mantine/core'
import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { say } from '../words/say.js'
import { rowHeights, useDensity } from './density.js'
import type { RowSource } from './row-source.js'
import { Failure } from './state-view.js'
import { messageOf } from './tell.js'
import { useIsNarrow } from './use-is-narrow.js'
import { useVirtualRows } from './use-virtual-rows.js'
import './data-table.css'

export interface Column<Row> {
  id: string
  title: string
  cell(row: Row): ReactNode
  /** Narrowest width at which the column is worth showing, in pixels. */
  width: number
  /** Its share of the room that is left; 0 keeps it at `width`. */
  grow?: number
  /** 1 is shown always; on narrower screens the highest number goes first. */
  priority?: number
  align?: 'end'
  /** Sorted by it when its head is clicked; `direction` is the natural one. */
  sort?: { by: string; direction: 'asc' | 'desc' }
}

interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string
  source: RowSource<Row>
  columns: ReadonlyArray<Column<Row>>
  /** True until the columns are known: rows that came before are shown with them, or what is read jumps aside. */
  columnsWait?: boolean
  idOf(row: Row): string
  /** How a row is called where one is selected. */
  nameOf(row: Row): string
  /** The same facts as a card, below 640 px. */
  card(row: Row): ReactNode
  cardHeight?: number
  /** Enter, or a click. */
  open?(row: Row): void
  /** The row that is open now. */
  opened?: string
  selected?: ReadonlySet<string>
  /** Space or X, or the box; with Shift all from the last one on. */
  select?(rows: readonly Row[], on: boolean): void
  /** True while every row is meant, also those that were never read. */
  isAllSelected?: boolean
  /** False for a row that can't be selected; its box says so. */
  canSelect?(row: Row): boolean
  /** The box in the head, or Ctrl+A: all rows there are. */
  selectAll?(on: boolean): void
  sorted?: { by: string; direction: 'asc' | 'desc' }
  sort?(by: string, direction: 'asc' | 'desc'): void
  /** Further keys on the row the keyboard stands on: `{ c: (row) => … }`. */
  keys?: Readonly<Record<string, (row: Row) => void>>
  empty?: ReactNode
}

/**
 * A table for any number of rows: only those in view are drawn, those on their way stand as lines of the same height, and
 * the keyboard goes through them (arrows, Page keys, Home, End, Enter, X). On narrow screens each row is a card.
 */
export function DataTable<Row>({ label, source: given, columns, columnsWait = false, idOf, nameOf, card, cardHeight = 132, open, opened, selected, select, isAllSelected = false, canSelect, selectAll, sorted, sort, keys, empty }: DataTableProps<Row>) {
  const source: RowSource<Row> = columnsWait ? { ...given, rowAt: () => undefined } : given
  const box = useRef<HTMLDivElement>(null)
  const { ref: sized, width } = useElementSize()
  const isNarrow = useIsNarrow()
  const isTiny = useMediaQuery('(max-width: 359px)', false, { getInitialValueInEffect: false }) ?? false
  const [density] = useDensity()
  const tableId = useId()
  const count = source.total ?? 24
  // Where the lines of a card are short, they are more.
  const rowHeight = isNarrow ? cardHeight + (isTiny ? 30 : 0) : rowHeights[density]
  const head = isNarrow ? 0 : 34
  const rows = useVirtualRows(box, count, rowHeight, { head })
  const [active, setActive] = useState(0)
  const lastSelected = useRef(0)
  const { first, last } = rows
  const { want } = source
  useEffect(() => want(first, Math.max(first, last)), [want, first, last])
  useEffect(() => {
    // Arrows on a page where nothing has the focus mean the table.
    const enter = (event: globalThis.KeyboardEvent) => {
      if (event.target !== document.body || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      box.current?.focus()
    }
    document.addEventListener('keydown', enter)
    return () => document.removeEventListener('keydown', enter)
  }, [])
  useEffect(() => {
    if (active >= count) setActive(Math.max(0, count - 1))
  }, [active, count])

  // Less the sides of a row and the box with its gap, and more the gap that the last column has not.
  const shown = useMemo(() => fitting(columns, width - 24 - (select ? 48 : 0) + 12), [columns, width, select])
  // Cells of other columns are other cells, and not the same ones moved.
  const columnsId = shown.map(({ id }) => id).join(' ')
  const printed = useMemo(() => shown.map(({ width: least, grow = 1 }) => `minmax(0, ${least + grow * 40}fr)`).join(' '), [shown])
  const template = useMemo(() => `${select ? '36px ' : ''}${shown.map(({ width: least, grow = 1 }) => (grow === 0 ? `${least}px` : `minmax(${least}px, ${grow}fr)`)).join(' ')}`, [shown, select])

  const go = (row: number) => {
    const next = Math.max(0, Math.min(count - 1, row))
    setActive(next)
    rows.scrollToRow(next)
  }
  const toggle = (index: number, isRange: boolean) => {
    const from = isRange ? Math.min(lastSelected.current, index) : index
    const until = isRange ? Math.max(lastSelected.current, index) : index
    const chosen = Array.from({ length: until - from + 1 }, (_, at) => source.rowAt(from + at)).filter((row) => row !== undefined).filter((row) => canSelect?.(row) ?? true)
    const own = source.rowAt(index)
    // Of all that match, one can't be left out: pressing its box ends the selection.
    if (isAllSelected) selectAll?.(false)
    else if (own !== undefined && chosen.length > 0) select?.(chosen, isRange || !selected?.has(idOf(own)))
    lastSelected.current = index
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== box.current || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a' || !selectAll || !source.total) return
      selectAll(!isAllSelected)
      event.preventDefault()
      return
    }
    const steps: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + rows.pageRows, PageUp: active - rows.pageRows, Home: 0, End: count - 1 }
    const row = source.rowAt(active)
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const own = keys?.[key]
    if (key in steps) go(steps[key]!)
    else if (key === 'Enter' && row !== undefined && open) open(row)
    else if ((key === 'x' || key === ' ') && select) toggle(active, event.shiftKey)
    else if (own && row !== undefined) own(row)
    else return
    event.preventDefault()
  }

  if (source.total === 0 && !source.isStale) return <>{empty}</>
  if (source.error && source.total === undefined) return <div className="data-frame"><Failure error={source.error} retry={source.retry} /></div>
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  return (
    <div className="data-frame">
      {source.error && <p className="data-failed" role="alert">{say('table.failed', { why: messageOf(source.error) })} <Button size="compact-xs" variant="default" onClick={source.retry}>{say('act.retry')}</Button></p>}
      <div
        ref={box}
        className={`data-table${isNarrow ? ' data-cards' : ''}${source.isStale ? ' stale' : ''}`}
        role="grid"
        aria-label={label}
        aria-rowcount={source.total === undefined ? -1 : source.total + 1}
        aria-colcount={shown.length + (select ? 1 : 0)}
        aria-busy={source.total === undefined || source.isStale}
        aria-multiselectable={select ? true : undefined}
        aria-activedescendant={`${tableId}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        style={{ '--row': `${rowHeight}px`, '--columns': template, '--printed': printed } as never}
      >
        <div ref={sized} className="data-measure" role="presentation" />
        <div key={`head ${columnsId}`} role="row" aria-rowindex={1} className={isNarrow ? 'visually-hidden' : 'data-head'}>
          {select && (
            <div role="columnheader" aria-colindex={1} className="data-select">
              {selectAll && !isNarrow ? <Checkbox size="xs" checked={isAllSelected} indeterminate={!isAllSelected && (selected?.size ?? 0) > 0} disabled={!source.total} aria-label={say('table.select-all', { count: source.total ?? 0 })} onChange={() => selectAll(!isAllSelected)} /> : <span className="visually-hidden">{say('table.select-column')}</span>}
            </div>
          )}
          {shown.map((column, at) => (
            <div key={column.id} role="columnheader" aria-colindex={at + (select ? 2 : 1)} className={column.align} title={column.title} aria-sort={column.sort && sorted?.by === column.sort.by ? (sorted.direction === 'asc' ? 'ascending' : 'descending') : undefined}>
              {column.sort && sort ? <SortHead title={column.title} sort={column.sort} sorted={sorted} onSort={sort} /> : column.title}
            </div>
          ))}
        </div>
        <div key={`body ${columnsId}`} role="rowgroup" className="data-body" style={{ blockSize: rows.height }}>
          {indexes.map((index) => {
            const row = source.rowAt(index)
            const id = row === undefined ? undefined : idOf(row)
            return <TableRow key={index} domId={`${tableId}-${index}`} index={index} top={rows.topOf(index)} row={row} columns={isNarrow ? undefined : shown} card={card as (row: unknown) => ReactNode} name={row === undefined ? '' : nameOf(row)} isActive={index === active} isOpen={id !== undefined && id === opened} canSelect={row === undefined || (canSelect?.(row) ?? true)} isSelected={select ? isAllSelected || (id !== undefined && (selected?.has(id) ?? false)) : undefined} press={(kind, isRange) => {
              setActive(index)
              box.current?.focus({ preventScroll: true })
              if (kind === 'select') toggle(index, isRange)
              else if (row !== undefined) open?.(row)
            }} />
          })}
        </div>
      </div>
    </div>
  )
}

interface RowProps {
  domId: string
  index: number
  top: number
  row: unknown
  columns: ReadonlyArray<Column<never>> | undefined
  card(row: unknown): ReactNode
  name: string
  isActive: boolean
  isOpen: boolean
  isSelected: boolean | undefined
  canSelect: boolean
  press(kind: 'open' | 'select', isRange: boolean): void
}

const TableRow = memo(function TableRow({ domId, index, top, row, columns, card, name, isActive, isOpen, isSelected, canSelect, press }: RowProps) {
  const extra = isSelected === undefined ? 0 : 1
  return (
    <div role="row" id={domId} aria-rowindex={index + 2} aria-selected={isSelected ?? (isOpen || undefined)} className={`data-row${isActive ? ' active' : ''}${isOpen ? ' open' : ''}`} style={{ transform: `translateY(${top}px)` }} onClick={(event) => { if (!(event.target as Element).closest('a, button, input, label')) press('open', false) }}>
      {isSelected !== undefined && <div role="gridcell" aria-colindex={1} className="data-select"><Checkbox size="xs" tabIndex={-1} checked={isSelected} disabled={row === undefined || !canSelect} aria-label={say('table.select', { row: name })} onChange={() => undefined} onClick={(event) => press('select', event.shiftKey)} /></div>}
      {columns === undefined
        ? <div role="gridcell" aria-colindex={1 + extra} className="data-card">{row === undefined ? <><span className="skeleton" style={{ inlineSize: '70%' }} /><span className="skeleton" style={{ inlineSize: '45%' }} /></> : card(row)}</div>
        : columns.map((column, at) => <div key={column.id} role="gridcell" aria-colindex={at + 1 + extra} className={column.align}>{row === undefined ? <span className="skeleton" style={{ inlineSize: `${48 + ((index * 13 + at * 29) % 42)}%` }} /> : column.cell(row as never)}</div>)}
    </div>
  )
}, (before, after) => before.row === after.row && before.top === after.top && before.columns === after.columns && before.card === after.card && before.isActive === after.isActive && before.isOpen === after.isOpen && before.isSelected === after.isSelected && before.canSelect === after.canSelect)

function SortHead({ title, sort, sorted, onSort }: { title: string; sort: NonNullable<Column<never>['sort']>; sorted: DataTableProps<never>['sorted']; onSort(by: string, direction: 'asc' | 'desc'): void }) {
  const isSorted = sorted?.by === sort.by
  const Icon = sorted?.direction === 'asc' ? ArrowUp : ArrowDown
  return <button type="button" className="data-sort" aria-label={say('table.sort', { column: title })} onClick={() => onSort(sort.by, isSorted ? (sorted!.direction === 'asc' ? 'desc' : 'asc') : sort.direction)}>{title}{isSorted && <Icon size={13} aria-hidden />}</button>
}

/** The columns for which there is room: the most wanted first, then narrower ones that still fit, in their own order. */
function fitting<Row>(columns: ReadonlyArray<Column<Row>>, room: number): ReadonlyArray<Column<Row>> {
  const wanted = [...columns].sort((a, b) => (a.priority ?? 1) - (b.priority ?? 1))
  let used = 0
  const kept = new Set<string>()
  for (const column of wanted) {
    if (used + column.width + 12 > room && kept.size > 0 && (column.priority ?? 1) > 1) continue
    used += column.width + 12
    kept.add(column.id)
  }
  return columns.filter(({ id }) => kept.has(id))
}
