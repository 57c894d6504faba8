import type { AnchorAnswer, TierAnswer, TypeAnswer } from '../model/facts.js'

/** How equal answers of one kind are known, and what is kept of them: what the audits of a whole profile read, without evidence. */
interface AnswerKind<Answer> {
  /** The same for equal answers, and for few others. */
  markOf(answer: Answer): string | number
  isEqual(a: Answer, b: Answer): boolean
  shortOf(answer: Answer): Answer
}

const noEvidence: never[] = []

export const shortTypes: AnswerKind<TypeAnswer> = {
  markOf: ({ confidence, runnerUp }) => confidence + 7 * runnerUp.confidence,
  isEqual: (a, b) => a.confidence === b.confidence && a.runnerUp.confidence === b.runnerUp.confidence && a.type === b.type && a.subtype === b.subtype && a.innerType === b.innerType && a.runnerUp.type === b.runnerUp.type && areEqual(a.flags, b.flags),
  shortOf: (type) => ({ ...type, evidence: noEvidence, unknowns: noEvidence }),
}

export const shortAnchors: AnswerKind<AnchorAnswer> = {
  markOf: ({ normalised }) => normalised,
  isEqual: (a, b) => a.normalised === b.normalised && a.kind === b.kind && a.altKind === b.altKind && a.grade === b.grade && areEqual(a.flags, b.flags),
  shortOf: (anchor) => ({ ...anchor, evidence: noEvidence }),
}

export const shortTiers: AnswerKind<TierAnswer> = {
  markOf: ({ name }) => name,
  isEqual: (a, b) => a.name === b.name && a.tier === b.tier && a.confidence === b.confidence && a.kind === b.kind,
  shortOf: (tier) => ({ ...tier, evidence: noEvidence }),
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}

/**
 * Short answers in the order in which they came, each once, by their numbers: of a million links the same few thousand come
 * again and again. They are compared field by field, since a text of all fields would be made for every link.
 */
export class ShortAnswers<Answer> {
  readonly values: Answer[] = []
  private readonly byMark = new Map<string | number, number[]>()
  /** Links of one host have one answer to who is behind it. */
  private last: Answer | undefined
  private lastNumber = 0

  constructor(private readonly kind: AnswerKind<Answer>) {}

  numberOf(answer: Answer): number {
    if (answer === this.last) return this.lastNumber
    this.last = answer
    return (this.lastNumber = this.find(answer))
  }

  private find(answer: Answer): number {
    const { kind, values, byMark } = this
    const mark = kind.markOf(answer)
    let numbers = byMark.get(mark)
    if (numbers === undefined) byMark.set(mark, (numbers = []))
    for (const number of numbers) if (kind.isEqual(values[number]!, answer)) return number
    numbers.push(values.length)
    return values.push(kind.shortOf(answer)) - 1
  }
}
