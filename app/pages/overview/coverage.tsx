import { useId } from 'react'
import { useExplain } from '../../parts/explain.js'
import { Panel } from '../../parts/panel.js'
import { PageLink } from '../../parts/page-link.js'
import { Unknown } from '../../parts/unknown.js'
import { countWords, dateWords, shareWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import type { Overview } from './overview-page.js'
import classes from './overview.module.css'

/** Which tool saw what, how far they agree, and how much none of them saw. */
export function Coverage({ data: given }: { data: Overview }) {
  const data = { ...given, sources: toldApart(given.sources) }
  return (
    <Panel title={say('overview.coverage')}>
      <div className={classes.coverage}>
        {data.sources.length < 2 ? <OneSource data={data} /> : <Matrix data={data} />}
        <Unseen unseen={data.unseen} />
      </div>
    </Panel>
  )
}

/** Two exports of one tool are two sources: where names are the same, the kind of export is said too. */
function toldApart(sources: Overview['sources']): Overview['sources'] {
  const times = new Map<string, number>()
  for (const { name } of sources) times.set(name, (times.get(name) ?? 0) + 1)
  return sources.map((source) => (times.get(source.name) === 1 ? source : { ...source, name: source.seenBy.replaceAll('-', ' ').replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) }))
}

function OneSource({ data }: { data: Overview }) {
  const source = data.sources[0]
  return <p>{source ? say('overview.coverage.one', { source: source.name, count: source.referringDomains }) : say('overview.coverage.none')} <PageLink to="imports">{say('overview.coverage.add')}</PageLink></p>
}

/** A cell says how many of the row's domains the column saw too. Shade and number say the same. */
function Matrix({ data }: { data: Overview }) {
  const { open } = useExplain()
  const captionId = useId()
  const { sources, overlap } = data
  const shared = (a: string, b: string) => overlap.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))?.referringDomains ?? 0
  return (
    <div className={classes.matrixWhole}>
    {/* Not a caption, which would be as wide as the table and scroll with it. */}
    <p id={captionId} className="small soft">{say('overview.coverage.caption')}</p>
    <div className={classes.matrixFrame} tabIndex={0} role="region" aria-label={say('overview.coverage.matrix')}>
      <table className={classes.matrix} aria-describedby={captionId}>
        <thead>
          <tr>
            <th scope="col">{say('overview.coverage.seen-by')}</th>
            {sources.map((source) => <th key={source.seenBy} scope="col">{source.name}</th>)}
            <th scope="col">{say('overview.coverage.only')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((row) => (
            <tr key={row.seenBy}>
              <th scope="row">{row.name}</th>
              {sources.map((column) => {
                const own = row.seenBy === column.seenBy
                const count = own ? row.referringDomains : shared(row.seenBy, column.seenBy)
                const share = row.referringDomains === 0 ? 0 : count / row.referringDomains
                return (
                  <td key={column.seenBy} style={{ background: `color-mix(in srgb, var(--cw-accent) ${Math.round(share * 22)}%, transparent)` }}>
                    <button
                      type="button" className={classes.cell}
                      onClick={() => open({
                        title: own ? row.name : say('overview.coverage.pair', { a: row.name, b: column.name }),
                        value: countWords(count),
                        sentence: own ? say('overview.source.saw', { count: row.referringDomains, only: row.onlyHere }) : say('overview.coverage.share', { share: shareWords(share), a: row.name, b: column.name }),
                        rows: [
                          { what: say('overview.coverage.earliest', { source: row.name }), found: row.firstSeen === null ? say('overview.not-told') : dateWords(row.firstSeen) },
                          { what: say('overview.coverage.latest', { source: row.name }), found: row.lastSeen === null ? say('overview.not-told') : dateWords(row.lastSeen) },
                        ],
                        sources: own ? [row.name] : [row.name, column.name],
                        asOf: data.asOf,
                      })}
                    >
                      <span className="number">{countWords(count)}</span>
                      {!own && <span className={classes.cellShare}>{shareWords(share)}</span>}
                    </button>
                  </td>
                )
              })}
              <td className="number"><PageLink to="links" query={{ seenBy: row.seenBy }}>{countWords(row.onlyHere)}</PageLink></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    </div>
  )
}

/** What no source saw, as an interval; where it can't be told, a hatched bar and what is missing. */
function Unseen({ unseen }: { unseen: Overview['unseen'] }) {
  const { open } = useExplain()
  if (unseen.verdict === 'unknown' || unseen.total === null || unseen.unseen === null) {
    return (
      <div>
        <h3>{say('overview.unseen')}</h3>
        <Unknown what={say('overview.unseen.unknown', { missing: unseen.missing ?? say('overview.unseen.two-sources') })} />
      </div>
    )
  }
  const { low, best, high } = unseen.total
  const end = Math.max(high, 1)
  const at = (count: number) => `${Math.min(100, (count / end) * 100)}%`
  const sentence = unseen.unseen.high === 0 ? say('overview.unseen.hardly', { seen: unseen.seen }) : say('overview.unseen.says', { seen: unseen.seen, low: unseen.unseen.low, high: unseen.unseen.high })
  return (
    <div>
      <h3>{say('overview.unseen')}</h3>
      <button
        type="button" className={classes.interval} aria-label={say('overview.unseen.explain', { sentence })}
        onClick={() => open({
          title: say('overview.unseen'),
          value: say('overview.unseen.value', { low: unseen.unseen!.low, high: unseen.unseen!.high }),
          sentence: say('overview.unseen.how', { method: unseen.method ?? 'chao' }),
          rows: [
            { what: say('overview.unseen.seen'), found: countWords(unseen.seen) },
            { what: say('overview.unseen.total'), found: say('overview.unseen.value', { low, high }) },
            { what: say('overview.unseen.best'), found: countWords(best) },
            ...unseen.assumptions.map((text) => ({ what: text })),
          ],
          sources: unseen.sources,
          help: unseen.method === null ? undefined : `formula/${unseen.method}`,
        })}
      >
        <span className={classes.intervalSeen} style={{ inlineSize: at(unseen.seen) }} />
        <span className={`${classes.intervalRange} hatched`} style={{ insetInlineStart: at(Math.max(low, unseen.seen)), inlineSize: `calc(${at(high)} - ${at(Math.max(low, unseen.seen))})` }} />
        <span className={classes.intervalBest} style={{ insetInlineStart: at(best) }} />
      </button>
      <p>{sentence}</p>
      <p className="small soft">{say('overview.unseen.bound')}</p>
    </div>
  )
}
