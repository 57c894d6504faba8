import type { Lists } from '../../model/lists.js'
import { linkTypeIds } from '../../model/link-types.js'
import { phraseIndex, wordsOf, type PhraseIndex } from './phrases.js'
import { strengths, type ScoredType, type Strength } from './signal.js'

/** What a phrase of the lists `link-type/…` says where it is found. */
export interface TypeWord {
  type: ScoredType
  strength: Strength
  subtype: string | null
}

export type Cue = 'paid' | 'guest' | 'press' | 'author-box' | 'directory' | 'resources' | 'reciprocal' | 'write-for-us' | 'sells-posts' | 'sponsor-thanks' | 'membership' | 'credit' | 'footer-credit' | 'truncated-copy' | 'boilerplate' | 'reciprocal-or-express' | 'bad-categories'

/** The lists made ready to search, once per version of the lists. */
export interface WordLists {
  path: PhraseIndex<TypeWord>
  title: PhraseIndex<TypeWord>
  context: PhraseIndex<TypeWord>
  /** Cues of section 5; `labelOnly` marks ordinary words that count in a label position alone. */
  cues: PhraseIndex<{ cue: Cue; language: string; labelOnly: boolean }>
  /** Cues that are marks more than words, "(P)": the whole label must be the mark. */
  exactCues: ReadonlyMap<string, Cue>
  hostWords: Array<{ kind: string; word: string; whole: boolean }>
  spam: PhraseIndex<string>
  weights: Readonly<Record<Strength, number>> & { temperature: number; guardMin: number; urlOnlyMax: number; jsOnlyMax: number; contradictionMax: number; certainMax: number; unknownBelow: number; sitewideShareMin: number; sitewidePagesMin: number }
  priors: ReadonlyMap<ScoredType, number>
}

const compiled = new WeakMap<Lists, WordLists>()

export function wordLists(lists: Lists): WordLists {
  let ready = compiled.get(lists)
  if (ready === undefined) {
    ready = compile(lists)
    compiled.set(lists, ready)
  }
  return ready
}

/** Words of a path, with every slash a word of its own, so that `/u/` means the whole segment. */
export function pathWords(path: string): string[] {
  const words: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' && words.at(-1) === '/') continue
    if (words.at(-1) !== '/') words.push('/')
    if (segment.startsWith('@')) words.push('@')
    words.push(...wordsOf(segment))
    if (words.at(-1) !== '/') words.push('/')
  }
  return words
}

function compile(lists: Lists): WordLists {
  const table = lists.table('link-type-weights')
  const priorTable = lists.table('link-type-priors')
  const typed = (where: string, cut: (text: string) => string[]) =>
    phraseIndex(
      lists.wordIds(`link-type/${where}/`).flatMap((id) => {
        const [, , type, strength, subtype] = id.split('/') as [string, string, ScoredType, Strength, string]
        if (!linkTypeIds.includes(type) || !strengths.includes(strength)) return []
        const value: TypeWord = { type, strength, subtype: subtype === '-' ? null : subtype }
        return lists.words(id).map((text) => ({ text, value }))
      }),
      cut,
    )
  const labelOnly = new Set(lists.words('cues/label-only').map((text) => text.toLowerCase()))
  return {
    // A path phrase keeps only the slashes that were written: "forum" fits inside a segment, "/forum/" is all of one.
    path: typed('path', (text) => {
      const words = pathWords(text)
      return words.slice(text.startsWith('/') ? 0 : 1, text.endsWith('/') ? words.length : -1)
    }),
    title: typed('title', wordsOf),
    context: typed('context', wordsOf),
    cues: phraseIndex(
      lists.wordIds('cues/').filter((id) => id !== 'cues/label-only').flatMap((id) => {
        const [, cue, language] = id.split('/') as [string, Cue, string | undefined]
        return lists.words(id).filter((text) => !text.startsWith('(')).map((text) => ({ text, value: { cue, language: language ?? '*', labelOnly: labelOnly.has(text.toLowerCase()) || text.length < 4 } }))
      }),
    ),
    exactCues: new Map(lists.wordIds('cues/').flatMap((id) => lists.words(id).filter((text) => text.startsWith('(')).map((text) => [text.toLowerCase(), id.split('/')[1] as Cue] as const)).filter(([, cue]) => cue !== ('label-only' as Cue))),
    hostWords: lists.wordIds('host-words/').flatMap((id) => lists.words(id).map((word) => ({ kind: id.slice('host-words/'.length), word: word.replace(/-$/u, ''), whole: word.endsWith('-') || word.length < 5 }))).sort((a, b) => b.word.length - a.word.length),
    spam: phraseIndex(['spam/drug', 'spam/casino', 'spam/adult', 'spam/loans', 'spam/replica', 'spam/essay', 'spam/drug-offer', 'spam/casino-offer', 'spam/loans-offer', 'spam/replica-offer'].flatMap((id) => lists.words(id).map((text) => ({ text, value: id.slice(5).replace('-offer', '') })))),
    weights: {
      defining: table['defining'] ?? 8, decisive: table['decisive'] ?? 3, strong: table['strong'] ?? 1.8, moderate: table['moderate'] ?? 0.9, weak: table['weak'] ?? 0.4,
      contra: table['contra'] ?? -1.5, veto: table['veto'] ?? -8, excluded: table['excluded'] ?? -24, temperature: table['temperature'] ?? 1.6, guardMin: table['guardMin'] ?? 0.35,
      urlOnlyMax: table['urlOnlyMax'] ?? 0.7, jsOnlyMax: table['jsOnlyMax'] ?? 0.8, contradictionMax: table['contradictionMax'] ?? 0.75,
      unknownBelow: table['unknownBelow'] ?? 0.5, certainMax: table['certainMax'] ?? 0.98, sitewideShareMin: table['sitewideShareMin'] ?? 0.5, sitewidePagesMin: table['sitewidePagesMin'] ?? 20,
    },
    priors: new Map(scoredTypes.map((type) => [type, Math.log(priorTable[type] ?? 1 / scoredTypes.length)])),
  }
}

export const scoredTypes = linkTypeIds.filter((id): id is ScoredType => id !== 'LT-99')
