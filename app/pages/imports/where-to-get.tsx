import { Panel } from '../../parts/panel.js'
import { PageLink } from '../../parts/page-link.js'
import { say } from '../../words/say.js'
import classes from './imports.module.css'

const ways = ['search-console', 'bing', 'ahrefs', 'semrush', 'majestic', 'moz', 'archive', 'list'] as const

/** Where the files come from, free ones first: the first question of everybody who opens this page. */
export function WhereToGet() {
  return (
    <Panel title={say('imports.where')} actions={<PageLink to="help" query={{ kind: 'import' }}>{say('imports.where.all')}</PageLink>}>
      <ul className={classes.where}>
        {ways.map((way) => <li key={way}><strong>{say(`imports.where.${way}`)}</strong> <span className="soft">{say(`imports.where.${way}.how`)}</span></li>)}
      </ul>
    </Panel>
  )
}
