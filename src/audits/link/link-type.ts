import type { LinkFacts, TierAnswer, TypeAnswer } from '../../model/facts.js'
import { defineJudgement, type Evidence } from '../../model/judgement.js'
import { linkTypes } from '../../model/link-types.js'
import { linkTypeExamples } from '../link-types/examples.js'
import { flagsOf, isScriptOnly } from '../link-types/flags.js'
import { guardedWinner } from '../link-types/guards.js'
import { readLink, type LinkReading } from '../link-types/reading.js'
import { againstRules } from '../link-types/rules-against.js'
import { graphRules } from '../link-types/rules-graph.js'
import { hostRules } from '../link-types/rules-host.js'
import { markupRules } from '../link-types/rules-markup.js'
import { pageRules } from '../link-types/rules-page.js'
import { matchPlace, placeRules, type PlaceMatch } from '../link-types/rules-place.js'
import { wordRules } from '../link-types/rules-words.js'
import { evidenceOf, scoreTypes, type TypeScore } from '../link-types/score.js'
import { Signals } from '../link-types/signal.js'
import { subtypeOf } from '../link-types/subtype.js'

export default defineJudgement<LinkFacts & { tier?: TierAnswer }, TypeAnswer>({
  id: 'link-type',
  judges: 'link',
  title: 'What kind of link it is',
  why: 'An editorial mention, a directory entry and a bought link are worth different things and ask for different action; lumping them together hides the handful that matters.',
  version: '1',
  references: [
    { title: 'Google Search: qualify outbound links', url: 'https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links' },
    { title: 'Google Search: spam policies, link spam', url: 'https://developers.google.com/search/docs/essentials/spam-policies' },
    { title: 'Google Search Central: evolving nofollow', url: 'https://developers.google.com/search/blog/2019/09/evolving-nofollow-new-ways-to-identify' },
  ],
  judge: judgeLinkType,
  examples: linkTypeExamples,
})

/** LT-00 by the decision procedure of link-types.md section 4: signals, scores, guards, bounds, or LT-99. */
function judgeLinkType(facts: LinkFacts): TypeAnswer {
  const reading = readLink(facts)
  const place = matchPlace(reading)
  const signals = new Signals()
  hostRules(reading, signals)
  wordRules(reading, signals)
  markupRules(reading, signals)
  pageRules(reading, signals)
  graphRules(reading, signals)
  placeRules(reading, place, signals)
  againstRules(reading, place, signals)
  const scores = scoreTypes(signals.list, reading.words)
  const { winner, displaced } = guardedWinner(scores, reading.words)
  const rival = scores.find((score) => score !== winner)!
  const { weights } = reading.words
  const evidence = evidenceOf(winner, reading.words)
  const bounded = bounds(reading, scores, winner, displaced, evidence)
  if (!winner.hasPositive || bounded < weights.unknownBelow) return unknownType(reading, place, scores, winner)
  const subtype = subtypeOf(winner, reading, place)
  const rivalMax = Math.min(rival.probability, 1 - bounded)
  return {
    type: winner.type,
    subtype,
    flags: flagsOf(reading, place, winner.type, subtype),
    confidence: rounded(bounded),
    runnerUp: { type: rival.type, confidence: rounded(rivalMax) },
    innerType: winner.type === 'LT-17' ? (scores.find((score) => score.type !== 'LT-17' && score.hasPositive)?.type ?? 'LT-99') : null,
    evidence,
    unknowns: unknownsOf(reading, place),
  }
}

/** Probability of the winner after the bounds of 4.4; a contradicting decisive signal is added to the evidence. */
function bounds(reading: LinkReading, scores: readonly TypeScore[], winner: TypeScore, displaced: TypeScore | null, evidence: Evidence[]): number {
  const { weights } = reading.words
  // A guard says that the winner explains the displaced type away; half of what that one had comes to it.
  let confidence = Math.min(weights.certainMax, displaced === null ? winner.probability : winner.probability + displaced.probability / 2)
  const contrary = scores.find((score) => score !== winner && score.hasDecisive && score.probability >= 0.15)
  if (contrary && winner.hasDecisive) {
    confidence = Math.min(confidence, weights.contradictionMax)
    const signal = contrary.counted.find((one) => weights[one.strength] >= weights.decisive)!
    evidence.push({ rule: contrary.type, looked: `contradicts: ${signal.looked}`, found: signal.found, polarity: '-', weight: 0 })
  }
  if (reading.features === null) confidence = Math.min(confidence, weights.urlOnlyMax)
  else if (isScriptOnly(reading)) confidence = Math.min(confidence, weights.jsOnlyMax)
  return confidence
}

/** LT-99 with the two best guesses, 4.4. */
function unknownType(reading: LinkReading, place: PlaceMatch, scores: readonly TypeScore[], winner: TypeScore): TypeAnswer {
  const second = scores.find((score) => score !== winner && score.hasPositive)
  const guesses = [winner, ...(second ? [second] : [])].filter((score) => score.hasPositive)
  const evidence: Evidence[] = guesses.length === 0 ? [] : [
    { rule: 'LT-99', looked: 'two best guesses', found: guesses.map((score) => `${score.type} ${linkTypes[score.type].name} ${score.probability.toFixed(2)}`).join(', '), polarity: '+', weight: 0 },
    ...evidenceOf(winner, reading.words).filter((row) => row.weight > 0),
  ]
  return {
    type: 'LT-99',
    subtype: null,
    flags: flagsOf(reading, place, 'LT-99', null),
    confidence: rounded(Math.min(1 - winner.probability, reading.features === null ? reading.words.weights.urlOnlyMax : 1)),
    runnerUp: { type: winner.type, confidence: rounded(winner.probability) },
    innerType: null,
    evidence,
    unknowns: unknownsOf(reading, place),
  }
}

/** Features that could not be read: unknown is not false. */
function unknownsOf(reading: LinkReading, place: PlaceMatch): string[] {
  const { link, page, host } = reading.facts
  const unknowns: string[] = []
  if (link.referringPage === null) unknowns.push('F-URL: only the domain of the referring page is known')
  if (page === null) unknowns.push('page not read: F-LD, F-OG, F-GEN, F-AUTH, F-LBL, F-OUT, F-NAP')
  else if (page.features === null) unknowns.push('body of the page not read: F-LD, F-OG, F-GEN, F-AUTH, F-LBL, F-OUT, F-NAP')
  else unknowns.push('page not rendered: F-VIS, comments and links made by scripts')
  if (link.area === null) unknowns.push('F-POS: place of the link on the page')
  if (link.anchorText === null) unknowns.push('F-ANC: anchor text')
  if (link.context === null) unknowns.push('F-CTX: words around the link')
  if (host.pagesRead < 3) unknowns.push('F-REP: fewer than three pages of the host read')
  if (place.verdict === 'unknown') unknowns.push('F-GEO: the profile names no service area')
  else if (place.verdict === 'named') unknowns.push('F-GEO: region of the referring site')
  return unknowns
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
