import { useOperation, type Output } from '../../parts/api.js'
import { Empty } from '../../parts/state-view.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { Panel } from '../../parts/panel.js'
import { useClient, type SessionClient } from '../../parts/session.js'
import { StateView } from '../../parts/state-view.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { SiteStep } from '../setup/site-step.js'
import { Coverage } from './coverage.js'
import { Findings } from './findings.js'
import { FineAndUnjudged } from './fine-and-unjudged.js'
import { Handful } from './handful.js'
import { Headline } from './headline.js'
import { NewAndLost } from './new-and-lost.js'
import { NextSteps } from './next-steps.js'
import { OverviewOutline } from './overview-outline.js'
import { TierLadder } from './tier-ladder.js'
import { TypeMix } from './type-mix.js'
import classes from './overview.module.css'

export type Overview = Output<'overview.show'>

/** The first page of a client: one sentence, the handful that matters, then what the sentence rests on. */
export function Page() {
  const client = useClient()
  const query = useOperation('overview.show', {})
  if (client.site === null && query.isError) return <NoSite client={client} />
  return (
    <>
      {query.data === undefined && query.isError && <PageTitle title={say('page.overview')} />}
      <StateView query={query} skeleton={<><PageTitle title={say('page.overview')} /><OverviewOutline loading /></>} isEmpty={(data) => data.empty} empty={<NothingYet />}>
        {(data) => <Filled data={data} />}
      </StateView>
    </>
  )
}

function Filled({ data }: { data: Overview }) {
  const archives = data.sources.filter((source) => source.seenBy.startsWith('archive:')).length
  const sources = [...new Set(data.sources.filter((source) => archives < 2 || !source.seenBy.startsWith('archive:')).map((source) => source.name)), ...(archives < 2 ? [] : [say('overview.archives', { count: archives })])]
  return (
    <div className="stack">
      <PageTitle
        title={data.sentence}
        sub={say('overview.sub', { site: data.site, domains: data.totals.referringDomains, date: dateWords(data.asOf), sources: sources.slice(0, 4).join(', '), more: Math.max(0, sources.length - 4) })}
      />
      <Headline data={data} />
      <Handful rows={data.handful} total={data.totals.recognisable} />
      <div className={classes.pair}>
        <TierLadder tiers={data.tiers} totals={data.totals} />
        <NextSteps steps={data.next} />
      </div>
      <TypeMix data={data} />
      <NewAndLost weeks={data.weeks} />
      <Coverage data={data} />
      <Findings rows={data.findings} />
      <FineAndUnjudged fine={data.fine} notJudged={data.notJudged} />
    </div>
  )
}

/** The first thing a newcomer sees: the one question without which nothing can be said. */
function NoSite({ client }: { client: SessionClient }) {
  return (
    <div className="stack">
      <PageTitle title={say('overview.nosite.title')} sub={say('overview.nosite.sub')} />
      <Panel title={say('overview.nosite.what')}><SiteStep client={client} /></Panel>
      <OverviewOutline />
    </div>
  )
}

function NothingYet() {
  return (
    <div className="stack">
      <PageTitle title={say('overview.empty.title')} sub={say('overview.empty.sub')} />
      <Empty title={say('overview.empty.what')} what={say('overview.empty.why')} action={<PageLink to="imports">{say('overview.empty.action')}</PageLink>} />
      <OverviewOutline />
    </div>
  )
}
