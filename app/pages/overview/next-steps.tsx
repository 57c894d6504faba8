import { PageLink } from '../../parts/page-link.js'
import { Panel } from '../../parts/panel.js'
import { say } from '../../words/say.js'
import type { Overview } from './overview-page.js'
import classes from './overview.module.css'

/** Three to five things to do, each with why and how long it takes; or that nothing needs doing. */
export function NextSteps({ steps }: { steps: Overview['next'] }) {
  return (
    <Panel title={say('overview.next')}>
      {steps.length === 0 ? <p>{say('overview.next.none')}</p> : (
        <ol className={classes.steps}>
          {steps.map((step) => (
            <li key={step.what}>
              <PageLink to={step.page} query={step.query}>{step.what}</PageLink>
              <p className="small soft">{step.why} {say('overview.next.minutes', { count: step.minutes })}</p>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
