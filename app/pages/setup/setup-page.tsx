import { Check, Circle, Scale } from 'lucide-react'
import { useAddress } from '../../parts/address.js'
import { useOperation } from '../../parts/api.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { useClient } from '../../parts/session.js'
import { say } from '../../words/say.js'
import { RosterStep } from './roster-step.js'
import { SiteStep } from './site-step.js'
import { WeightsStep } from './weights-step.js'
import type { RosterNoun } from './rosters.js'
import classes from './setup.module.css'

const steps = ['site', 'locations', 'service-lines', 'clinicians', 'competitors'] as const
type Step = (typeof steps)[number]
/** Stands beside the steps and is none of them: nothing is missing where it was never opened. */
const weights = 'weights'

/** What we need to know to judge well. Every step says what it is good for, and can be skipped and come back to. */
export function Page() {
  const client = useClient()
  const [{ step: asked }, setAddress] = useAddress({ step: 'text' })
  const counts: Record<Step, number | undefined> = {
    site: client.site === null ? 0 : 1,
    locations: useCount('locations'),
    'service-lines': useCount('service-lines'),
    clinicians: useCount('clinicians'),
    competitors: useCount('competitors'),
  }
  const step: Step = steps.find((one) => one === asked) ?? steps.find((one) => counts[one] === 0) ?? 'site'
  const done = steps.filter((one) => (counts[one] ?? 0) > 0).length
  // What could not be read is not said to be missing.
  const isKnown = steps.every((one) => counts[one] !== undefined)
  const following = steps[steps.indexOf(step) + 1]
  const shown = asked === weights ? weights : step
  return (
    <div className="stack">
      <PageTitle title={!isKnown ? say('page.setup') : done === steps.length ? say('setup.title.done', { client: client.name }) : say('setup.title', { client: client.name, done, of: steps.length })} sub={say('setup.sub')} />
      <div className={classes.frame}>
        <nav aria-label={say('setup.steps')}>
          <ol className={classes.steps}>
            {steps.map((one) => (
              <li key={one} ref={one === shown ? intoView : undefined}>
                <PageLink to="setup" query={{ step: one }} className={classes.step} aria-current={one === shown ? 'step' : undefined}>
                  {(counts[one] ?? 0) > 0 ? <Check size={16} aria-hidden="true" /> : <Circle size={16} aria-hidden="true" />}
                  <span><span className={classes.stepName}>{say(`setup.step.${one}`)}</span><br /><span className="small soft">{stepState(one, counts[one], client.site)}</span></span>
                </PageLink>
              </li>
            ))}
            <li ref={shown === weights ? intoView : undefined}>
              <PageLink to="setup" query={{ step: weights }} className={classes.step} aria-current={shown === weights ? 'step' : undefined}>
                <Scale size={16} aria-hidden="true" />
                <span><span className={classes.stepName}>{say('setup.step.weights')}</span><br /><span className="small soft">{say('setup.step.weights.what')}</span></span>
              </PageLink>
            </li>
            <li>
              <PageLink to="imports" className={classes.step}>
                <Circle size={16} aria-hidden="true" />
                <span><span className={classes.stepName}>{say('setup.step.imports')}</span><br /><span className="small soft">{say('setup.step.imports.what')}</span></span>
              </PageLink>
            </li>
          </ol>
        </nav>
        <section className="panel" aria-labelledby="setup-step">
          <h2 id="setup-step">{say(`setup.step.${shown}.title`)}</h2>
          <p className={`soft ${classes.good}`}>{say(`setup.step.${shown}.good`)}</p>
          {shown === weights ? <WeightsStep key={client.id} client={client} /> : step === 'site' ? <SiteStep key={client.id} client={client} /> : <RosterStep key={step} noun={step as RosterNoun} kind={client.profileKind} />}
          {shown !== weights && <div className={classes.onward}>
            {following === undefined ? <PageLink to="imports">{say('setup.onward.imports')}</PageLink> : (
              <PageLink to="setup" query={{ step: following }} onClick={() => setAddress({ step: following })}>{say((counts[step] ?? 0) > 0 ? 'setup.onward' : 'setup.skip', { step: say(`setup.step.${following}`) })}</PageLink>
            )}
          </div>}
        </section>
      </div>
    </div>
  )
}

/** On a narrow screen the steps stand in a row that is scrolled. */
const intoView = (step: HTMLElement | null) => step?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

function useCount(noun: RosterNoun): number | undefined {
  return (useOperation(`${noun}.list`, {}).data?.rows as readonly unknown[] | undefined)?.length
}

function stepState(step: Step, count: number | undefined, site: string | null): string {
  if (step === 'site') return site ?? say('setup.later')
  return count === undefined ? '…' : count === 0 ? say('setup.later') : say(`setup.count.${step}`, { count })
}
