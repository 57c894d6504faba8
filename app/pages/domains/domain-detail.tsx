import { Button } from '@mantine/core'
import { useState } from 'react'
import { useOperation, type Output } from '../../parts/api.js'
import { StateBadge, TypeBadge } from '../../parts/badges.js'
import { EvidenceList } from '../../parts/evidence-list.js'
import { ExactName } from '../../parts/exact-name.js'
import { Figure } from '../../parts/figure.js'
import { Inert } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { MiddleCutAddress } from '../../parts/middle-cut-address.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { Panel } from '../../parts/panel.js'
import { useMay } from '../../parts/session.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { Unknown } from '../../parts/unknown.js'
import { countWords, dateWords, monthWords, sourceName } from '../../words/format.js'
import { say, sayIfKnown } from '../../words/say.js'
import { Chain } from './chain.js'
import { CorrectTier } from './correct-tier.js'
import classes from './domains.module.css'

type Domain = Output<'domains.show'>

/** One referring domain: who it is and how we know, how trust reaches it, its links, and what other tools say. */
export function DomainDetail({ domain }: { domain: string }) {
  const query = useOperation('domains.show', { domain })
  return (
    <>
    {query.data === undefined && <PageTitle title={domain} />}
    <StateView
      query={query} skeleton={<Loading rows={10} />} isEmpty={(data) => !data.known && data.seedPaths.length === 0 && data.authority === null && data.prospect === null}
      empty={<><PageTitle title={domain} /><Empty title={say('domain.unknown', { domain })} what={say('domain.unknown.what')} action={<><PageLink to="domains">{say('domain.all')}</PageLink><PageLink to="graph" query={{ domain }}>{say('domain.look-up')}</PageLink></>} /></>}
    >
      {(data) => <Filled data={data} />}
    </StateView>
    </>
  )
}

function Filled({ data }: { data: Domain }) {
  const { row, tier } = data
  return (
    <div className="stack">
      <p className="small no-print"><PageLink to="domains">{say('domain.back')}</PageLink></p>
      <PageTitle
        short={data.domain}
        title={say('domain.title', { domain: data.domain, count: data.total, tier: tier.name })}
        sub={row ? say('domain.sub', { first: dateWords(row.firstSeen), last: dateWords(row.lastSeen), followed: row.followedLinks, links: row.links }) : undefined}
        actions={<Button component="a" variant="default" href={`https://${data.domain}/`} target="_blank" rel="noreferrer noopener">{say('domain.open')}</Button>}
      />
      <ExactName domain={data.domain} />
      <div className={classes.detail}>
        <div className="stack">
          <TierPanel data={data} />
          <TrustPanel data={data} />
          <LinksPanel data={data} />
        </div>
        <div className="stack">
          {data.prospect !== null && <p>{say('domain.prospect', { state: say(`prospect.state.${data.prospect.state}`) })} <PageLink to="prospects" query={{ state: data.prospect.state }}>{say('page.prospects')}</PageLink></p>}
          <FindingsPanel data={data} />
          <OtherTools data={data} />
          <HistoryPanel data={data} />
          <RecordsPanel data={data} />
        </div>
      </div>
    </div>
  )
}

function TierPanel({ data }: { data: Domain }) {
  const [correcting, setCorrecting] = useState(false)
  const mayWrite = useMay('write')
  const { tier } = data
  return (
    <Panel
      title={say('domain.tier', { tier: tier.tier, name: tier.name })} note={say('domain.tier.confidence', { confidence: tier.confidence, kind: tier.kind })}
      actions={mayWrite && <Button variant="default" size="compact-sm" onClick={() => setCorrecting(true)}>{say('domain.correct')}</Button>}
    >
      {tier.evidence.length === 0 ? <Unknown what={say('domain.tier.unknown')} /> : <EvidenceList rows={tier.evidence} weights={false} />}
      {correcting && <CorrectTier domain={data.domain} site={data.site} tier={tier.tier} onDone={() => setCorrecting(false)} />}
    </Panel>
  )
}

function TrustPanel({ data }: { data: Domain }) {
  const { authority, trust, spamMass, seedPaths } = data
  return (
    <Panel title={say('domain.trust')}>
      {data.graphMissing !== null && <Unknown what={say('domain.graph-missing', { missing: data.graphMissing })} action={<PageLink to="graph">{say('domain.graph')}</PageLink>} />}
      <div className={classes.figures}>
        {authority && (
          <Figure
            value={Math.round(authority.value)} label={say('graph.authority')} note={authority.rank === null ? undefined : say('graph.rank', { rank: authority.rank, of: authority.of })}
            explain={{ title: say('graph.authority'), value: String(Math.round(authority.value)), sentence: say('graph.authority.how', { by: authority.by ?? 'harmonic' }), rows: [{ what: say('graph.rank.what'), found: authority.rank === null ? say('unknown') : say('graph.rank', { rank: authority.rank, of: authority.of }) }, { what: say('graph.percentile'), found: authority.strongerThan === null ? say('unknown') : `${Math.floor(authority.strongerThan * 10) / 10} %` }, { what: say('domain.name-in-graph'), found: authority.name }], sources: [authority.release], help: `kernel/${authority.by ?? 'harmonic'}` }}
          />
        )}
        {trust && trust.value !== null && (
          <Figure value={Math.round(trust.value)} label={say('graph.health-trust')} explain={{ title: say('graph.health-trust'), value: String(Math.round(trust.value)), sentence: say('graph.health-trust.how'), rows: [{ what: say('graph.seeds-of'), found: trust.seeds }, { what: say('domain.seed-distance'), found: trust.seedDistance === null ? say('unknown') : countWords(trust.seedDistance) }, { what: say('domain.seed-ways'), found: trust.seedWays === null ? say('unknown') : countWords(trust.seedWays) }], help: 'kernel/health-trust' }} />
        )}
        {spamMass && spamMass.relative >= 0 && <Figure value={`${Math.round(spamMass.relative * 100)} %`} label={say('graph.spam-mass')} note={spamMass.flagged ? say('graph.spam-mass.high') : undefined} explain={{ title: say('graph.spam-mass'), sentence: say('graph.spam-mass.how'), rows: [], help: 'kernel/spam-mass' }} />}
      </div>
      <h3>{say('domain.paths')}</h3>
      {seedPaths.length === 0 ? <p className="soft small">{say('domain.paths.none')}</p> : <ul className={classes.chains}>{seedPaths.map((path) => <li key={path.chain.join(' ')}><Chain chain={path.chain} /></li>)}</ul>}
    </Panel>
  )
}

