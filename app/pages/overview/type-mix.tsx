import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { GroupBadge } from '../../parts/badges.js'
import { ChartBox } from '../../parts/chart-box.js'
import { groupOfType } from '../../parts/groups.js'
import { PageLink } from '../../parts/page-link.js'
import { Panel } from '../../parts/panel.js'
import { countWords, monthWords, shareWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { terms } from '../../words/terms.js'
import { groupOrder, typeMixOption, typesOverTimeOption, type Group, type MixRow } from './overview-charts.js'
import type { Overview } from './overview-page.js'
import { everyMonth } from './periods.js'
import classes from './overview.module.css'

/** The link types of a group, as the Links page filters by them. */
function typesOf(group: Group): string {
  return Object.keys(terms).flatMap((key) => (key.startsWith('type.') && groupOfType(key.slice('type.'.length)) === group ? [key.slice('type.'.length)] : [])).join(',')
}

/** The four founding types as the main picture: us beside each rival, or month by month. */
export function TypeMix({ data }: { data: Overview }) {
  const [view, setView] = useState<'rivals' | 'time'>('rivals')
  const rows: MixRow[] = [{ name: data.name, groups: data.groups }, ...data.rivals.map((rival) => ({ name: rival.name, groups: rival.groups }))]
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })
  const months = everyMonth(data.months)
  const groupWords = (group: Group) => say(`group.${group}`)
  const ours = [...data.groups].sort((a, b) => b.referringDomains - a.referringDomains)[0]
  return (
    <Panel
      title={say('overview.types')}
      actions={
        <SegmentedControl
          size="xs" value={view} onChange={(value) => setView(value as typeof view)} aria-label={say('overview.types.view')}
          data={[{ value: 'rivals', label: say('overview.types.rivals') }, { value: 'time', label: say('overview.types.time') }]}
        />
      }
    >
      <ul className={classes.legend} aria-label={say('overview.types.legend')}>
        {groupOrder.map((group) => {
          const one = data.groups.find((row) => row.group === group)
          return one && one.referringDomains > 0 ? <li key={group}><PageLink to="links" query={{ type: typesOf(group) }}><GroupBadge group={group} /> <span className="number">{countWords(one.referringDomains)}</span></PageLink></li> : null
        })}
      </ul>
      {view === 'rivals' ? (
        <>
          <ChartBox
            key={`rivals ${narrow}`}
            title={say('overview.types.rivals.title')}
            says={ours ? say('overview.types.says', { group: groupWords(ours.group), share: shareWords(ours.share), name: data.name, rivals: data.rivals.length }) : say('overview.types.says.none')}
            height={Math.max(80, rows.length * 40 + 12)}
            option={(colours) => typeMixOption(rows, colours, { group: groupWords, share: shareWords }, narrow ? 92 : 190)}
            table={{ columns: [say('overview.types.site'), ...groupOrder.map(groupWords)], rows: rows.map((row) => [row.name, ...groupOrder.map((group) => { const one = row.groups.find((each) => each.group === group); return one ? `${countWords(one.referringDomains)} (${shareWords(one.share)})` : '0' })]) }}
          />
          {data.rivals.length === 0 && data.rivalsWithoutLinks.length === 0 && <p className="small soft">{say('overview.types.no-rivals')} <PageLink to="setup" query={{ step: 'competitors' }}>{say('overview.types.no-rivals.action')}</PageLink></p>}
          {data.rivalsWithoutLinks.length > 0 && <p className="small soft">{say('overview.types.rivals-missing', { names: data.rivalsWithoutLinks.join(', ') })} <PageLink to="imports">{say('overview.types.rivals-missing.action')}</PageLink></p>}
        </>
      ) : (
        <ChartBox
          key="time"
          title={say('overview.types.time.title')}
          says={say('overview.types.time.says', { count: months.reduce((sum, month) => sum + month.newDomains, 0), months: months.length })}
          height={220}
          option={(colours) => typesOverTimeOption(months, colours, { group: groupWords, period: monthWords })}
          table={{ columns: [say('overview.types.month'), ...groupOrder.map(groupWords)], rows: months.map((month) => [monthWords(month.period), ...groupOrder.map((group) => month.groups.find((one) => one.group === group)?.newDomains ?? 0)]) }}
        />
      )}
    </Panel>
  )
}
