import { SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useAddress, useDetail } from '../../parts/address.js'
import { useOperation, type Output } from '../../parts/api.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { StateView } from '../../parts/state-view.js'
import { say } from '../../words/say.js'
import { HelpEntry } from './help-entry.js'
import classes from './help.module.css'

type Row = Output<'help.list'>['rows'][number]

const kinds = ['judgement', 'audit', 'type', 'tier', 'formula', 'kernel', 'term', 'import', 'operation'] as const
/** Entries of a kind shown before the rest unfolds. */
const foldedAt = 8

/** Everything the program can explain about itself, to search and to link to. */
export function Page() {
  const detail = useDetail()
  return detail === undefined ? <HelpList /> : <HelpEntry id={detail} />
}

function HelpList() {
  const [address, setAddress] = useAddress({ text: 'text', kind: 'text' })
  const [text, setText] = useState(address.text ?? '')
  const [wanted] = useDebouncedValue(text, 200)
  const kind = kinds.find((one) => one === address.kind)
  const query = useOperation('help.list', { ...(wanted.trim() === '' ? {} : { text: wanted.trim() }), ...(kind === undefined ? {} : { kind }) }, { keep: true })
  return (
    <>
      <PageTitle title={say('help.title')} sub={say('help.sub')} />
      <search className={classes.search}>
        <TextInput aria-label={say('help.search')} placeholder={say('help.search.place')} leftSection={<Search size={15} aria-hidden />} value={text} onChange={(event) => setText(event.currentTarget.value)} onBlur={() => setAddress({ text: text.trim() })} data-autofocus />
        <div className={classes.kinds}>
          <SegmentedControl size="xs" aria-label={say('help.kinds')} value={kind ?? 'all'} onChange={(next) => setAddress({ kind: next === 'all' ? undefined : next, text: text.trim() })} data={[{ value: 'all', label: say('help.kind.all') }, ...kinds.map((one) => ({ value: one, label: say(`help.kind.${one}`) }))]} />
        </div>
      </search>
      <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<p className="soft">{say('help.none', { text: wanted })}</p>}>
        {({ rows }) => <>{kinds.map((one) => <Kind key={one} kind={one} rows={rows.filter((row) => row.kind === one)} isWhole={kind !== undefined || wanted !== ''} />)}</>}
      </StateView>
    </>
  )
}

function Kind({ kind, rows, isWhole }: { kind: (typeof kinds)[number]; rows: readonly Row[]; isWhole: boolean }) {
  const [isUnfolded, setUnfolded] = useState(false)
  if (rows.length === 0) return null
  const shown = isWhole || isUnfolded ? rows : rows.slice(0, foldedAt)
  return (
    <section className={classes.kind}>
      <h2>{say(`help.kind.${kind}`)} <span className="soft small">{say('help.count', { count: rows.length })}</span></h2>
      <dl className={classes.rows}>
        {shown.map((row) => (
          <div key={row.id}>
            <dt><PageLink to="help" detail={row.id}>{row.title}</PageLink> {!row.title.includes(nameOf(row.id)) && <span className="soft small">{nameOf(row.id)}</span>}</dt>
            <dd>{row.summary}</dd>
          </div>
        ))}
      </dl>
      {shown.length < rows.length && <button type="button" className={classes.more} onClick={() => setUnfolded(true)}>{say('help.more', { count: rows.length })}</button>}
    </section>
  )
}

/** `RISK-03` of `audit/RISK-03`. */
const nameOf = (id: string) => id.slice(id.indexOf('/') + 1)
