import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { fileToSend, useAction, useOperation, type Output } from '../../parts/api.js'
import { PageLink } from '../../parts/page-link.js'
import { useMay, type SessionClient } from '../../parts/session.js'
import { StateView } from '../../parts/state-view.js'
import { shareWords, weightWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import classes from './setup.module.css'

type Shown = Output<'profiles.show'>
type Part = Shown['qualityWeights']['parts'][number]

/** What each part of link quality weighs for this client (LQ-00): the defaults, or weights of their own, and what these come to. */
export function WeightsStep({ client }: { client: SessionClient }) {
  const query = useOperation('profiles.show', client.site === null ? null : { target: client.site })
  if (client.site === null) return <p className="soft">{say('weights.no-site')} <PageLink to="setup" query={{ step: 'site' }}>{say('setup.step.site')}</PageLink></p>
  return <StateView query={query}>{(shown) => <Weights key={JSON.stringify(shown.qualityWeights)} site={client.site!} shown={shown} />}</StateView>
}

function Weights({ site, shown: { profile, qualityWeights: { own, parts } } }: { site: string; shown: Shown }) {
  const mayWrite = useMay('write')
  const asKept = Object.fromEntries(parts.map(({ id, weight }) => [id, Number(weightWords(weight).replace(',', '.'))]))
  const [given, setGiven] = useState<Record<string, number>>(asKept)
  const save = useAction('profiles.save', { done: say('weights.saved') })
  const total = Object.values(given).reduce((sum, weight) => sum + weight, 0)
  const isChanged = parts.some(({ id }) => given[id] !== asKept[id])
  const keep = (qualityWeights: Record<string, number> | undefined) => {
    const { qualityWeights: _, ...rest } = profile
    save.mutate({ target: site, profile: fileToSend(new File([JSON.stringify({ ...rest, ...(qualityWeights === undefined ? {} : { qualityWeights }) })], 'profile.json', { type: 'application/json' })) })
  }
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); keep(Object.fromEntries(parts.map(({ id }) => [id, given[id]! / 100]))) }}>
      <p>{say(own ? 'weights.own' : 'weights.default')} <PageLink to="help" detail="formula/link-quality">{say('explain.help')}</PageLink></p>
      <table className="table cards">
        <thead><tr><th scope="col">{say('weights.part')}</th><th scope="col" className="end">{say('weights.by-default')}</th><th scope="col" className="end">{say('weights.yours')}</th><th scope="col" className="end">{say('weights.counts')}</th></tr></thead>
        <tbody>{parts.map((part) => <Row key={part.id} part={part} value={given[part.id]!} total={total} onChange={mayWrite ? (value) => setGiven({ ...given, [part.id]: value }) : undefined} />)}</tbody>
      </table>
      {mayWrite ? (
        <>
          {total === 0 && <p className={classes.error} role="alert">{say('weights.none')}</p>}
          <div className="row">
            <Button type="submit" loading={save.isPending} disabled={!isChanged || total === 0}>{say('setup.save')}</Button>
            {own && <Button variant="default" disabled={save.isPending} onClick={() => keep(undefined)}>{say('weights.reset')}</Button>}
          </div>
        </>
      ) : <p className="small soft">{say('weights.may-not')}</p>}
    </form>
  )
}

function Row({ part: { title, weight, defaultWeight }, value, total, onChange }: { part: Part; value: number; total: number; onChange: ((value: number) => void) | undefined }) {
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className="end" data-label={say('weights.by-default')}>{weightWords(defaultWeight)}</td>
      <td className="end" data-label={say('weights.yours')}>{onChange === undefined ? weightWords(weight) : <NumberInput className={classes.weight} size="xs" min={0} max={100} decimalScale={2} hideControls clampBehavior="strict" aria-label={say('weights.one', { part: title })} value={value} onChange={(next) => onChange(next === '' ? 0 : Number(next))} />}</td>
      <td className="end" data-label={say('weights.counts')}>{total === 0 ? '–' : shareWords(value / total)}</td>
    </tr>
  )
}
