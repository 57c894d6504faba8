import type { Pause } from './slices.js'

const pieceBytesByDefault = 256 * 1024
/** Places tried for one cut. What is not cut is read in one piece. */
const triesMax = 100

/**
 * Reads a long list out of its JSON with pauses between pieces, since `JSON.parse` of a hundred megabytes lets nobody
 * else have a turn for seconds. Gives what `JSON.parse` gives, and fails where it fails.
 *
 * A piece ends where something that looks like the border of two items is. Within a word or within an item it is none,
 * and then the piece is no JSON, for it has an odd number of quotes or brackets without their other half: the next
 * place is tried.
 */
export async function parseJsonList(bytes: Uint8Array, pause: Pause, pieceBytes = pieceBytesByDefault): Promise<unknown[]> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const border = text[1] === 0x5b ? '],[' : '","'
  const end = text.length - 1
  if (text[0] !== 0x5b || text[end] !== 0x5d) return listOf(text.toString('utf8'))
  const items: unknown[] = []
  let begin = 1
  let tries = 0
  for (let at = text.indexOf(border, pieceBytes); at !== -1 && tries < triesMax;) {
    const piece = read(text, begin, at + 1)
    if (piece === undefined) {
      tries += 1
      at = text.indexOf(border, at + 1)
      continue
    }
    for (const item of piece) items.push(item)
    begin = at + 2
    tries = 0
    at = text.indexOf(border, begin + pieceBytes)
    await pause()
  }
  const rest = listOf(`[${text.toString('utf8', begin, end)}]`)
  // A comma before the end, and nothing after it.
  if (begin > 1 && rest.length === 0) throw new SyntaxError('It ends with a comma')
  for (const item of rest) items.push(item)
  return items
}

function read(text: Buffer, begin: number, end: number): unknown[] | undefined {
  try {
    return listOf(`[${text.toString('utf8', begin, end)}]`)
  } catch {
    return undefined
  }
}

function listOf(text: string): unknown[] {
  const value: unknown = JSON.parse(text)
  if (!Array.isArray(value)) throw new SyntaxError('It is no list')
  return value
}
