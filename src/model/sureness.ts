/** How sure a type is, in a word (link-types.md 4.4). */
export type Sureness = 'sure' | 'likely' | 'leaning' | 'unsure'

/** From 0.85 on sure, from 0.65 on likely, from 0.50 on leaning; below that no type is named. */
export function surenessOf(confidence: number): Sureness {
  return confidence >= 0.85 ? 'sure' : confidence >= 0.65 ? 'likely' : confidence >= 0.5 ? 'leaning' : 'unsure'
}
