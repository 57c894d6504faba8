/**
 * Which encoding a text file is in, and its text in pieces. Only the encodings in which spreadsheets and web tools
 * write: UTF-8, UTF-16 and, where the bytes are neither, windows-1252.
 */
type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string
}

/** Bytes looked at when there is no byte-order mark. */
const sniffBytesMax = 64 * 1024

/** The encoding by byte-order mark, or by where the zero bytes stand; undefined if both say nothing. */
function encodingByMark(head: Uint8Array): { encoding: TextEncoding; markBytes: number } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  const pairs = Math.min(head.length, 2_048) >> 1
  if (pairs < 2) return undefined
  let evenZeros = 0
  let oddZeros = 0
  for (let pair = 0; pair < pairs; pair += 1) {
    if (head[pair * 2] === 0) evenZeros += 1
    if (head[pair * 2 + 1] === 0) oddZeros += 1
  }
  // Mostly Latin text has a zero in nearly every second byte; binary files have them on both sides.
  if (oddZeros > pairs * 0.6 && evenZeros < pairs * 0.1) return { encoding: 'utf-16le', markBytes: 0 }
  if (evenZeros > pairs * 0.6 && oddZeros < pairs * 0.1) return { encoding: 'utf-16be', markBytes: 0 }
  return undefined
}

/**
 * True if bytes above 127 form UTF-8 at least as often as not. One broken character in a UTF-8 file must not turn the
 * whole file into windows-1252, and single letters of windows-1252 hardly ever form UTF-8 by chance. Undefined where
 * there is no such byte, or only the beginning of a character that the end of the piece cuts off.
 */
function looksLikeUtf8(bytes: Uint8Array): boolean | undefined {
  let good = 0
  let bad = 0
  let index = 0
  while (index < bytes.length) {
    const first = bytes[index]!
    if (first < 0x80) {
      index += 1
      continue
    }
    const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0
    if (length > 0 && index + length > bytes.length) break
    let whole = length > 0
    for (let at = 1; at < length; at += 1) whole = whole && (bytes[index + at]! & 0xc0) === 0x80
    if (whole) good += 1
    else bad += 1
    index += whole ? length : 1
  }
  return good + bad === 0 ? undefined : good >= bad
}

/** The text of a file in pieces, without byte-order mark. Bytes that are no text become U+FFFD; it never throws. */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = textDecoder()
  for await (const chunk of chunks) {
    const text = decoder.push(chunk)
    if (text !== '') yield text
  }
  const rest = decoder.end()
  if (rest !== '') yield rest
}

function textDecoder(): { push(chunk: Uint8Array): string; end(): string } {
  let decoder: Decoder | undefined
  let started = false
  let waiting: Uint8Array[] = []
  let waitingBytes = 0

  function start(): string {
    const head = concatBytes(waiting, waitingBytes)
    waiting = []
    waitingBytes = 0
    started = true
    const mark = encodingByMark(head)
    if (mark === undefined) return eightBit(head)
    decoder = decoderFor(head)
    return decoder.decode(head.subarray(mark.markBytes), { stream: true })
  }

  // While everything is ASCII, UTF-8 and windows-1252 agree, so the choice waits for the first other byte.
  function eightBit(chunk: Uint8Array): string {
    if (decoder === undefined) {
      if (waitingBytes === 0 && isAscii(chunk)) return latin1(chunk)
      waiting.push(chunk)
      waitingBytes += chunk.length
      const joined = concatBytes(waiting, waitingBytes)
      const isUtf8 = looksLikeUtf8(joined)
      if (isUtf8 === undefined) return ''
      waiting = []
      waitingBytes = 0
      decoder = isUtf8 ? new TextDecoder('utf-8', { ignoreBOM: true }) : windows1252
      return decoder.decode(joined, { stream: true })
    }
    return decoder.decode(chunk, { stream: true })
  }

  return {
    push(chunk) {
      if (started) return eightBit(chunk)
      waiting.push(chunk)
      waitingBytes += chunk.length
      return waitingBytes < sniffBytesMax ? '' : start()
    },
    end() {
      const text = started ? '' : start()
      return text + (decoder?.decode() ?? windows1252.decode(concatBytes(waiting, waitingBytes)))
    },
  }
}

function decoderFor(head: Uint8Array): Decoder {
  const encoding = encodingByMark(head)?.encoding ?? (looksLikeUtf8(head) ? 'utf-8' : 'windows-1252')
  return encoding === 'windows-1252' ? windows1252 : new TextDecoder(encoding, { ignoreBOM: true })
}

/** Where windows-1252 differs from Latin-1: bytes 0x80 to 0x9f. */
const windowsLetters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

// Written out, because TextDecoder of some Node releases reads windows-1252 as plain Latin-1.
const windows1252: Decoder = {
  decode: (bytes) => (bytes === undefined ? '' : latin1(bytes).replace(/[\x80-\x9f]/gu, (letter) => windowsLetters[letter.charCodeAt(0) - 0x80]!)),
}

function isAscii(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) if (bytes[index]! > 127) return false
  return true
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function concatBytes(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0]!
  const joined = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
