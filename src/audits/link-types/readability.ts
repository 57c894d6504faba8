import { findPhrases, wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'

/** From so many words on, a page has a content of its own, whatever notices stand beside it. */
const contentWords = 60
/** Fewer words are no text; a record, a post or a list may still be told by other marks. */
export const textWordsMin = 20

/** Why a page that was fetched can't be read: letters lost in a wrong encoding, a placeholder or a wall before the content; null where it can (LT-99). */
export function unreadable(reading: LinkReading): string | null {
  const { features, extra } = reading
  if (features === null) return null
  const lines = [extra.mainStart ?? '', ...(extra.shortLines ?? []).slice(0, 12), reading.facts.page?.title ?? '']
  const text = lines.join(' ').slice(0, 1_200)
  const broken = text.match(brokenText)?.length ?? 0
  if (broken >= 3 && broken * 6 >= text.length / 4) return 'its letters were lost in a wrong encoding'
  if (features.mainWordCount >= contentWords || features.structuredTypes.some((type) => content.test(type))) return null
  return findPhrases(reading.words.placeholders, wordsOf(text), text.toLowerCase()).length > 0 ? 'it holds a placeholder or a wall before its content' : null
}

const brokenText = /\ufffd|Ã[\u0080-\u00bf]|â€/gu
const content = /^(?:Physician|Dentist|MedicalClinic|LocalBusiness|NewsArticle|JobPosting|Event|QAPage|DiscussionForumPosting)$/u
