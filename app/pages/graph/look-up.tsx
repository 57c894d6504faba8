import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useOperation, type Output } from '../../parts/api.js'
import { Figure } from '../../parts/figure.js'
import { Inert } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { Panel } from '../../parts/panel.js'
import { Failure, StateView } from '../../parts/state-view.js'
import { Unknown } from '../../parts/unknown.js'
import { countWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { Chain } from '../domains/chain.js'
import classes from './graph.module.css'

interface LookUpProps {
  graphs: readonly string[]
  graph: string
  domain: string | undefined
  onAsk(asked: { domain: string; graph: string }): void
}

/** Any domain of the web: its authority, who links to it, and the way from the nearest seed. */
export function LookUp({ graphs, graph, domain, onAsk }: LookUpProps) {
  const [text, setText] = useState(domain ?? '')
  const [chosen, setChosen] = useState(graph)
  return (
    <Panel title={say('graph.look-up')}>
      <form className={classes.ask} role="search" onSubmit={(event) => { event.preventDefault(); if (text.trim() !== '') onAsk({ domain: text.trim(), graph: chosen }) }}>
        <TextInput label={say('graph.look-up.domain')} placeholder="nih.gov" dir="ltr" value={text} onChange={(event) => setText(event.currentTarget.value)} />
        {graphs.length > 1 && <Select label={say('graph.look-up.graph')} data={[...graphs]} value={chosen} onChange={(value) => setChosen(value ?? graph)} allowDeselect={false} />}
        <Button type="submit">{say('graph.look-up.act')}</Button>
      </form>
      {domain !== undefined && domain !== '' && <Answer graph={graph} domain={domain} />}
    </Panel>
  )
}

function Answer({ graph, domain }: { graph: string; domain: string }) {
  const authority = useOperation('graph.authority', { graph, domains: [domain] } as never, { retry: false })
  const path = useOperation('graph.path', { graph, domain, top: 3 } as never, { retry: false })
  const neighbours = useOperation('graph.referring-domains', { graph, domain, top: 25 } as never, { retry: false })
  return (
    <StateView query={authority} skeleton={<Loading rows={4} />}>
      {(data) => {
        const row = data.rows[0]
        if (!row || row.name === null) return <Unknown what={say(data.excerpt ? 'graph.look-up.not-listed' : 'graph.look-up.absent', { domain, graph })} />
        return (
          <div className="stack">
            <div className={classes.figures}>
              <Authority row={row} data={data} />
              {row.healthTrust === null ? <Unknown what={say('graph.look-up.no-trust')} /> : (
                <Figure value={Math.round(row.healthTrust)} label={say('graph.health-trust')} explain={{ title: say('graph.health-trust'), value: String(Math.round(row.healthTrust)), sentence: say('graph.health-trust.how'), rows: [{ what: say('graph.chain'), found: row.chain ?? '' }, { what: say('graph.seeds-of'), found: data.trustFrom ?? '' }], version: data.graph, help: 'kernel/health-trust' }} />
              )}
              {row.spamMass !== null && row.spamMass > 0 && (
                <Figure value={`${Math.round(row.spamMass)} %`} label={say('graph.spam-mass')} note={row.spamMassIsHigh ? say('graph.spam-mass.high') : undefined} explain={{ title: say('graph.spam-mass'), value: `${Math.round(row.spamMass)} %`, sentence: say('graph.spam-mass.how'), rows: [], version: data.graph, help: 'kernel/spam-mass' }} />
              )}
            </div>
            <section>
              <h3>{say('graph.path')}</h3>
              {path.isError ? (row.chain === null ? <p className="soft">{path.error.message}</p> : <ul className={classes.chains}><li><Chain chain={row.chain.split(' → ')} /></li></ul>) : path.data === undefined ? <Loading rows={2} /> : !path.data.reached ? <Unknown what={say('graph.path.none', { domain, count: path.data.seedCount })} /> : (
                <ul className={classes.chains}>{path.data.paths.map((one) => <li key={one.chain}><Chain chain={one.chain.split(' → ')} /></li>)}</ul>
              )}
            </section>
            <section>
              <h3>{say('graph.referring')}</h3>
              {neighbours.isError ? <Failure error={neighbours.error} /> : neighbours.data === undefined ? <Loading rows={4} /> : <Neighbours data={neighbours.data} graph={graph} />}
            </section>
          </div>
        )
      }}
    </StateView>
  )
}

function Authority({ row, data }: { row: Output<'graph.authority'>['rows'][number]; data: Output<'graph.authority'> }) {
  if (row.authority === null || row.rank === null) return <Unknown what={say('graph.look-up.unranked')} />
  const value = String(Math.round(row.authority))
  return (
    <Figure
      value={value} size="large" label={say('graph.authority')} note={say('graph.rank', { rank: row.rank, of: data.rankedCount })}
      explain={{
        title: say('graph.authority'), value, sentence: say('graph.authority.how', { by: data.by }),
        rows: [{ what: say('graph.rank.what'), found: say('graph.rank', { rank: row.rank, of: data.rankedCount }) }, { what: say('graph.percentile'), found: `${Math.floor((row.percentile ?? 0) * 10) / 10} %` }],
        sources: [data.release || data.graph], help: `kernel/${data.by}`,
      }}
    />
  )
}

function Neighbours({ data, graph }: { data: Output<'graph.referring-domains'>; graph: string }) {
  if (!data.linksKnown) return <Unknown what={say('graph.referring.unknown', { graph })} />
  if (data.rows.length === 0) return <p className="soft">{say('graph.referring.none')}</p>
  return (
    <div className={classes.tableFrame} tabIndex={0} role="region" aria-label={say('graph.referring')}>
      <p className="small soft">{say(data.complete ? 'graph.referring.total' : 'graph.referring.part', { count: data.rows.length, total: data.total })}</p>
      <table className="table cards">
        <thead><tr><th scope="col">{say('graph.column.domain')}</th><th scope="col" className="end">{say('graph.authority')}</th><th scope="col" className="end">{say('graph.column.rank')}</th><th scope="col" className="end">{say('graph.health-trust')}</th><th scope="col" className="end">{say('graph.column.links-to')}</th></tr></thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" dir="ltr"><Inert text={row.name} /></th>
              <td className="end" data-label={say('graph.authority')}>{row.authority === null ? '–' : Math.round(row.authority)}</td>
              <td className="end" data-label={say('graph.column.rank')}>{row.rank === null ? '–' : countWords(row.rank)}</td>
              <td className="end" data-label={say('graph.health-trust')}>{row.healthTrust === null ? '–' : Math.round(row.healthTrust)}</td>
              <td className="end" data-label={say('graph.column.links-to')}>{countWords(row.outDegree)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
