import { Drawer } from '@mantine/core'
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'
import { dateWords, fineWords, sourceName } from '../words/format.js'
import { say } from '../words/say.js'
import { Inert } from './inert.js'
import { Loading } from './loading.js'
import { PageLink } from './page-link.js'
import { Failure } from './state-view.js'

/** Where a number comes from: what was looked at, what was found, how much it counted, who says so, as of when, by which version of the rules. */
export interface Explanation {
  title: string
  /** The figure itself, as shown. */
  value?: string
  /** One sentence that says how it is worked out. */
  sentence?: string
  rows: ReadonlyArray<{ what: string; found?: string; normalised?: number; weight?: number; points?: number; assumed?: boolean }>
  sources?: readonly string[]
  asOf?: string
  version?: string
  /** Id of the entry in Help that has the whole formula. */
  help?: string
  /** Anything more, below. */
  more?: ReactNode
}

type Opener = (explanation: Explanation | (() => Explanation | Promise<Explanation>)) => void
const ExplainContext = createContext<Opener>(() => undefined)

/** `useExplain().open(explanation)`: opens the panel that is the same everywhere. */
export function useExplain(): { open: Opener } {
  const open = useContext(ExplainContext)
  return useMemo(() => ({ open }), [open])
}

/** Holds the one Explain panel of the app. */
export function ExplainProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<{ explanation?: Explanation; error?: unknown } | null>(null)
  const open = useCallback<Opener>((given) => {
    setState({})
    void Promise.resolve(typeof given === 'function' ? given() : given).then((explanation) => setState({ explanation }), (error: unknown) => setState({ error }))
  }, [])
  return (
    <ExplainContext value={open}>
      {children}
      <Drawer opened={state !== null} onClose={() => setState(null)} position="right" size="md" title={<span className="serif" style={{ fontSize: 20, fontWeight: 600 }}>{state?.explanation?.title ?? say('explain.title')}</span>} closeButtonProps={{ 'aria-label': say('act.close') }}>
        {state?.error !== undefined ? <Failure error={state.error} /> : state?.explanation ? <Explained {...state.explanation} /> : <Loading />}
      </Drawer>
    </ExplainContext>
  )
}

/** The inside of the panel, for pages that show it in place. */
export function Explained({ value, sentence, rows, sources, asOf, version, help, more }: Explanation) {
  const has = (key: 'found' | 'normalised' | 'weight' | 'points') => rows.some((row) => row[key] !== undefined)
  return (
    <div className="stack">
      {value !== undefined && <p className="serif number" style={{ fontSize: 34, lineHeight: 1.1 }}>{value}</p>}
      {sentence !== undefined && <p>{sentence}</p>}
      {rows.length > 0 && (
        <table className="table">
          <thead><tr><th scope="col">{say('explain.looked')}</th>{has('normalised') && <th scope="col" className="end">{say('explain.normalised')}</th>}{has('weight') && <th scope="col" className="end">{say('explain.weight')}</th>}{has('points') && <th scope="col" className="end">{say('explain.points')}</th>}</tr></thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                <th scope="row">{row.what}{row.found !== undefined && row.found !== '' && <div className="soft" style={{ fontWeight: 400 }}><Inert text={row.found} /></div>}{row.assumed && <div className="soft" style={{ fontWeight: 400 }}><i>{say('explain.assumed')}</i></div>}</th>
                {has('normalised') && <td className="end">{row.normalised === undefined ? '' : fineWords(row.normalised)}</td>}
                {has('weight') && <td className="end">{row.weight === undefined ? '' : fineWords(row.weight)}</td>}
                {has('points') && <td className="end">{row.points === undefined ? '' : fineWords(row.points)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length === 0 && sentence === undefined && more === undefined && <p className="soft">{say('explain.none')}</p>}
      {more}
      <dl className="small" style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 16px', margin: 0 }}>
        {sources !== undefined && sources.length > 0 && <><dt className="soft">{say('explain.sources')}</dt><dd style={{ margin: 0 }}>{sources.map(sourceName).filter((name, at, all) => all.indexOf(name) === at).join(', ')}</dd></>}
        {asOf !== undefined && <><dt className="soft">{say('explain.as-of')}</dt><dd style={{ margin: 0 }}>{dateWords(asOf)}</dd></>}
        {version !== undefined && <><dt className="soft">{say('explain.version')}</dt><dd style={{ margin: 0 }}>{version}</dd></>}
      </dl>
      {help !== undefined && <PageLink to="help" detail={help}>{say('explain.help')}</PageLink>}
    </div>
  )
}
