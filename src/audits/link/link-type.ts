import type { LinkFacts, TierAnswer, TypeAnswer } from '../../model/facts.js'
import { defineJudgement, type Evidence } from '../../model/judgement.js'
import type { LinkTypeId } from '../../model/link-types.js'
import { linkTypeExamples } from '../link-types/examples.js'
import { flagsOf, type FlagFound } from '../link-types/flags.js'
import { guardedWinner } from '../link-types/guards.js'
import { ownerless, unreadable, unreadAlone, wordless } from '../link-types/readability.js'
import { outletRule, outletUnknown, pressTypes, unconfirmedOutlet, type Outlet } from '../link-types/outlet.js'
import { readLink, type LinkReading } from '../link-types/reading.js'
import { againstRules } from '../link-types/rules-against.js'
import { graphRules } from '../link-types/rules-graph.js'
import { leadingScores } from '../link-types/leading-scores.js'
import { headingRules } from '../link-types/rules-heading.js'
import { cloakingRules } from '../link-types/rules-cloaking.js'
import { embedRules, embedUnknown } from '../link-types/rules-embed.js'
import { hostRules } from '../link-types/rules-host.js'
import { kinRules } from '../link-types/rules-kin.js'
import { markupRules } from '../link-types/rules-markup.js'
import { pageRules } from '../link-types/rules-page.js'
import { matchPlace, placeRules, type PlaceMatch } from '../link-types/rules-place.js'
import { recordPageRule, recordRules } from '../link-types/rules-record.js'
import { relationRules } from '../link-types/rules-relation.js'
import { stripRules } from '../link-types/rules-strip.js'
import { isFramed } from '../link-types/rules-target.js'
import { isScriptOnly, vendorRules } from '../link-types/rules-vendor.js'
import { writerRules } from '../link-types/rules-writer.js'
import { wordRules } from '../link-types/rules-words.js'
import { calibrated, evidenceOf, type TypeScore } from '../link-types/score.js'
import { sharesOf, sharesRow } from '../link-types/shares.js'
import { Signals, type ScoredType, type Signal } from '../link-types/signal.js'
import { subtypeOf } from '../link-types/subtype.js'

