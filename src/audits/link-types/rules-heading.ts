import { folded, findPhrases, wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'
import { isFramed } from './rules-target.js'
import { cuesIn } from './rules-words.js'
import type { ScoredType, Signals } from './signal.js'

/** A heading of more words is a sentence of the text, which names no part of the page. */
const wordsMax = 7
/** Of a heading that names a part, the name is so much. */
const shareMin = 0.3
/** Types of entries that stand in the frame of a site as well as in its text. */
const anywhere: ReadonlySet<ScoredType> = new Set<ScoredType>(['LT-07', 'LT-11', 'LT-31'])
/** Types of parts of the frame: in a text such a heading is about something else. */
const inFrame: ReadonlySet<ScoredType> = new Set<ScoredType>(['LT-14', 'LT-27'])

/** What the heading above a link calls the part of the page in which it stands (F-CTX): "Our sponsors", "Our titles", "Publications". */
export function headingRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const cue = link.cues.find((one) => one.startsWith('under:'))
  if (cue === undefined) return
  const heading = cue.slice('under:'.length)
  const words = wordsOf(heading)
  if (words.length === 0 || words.length > wordsMax) return
  const framed = isFramed(reading)
  const inProse = link.cues.includes('prose') && !framed
  for (const { value, text, length } of findPhrases(reading.words.heading, words, folded(heading))) {
    if (length / words.length < shareMin) continue
    if (anywhere.has(value.type) ? inProse : inFrame.has(value.type) !== framed) continue
    if (value.subtype === 'badge' && link.image === null && reading.anchorWords.length > 0) continue
    signals.add(value.type, 'title', value.strength, 'F-CTX', 'heading above the link', text, value.subtype)
    // What the site itself calls its own or its parent is no widget there, and what it calls advertising is neither.
    if (value.type === 'LT-27' && value.strength === 'decisive') signals.add('LT-14', 'against', 'contra', 'F-CTX', 'heading above the link', text)
    else if (value.type === 'LT-31' && framed) for (const type of ['LT-14', 'LT-27'] as const) signals.add(type, 'against', 'veto', 'F-CTX', 'heading above the link', text)
  }
  if (framed || inProse) return
  for (const match of cuesIn(reading, heading)) {
    if (match.share < shareMin) continue
    if (match.cue === 'resources') signals.add('LT-06', 'title', 'moderate', 'F-CTX', 'heading above the link', match.text)
    else if (match.cue === 'sponsor-thanks') signals.add('LT-07', 'title', 'decisive', 'F-CTX', 'heading above the link', match.text)
    else if (match.cue === 'membership') signals.add('LT-05', 'title', 'moderate', 'F-CTX', 'heading above the link', match.text)
  }
}
