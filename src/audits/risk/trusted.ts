import { lookUpHost } from '../../model/lists.js'
import type { Lists } from '../../model/lists.js'
import type { Answer } from '../../model/judgement.js'
import type { RiskLinkFacts, TypedLink } from './facts.js'

/**
 * True if a referrer is never accused of link spam: a health authority, academic medicine, or any host of the seed
 * list. What is wrong on such a host (a forgotten comment board) is theirs to find; a false alarm here would cost the
 * reader the links that matter most.
 */
export function isTrustedReferrer(tier: number, host: string, lists: Lists): boolean {
  return tier <= 2 || lookUpHost(lists.seeds, host) !== undefined
}

/** Links whose referrer may be named in a finding. */
export function suspectable<Link extends TypedLink>(links: readonly Link[], lists: Lists): Link[] {
  return links.filter((judged) => !isTrustedReferrer(judged.tier.tier, judged.link.referringHost, lists))
}

type Options = Record<string, number | string | boolean>

/** A link audit that passes for trusted referrers before it looks at anything. */
export function guarded<Row>(judge: (facts: RiskLinkFacts, options: Options) => Answer<Row>): (facts: RiskLinkFacts, options: Options) => Answer<Row> {
  return (facts, options) => (isTrustedReferrer(facts.tier.tier, facts.link.referringHost, facts.lists) ? pass() : judge(facts, options))
}

export function pass<Row>(evidence: Row[] = []): Answer<Row> {
  return { verdict: 'pass', evidence }
}

export function unknown<Row>(...missing: string[]): Answer<Row> {
  return { verdict: 'unknown', missing, evidence: [] }
}

export function flag<Row>(strength: number, evidence: Row[]): Answer<Row> {
  return { verdict: 'flag', strength, evidence }
}
