import { SlowNote } from '../../parts/slow-note.js'
import { say } from '../../words/say.js'
import classes from './overview.module.css'

/** The shape of the page: grey while it loads, hatched and named where there is nothing yet. */
export function OverviewOutline({ loading = false }: { loading?: boolean }) {
  const parts = ['overview.handful', 'overview.tiers', 'overview.types', 'overview.coverage'] as const
  return (
    <div className="stack">
      {loading && <><div className={`${classes.ghost} ${classes.ghostTitle}`} /><SlowNote /></>}
      <div className={classes.outline}>
        {parts.map((part) => (
          <div key={part} className={`panel ${loading ? '' : classes.outlined}`}>
            {loading ? <div className={`${classes.ghost} ${classes.ghostHead}`} /> : <h2>{say(part)}</h2>}
            {!loading && <p className="small soft">{say(`${part}.outline`)}</p>}
            <div className={`${classes.ghostBody} ${loading ? classes.ghost : 'hatched'}`} />
          </div>
        ))}
      </div>
    </div>
  )
}
