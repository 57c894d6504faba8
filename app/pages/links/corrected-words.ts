import { sayIfKnown } from '../../words/say.js'
import { terms } from '../../words/terms.js'

export type CorrectedField = 'type' | 'anchorKind' | 'tier' | 'area'

const prefixes: Readonly<Record<CorrectedField, string>> = { type: 'type.', anchorKind: 'anchor.', tier: 'tier.', area: 'area.' }

/** What a judgement that can be corrected is called: "guest post", "T3 society or hospital". */
export function correctedWords(field: CorrectedField, value: string): string {
  const words = sayIfKnown(prefixes[field] + value, value)
  return field === 'tier' ? `T${value} ${words}` : words
}

/** Ids that can be chosen for each field, from the words there are for them. */
const choices = Object.fromEntries((Object.keys(prefixes) as CorrectedField[]).map((field) => [
  field,
  Object.keys(terms).flatMap((key) => (key.startsWith(prefixes[field]) ? [key.slice(prefixes[field].length)] : [])).filter((value) => value !== 'unknown').map((value) => ({ value, label: correctedWords(field, value) })),
])) as Record<CorrectedField, Array<{ value: string; label: string }>>

export const choicesOfField = (field: CorrectedField) => choices[field]
