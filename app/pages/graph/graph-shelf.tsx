import { Button } from '@mantine/core'
import { useAction, useJob, type Output } from '../../parts/api.js'
import { Panel } from '../../parts/panel.js'
import { PageLink } from '../../parts/page-link.js'
import { Empty } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { bytesWords, countWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { JobLine } from './job-line.js'

/** What lies on this machine, what counts, and what is unfinished. */
export function GraphShelf({ data, mayAdminister }: { data: Output<'graph.list'>; mayAdminister: boolean }) {
  const use = useAction('graph.use', { done: (output) => output.used === null ? say('graph.unused.done') : say('graph.used.done', { graph: output.used }) })
  const rank = useJob('graph.rank')
  if (data.graphs.length === 0 && data.unfinished.length === 0) return <Empty title={say('graph.empty')} what={say(mayAdminister ? 'graph.empty.what' : 'graph.empty.may-not')} />
  return (
    <Panel title={say('graph.shelf')} note={say('graph.shelf.note')}>
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{say('graph.column.name')}</th><th scope="col">{say('graph.column.level')}</th><th scope="col" className="end">{say('graph.column.vertices')}</th><th scope="col" className="end">{say('graph.column.edges')}</th>
            <th scope="col" className="end">{say('graph.column.bytes')}</th><th scope="col">{say('graph.column.state')}</th>{mayAdminister && <th scope="col"><span className="visually-hidden">{say('graph.column.acts')}</span></th>}
          </tr>
        </thead>
        <tbody>
          {data.graphs.map((graph) => (
            <tr key={graph.name}>
              <th scope="row">{graph.name}{graph.release !== '' && graph.release !== graph.name && <span className="soft small"> {graph.release}</span>}</th>
              <td data-label={say('graph.column.level')}>{say(`graph.level.${graph.level === 'host' ? 'host' : graph.level === 'page' ? 'page' : 'domain'}`)}</td>
              <td className="end" data-label={say('graph.column.vertices')}>{graph.vertices === null ? '–' : countWords(graph.vertices)}</td>
              <td className="end" data-label={say('graph.column.edges')}>{graph.edges === null ? '–' : countWords(graph.edges)}</td>
              <td className="end" data-label={say('graph.column.bytes')}>{bytesWords(graph.bytes)}</td>
              <td data-label={say('graph.column.state')}><span className="row">{graph.used ? <Tag tone="accent">{say('graph.state.used')}</Tag> : <Tag>{say(graph.ranked ? 'graph.state.ranked' : 'graph.state.unranked')}</Tag>}</span></td>
              {mayAdminister && (
                <td>
                  <span className="row">
                    {graph.ranked && !graph.used && <Button size="compact-sm" onClick={() => use.mutate({ graph: graph.name } as never)} loading={use.isPending}>{say('graph.use')}</Button>}
                    {graph.used && <Button size="compact-sm" variant="default" onClick={() => use.mutate({ none: true })} loading={use.isPending}>{say('graph.use.none')}</Button>}
                    {!graph.ranked && <Button size="compact-sm" variant="default" disabled={rank.isBusy} onClick={() => void rank.start({ graph: graph.name } as never)}>{say('graph.rank.act')}</Button>}
                  </span>
                </td>
              )}
            </tr>
          ))}
          {data.unfinished.map((name) => (
            <tr key={`unfinished ${name}`}>
              <th scope="row">{name}</th>
              <td colSpan={mayAdminister ? 6 : 5}><Tag tone="attention">{say('graph.state.unfinished')}</Tag> <span className="soft small">{say('graph.unfinished')} <PageLink to="jobs">{say('graph.unfinished.jobs')}</PageLink></span></td>
            </tr>
          ))}
        </tbody>
      </table>
      <JobLine handle={rank} />
    </Panel>
  )
}
