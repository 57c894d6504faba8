import type { TypedLink } from '../audits/index.js'
import type { AnchorAnswer, TypeAnswer } from '../model/facts.js'
import type { Evidence } from '../model/judgement.js'

const noEvidence: Evidence[] = []
const noUnknowns: string[] = []
/** Different answers that are kept: past it they are told anew, which costs memory and changes nothing. */
const answersMax = 100_000

/**
 * Makes of judged links what the audits of the whole profile read of them. Of a million links the same few thousand
 * answers come again and again: each is kept once. What only the page of one link shows is left out, and so are the
 * figures of other tools, which no audit reads.
 */
export function shortLinks(): (judged: TypedLink) => TypedLink {
  const types = new Map<string, TypeAnswer>()
  const anchors = new Map<string, AnchorAnswer>()
  return ({ link, type, anchor, tier }) => ({
    link: link.vendor === null && link.image === null ? link : { ...link, vendor: null, image: null },
    type: kept(types, `${type.type} ${type.subtype} ${type.innerType} ${type.confidence} ${type.runnerUp.type} ${type.runnerUp.confidence} ${type.flags.join(' ')}`, () => ({ ...type, evidence: noEvidence, unknowns: noUnknowns })),
    anchor: kept(anchors, `${anchor.kind} ${anchor.altKind} ${anchor.grade} ${anchor.flags.join(' ')} ${anchor.normalised}`, () => ({ ...anchor, evidence: noEvidence })),
    tier,
  })
}

function kept<Answer>(answers: Map<string, Answer>, key: string, make: () => Answer): Answer {
  let answer = answers.get(key)
  if (answer === undefined) {
    if (answers.size >= answersMax) answers.clear()
    answers.set(key, (answer = make()))
  }
  return answer
}
