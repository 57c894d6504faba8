import { shareWords } from '../../lib/number-words.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import { foldWord } from '../anchors/normalise.js'
import { practiceByName } from '../tiers/practice-names.js'
import { assume, figure, observed } from './component-values.js'
import type { Component } from './compose-quality.js'
import { isPlatformName, pathWords, trustShare } from './graph-facts.js'
import { isPersonal } from './personal-page.js'
import { blendTrust, netOf, type BlendedTrust } from './net-trust.js'
import type { QualityFacts, TrustFacts } from './quality-parts.js'
import { topicsOfTarget } from './topics-of-target.js'

/** A single way from a seed is easily had: one careless link. Without a listing it carries no further than this (QH, "wrong when"). */
const singleWayMax = 0.5
const evidenceCharsMax = 360
const evidenceCharsMin = 120

/** QH-01 to QH-04, with the target's topics (GR-03) and what is known of distrust (GR-06). */
export function healthTrust(facts: QualityFacts, prior: number, told: boolean): Component {
  const { trust, spamMass, authority: rank, tier, page, risk, lists, link } = facts
  const contra = risk.signals.find((signal) => signal.id === 'RISK-26' && signal.strength >= 0.25)
  if (contra !== undefined) return observed(0.05, 'unsafe health claims', contra.evidence)
  let value = prior
  let evidence = 'no health identity known'
  let notes = ''
  let known = false
  const personal = isPersonal(facts)
  const own = !isPlatformName(link.referringHost, rank?.name, lists) && !personal
  if (own && trust !== undefined && trust !== null && trust.median > 0 && trust.p99 > 0) {
    const blend = blendTrust(trust, topicsOfTarget(facts))
    const lambda = lists.table('quality-trust')['distrust'] ?? 0
    const net = trust.distrust === undefined || trust.distrust === null ? blend.value : netOf(blend.value, trust.distrust, lambda)
    value = trustShare(net, blend)
    const single = net > 0 && trust.ways !== undefined && trust.ways !== null && trust.ways < 2 && trust.distance !== 0
    if (single) value = Math.min(singleWayMax, value)
    // Whom a seed is shown to lead to in a few steps is never trusted less than one of whom nothing is known. Distrust does not
    // change that: in a closely linked graph very many have more of it than of trust, whoever the bad ones are (docs/scales.md).
    if (trust.value > 0 && trust.path !== undefined && trust.path !== null) value = Math.max(prior, value)
    if (told) {
      evidence = `${trustWords(trust)}${single ? '; no second way from a seed' : ''}`
      notes = `${trust.seeds === undefined ? '' : `; seeds ${trust.seeds}`}${topicWords(blend)}${distrustWords(trust, blend, net, lambda)}`
    }
    known = true
  }
  const listed = tier.tier <= 2 || (tier.tier === 3 && tier.confidence === 'high')
  const floor = personal ? 0 : listed ? (tier.tier === 1 ? 0.95 : 0.85) : tier.tier === 3 ? 0.6 : tier.tier === 4 && !isNamedAlone(tier) ? (tier.confidence === 'low' ? 0.35 : 0.5) : 0
  if (floor > value) {
    value = floor
    if (told) evidence = `${tier.name}: ${tier.evidence[0]?.found ?? tier.kind}`
    // What the graph says is less than the floor, so it decides nothing.
    notes = ''
    known = true
  }
  const titles = clinicianTitles(lists)
  const byline = page?.features?.authors.find((author) => foldWord(author).split(/[\s,.]+/u).some((word) => titles.has(word)))
  if (byline !== undefined && lookUpHost(lists.hostKinds, link.referringHost)?.entry.kind !== 'blog-platform') {
    value = Math.min(1, value + 0.1)
    if (told) notes += `; byline of ${byline.slice(0, 60)}`
    known = true
  }
  if (!told) return known ? figure(value) : assume(value, '')
  // Said wherever trust is shown: links of a farm are how such a rank is made. By itself it takes nothing away (RISK-29).
  const mass = spamMass === undefined || spamMass === null ? '' : `; but ${shareAtLeast(spamMass)} of its PageRank comes from outside the known good sites (spam mass, RISK-29)`
  return known ? observed(value, `tier ${tier.tier}`, `${evidence.slice(0, Math.max(evidenceCharsMin, evidenceCharsMax - notes.length - mass.length))}${notes}${mass}`) : assume(value, `${evidence}${notes}${mass}`)
}

/** Which topics of the target the trust is in, and what is not known (GR-03). */
function topicWords({ counted, unknown }: BlendedTrust): string {
  const told = counted.length === 0 ? '' : `; for the subject of the target ${counted.map(({ topic, seeds, share }) => `${shareWords(share)} of it by ${seeds ?? topic}`).join(', ')}`
  return unknown.length === 0 ? told : `${told}; not known by ${unknown.join(', ')}, since these ranks hold no such trust`
}

/** What distrust takes away (GR-06). */
function distrustWords({ distrust, distrustFrom }: TrustFacts, blend: BlendedTrust, net: number, lambda: number): string {
  if (distrust === undefined) return ''
  if (distrust === null) return '; distrust unknown, since these ranks hold none'
  if (distrust === 0) return '; no way from it to known bad sites'
  const shown = (value: number) => Math.round(100 * trustShare(value, blend))
  return `; less ${lambda} × distrust for the ways from it to known bad sites (${distrustFrom ?? 'a seed file'}): ${shown(blend.value)} to ${shown(net)}`
}

/** True if nothing but its name makes a host one of medicine: anybody can have such a name, so no point comes of it. */
export function isNamedAlone({ kind }: QualityFacts['tier']): boolean {
  return kind === practiceByName
}

const titlesByLists = new WeakMap<Lists, ReadonlySet<string>>()

/** Titles before or after the name of a clinician, folded; made once for a set of lists. */
function clinicianTitles(lists: Lists): ReadonlySet<string> {
  let titles = titlesByLists.get(lists)
  if (titles === undefined) titlesByLists.set(lists, (titles = new Set(lists.words('anchors/clinician-titles').map(foldWord))))
  return titles
}

/** "98 %", never rounded up: 100 % would say more than is known. */
function shareAtLeast(share: number): string {
  return `${Math.floor(100 * share)}\u202f%`
}

/** The number stands only beside its chain: with that a person sees whether it is earned. */
function trustWords(trust: TrustFacts): string {
  const { value, path, nearestSeed, distance } = trust
  if (!(value > 0)) return 'no health seed leads to it'
  if (path !== undefined && path !== null) return `health trust ${Math.round(100 * trustShare(value, trust))}: ${pathWords(path)}`
  if (nearestSeed !== null) return `trust from health seeds; nearest ${nearestSeed}`
  return distance === undefined || distance === null ? 'trust from health seeds' : `trust from health seeds, the nearest ${distance} steps away`
}

