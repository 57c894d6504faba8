import { Button, Drawer } from '@mantine/core'
import type { Output } from '../../parts/api.js'
import { TierBadge } from '../../parts/badges.js'
import { ExactName } from '../../parts/exact-name.js'
import { Inert } from '../../parts/inert.js'
import { MiddleCutAddress } from '../../parts/middle-cut-address.js'
import { PageLink } from '../../parts/page-link.js'
import { useFocusBack } from '../../parts/use-focus-back.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import type { GapRow } from './gap-page.js'
import classes from './gap.module.css'

/** One domain of the gap in full: why it could link to us, and the page on which it links to a rival. */
export function GapCard({ row, rivals, onClose, onPick }: { row: GapRow; rivals: Output<'gap.find'>['rivals']; onClose(): void; onPick: (() => void) | undefined }) {
  useFocusBack()
  const names = rivals.filter((rival) => row.rivals.includes(rival.domain)).map((rival) => rival.name)
  return (
    <Drawer opened onClose={onClose} position="right" title={<span className="serif" style={{ fontSize: 20, fontWeight: 600 }}><Inert text={row.domain} /></span>} closeButtonProps={{ 'aria-label': say('act.close') }}>
      <div className="stack">
        <ExactName domain={row.domain} />
        <p className="row"><TierBadge tier={row.tier} />{row.prospect !== null && <PageLink to="prospects">{say(`prospect.state.${row.prospect}`)}</PageLink>}</p>
        {row.farm !== null && <p>{say('gap.farm.because', { words: row.farm })}</p>}
        {row.reasons.length > 0 && <ul className={classes.reasons}>{row.reasons.map((reason) => <li key={reason}><Inert text={reason} /></li>)}</ul>}
        <dl className={classes.facts}>
          <dt>{say('gap.card.rivals')}</dt><dd>{names.join(', ')}</dd>
          <dt>{say('gap.column.match')}</dt><dd>{say(`gap.match.${row.specialtyMatch}`)}{row.specialties.length > 0 && <span className="soft"> {row.specialties.join(', ')}</span>}</dd>
          {row.local !== null && <><dt>{say('gap.column.local')}</dt><dd><Inert text={row.local} /></dd></>}
          {row.types.length > 0 && <><dt>{say('gap.card.types')}</dt><dd>{row.types.join(', ')}</dd></>}
          <dt>{say('gap.column.authority')}</dt><dd>{row.authority === null ? say('unknown') : Math.round(row.authority)}</dd>
          <dt>{say('gap.card.seen')}</dt><dd>{row.seenIn.map((where) => say(`gap.seen.${where}`)).join(', ')}{row.firstSeen !== null && <span className="soft"> {say('gap.card.since', { date: dateWords(row.firstSeen) })}</span>}</dd>
        </dl>
        {row.example !== null && (
          <div>
            <h3>{say('gap.card.example')}</h3>
            {row.example.referringPage !== null && <p><MiddleCutAddress url={row.example.referringPage} open /></p>}
            {row.example.anchorText !== null && row.example.anchorText.trim() !== '' && <p className="serif">“<Inert text={row.example.anchorText} />”</p>}
            {row.example.target !== null && <p className="small soft">{say('gap.card.to')} <MiddleCutAddress url={row.example.target} /></p>}
          </div>
        )}
        {onPick && <div><Button onClick={onPick}>{say('gap.pick')}</Button></div>}
      </div>
    </Drawer>
  )
}
