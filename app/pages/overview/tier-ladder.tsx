import { useState } from 'react'
import { PageLink } from '../../parts/page-link.js'
import { Panel } from '../../parts/panel.js'
import { countWords, shareWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import type { Overview } from './overview-page.js'
import classes from './overview.module.css'

/** Referring domains by identity tier, T1 on top. Tiers with many domains of no name are folded below the others. */
export function TierLadder({ tiers, totals }: { tiers: Overview['tiers']; totals: Overview['totals'] }) {
  const [whole, setWhole] = useState(false)
  const named = tiers.filter(({ tier }) => tier < 6)
  const rest = tiers.find(({ tier }) => tier === 6)
  const most = Math.max(1, ...(whole ? tiers : named).map((tier) => tier.referringDomains))
  return (
    <Panel title={say('overview.tiers')}>
      <ol className={classes.ladder}>
        {(whole ? tiers : named).map((tier) => (
          <li key={tier.tier}>
            <PageLink to="domains" query={{ tier: String(tier.tier) }} className={classes.rung}>
              <span>{say('overview.tier', { tier: tier.tier, name: tier.name })}</span>
              <span className={classes.rungBar} aria-hidden="true"><span style={{ inlineSize: `${(tier.referringDomains / most) * 100}%`, background: `var(--cw-tier-${tier.tier})` }} /></span>
              <span className="number">{countWords(tier.referringDomains)}</span>
            </PageLink>
          </li>
        ))}
      </ol>
      {rest && rest.referringDomains > 0 && (
        <p className="small soft" style={{ marginBlockStart: 8 }}>
          {say('overview.tiers.rest', { count: rest.referringDomains, share: shareWords(rest.referringDomains / Math.max(1, totals.referringDomains)) })}{' '}
          <button type="button" className={classes.fold} aria-expanded={whole} onClick={() => setWhole(!whole)}>{say(whole ? 'overview.fold' : 'overview.unfold')}</button>
        </p>
      )}
    </Panel>
  )
}
