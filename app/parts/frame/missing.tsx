import { Button } from '@mantine/core'
import { say } from '../../words/say.js'
import { PageTitle } from '../page-title.js'
import { Failure } from '../state-view.js'
import { messageOf } from '../tell.js'

/** An address without a page. */
export function Missing() {
  return <main className="page"><PageTitle title={say('missing.title')} sub={say('missing.what')} /></main>
}

/** A page that could not be drawn. After an update its file has another name: loading again gets it. */
export function PageFailure({ error, reset }: { error: unknown; reset(): void }) {
  const isOld = /dynamically imported module|module script failed|Importing a module/iu.test(messageOf(error))
  return (
    <div className="page">
      <PageTitle title={say('error.title')} />
      {isOld ? <div className="stack"><p>{say('error.chunk')}</p><div><Button onClick={() => location.reload()}>{say('error.reload')}</Button></div></div> : <Failure error={error} retry={reset} />}
    </div>
  )
}
