import { Panel } from '../../parts/panel.js'
import { PageLink } from '../../parts/page-link.js'
import { say } from '../../words/say.js'
import type { Overview } from './overview-page.js'
import classes from './overview.module.css'

/** What was looked at and found fine, and what could not be judged and for want of what: silence would read as either. */
export function FineAndUnjudged({ fine, notJudged }: { fine: Overview['fine']; notJudged: Overview['notJudged'] }) {
  return (
    <div className={notJudged.length === 0 ? 'stack' : classes.pair}>
      <Panel title={say('overview.fine')}>
        {fine.length === 0 ? <p className="soft">{say('overview.fine.none')}</p> : (
          <ul className={`${classes.plain} ${notJudged.length === 0 ? classes.columns : ''}`}>{fine.map((one) => <li key={one.rule}><PageLink to="help" detail={`audit/${one.rule}`}>{one.title}</PageLink></li>)}</ul>
        )}
      </Panel>
      {notJudged.length > 0 && (
        <Panel title={say('overview.unjudged')}>
          <ul className={classes.plain}>
            {notJudged.map((one) => (
              <li key={one.rule}><span className={`${classes.unknownMark} hatched`} aria-hidden="true" />{one.title}<br /><span className="small soft">{say('overview.unjudged.missing', { what: one.missing.join(' · ') })}</span></li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}
