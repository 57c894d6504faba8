import type { PageFeatures } from '../../model/page.js'
import { findPhrases, wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'
import type { WordLists } from './word-lists.js'

/** A longer end of a title is a part of the headline. */
const titleEndWordsMax = 6
/** "Stadt Riverton" is a name, "Stadt baut um" a headline. */
const townName = /^\p{L}+(?:\s(?:of|de|du|des|di|da|do|van|von|der|the|council|miasta|gminy))*\s\p{Lu}/u
const kept = new WeakMap<PageFeatures, { words: WordLists; names: readonly string[] }>()

/**
 * What a site calls itself on a page (F-HOSTKIND, F-GEO), surest first: its metadata, its copyright, the end of the title
 * ("News - Town of Riverton"), and lines above the headline that name a body of a place.
 */
export function siteNames(reading: LinkReading): readonly string[] {
  const { features, extra, words } = reading
  if (features === null) return []
  const known = kept.get(features)
  if (known !== undefined && known.words === words) return known.names
  const isBody = (text: string) => {
    const line = wordsOf(text)
    return [words.civicNames, words.authorities].some((list) => findPhrases<unknown>(list, line, text.toLowerCase()).length > 0) || (townName.test(text) && findPhrases(words.towns, line, text.toLowerCase())[0]?.at === 0)
  }
  const ends = (reading.facts.page?.title ?? '').slice(0, 200).split(/\s[-–—|·:]\s/u).map((text) => text.trim())
  const titled = ends.length < 2 ? [] : [ends.at(-1)!, ends[0]!].filter((text) => wordsOf(text).length <= titleEndWordsMax && isBody(text))
  const names = [
    features.ogSiteName ?? '',
    ...(extra.organisations ?? []).slice(0, 2),
    ...(extra.footerLines ?? []).filter((line) => line.length <= 120 && /©|\(c\)|copyright/iu.test(line)),
    ...titled,
    ...features.labels.filter((label) => label.place === 'before-headline').slice(0, 3).map(({ text }) => text).filter(isBody),
  ].filter((text) => text !== '')
  kept.set(features, { words, names })
  return names
}
