import { SlowNote } from '../../parts/slow-note.js'
import { say } from '../../words/say.js'
import classes from './overview.module.css'

/** The shape of the page: grey while it loads, hatched and named where there is nothing yet. */
export function OverviewOutline({ loading = false }: { loading?: boolean }) {
  const parts = ['overview.handful', 'overview.tiers', 'overview.types', 'overview.coverage'] as const
  return (
    <div className="stack">
      {loading && (
        <>
          <SlowNote />
          <div className={classes.figures}>{[0, 1, 2, 3].map((at) => <div key={at}><div className={`${classes.ghost} ${classes.ghostFigure}`} /><div className={`${classes.ghost} ${classes.ghostLabel}`} /></div>)}</div>
          <div className="panel"><div className={`${classes.ghost} ${classes.ghostHead}`} /><div className={`${classes.ghost} ${classes.ghostHandful}`} /></div>
        </>
      )}
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
