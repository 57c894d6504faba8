import { lazy, Suspense, useState } from 'react'
import { useOperation, type Output } from '../../parts/api.js'
import { TierBadge } from '../../parts/badges.js'
import { Inert } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { PageLink } from '../../parts/page-link.js'
import { Panel } from '../../parts/panel.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { Unknown } from '../../parts/unknown.js'
import { say } from '../../words/say.js'
import { Chain } from './chain.js'
import classes from './domains.module.css'

export type Neighbours = Output<'links.neighbourhood'>

const Picture = lazy(() => import('./neighbourhood-picture.js'))

/** One question at a time: how does trust reach us? The picture, and the same as a list beside it. */
export function Neighbourhood() {
  const query = useOperation('links.neighbourhood', { limit: 300 })
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <StateView query={query} skeleton={<Loading rows={8} />} isEmpty={(data) => data.nodes.length <= 1} empty={<Empty title={say('neighbourhood.empty')} what={say('neighbourhood.empty.what')} action={<PageLink to="imports">{say('neighbourhood.empty.action')}</PageLink>} />}>
      {(data) => (
        <Panel title={say('neighbourhood.title')} note={data.release === null ? undefined : say('neighbourhood.by', { release: data.release, seeds: data.seeds ?? '' })}>
          {data.missing !== null && <Unknown what={say('neighbourhood.missing', { missing: data.missing })} action={<PageLink to="graph">{say('neighbourhood.graph')}</PageLink>} />}
          {/* Without a single way the dots would answer no question. */}
          {data.ways.length === 0 ? data.missing === null && <p className="soft">{say('neighbourhood.ways.none')}</p> : (
            <div className={classes.neighbourhood}>
              <Suspense fallback={<Loading rows={8} />}><Picture data={data} chosen={chosen} onChoose={setChosen} /></Suspense>
              <div className={classes.ways} tabIndex={0} role="region" aria-label={say('neighbourhood.ways')}>
                <h3>{say('neighbourhood.ways.count', { count: data.ways.length })}</h3>
                <ol>
                    {data.ways.map((way) => (
                      <li key={way.domain} className={way.domain === chosen ? classes.chosen : undefined} onMouseEnter={() => setChosen(way.domain)} onFocus={() => setChosen(way.domain)}>
                        <span className="row">{way.tier !== null && <TierBadge tier={way.tier} short />}<PageLink to="domains" detail={way.domain}><Inert text={way.domain} /></PageLink></span>
                        <Chain chain={way.chain} />
                      </li>
                    ))}
                  </ol>
              </div>
            </div>
          )}
        </Panel>
      )}
    </StateView>
  )
}
