import { Figure } from '../../parts/figure.js'
import type { Explanation } from '../../parts/explain.js'
import { countWords, shareWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import type { Overview } from './overview-page.js'
import classes from './overview.module.css'

/** Four figures that answer "how much of what?", each with how it was counted. */
export function Headline({ data }: { data: Overview }) {
  const { totals } = data
  const standing = totals.links - totals.lost
  const explained = (key: 'recognisable' | 'domains' | 'links' | 'followed', value: string, rows: Explanation['rows']): Explanation => ({
    title: say(`overview.figure.${key}`),
    value,
    sentence: say(`overview.figure.${key}.how`),
    rows,
    sources: data.sources.map((source) => source.name),
    asOf: data.asOf,
    help: 'term/referring-domain',
  })
  return (
    <div className={classes.figures}>
      <Figure
        size="large"
        value={totals.recognisable}
        label={say('overview.figure.recognisable')}
        explain={() => explained('recognisable', countWords(totals.recognisable), data.tiers.filter(({ tier }) => tier <= 3).map((tier) => ({ what: say('overview.tier', { tier: tier.tier, name: tier.name }), found: say('overview.domains', { count: tier.referringDomains }) })))}
      />
      <Figure
        size="large"
        value={totals.referringDomains}
        label={say('overview.figure.domains')}
        explain={() => explained('domains', countWords(totals.referringDomains), [
          ...data.sources.map((source) => ({ what: source.name, found: say('overview.source.saw', { count: source.referringDomains, only: source.onlyHere }) })),
          { what: say('overview.lost-domains'), found: say('overview.domains', { count: totals.lostDomains }) },
        ])}
      />
      <Figure
        size="large"
        value={standing}
        label={say('overview.figure.links')}
        explain={() => explained('links', countWords(standing), [
          { what: say('overview.links.live'), found: say('overview.links', { count: totals.live }) },
          { what: say('overview.links.unconfirmed'), found: say('overview.links', { count: totals.unconfirmed }) },
          { what: say('overview.links.lost'), found: say('overview.links', { count: totals.lost }) },
        ])}
      />
      <Figure
        size="large"
        value={standing === 0 ? '–' : shareWords(totals.followed / Math.max(1, totals.followed + totals.qualified))}
        label={say('overview.figure.followed')}
        explain={() => explained('followed', shareWords(totals.followed / Math.max(1, totals.followed + totals.qualified)), [
          { what: say('overview.links.followed'), found: say('overview.links', { count: totals.followed }) },
          { what: say('overview.links.qualified'), found: say('overview.links', { count: totals.qualified }) },
        ])}
      />
    </div>
  )
}
