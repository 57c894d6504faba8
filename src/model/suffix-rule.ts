import { z } from 'zod'

/** What a name under a controlled suffix is, since only such bodies can register there. */
export const suffixKinds = ['government', 'military', 'intergovernmental body', 'national health service', 'university', 'academic body', 'school', 'health provider'] as const
export type SuffixKind = (typeof suffixKinds)[number]

/** A suffix that a registry, or the owner of a name, keeps for one kind of body. */
export interface SuffixRule {
  kind: SuffixKind
  /** Who may have a name below it, in words. */
  who: string
  source: string
  /** When the rule was last looked at. */
  date: string
}

/** Suffixes of a shipped list that share a kind and the same holders. */
export const SuffixGroupSchema = z.object({
  kind: z.enum(suffixKinds),
  who: z.string().min(10),
  suffixes: z.array(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/u)).min(1),
})
