import { Checkbox, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { GroupShape, TierBadge } from '../../parts/badges.js'
import { useClient, useOperation } from '../../parts/api.js'
import { groupOfType } from '../../parts/groups.js'
import { countWords, sourceName } from '../../words/format.js'
import { say, sayIfKnown, type MessageKey } from '../../words/say.js'
import { queryOf, type LinksFilters, type SetFilters } from './links-address.js'
import './filter-choices.css'

/** Every filter with what each choice would give, counted beside the filters that are set. */
export function FilterChoices({ filters, set }: { filters: LinksFilters; set: SetFilters }) {
  const { site } = useClient()
  const { onePerDomain: _, ...query } = queryOf(filters)
  const facets = useOperation('links.facets', site === null ? null : { target: site, ...query }, { keep: true, retry: false }).data
  const many = (name: 'type' | 'state' | 'area' | 'anchorKind' | 'seenBy', label: (value: string) => ReactNode) => {
    const chosen = filters[name] ?? []
    const rows = (facets?.[name] ?? []).flatMap(({ value, links }) => (value === null ? [] : [{ value, links }]))
    const gone = chosen.filter((value) => !rows.some((row) => row.value === value)).map((value) => ({ value, links: 0 }))
    return (
      <Choices title={`filter.title.${name}`}>
        {[...rows, ...gone].map(({ value, links }) => <Choice key={value} isOn={chosen.includes(value)} count={links} toggle={(on) => set({ [name]: on ? [...chosen, value] : chosen.filter((one) => one !== value) })}>{label(value)}</Choice>)}
      </Choices>
    )
  }
  const tiers = filters.tier ?? []
  const flag = (name: 'followed' | 'findings', yes: MessageKey & ('filter.yes-followed' | 'filter.with'), no: MessageKey & ('filter.no-followed' | 'filter.without')) => (
    <SegmentedControl
      size="xs" fullWidth value={filters[name] === undefined ? 'any' : filters[name] ? 'yes' : 'no'} aria-label={say(`filter.title.${name}`)}
      data={[{ value: 'any', label: say('filter.any') }, { value: 'yes', label: say(yes) }, { value: 'no', label: say(no) }]}
      onChange={(value) => set({ [name]: value === 'any' ? undefined : value === 'yes' })}
    />
  )
  return (
    <div className="filter-choices">
      <Choices title="filter.title.tier">
        {[1, 2, 3, 4, 5, 6].map((tier) => <Choice key={tier} isOn={tiers.includes(tier)} count={facets?.tier.find(({ value }) => value === tier)?.links} toggle={(on) => set({ tier: on ? [...tiers, tier].sort() : tiers.filter((one) => one !== tier) })}><TierBadge tier={tier} /></Choice>)}
      </Choices>
      {many('state', (state) => sayIfKnown(`state.${state}`, state))}
      {many('type', (type) => <><GroupShape group={groupOfType(type)} /> {sayIfKnown(`type.${type}`, type)}</>)}
      {many('area', (area) => sayIfKnown(`area.${area}`, area))}
      {many('anchorKind', (kind) => sayIfKnown(`anchor.${kind}`, kind))}
      {many('seenBy', (source) => sourceName(source))}
      <Choices title="filter.title.followed">{flag('followed', 'filter.yes-followed', 'filter.no-followed')}</Choices>
      <Choices title="filter.title.findings">{flag('findings', 'filter.with', 'filter.without')}</Choices>
      <Choices title="filter.title.when">
        <TextInput type="date" size="xs" label={say('filter.from-date')} value={filters.since ?? ''} onChange={(event) => set({ since: event.currentTarget.value || undefined })} />
        <TextInput type="date" size="xs" label={say('filter.until-date')} value={filters.until ?? ''} onChange={(event) => set({ until: event.currentTarget.value || undefined })} />
      </Choices>
      <Choices title="filter.title.more">
        <NumberInput size="xs" label={say('filter.quality-least')} min={0} max={100} value={filters.qualityMin ?? ''} onChange={(value) => set({ qualityMin: typeof value === 'number' ? value : undefined })} />
        <Checkbox size="xs" mt={8} label={say('filter.one')} checked={filters.one ?? false} onChange={(event) => set({ one: event.currentTarget.checked || undefined })} />
        <Checkbox size="xs" mt={8} label={say('filter.corrected', { corrected: 'yes' })} checked={filters.corrected ?? false} onChange={(event) => set({ corrected: event.currentTarget.checked || undefined })} />
      </Choices>
    </div>
  )
}

function Choices({ title, children }: { title: Extract<MessageKey, `filter.title.${string}`>; children: ReactNode }) {
  return <fieldset className="choices"><legend>{say(title)}</legend>{children}</fieldset>
}

function Choice({ isOn, count, toggle, children }: { isOn: boolean; count: number | undefined; toggle(on: boolean): void; children: ReactNode }) {
  return (
    <label className="choice">
      <Checkbox size="xs" checked={isOn} onChange={(event) => toggle(event.currentTarget.checked)} />
      <span>{children}</span>
      <span className="soft number">{count === undefined ? '' : countWords(count)}</span>
    </label>
  )
}
