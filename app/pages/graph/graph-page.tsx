import { useAddress } from '../../parts/address.js'
import { useOperation } from '../../parts/api.js'
import { Loading } from '../../parts/loading.js'
import { PageTitle } from '../../parts/page-title.js'
import { useMay } from '../../parts/session.js'
import { StateView } from '../../parts/state-view.js'
import { say } from '../../words/say.js'
import { GraphShelf } from './graph-shelf.js'
import { LoadRelease } from './load-release.js'
import { LookUp } from './look-up.js'

/** The web graphs of this machine: which there are, which one counts, one more, and any domain looked up in it. */
export function Page() {
  const query = useOperation('graph.list', {})
  const mayAdminister = useMay('administer')
  const [{ domain, graph: chosen }, setAddress] = useAddress({ domain: 'text', graph: 'text' })
  return (
    <StateView query={query} skeleton={<Loading rows={8} />}>
      {(data) => {
        const used = data.graphs.find((graph) => graph.used)
        const ranked = data.graphs.filter((graph) => graph.ranked)
        const graph = ranked.find((one) => one.name === chosen) ?? used ?? ranked[0]
        return (
          <div className="stack">
            <PageTitle
              title={used ? say('graph.title', { graph: used.name, count: used.vertices ?? 0, level: used.level }) : data.graphs.length > 0 ? say('graph.title.unused', { count: data.graphs.length }) : say('graph.title.none')}
              sub={say('graph.sub')}
              short={say('graph.short')}
            />
            {data.note !== null && <p role="status">{data.note}</p>}
            {graph && <LookUp key={`${graph.name} ${domain ?? ''}`} graphs={ranked.map((one) => one.name)} graph={graph.name} domain={domain} onAsk={(asked) => setAddress(asked, { replace: false })} />}
            <GraphShelf data={data} mayAdminister={mayAdminister} />
            {mayAdminister && <LoadRelease here={data.graphs.map((one) => one.name)} />}
          </div>
        )
      }}
    </StateView>
  )
}
