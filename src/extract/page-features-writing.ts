import { gzipSync } from 'node:zlib'
import type { PageExtra } from '../model/page-extra.js'
import { mixed, wordHash } from './page-features-simhash.js'

/** Fewer words than this repeat themselves or not by chance (RISK-15). */
const wordsMin = 300
/** Of longer texts the first words speak for the rest: the figures stay comparable and the cost stays small. */
const wordsMax = 3_000
/** Packing finds more that comes again the longer a text is: to be compared at all, texts are packed up to the same length. */
const startWords = 900

/**
 * How the main text is written, for RISK-15: how often it shrinks when packed, the share of different words in
 * stretches of three hundred, and marks of its passages. Null and empty where the text is too short to tell. The text
 * itself is not kept.
 */
export function writingOf(words: readonly string[]): Pick<PageExtra, 'textCompression' | 'wordVariety' | 'startCompression' | 'textRuns'> {
  if (words.length < wordsMin) return { textCompression: null, wordVariety: null, startCompression: null, textRuns: '' }
  const read = words.slice(0, wordsMax)
  const stretches = Math.floor(read.length / wordsMin)
  let different = 0
  for (let at = 0; at < stretches; at += 1) different += new Set(read.slice(at * wordsMin, (at + 1) * wordsMin)).size
  return { textCompression: compressionOf(read), startCompression: read.length < startWords ? null : compressionOf(read.slice(0, startWords)), wordVariety: rounded(different / (stretches * wordsMin)), textRuns: runsOf(read) }
}

/** How many times words shrink when packed. */
function compressionOf(words: readonly string[]): number {
  const bytes = Buffer.from(words.join(' '), 'utf8')
  return rounded(bytes.byteLength / gzipSync(bytes).byteLength)
}

/** Words of a passage, the share of passages that is kept, and the most that are kept of one text. */
const runWords = 8
const oneOf = 16
const runsMax = 48

/**
 * Passages of eight words as hashes of eight hex digits, one after another and ascending: of all there are those whose hash
 * is small, one in sixteen. So of two texts that share passages the same ones are kept, and what share of them is common
 * tells what share of the texts is.
 */
function runsOf(words: readonly string[]): string {
  const hashes = words.map(wordHash)
  const kept = new Set<number>()
  for (let at = 0; at + runWords <= hashes.length; at += 1) {
    let run = 0
    for (let next = at; next < at + runWords; next += 1) run = mixed(Math.imul(run, 0x01000193) ^ hashes[next]!)
    if (run >>> 0 < 2 ** 32 / oneOf) kept.add(run >>> 0)
  }
  return [...kept].sort((a, b) => a - b).slice(0, runsMax).map((run) => run.toString(16).padStart(8, '0')).join('')
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