export default defineJudgement<LinkFacts & { tier?: TierAnswer }, TypeAnswer>({
  id: 'link-type',
  judges: 'link',
  title: 'What kind of link it is',
  why: 'An editorial mention, a directory entry and a bought link are worth different things and ask for different action; lumping them together hides the handful that matters.',
  version: '12',
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
  const signals = new Signals(reading.features !== null)
  hostRules(reading, signals)
  wordRules(reading, signals)
  headingRules(reading, signals)
  markupRules(reading, signals)
  pageRules(reading, signals)
  graphRules(reading, signals)
  cloakingRules(reading, signals)
  embedRules(reading, signals)
  vendorRules(reading, signals)
  kinRules(reading, signals)
  writerRules(reading, signals)
  relationRules(reading, signals)
  stripRules(reading, signals)
  recordRules(reading, signals)
  recordPageRule(reading, signals)
  placeRules(reading, place, signals)
  againstRules(reading, place, signals)
  outletRule(reading, signals)
  const scores = leadingScores(signals.list, reading.words, reading.features === null ? reading.words.weights.temperatureUrlOnly : reading.words.weights.temperature)
  const { winner, displaced } = guardedWinner(scores, reading.words)
  const rival = scores.find((score) => score !== winner)!
  const { weights } = reading.words
  const evidence = evidenceOf(winner, reading.words)
  const told = toldBy(reading, scores, winner, displaced, evidence)
  const outlet = pressTypes.has(winner.type) ? unconfirmedOutlet(reading) : null
  const bounded = Math.min(told, boundOf(reading, outlet))
  const unread = unreadable(reading)
  const lost = unread !== null && !winner.counted.some(isKnownElsewhere) && !isKnownFrame(reading, winner) ? `page can't be read: ${unread}` : (wordless(reading, winner) ?? ownerless(reading, winner) ?? unreadAlone(reading, winner))
  if (!winner.hasPositive || bounded < weights.unknownBelow || lost !== null) return unknownType(reading, place, scores, winner, lost)
  const subtype = subtypeOf(winner, reading, place)
  const flags = flagsOf(reading, place, winner.type, subtype)
  evidence.push(...flags.map(flagEvidence))
  // What the calibration takes from the winner belongs to the others, each by its likelihood; what a bound takes, to nobody.
  const others = 1 - winner.probability
  const shares = sharesOf([[winner.type, bounded], [rival.type, others > 0 ? (1 - told) * (rival.probability / others) : 0]], told - bounded, whyUnknown(reading, outlet))
  evidence.push(sharesRow(shares))
  return {
    type: winner.type,
    subtype,
    flags: flags.map(({ flag }) => flag),
    confidence: shares[0]!.share,
    runnerUp: { type: rival.type, confidence: shares[1]!.share },
    innerType: winner.type === 'LT-17' ? (scores.find((score) => score.type !== 'LT-17' && score.hasPositive)?.type ?? 'LT-99') : null,
    evidence,
    unknowns: unknownsOf(reading, place, outlet),
  }
}

/** Types of pages that have hardly a text of their own: their address tells them. */
const toldByAddress: ReadonlySet<LinkTypeId> = new Set<LinkTypeId>(['LT-13', 'LT-17', 'LT-28', 'LT-29', 'LT-31'])

/** True for what a host or the link itself names outright: that holds even if the page can't be read. A section's name says nothing of a page that isn't there. */
function isKnownElsewhere({ type, group, strength }: Signal): boolean {
  return (group === 'host' || group === 'graph' || (group === 'url' && toldByAddress.has(type))) && (strength === 'defining' || strength === 'decisive')
}

/** True of a credit, a service or an owner named in the frame of a site: that holds whatever the page between would have said. */
function isKnownFrame(reading: LinkReading, { type, counted }: TypeScore): boolean {
  return isFramed(reading) && (type === 'LT-14' || type === 'LT-27') && counted.some(({ group, strength }) => group !== 'position' && (strength === 'defining' || strength === 'decisive'))
}

/** Probability of the winner as the features tell it (4.4); a contradicting decisive signal is added to the evidence. */
function toldBy(reading: LinkReading, scores: readonly TypeScore[], winner: TypeScore, displaced: TypeScore | null, evidence: Evidence[]): number {
  const { weights } = reading.words
  // A guard says that the winner explains the displaced type away; half of what that one had comes to it.
  const likely = Math.min(weights.certainMax, displaced === null ? winner.probability : winner.probability + displaced.probability / 2)
  // Below a half the answer is "unknown", of which the measured shares do not speak.
  const confidence = likely < 0.5 ? likely : calibrated(likely, reading.features === null ? reading.words.calibrationUrlOnly : reading.words.calibration)
  const contrary = scores.find((score) => score !== winner && score.hasDecisive && score.probability >= 0.15)
  if (!contrary || !winner.hasDecisive) return confidence
  const signal = contrary.counted.find((one) => weights[one.strength] >= weights.decisive)!
  evidence.push({ rule: contrary.type, looked: `contradicts: ${signal.looked}`, found: signal.found, polarity: '-', weight: 0 })
  return Math.min(confidence, weights.contradictionMax)
}

/** How sure an answer may be of a page that was not read, or of a link that only a browser sees (4.4); that a name is a paper's says least. */
function boundOf(reading: LinkReading, outlet: Outlet | null): number {
  const { weights } = reading.words
  if (reading.features === null) return outlet === null ? weights.urlOnlyMax : weights.unconfirmedOutletMax
  return isScriptOnly(reading) ? weights.jsOnlyMax : 1
}

function whyUnknown({ features }: LinkReading, outlet: Outlet | null): string {
  if (features !== null) return 'the page was not drawn'
  return outlet === null ? 'the page was not read' : 'page not read, no list knows this paper'
}

/** LT-99 with the two best guesses, 4.4. */
function unknownType(reading: LinkReading, place: PlaceMatch, scores: readonly TypeScore[], winner: TypeScore, lost: string | null): TypeAnswer {
  const second = scores.find((score) => score !== winner && score.hasPositive)
  const { urlOnlyMax } = reading.words.weights
  // However well its address or place fits a type: of what can't be read nobody knows more than that told.
  const readable = lost === null || winner.probability <= 1 - urlOnlyMax ? 1 : (1 - urlOnlyMax) / winner.probability
  const guessOf = ({ type, probability }: TypeScore): [ScoredType, number] => [type, probability * readable]
  // What a veto leaves a thousandth of is no guess; where nothing speaks for any type there is none.
  const guesses = [winner, ...(second ? [second] : [])].filter((score) => score.hasPositive && score.probability >= guessMin).map(guessOf)
  const shares = guesses.length === 0 ? sharesOf([], 1, 'nothing speaks for any type') : sharesOf(guesses, 1 - readable, unreadable(reading) === null ? 'too little is told' : 'the page can’t be read')
  const evidence: Evidence[] = guesses.length === 0 ? [] : [sharesRow(shares, guesses.length === 1 ? 'best guess' : 'two best guesses'), ...evidenceOf(winner, reading.words).filter((row) => row.weight > 0)]
  const flags = flagsOf(reading, place, 'LT-99', null)
  const likely = winner.probability * readable
  return {
    type: 'LT-99',
    subtype: null,
    flags: flags.map(({ flag }) => flag),
    confidence: rounded(Math.min(1 - likely, reading.features === null ? urlOnlyMax : 1)),
    runnerUp: { type: winner.type, confidence: rounded(likely) },
    innerType: null,
    evidence: [...evidence, ...flags.map(flagEvidence)],
    unknowns: [...(lost === null ? [] : [lost]), ...unknownsOf(reading, place)],
  }
}

const guessMin = 0.005

/** A flag is a fact beside the score, so its evidence weighs nothing. */
function flagEvidence({ flag, looked, found }: FlagFound): Evidence {
  return { rule: 'LT-00', looked: `flag ${flag}, ${looked}`, found, polarity: '+', weight: 0 }
}

/** Features that could not be read: unknown is not false. */
function unknownsOf(reading: LinkReading, place: PlaceMatch, outlet: Outlet | null = null): string[] {
  const { link, page, host } = reading.facts
  const unknowns: string[] = []
  if (link.referringPage === null) unknowns.push('F-URL: only the domain of the referring page is known')
  if (page === null) unknowns.push('page not read: F-LD, F-OG, F-GEN, F-AUTH, F-LBL, F-OUT, F-NAP')
  else if (page.features === null) unknowns.push('body of the page not read: F-LD, F-OG, F-GEN, F-AUTH, F-LBL, F-OUT, F-NAP')
  else unknowns.push('page not rendered: F-VIS, comments and links made by scripts')
  if (link.area === null) unknowns.push('F-POS: place of the link on the page')
  if (link.anchorText === null) unknowns.push('F-ANC: anchor text')
  if (link.context === null) unknowns.push('F-CTX: words around the link')
  if (reading.host.misnamed !== null) unknowns.push(`F-HOSTKIND: what kind of host it is; ${reading.host.misnamed}`)
  const unconfirmed = outletUnknown(reading, outlet)
  if (unconfirmed !== null) unknowns.push(unconfirmed)
  const uncompared = embedUnknown(reading.facts)
  if (uncompared !== null) unknowns.push(uncompared)
  if (host.pagesRead < 3) unknowns.push('F-REP: fewer than three pages of the host read')
  if (place.verdict === 'unknown') unknowns.push(`F-GEO: ${place.found}`)
  else if (place.verdict === 'named') unknowns.push('F-GEO: region of the referring site')
  return unknowns
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
