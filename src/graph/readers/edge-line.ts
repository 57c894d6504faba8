import { countWords } from '../../lib/number-words.js'
import { limits } from '../../model/limits.js'

/** A line of a list of edges: two ids, nothing (blank, or a comment that begins with `#` or `%`), or what is wrong with it. */
export type EdgeLine = { from: number; to: number } | { fault: string } | null

/** Ids are below this: 2³² − 1 stands for "no vertex". */
export const vertexIdLimit = 2 ** 32 - 1

/**
 * Reads one line in the obvious way: the reference for the kernel in `kernels/graph/parse-edges.ts`, and what says for
 * people why a line was refused. Numbers are separated by blanks, tabs or one comma; a weight or more may follow.
 */
export function parseEdgeLine(line: string, idLimit: number = vertexIdLimit): EdgeLine {
  if (/^[ \t]*(?:[#%]|\r?$)/u.test(line)) return null
  const match = /^[ \t]*(\d+)(?:[ \t]+|[ \t]*,[ \t]*)(\d+)(?:[ \t,]|\r?$)/u.exec(line)
  if (!match) return { fault: lineFault(line) }
  for (const text of [match[1]!, match[2]!]) {
    if (text.length > 10 || Number(text) >= vertexIdLimit) return { fault: `the number ${shown(text)} is larger than an id can be (${limits.graphVerticesMax - 1})` }
    if (Number(text) >= idLimit) return { fault: `there is no vertex ${text}: the graph has ${countWords(idLimit)} vertices, from 0 on` }
  }
  return { from: Number(match[1]), to: Number(match[2]) }
}

function lineFault(line: string): string {
  if (/^[ \t]*-?\d+[ \t,]+-\d|^[ \t]*-\d/u.test(line)) return `a negative number: ${shown(line)}`
  if (/^[ \t]*\d+[ \t]*,?[ \t]*\r?$/u.test(line)) return `one number only: ${shown(line)}`
  return `not two whole numbers: ${shown(line)}`
}

const shownCharsMax = 60

/** A piece of a file for a message: short, and with control characters escaped, since they could command a terminal. */
export function shown(text: string): string {
  const cut = text.length > shownCharsMax ? `${text.slice(0, shownCharsMax)}…` : text
  return `"${cut.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069"\\]/gu, escaped)}"`
}

function escaped(letter: string): string {
  if (letter === '\t') return '\\t'
  if (letter === '\r') return '\\r'
  if (letter === '\n') return '\\n'
  if (letter === '"' || letter === '\\') return `\\${letter}`
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}
