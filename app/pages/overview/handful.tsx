import { Button } from '@mantine/core'
import { useState } from 'react'
import { StateBadge, TierBadge, TypeBadge } from '../../parts/badges.js'
import { Inert } from '../../parts/inert.js'
import { MiddleCutAddress } from '../../parts/middle-cut-address.js'
import { PageLink } from '../../parts/page-link.js'
import { Panel } from '../../parts/panel.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import type { Overview } from './overview-page.js'
import classes from './overview.module.css'

/** The links that are worth more than all others together: tier 1 and 2, each with the reason for its tier. */
export function Handful({ rows, total }: { rows: Overview['handful']; total: number }) {
  const [isWhole, setWhole] = useState(false)
  if (rows.length === 0) {
    return (
      <Panel title={say('overview.handful')}>
        <p>{say('overview.handful.none')}</p>
        <p className="soft small">{say('overview.handful.none.what')} <PageLink to="gap">{say('overview.handful.none.action')}</PageLink></p>
      </Panel>
    )
  }
  return (
    <Panel title={say('overview.handful')} actions={<PageLink to="links" query={{ tier: '1,2,3', one: 'yes' }}>{say('overview.handful.all', { count: total })}</PageLink>}>
      <ul className={classes.handful} data-folded={!isWhole}>
        {rows.map((row) => (
          <li key={row.id}>
            <div className={classes.handfulHead}>
              <TierBadge tier={row.tier} />
              <PageLink to="links" detail={row.id} className={classes.handfulName}>
                <Inert text={row.title ?? row.referringDomain} />
              </PageLink>
            </div>
            <p className="small soft"><MiddleCutAddress url={row.referringPage} open /></p>
            <p className={`small ${classes.two}`} title={row.tierReason}><Inert text={row.tierReason} /></p>
            <div className="row small">
              <TypeBadge type={row.type} />
              <StateBadge state={row.state} />
              <span className={`soft ${classes.handfulTarget}`}>{say('overview.handful.to')} <MiddleCutAddress url={row.target} withoutHost /></span>
              <span className="soft">{row.firstSeen === null ? say('overview.handful.since.unknown') : say('overview.handful.since', { date: dateWords(row.firstSeen) })}</span>
            </div>
          </li>
        ))}
      </ul>
      {rows.length > 5 && !isWhole && <Button variant="default" className={`${classes.more} no-print`} onClick={() => setWhole(true)}>{say('overview.handful.more', { count: rows.length - 5 })}</Button>}
    </Panel>
  )
}
