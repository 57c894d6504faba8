import { Figure } from '../../parts/figure.js'
import { Inert } from '../../parts/inert.js'
import { PageLink } from '../../parts/page-link.js'
import { fineWords } from '../../words/format.js'
import { say, sayIfKnown } from '../../words/say.js'
import type { Explained } from './quality.js'
import { roundedSum } from './rounded-sum.js'
import { riskRows, type RiskSignal } from './risk-rows.js'

/** The risk of one link as a sum that can be added up by hand: what speaks against it, the share each takes of what is left, and what held it down. */
export function RiskSum({ explained: { risk, findings } }: { explained: Explained }) {
  const rows = riskRows(risk)
  const shown = roundedSum([...rows.map(({ points }) => points), ...(risk.bound === null ? [] : [risk.unrounded - risk.combined])])
  const score = Math.round(risk.risk)
  const uncounted = risk.signals.filter(({ part }) => part === 0)
  const titleOf = ({ id, audit }: RiskSignal) => findings.find((finding) => finding.audit === audit)?.title ?? id
  const who = sayIfKnown(`risk.agency.${risk.agency}`, risk.agency)
  const explain = { title: say('card.risk-title'), value: String(score), sentence: say('card.risk-sentence'), rows: risk.signals.map((signal) => ({ what: `${titleOf(signal)} (${signal.id})`, found: signal.evidence, normalised: signal.counted, weight: signal.weight, points: signal.part })), version: risk.version, help: 'formula/risk' }
  return (
    <section aria-labelledby="risk">
      <h3 id="risk"><Figure size="inline" value={say('card.risk', { risk: score })} label={say('card.risk-explain')} explain={explain} /><span className="soft">{who}</span></h3>
      {rows.length === 0 ? <p className="soft">{say('card.risk-none')}</p> : (
        <>
          <p className="soft small">{say('card.risk-how', { who, weight: fineWords(risk.signals[0]!.weight) })}</p>
          <table className="table sum-table">
            <thead><tr><th scope="col">{say('card.risk-against')}</th><th scope="col" className="end">{say('card.sum-adds')}</th></tr></thead>
            <tbody>
              {rows.map(({ name, signals, share, of, together }, at) => {
                const isOne = signals.length === 1 && together === null
                return (
                <tr key={name}>
                  <th scope="row">
                    {signals.map((signal) => (
                      <div key={`${signal.id} ${signal.audit}`}>
                        <Inert text={titleOf(signal)} />
                        <span className="soft sum-step">{say('card.risk-signal', { strength: fineWords(signal.counted), weight: fineWords(signal.weight), confidence: fineWords(signal.confidence), part: fineWords(signal.part) })}{isOne && ` ${say('card.risk-of', { of: fineWords(of) })}`}</span>
                        {signal.why !== null && <span className="soft sum-step"><Inert text={signal.why} /></span>}
                      </div>
                    ))}
                    {!isOne && <span className="soft sum-step">{together === null ? say('card.risk-together', { share: fineWords(share) }) : say('card.risk-capped', { share: fineWords(share), together: fineWords(together) })} {say('card.risk-of', { of: fineWords(of) })}</span>}
                  </th>
                  <td className="end">{fineWords(shown[at]!)}</td>
                </tr>
                )
              })}
            </tbody>
            <tfoot>
              {risk.bound !== null && <tr><th scope="row">{say('card.risk-bound', { why: sayIfKnown(`card.risk-bound.${risk.bound.why}`, risk.bound.why), max: risk.bound.max })}</th><td className="end">−{fineWords(-shown.at(-1)!)}</td></tr>}
              <tr className="sum-total"><th scope="row">{say('card.risk-sum')}</th><td className="end">{fineWords(shown.reduce((sum, number) => sum + number, 0))}</td></tr>
            </tfoot>
          </table>
        </>
      )}
      {uncounted.length > 0 && <ul className="findings small">{uncounted.map((signal) => <li key={`${signal.id} ${signal.audit}`} className="soft">{say('card.risk-uncounted', { title: titleOf(signal) })}{signal.why !== null && <>: <Inert text={signal.why} /></>}</li>)}</ul>}
      {rows.length > 0 && <PageLink to="risk" className="small">{say('card.risk-review')}</PageLink>}
    </section>
  )
}
