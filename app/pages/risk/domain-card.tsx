import { Inert } from '../../parts/inert.js'
import { PageLink } from '../../parts/page-link.js'
import { Tag } from '../../parts/tag.js'
import { TierBadge } from '../../parts/badges.js'
import { say, sayIfKnown } from '../../words/say.js'
import type { Review } from './risk-page.js'
import classes from './risk.module.css'

/** One domain: what was found with the passage it rests on, the innocent reading beside it, and why other tools would flag it. */
export function DomainCard({ domain: row }: { domain: Review['domains'][number] }) {
  return (
    <article className="panel" aria-label={say('risk.domain.open', { domain: row.domain })}>
      <header>
        <h2 className={classes.domain}><Inert text={row.domain} /></h2>
        <div className="row">
          <TierBadge tier={row.tier} />
          {row.protectedBecause !== null && (row.findings.length === 0 ? <Tag tone="good">{say('risk.domain.protected')}</Tag> : <Tag tone="neutral">{say('risk.domain.not-listed')}</Tag>)}
        </div>
      </header>
      <p className="soft small">
        {[row.types.map((type) => sayIfKnown(`type.${type}`, type)).join(', '), say('risk.domain.links', { count: row.links }), say('risk.domain.quality', { quality: row.bestQuality }), sayIfKnown(`risk.agency.${row.agency}`, row.agency)].filter((part) => part !== '').join(' · ')}
        {' · '}<PageLink to="links" query={{ domain: row.domain }}>{say('risk.domain.see')}</PageLink>
      </p>
      {row.findings.length > 0 && (
        <ul className={classes.findings}>
          {row.findings.map((finding) => (
            <li key={`${finding.rule} ${finding.title}`}>
              <p><strong>{finding.title}</strong> <PageLink to="help" detail={`audit/${finding.rule}`} className="small">{finding.rule}</PageLink></p>
              {finding.evidence !== '' && <blockquote className={classes.evidence}><Inert text={finding.evidence} /></blockquote>}
              <details className={classes.innocent}><summary>{say('risk.innocent')}</summary><p className="soft small">{finding.innocent}</p></details>
            </li>
          ))}
        </ul>
      )}
      {row.comparison !== null ? <p className={classes.comparison}><Inert text={row.comparison} /></p> : row.otherTools.length > 0 && <p className={classes.comparison}>{row.otherTools.join('; ')}</p>}
      {row.protectedBecause !== null && <p className="soft small"><Inert text={row.protectedBecause} /></p>}
    </article>
  )
}
