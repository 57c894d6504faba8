import { lookUpHost } from '../../model/lists.js'
import type { Lists } from '../../model/lists.js'
import type { TierAnswer } from '../../model/facts.js'
import type { Answer } from '../../model/judgement.js'
import type { Tier } from '../../model/link-types.js'
import type { RiskLinkFacts, TypedLink } from './facts.js'

/**
 * True if a referrer is never accused of link spam: a health authority, academic medicine, or any host of the seed
 * list. What is wrong on such a host (a forgotten comment board) is theirs to find; a false alarm here would cost the
 * reader the links that matter most.
 */
export function isTrustedReferrer(tier: number, host: string, lists: Lists): boolean {
  return tier <= 2 || lookUpHost(lists.seeds, host) !== undefined
}

/**
 * The tier as far as a list, a registry or a controlled suffix proves it. What pages or a name say of themselves, of
 * confidence "low", excuses nothing: whoever sells pills writes "hospital" on the page and in the name.
 */
export function provenTier({ tier, confidence }: Pick<TierAnswer, 'tier' | 'confidence'>): Tier {
  return confidence === 'low' ? 6 : tier
}

/** Links whose referrer may be named in a finding. */
export function suspectable<Link extends TypedLink>(links: readonly Link[], lists: Lists): readonly Link[] {
  const known = suspects.get(links)
  if (known?.lists === lists) return known.links as readonly Link[]
  const answer = links.filter((judged) => !isTrustedReferrer(provenTier(judged.tier), judged.link.referringHost, lists))
  suspects.set(links, { lists, links: answer })
  return answer
}

/** Ten audits ask for those of the same links. */
const suspects = new WeakMap<readonly TypedLink[], { lists: Lists; links: readonly TypedLink[] }>()

type Options = Record<string, number | string | boolean>

/** A link audit that passes for trusted referrers before it looks at anything. */
export function guarded<Row>(judge: (facts: RiskLinkFacts, options: Options) => Answer<Row>): (facts: RiskLinkFacts, options: Options) => Answer<Row> {
  return (facts, options) => {
    if (asked.facts !== facts) {
      asked.facts = facts
      asked.isTrusted = isTrustedReferrer(provenTier(facts.tier), facts.link.referringHost, facts.lists)
    }
    return asked.isTrusted ? pass() : judge(facts, options)
  }
}

/** The link asked for last: its audits follow one another. */
const asked: { facts: RiskLinkFacts | null; isTrusted: boolean } = { facts: null, isTrusted: false }

export function pass<Row>(evidence?: Row[]): Answer<Row> {
  return evidence === undefined ? passed : { verdict: 'pass', evidence }
}

/** The answer of nearly every audit to nearly every link. */
const passed: Answer<never> = { verdict: 'pass', evidence: [] }

export function unknown<Row>(...missing: string[]): Answer<Row> {
  return { verdict: 'unknown', missing, evidence: [] }
}

/** `withoutNeighbours` is the strength that is left without the other links of the page, told where it is less. */
export function flag<Row>(strength: number, evidence: Row[], withoutNeighbours = strength): Answer<Row> {
  return withoutNeighbours < strength ? { verdict: 'flag', strength, evidence, withoutNeighbours } : { verdict: 'flag', strength, evidence }
}
