import { Bar } from '../../parts/bar.js'
import { Figure } from '../../parts/figure.js'
import { Inert } from '../../parts/inert.js'
import { PageLink } from '../../parts/page-link.js'
import { fineWords, shareWords, weightWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { qualityExplanation, type Explained } from './quality.js'
import { roundedSum } from './rounded-sum.js'

/** The quality of one link as a sum: each part with its weight, what gates take away, and the score that is left. Own weights stand beside the defaults (LQ-00). */
export function QualitySum({ explained }: { explained: Explained }) {
  const { quality } = explained
  const { own, defaultScore } = quality.weights
  const gates = quality.gates.filter(({ pointsLost }) => pointsLost > 0)
  const shown = roundedSum([...quality.contributions.map(({ points }) => points), ...gates.map(({ pointsLost }) => -pointsLost)])
  const sumOf = (numbers: readonly number[]) => fineWords(numbers.reduce((sum, number) => sum + number, 0))
  return (
    <section aria-labelledby="quality">
      <h3 id="quality"><Figure size="inline" value={say('card.quality', { score: quality.score })} label={say('card.quality-explain')} explain={qualityExplanation(explained)} /><span className="soft">{say('card.quality-band', { band: quality.band, share: shareWords(quality.coverage) })}</span></h3>
      {own && <p className="small">{say('card.own-weights', { score: defaultScore })} <PageLink to="setup" query={{ step: 'weights' }}>{say('card.own-weights-where')}</PageLink></p>}
      <table className="table sum-table">
        <thead><tr><th scope="col">{say('card.sum-part')}</th><th scope="col"><span className="visually-hidden">{say('explain.normalised')}</span></th><th scope="col" className="end">{say('card.sum-adds')}</th></tr></thead>
        <tbody>
          {quality.contributions.map(({ id, title, normalised, assumed, weight, defaultWeight }, at) => (
            <tr key={id}>
              <th scope="row">
                {title}{assumed && <i className="soft"> · {say('explain.assumed')}</i>}
                <span className="soft sum-step">{own ? say('card.sum-own', { value: fineWords(normalised), weight: weightWords(weight), byDefault: weightWords(defaultWeight) }) : say('card.sum-step', { value: fineWords(normalised), weight: weightWords(weight) })}</span>
              </th>
              <td className="sum-bar"><Bar share={assumed ? 0 : normalised} unknownShare={assumed ? normalised : 0} /></td>
              <td className="end">{fineWords(shown[at]!)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {gates.length > 0 && <tr><th scope="row" colSpan={2}>{say('card.sum-before')}</th><td className="end">{sumOf(shown.slice(0, quality.contributions.length))}</td></tr>}
          {gates.map(({ id, title, factor, evidence }, at) => <tr key={id}><th scope="row" colSpan={2}>{say('card.gate', { title, factor: fineWords(factor) })} <span className="soft sum-step"><Inert text={evidence} /></span></th><td className="end">−{fineWords(-shown[quality.contributions.length + at]!)}</td></tr>)}
          <tr className="sum-total"><th scope="row" colSpan={2}>{say('card.sum-score')}</th><td className="end">{sumOf(shown)}</td></tr>
        </tfoot>
      </table>
    </section>
  )
}
