import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useOperation } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { Skeleton } from '../../parts/loading.js'
import { useClient } from '../../parts/session.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { SlowNote } from '../../parts/slow-note.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { TierBadge } from '../../parts/badges.js'
import { say } from '../../words/say.js'
import { FileDiff } from './file-diff.js'
import { Memo } from './memo.js'
import { PastDecisions } from './past-decisions.js'
import { decisionInput, nothingTold, type Told } from './told.js'
import { EarlierFile, Walk } from './walk.js'
import classes from './decide.module.css'

/** Whether anything should be disavowed: the questions on the left, the verdict and its memo on the right. "Do nothing" is a complete answer. */
export function Page() {
  const client = useClient()
  const [told, setTold] = useState<Told>(nothingTold)
  const [reviewer, setReviewer] = useState('')
  const [settled] = useDebouncedValue(told, 400)
  const [signer] = useDebouncedValue(reviewer, 600)
  const site = client.site
  const query = useOperation('disavow.decide', site === null ? null : decisionInput(site, settled, signer), { keep: true })
  const onTell = (change: Partial<Told>) => setTold((before) => ({ ...before, ...change }))
  if (site === null) {
    return (
      <>
        <PageTitle title={say('decide.title')} />
        <Empty title={say('decide.nosite.title', { client: client.name })} what={say('decide.nosite.what')} action={<Button component={PageLink} to="setup">{say('decide.nosite.action')}</Button>} />
      </>
    )
  }
  return (
    <>
      <PageTitle title={say('decide.title')} sub={say('decide.sub', { site })} actions={<Button component={PageLink} to="risk" variant="default" className="no-print">{say('decide.back')}</Button>} />
      <StateView query={query} skeleton={<DecideSkeleton />}>
        {(decision) => (
          <div className={classes.columns}>
            <section aria-label={say('decide.walk')} className={classes.questions}>
              <Walk steps={decision.walk} told={told} onTell={onTell} />
              <EarlierFile told={told} onTell={onTell} />
            </section>
            <div className={classes.side}>
              {/* The memo begins with the same words: on paper they stand once. */}
              <section aria-label={say('decide.verdict')} aria-live="polite" aria-busy={query.isFetching} className="stack no-print">
                <p className={classes.verdict} data-busy={query.isFetching || settled !== told}>{decision.headline}</p>
                {query.isFetching && <SlowNote afterMs={700} words={say('decide.judging')} />}
                <ul className={classes.reasons}>{decision.reasons.map((reason) => <li key={reason}><Inert text={reason} /></li>)}</ul>
              </section>
              <Memo site={site} decision={decision} told={settled} reviewer={reviewer} onReviewer={setReviewer} isBusy={query.isFetching || settled !== told || signer !== reviewer} />
              <FileDiff decision={decision} told={told} onTell={onTell} />
              <GoodLinks rows={decision.goodLinksOthersWouldRemove} count={decision.goodLinkDomainCount} />
              <PastDecisions site={site} />
            </div>
          </div>
        )}
      </StateView>
    </>
  )
}

/** The questions, the verdict and the memo as they come. The verdict is what a reader waits for: the note stands in its place. */
function DecideSkeleton() {
  return (
    <div className={classes.columns}>
      <div className={`stack ${classes.questions}`}>{[0, 1, 2, 3, 4].map((at) => <Skeleton key={at} height={86} />)}</div>
      <div className={classes.side}>
        <div className="stack"><Skeleton width="70%" height={42} /><SlowNote afterMs={2_000} words={say('decide.waiting')} /><Skeleton height={130} /></div>
        <Skeleton height={420} />
      </div>
    </div>
  )
}

interface GoodLink {
  domain: string
  tier: number
  types: string[]
  bestQuality: number
  otherTools: string[]
}

/** What a needless file would have cost: the names a reader knows, with what other tools say of them. */
function GoodLinks({ rows, count }: { rows: readonly GoodLink[]; count: number }) {
  if (rows.length === 0) return null
  const best = [...rows].sort((a, b) => a.tier - b.tier || b.bestQuality - a.bestQuality).slice(0, 8)
  return (
    <section className="panel no-print">
      <header>
        <h2>{say('decide.good.title', { count })}</h2>
      </header>
      <p className="soft small">{say('decide.good.sub')}</p>
      <ul className={classes.diff}>
        {best.map((row) => (
          <li key={row.domain}>
            <strong><Inert text={row.domain} /></strong>
            <TierBadge tier={row.tier} />
            <span className="small">{row.types.slice(0, 1).join('')}</span>
            <span className="soft small">{say('decide.quality', { quality: row.bestQuality })}</span>
            <span className="soft small">{row.otherTools.join('; ')}</span>
          </li>
        ))}
      </ul>
      {count > best.length && <p className="soft small">{say('decide.good.more', { count: count - best.length })}</p>}
    </section>
  )
}
