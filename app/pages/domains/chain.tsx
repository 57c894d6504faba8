import { ArrowRight } from 'lucide-react'
import { Inert } from '../../parts/inert.js'
import { say } from '../../words/say.js'
import classes from './chain.module.css'

/** Who links to whom from a seed of trust down to a domain; read aloud as a list in that order. */
export function Chain({ chain }: { chain: readonly string[] }) {
  return (
    <ol className={classes.chain} aria-label={say('chain.label')}>
      {chain.map((domain, at) => (
        <li key={`${at} ${domain}`}>
          {at > 0 && <ArrowRight size={14} aria-hidden="true" className={classes.arrow} />}
          <span dir="ltr" className={at === 0 ? classes.seed : classes.step}>{at === 0 && <span className="visually-hidden">{say('chain.seed')} </span>}<Inert text={domain} /></span>
        </li>
      ))}
    </ol>
  )
}
