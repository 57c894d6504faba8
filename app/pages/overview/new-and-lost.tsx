import { ChartBox } from '../../parts/chart-box.js'
import { PageLink } from '../../parts/page-link.js'
import { Panel } from '../../parts/panel.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { newAndLostOption } from './overview-charts.js'
import type { Overview } from './overview-page.js'
import { everyWeek, standOutWeeks } from './periods.js'
import classes from './overview.module.css'

/** Domains that came and went, week by week. Weeks that stand out are numbered in the picture and told below it. */
export function NewAndLost({ weeks: given }: { weeks: Overview['weeks'] }) {
  const weeks = everyWeek(given)
  const events = standOutWeeks(weeks)
  const marked = new Map<string, number>()
  for (const event of events) if (!marked.has(event.period)) marked.set(event.period, marked.size + 1)
  const came = weeks.reduce((sum, week) => sum + week.newDomains, 0)
  const went = weeks.reduce((sum, week) => sum + week.lostDomains, 0)
  return (
    <Panel title={say('overview.weeks')}>
      {weeks.length === 0 ? <p className="soft">{say('overview.weeks.none')}</p> : (
        <>
          <ChartBox
            title={say('overview.weeks.title')}
            says={say('overview.weeks.says', { came, went, weeks: weeks.length, date: dateWords(weeks[0]!.period) })}
            height={220}
            option={(colours) => newAndLostOption(weeks, marked, colours, { newDomains: say('overview.weeks.new'), lostDomains: say('overview.weeks.lost'), period: dateWords })}
            table={{ columns: [say('overview.weeks.week'), say('overview.weeks.new'), say('overview.weeks.lost')], rows: weeks.map((week) => [dateWords(week.period), week.newDomains, week.lostDomains]) }}
          />
          {events.length > 0 && (
            <ol className={classes.events}>
              {events.map((event) => (
                <li key={`${event.period} ${event.kind}`}>
                  <span className={classes.eventMark} aria-hidden="true">{marked.get(event.period)}</span>
                  <PageLink to="links" query={event.kind === 'many-new' ? { since: event.period, until: endOfWeek(event.period) } : { state: 'lost' }}>
                    {say(`overview.event.${event.kind}`, { date: dateWords(event.period), count: event.domains, usual: Math.round(event.usual) })}
                  </PageLink>
                  {event.group !== null && <span className="soft"> {say('overview.event.mostly', { group: say(`group.${event.group as 'editorial'}`) })}</span>}
                </li>
              ))}
            </ol>
          )}
        </>
      )}
    </Panel>
  )
}

function endOfWeek(monday: string): string {
  return new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10)
}
