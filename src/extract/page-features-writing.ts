import { gzipSync } from 'node:zlib'
import type { PageExtra } from '../model/page-extra.js'

/** Fewer words than this repeat themselves or not by chance (RISK-15). */
const wordsMin = 300
/** Of longer texts the first words speak for the rest: the figures stay comparable and the cost stays small. */
const wordsMax = 3_000

/**
 * How the main text is written, for RISK-15: how often it shrinks when packed, and the share of different words in
 * stretches of three hundred. Null where the text is too short to tell. The text itself is not kept.
 */
export function writingOf(words: readonly string[]): Pick<PageExtra, 'textCompression' | 'wordVariety'> {
  if (words.length < wordsMin) return { textCompression: null, wordVariety: null }
  const read = words.slice(0, wordsMax)
  const bytes = Buffer.from(read.join(' '), 'utf8')
  const stretches = Math.floor(read.length / wordsMin)
  let different = 0
  for (let at = 0; at < stretches; at += 1) different += new Set(read.slice(at * wordsMin, (at + 1) * wordsMin)).size
  return { textCompression: rounded(bytes.byteLength / gzipSync(bytes).byteLength), wordVariety: rounded(different / (stretches * wordsMin)) }
}

function rounded(figure: number): number {
  return Math.round(figure * 100) / 100
}

/**
 * Whether the page says that all may read it: false of a paywall that says so to search engines, null where nothing is
 * said (GT-02). Texts of "isAccessibleForFree" of structured data, metas and markup.
 */
export function isFreeToRead(said: readonly string[]): boolean | null {
  const answers = said.map((text) => bareWord(text))
  if (answers.includes('false')) return false
  return answers.includes('true') ? true : null
}

/** "http://schema.org/False", "False" and "no" are one answer. */
function bareWord(text: string): string {
  const word = text.trim().toLowerCase()
  const bare = word.slice(word.lastIndexOf('/') + 1)
  return bare === 'no' || bare === '0' ? 'false' : bare === 'yes' || bare === '1' ? 'true' : bare
}