function LinksPanel({ data }: { data: Domain }) {
  return (
    <Panel title={say('domain.links', { count: data.total })} actions={<PageLink to="links" query={{ domain: data.domain }}>{say('domain.links.all')}</PageLink>}>
      <ul className={classes.links}>
        {data.links.slice(0, 25).map((link) => (
          <li key={link.id}>
            <PageLink to="links" detail={link.id} query={{ domain: data.domain }}>{(link.anchorText ?? '').trim() === '' ? say('domain.links.no-words') : <Inert text={link.anchorText} />}</PageLink>
            <span className="small"><MiddleCutAddress url={link.referringPage} open /></span>
            <span className="row small"><TypeBadge type={link.type} /><StateBadge state={link.state} reason={link.lostReason} /><span className="soft">{say('domain.links.quality', { quality: link.quality })}</span><span className="soft">{link.firstSeen === null ? '' : say('overview.handful.since', { date: dateWords(link.firstSeen) })}</span></span>
          </li>
        ))}
      </ul>
      {data.total > 25 && <p className="small soft" style={{ marginBlockStart: 8 }}>{say('domain.links.more', { count: data.total - 25 })}</p>}
    </Panel>
  )
}

function FindingsPanel({ data }: { data: Domain }) {
  const flagged = data.findings.filter((finding) => finding.verdict === 'flag')
  return (
    <Panel title={say('domain.findings', { count: flagged.length })}>
      {data.protectedBecause !== null && <p className="small">{say('domain.protected', { why: data.protectedBecause })}</p>}
      {flagged.length === 0 ? <p className="soft">{say('domain.findings.none')}</p> : (
        <ul className={classes.plain}>
          {flagged.map((finding, at) => <li key={`${finding.rule} ${at}`}><PageLink to="links" query={{ domain: data.domain, finding: finding.rule }}>{finding.title}</PageLink> <span className="soft small">{finding.rule}</span></li>)}
        </ul>
      )}
    </Panel>
  )
}

function OtherTools({ data }: { data: Domain }) {
  if (data.otherTools.length === 0 && data.comparison === null && data.otherToolsSay.length === 0) return null
  return (
    <Panel title={say('domain.tools')} note={say('domain.tools.note')}>
      <dl className={classes.tools}>{data.otherTools.map((one) => [<dt key={`${one.tool} ${one.figure} t`} className="soft">{sourceName(one.tool)}: {spaced(one.figure)}</dt>, <dd key={`${one.tool} ${one.figure} d`} className="number"><Inert text={one.low === one.high ? plainly(String(one.low)) : `${one.low} – ${one.high}`} /></dd>])}</dl>
      {data.otherToolsSay.map((text) => <p key={text} className="small soft"><Inert text={text} /></p>)}
      {data.comparison !== null && <p className={classes.quote}><Inert text={data.comparison} /></p>}
    </Panel>
  )
}

const plainly = (value: string) => (value === 'true' ? say('word.yes') : value === 'false' ? say('word.no') : value)

/** `domainRating` as `domain rating`: names of figures as their tools have them, readable. */
function spaced(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/gu, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}

function HistoryPanel({ data }: { data: Domain }) {
  const months = data.history.filter((month) => month.newLinks > 0 || month.lostLinks > 0)
  return (
    <Panel title={say('domain.history')}>
      {months.length === 0 ? <p className="soft small">{say('domain.history.none')}</p> : (
        <ul className={`${classes.plain} ${classes.months}`}>
          {months.slice(-12).reverse().map((month) => <li key={month.month} className="small"><span>{monthWords(month.month)}</span><span>{month.newLinks > 0 && say('domain.history.new', { count: month.newLinks })}</span><span className="soft">{month.lostLinks > 0 && say('domain.history.lost', { count: month.lostLinks })}</span></li>)}
        </ul>
      )}
    </Panel>
  )
}

function RecordsPanel({ data }: { data: Domain }) {
  const { corrections, considerations, notes } = data
  if (corrections.length + considerations.length + notes.length === 0) return null
  return (
    <Panel title={say('domain.records')}>
      <ul className={classes.plain}>
        {corrections.map((one) => <li key={one.id} className="small">{say('domain.record.correction', { field: sayIfKnown(`correct.field.${one.field}`, one.field), value: one.value, by: one.by })} <Inert text={one.reason} className="soft" /></li>)}
        {considerations.map((one) => <li key={one.id} className="small">{say('domain.record.consideration', { kind: sayIfKnown(`ledger.kind.${one.kind}`, one.kind), date: dateWords(one.on) })} <Inert text={one.note} className="soft" /></li>)}
        {notes.map((one) => <li key={one.id} className="small">{say('domain.record.note', { by: one.by, date: dateWords(one.at) })} <Inert text={one.text} /></li>)}
      </ul>
    </Panel>
  )
}
