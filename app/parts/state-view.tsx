import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import type { CitewellError } from '../../src/doors/client.js'
import { say } from '../words/say.js'
import { Loading } from './loading.js'
import { messageOf } from './tell.js'
import './state-view.css'

interface StateViewProps<Answer> {
  query: UseQueryResult<Answer, CitewellError>
  /** Skeleton of the real layout; lines by default. */
  skeleton?: ReactNode
  isEmpty?(answer: Answer): boolean
  empty?: ReactNode
  children(answer: Answer): ReactNode
}

/** The four states of everything that is read: on its way, failed (with another try), empty, there. */
export function StateView<Answer>({ query, skeleton, isEmpty, empty, children }: StateViewProps<Answer>) {
  if (query.data !== undefined) return isEmpty?.(query.data) ? (empty ?? null) : children(query.data)
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />
  return skeleton === undefined ? <Loading /> : <Loading>{skeleton}</Loading>
}

/** What the page will say once there is something, in outline, with the one thing to do that fills it. */
export function Empty({ title, what, action, children }: { title: ReactNode; what?: ReactNode; action?: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {what !== undefined && <p className="soft">{what}</p>}
      {children}
      {action !== undefined && <div className="row">{action}</div>}
    </div>
  )
}

/** What could not be read, why, and another try. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div className="failure" role="alert">
      <h2>{say('error.load')}</h2>
      <p>{messageOf(error)}</p>
      {retry && <Button variant="default" onClick={retry}>{say('act.retry')}</Button>}
    </div>
  )
}
