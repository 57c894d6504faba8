import type { Lists } from '../../model/lists.js'
import { foldWord } from './normalise.js'

/**
 * The language an anchor is written in, for AN-18, or null where that cannot be told. Scripts tell themselves; among
 * languages in Latin and Cyrillic letters the small words do, and only where one language has clearly more of them.
 */
export function anchorLanguage(words: readonly string[], visible: string, lists: Lists): string | null {
  if (words.length < 3) return null
  const script = languageOfScript(visible)
  if (script !== null) return script
  const table = smallWords(lists)
  const scores = new Map<string, number>()
  for (const word of words) for (const language of table.get(word) ?? []) scores.set(language, (scores.get(language) ?? 0) + 1)
  const ranked = [...scores].sort((a, b) => b[1] - a[1])
  const [first, second] = ranked
  if (first === undefined || first[1] < 2 || first[1] / words.length < 0.25) return null
  return second === undefined || first[1] >= second[1] * 2 ? first[0] : null
}

const foreignLetters = /[\u0370-\u03ff\u0590-\u05ff\u0980-\ud7a3]/u
const scripts: ReadonlyArray<[RegExp, string]> = [
  [/[\u3040-\u30ff]/u, 'ja'], [/[\uac00-\ud7a3]/u, 'ko'], [/[\u4e00-\u9fff]/u, 'zh'], [/[\u0e00-\u0e7f]/u, 'th'], [/[\u0590-\u05ff]/u, 'he'], [/[\u0370-\u03ff]/u, 'el'], [/[\u0980-\u09ff]/u, 'bn'],
]

function languageOfScript(visible: string): string | null {
  return foreignLetters.test(visible) ? (scripts.find(([letters]) => letters.test(visible))?.[1] ?? null) : null
}

const tables = new WeakMap<Lists, ReadonlyMap<string, string[]>>()

/** Function words by language; a word of several languages counts for each. */
function smallWords(lists: Lists): ReadonlyMap<string, string[]> {
  let table = tables.get(lists)
  if (table !== undefined) return table
  const languages = new Map<string, Set<string>>()
  for (const prefix of ['anchors/stop/', 'anchors/generic-words/']) {
    for (const id of lists.wordIds(prefix)) {
      const language = id.slice(prefix.length).split('-')[0]!
      if (language.length !== 2) continue
      for (const word of lists.words(id)) {
        const folded = foldWord(word)
        languages.set(folded, (languages.get(folded) ?? new Set()).add(language))
      }
    }
  }
  table = new Map([...languages].map(([word, set]) => [word, [...set]]))
  tables.set(lists, table)
  return table
}
