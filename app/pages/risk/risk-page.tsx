import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { ArrowRight } from 'lucide-react'
import { useAddress } from '../../parts/address.js'
import { useOperation, type Output } from '../../parts/api.js'
import { useClient } from '../../parts/session.js'
import { Skeleton } from '../../parts/loading.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { say } from '../../words/say.js'
import { DomainCard } from './domain-card.js'
import { Kinds } from './kinds.js'
import { SpikeChart } from './spike-chart.js'
import classes from './risk.module.css'

export type Review = Output<'risk.review'>

/** Cards at first and with each "more"; fewer on a phone, where each is as high as the screen. */
const steps = { wide: 25, narrow: 10 }

/** Domains with named findings, grouped by kind, each with quoted evidence and what other tools say. It frightens nobody. */
export function Page() {
  const client = useClient()
  const [address, setAddress] = useAddress({ rule: 'text', by: 'text', shown: 'number' })
  const step = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false }) ? steps.narrow : steps.wide
  const limit = Math.min(100, address.shown ?? step)
  const { rule } = address
  const isOthers = address.by === 'others'
  const query = useOperation('risk.review', client.site === null ? null : { ...(rule === undefined ? {} : { rule }), ...(isOthers ? { by: 'others' as const } : {}), limit }, { keep: true })
  const empty = <Empty title={say('risk.empty.title')} what={say('risk.empty.what')} action={<Button component={PageLink} to="imports">{say('risk.empty.action')}</Button>} />
  if (client.site === null) return <><PageTitle title={say('risk.title')} />{empty}</>
  return (
    <>
      {query.data === undefined && <PageTitle title={say('risk.title')} />}
      <StateView query={query} skeleton={<ReviewSkeleton />}>
        {(review) => (review.links === 0 ? <><PageTitle title={say('risk.title')} sub={review.site} />{empty}</> : (
          <>
          <PageTitle title={review.sentence} sub={say('risk.sub', { site: review.site })} actions={<Button component={PageLink} to="decide" rightSection={<ArrowRight size={15} aria-hidden />}>{say('risk.decide')}</Button>} />
          {review.markedByOthers > 0 && <p className={classes.others}>{say('risk.others', { count: review.markedByOthers })}</p>}
          <div className={classes.columns}>
            <Kinds review={review} rule={rule ?? null} isOthers={isOthers} onRule={(next) => setAddress({ rule: next ?? undefined, by: undefined, shown: undefined })} onOthers={() => setAddress({ rule: undefined, by: isOthers ? undefined : 'others', shown: undefined })} />
            <section aria-label={say('risk.domains')} className="stack">
              <SpikeChart spike={review.spike} />
              {review.groups.length === 0 && review.domains.length === 0 ? (
                <div className="panel"><h2>{say('risk.none.title')}</h2><p className="soft">{say('risk.none.what')}</p></div>
              ) : review.domains.map((domain) => <DomainCard key={domain.domain} domain={domain} />)}
              {review.domains.length < review.total && (
                <div className="row no-print">
                  <span className="soft small">{say('risk.shown', { shown: review.domains.length, total: review.total })}</span>
                  {limit < 100 && <Button variant="default" size="xs" loading={query.isFetching} onClick={() => setAddress({ shown: limit + step })}>{say('risk.more')}</Button>}
                </div>
              )}
            </section>
          </div>
          <Fine review={review} />
        </>
      ))}
    </StateView>
    </>
  )
}

/** Kinds beside domains, as they come. */
function ReviewSkeleton() {
  return (
    <div className={classes.columns}>
      <div className="stack">{[80, 60, 70, 50, 65].map((width) => <Skeleton key={width} width={`${width}%`} height={34} />)}</div>
      <div className="stack">{[230, 150, 150, 150].map((height, at) => <Skeleton key={at} height={height} />)}</div>
    </div>
  )
}

function Fine({ review: { fine, notJudged } }: { review: Review }) {
  return (
    <div className={classes.fine}>
      {fine.length > 0 && (
        <details className="panel">
          <summary><h2>{say('risk.fine.title')}</h2></summary>
          <ul>{fine.map((row) => <li key={`${row.rule} ${row.title}`}>{row.title} <span className="soft small">{row.rule}</span></li>)}</ul>
        </details>
      )}
      {notJudged.length > 0 && (
        <details className="panel">
          <summary><h2>{say('risk.not-judged.title')}</h2></summary>
          <ul>{notJudged.map((row) => <li key={`${row.rule} ${row.title}`}>{say('risk.not-judged.row', { title: row.title, missing: row.missing.join(', ') })} <span className="soft small">{row.rule}</span></li>)}</ul>
        </details>
      )}
    </div>
  )
}
