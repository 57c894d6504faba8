import { useMediaQuery } from '@mantine/hooks'
import type { UseQueryResult } from '@tanstack/react-query'
import type { CitewellError, Output } from '../../parts/api.js'
import { ChartBox } from '../../parts/chart-box.js'
import { useExplain } from '../../parts/explain.js'
import { Loading } from '../../parts/loading.js'
import { PageLink } from '../../parts/page-link.js'
import { Panel } from '../../parts/panel.js'
import { StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { Unknown } from '../../parts/unknown.js'
import { countWords, shareWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { anchorGroupIds, anchorMixOption, groupFill, patternOf, type AnchorGroupId } from './anchor-chart.js'
import classes from './anchors.module.css'

type Anchors = Output<'links.anchors'>

/** Kinds of anchors as a whole, ours and those of rivals. No mix is a goal: the page says so where somebody might think it. */
export function AnchorMix({ query, name }: { query: UseQueryResult<Anchors, CitewellError>; name: string }) {
  return (
    <Panel title={say('anchors.mix')} className={classes.mix}>
      <StateView query={query} skeleton={<div className={classes.waiting}><Loading rows={4} /></div>} isEmpty={(data) => (data.sites[0]?.domains ?? 0) === 0} empty={<Unknown what={say('anchors.mix.unknown')} />}>
        {(data) => <Mix data={data} name={name} />}
      </StateView>
    </Panel>
  )
}

function Mix({ data, name }: { data: Anchors; name: string }) {
  const { open } = useExplain()
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })
  const [own] = data.sites
  const groupWords = (group: AnchorGroupId) => say(`anchors.group.${group}`)
  const sites = data.sites.map((site, at) => (at === 0 ? { ...site, site: name } : site))
  return (
    <div className={classes.mixFrame}>
      <div>
        <ul className={classes.legend} aria-label={say('anchors.mix.legend')}>
          {anchorGroupIds.filter((group) => (own?.[group] ?? 0) > 0 || data.sites.some((site) => site[group] > 0)).map((group) => (
            <li key={group}><span className={`${classes.swatch} ${patternOf[group] === undefined ? '' : classes[patternOf[group]]}`} style={{ backgroundColor: groupFill(group) }} aria-hidden="true" />{groupWords(group)} <span className="number soft">{countWords(own?.[group] ?? 0)}</span></li>
          ))}
        </ul>
        <ChartBox
          key={String(narrow)} title={say('anchors.mix.title')} says={say('anchors.mix.says', { name, rivals: sites.length - 1, count: own?.domains ?? 0 })} height={Math.max(54, sites.length * 32 + 8)}
          option={(colours) => anchorMixOption(sites, colours, { group: groupWords, share: shareWords }, narrow ? 92 : 170)}
          table={{ columns: [say('anchors.mix.site'), say('anchors.column.domains'), ...anchorGroupIds.map(groupWords)], rows: sites.map((site) => [site.site, site.domains, ...anchorGroupIds.map((group) => site[group])]) }}
        />
      </div>
      <div className={classes.verdict}>
        {data.comparison !== null && <Verdict comparison={data.comparison} groups={data.groups} />}
        {own && (
          <p className="small">
            <button
              type="button" className={classes.door}
              onClick={() => open({ title: say('anchors.commercial'), value: `${shareWords(own.commercialLow)} – ${shareWords(own.commercialHigh)}`, sentence: say('anchors.commercial.how'), rows: [{ what: say('anchors.commercial.best'), found: shareWords(own.commercialShare) }, { what: say('anchors.distinct'), found: countWords(own.distinctAnchors) }], help: 'judgement/anchor-kind' })}
            >
              {shareWords(own.commercialLow) === shareWords(own.commercialHigh) ? say('anchors.commercial.exact', { share: shareWords(own.commercialShare) }) : say('anchors.commercial.says', { low: shareWords(own.commercialLow), high: shareWords(own.commercialHigh) })}
            </button>
          </p>
        )}
        <p className="small soft">{say('anchors.no-goal')}</p>
      </div>
    </div>
  )
}

function Verdict({ comparison, groups }: { comparison: NonNullable<Anchors['comparison']>; groups: Anchors['groups'] }) {
  if (comparison.verdict === 'unknown') {
    return <Unknown what={say('anchors.verdict.unknown', { missing: comparison.missing ?? '' })} action={<PageLink to="setup" query={{ step: 'competitors' }}>{say('anchors.verdict.rivals')}</PageLink>} />
  }
  const higher = groups.filter((group) => group.chanceHigher >= 0.95)
  return (
    <div>
      <p><Tag tone={comparison.verdict === 'usual' ? 'good' : 'attention'}>{say(`anchors.verdict.${comparison.verdict}`)}</Tag></p>
      <p>{say(`anchors.verdict.${comparison.verdict}.says`, { rivals: comparison.rivalsCounted })}</p>
      {higher.map((group) => <p key={group.group} className="small">{say('anchors.higher', { group: group.group, share: shareWords(group.share), rivals: shareWords(group.rivalShare) })}</p>)}
      {comparison.unnamedRivals.length > 0 && <p className="small soft">{say('anchors.unnamed', { names: comparison.unnamedRivals.join(', ') })}</p>}
    </div>
  )
}
