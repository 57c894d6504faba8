import { PageLink } from '../../parts/page-link.js'
import { say } from '../../words/say.js'
import type { Review } from './risk-page.js'
import classes from './risk.module.css'

type Group = Review['groups'][number]

/** The kinds of findings as a list to choose from; the chosen one says why it is looked at and how it may be innocent. */
export function Kinds({ review, rule, isOthers, onRule, onOthers }: { review: Review; rule: string | null; isOthers: boolean; onRule(rule: string | null): void; onOthers(): void }) {
  // Several audits may answer one rule: an address that names the rule alone, as people write it, means the first of them.
  const chosen = review.groups.find((group) => group.audit === rule) ?? review.groups.find((group) => group.rule === rule)
  if (review.groups.length === 0 && review.markedByOthers === 0) return null
  return (
    <nav aria-label={say('risk.kinds')} className={classes.kinds}>
      <button type="button" aria-pressed={rule === null && !isOthers} onClick={() => onRule(null)}>{say('risk.kinds.all')}</button>
      {review.groups.map((group) => (
        <button key={`${group.rule} ${group.audit}`} type="button" aria-pressed={chosen === group} onClick={() => onRule(chosen === group ? null : group.audit)}>
          <span>{group.title}</span>
          <span className="soft small">{countsOf(group)} · {group.actionWords === '' ? say('risk.action.none') : group.actionWords}</span>
        </button>
      ))}
      {review.markedByOthers > 0 && (
        <button type="button" aria-pressed={isOthers} onClick={onOthers}>
          <span>{say('risk.kinds.others')}</span>
          <span className="soft small">{say('risk.kinds.others.count', { count: review.markedByOthers })}</span>
        </button>
      )}
      {chosen !== undefined && (
        <div className={classes.about}>
          <p><strong>{say('risk.why')}.</strong> {chosen.why}</p>
          <p><strong>{say('risk.innocent')}.</strong> {chosen.innocent}</p>
          <p><PageLink to="help" detail={`audit/${chosen.rule}`}>{say('risk.help')} ({chosen.rule})</PageLink></p>
        </div>
      )}
    </nav>
  )
}

const countsOf = (group: Group) => (group.ownSite ? say('risk.kind.own-site') : group.judges === 'profile' && group.links === 0 ? say('risk.kind.profile') : say('risk.kind.counts', { domains: group.referringDomains, links: group.links }))
