import { Inert } from '../../parts/inert.js'
import { PageLink } from '../../parts/page-link.js'
import { Panel } from '../../parts/panel.js'
import { say } from '../../words/say.js'
import type { Overview } from './overview-page.js'
import classes from './overview.module.css'

/** Named findings with the words they rest on and what to do; those that need nothing say so and stand last. */
export function Findings({ rows }: { rows: Overview['findings'] }) {
  const sorted = [...rows].sort((a, b) => Number(b.actionable) - Number(a.actionable))
  return (
    <Panel title={say('overview.findings', { count: rows.length })} actions={rows.length > 0 ? <PageLink to="risk">{say('overview.findings.all')}</PageLink> : undefined}>
      {rows.length === 0 ? <p>{say('overview.findings.none')}</p> : (
        <ul className={classes.findings}>
          {sorted.map((finding) => (
            <li key={finding.audit}>
              <p className={classes.findingHead}>
                {finding.links > 0 ? <PageLink to="links" query={{ finding: finding.audit }}><strong>{finding.title}</strong></PageLink> : <PageLink to="risk" query={{ rule: finding.audit }}><strong>{finding.title}</strong></PageLink>}{' '}
                <span className="soft small">{finding.links > 0 ? say('overview.findings.where', { domains: finding.referringDomains, links: finding.links, rule: finding.rule }) : say(finding.ownSite ? 'overview.findings.own-site' : 'overview.findings.whole', { rule: finding.rule })}</span>
              </p>
              {finding.quotes.slice(0, 2).map((quote) => <blockquote key={quote} className={classes.quote}><Inert text={quote} /></blockquote>)}
              {finding.innocent && <p className="small soft">{say('overview.findings.innocent', { reading: finding.innocent })}</p>}
              <p className="small"><span className={finding.actionable ? classes.todo : classes.nothing}>{finding.actionWords}</span></p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
