import { inflateSync } from 'node:zlib'

/** Light of a picture in squares, row by row, 0 black to 255 white. */
export type Squares = Float64Array

/** Samples a pixel by the colour type of PNG: grey, colours, place in the palette, grey with alpha, colours with alpha. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** Enough for 4,000 by 2,000 pixels in colours: a few bytes of zeros may stand for any number, and each costs time. */
const unpackedBytesMax = 24 * 1024 * 1024
/** All pictures of an archive together: later ones are known by their bytes alone. */
const unpackedAllMax = 2 * 1024 ** 3

/** What may still be unpacked of the pictures of one archive. */
export interface Unpacking {
  bytesLeft: number
}

export const newUnpacking = (): Unpacking => ({ bytesLeft: unpackedAllMax })

/**
 * The light of a PNG in `side` by `side` squares, what is clear being white; undefined for one that is interlaced, damaged
 * or larger than is worth it. Row by row: only the row before is needed to undo the filters.
 */
export function pngSquares(bytes: Uint8Array, side: number, unpacking: Unpacking): Squares | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height, depth, colour, interlaced] = [view.getUint32(16), view.getUint32(20), bytes[24]!, bytes[25]!, bytes[28]!]
  const samples = samplesOf[colour]
  if (samples === undefined || interlaced !== 0 || ![1, 2, 4, 8, 16].includes(depth) || width < side || height < side) return undefined
  const rowBytes = Math.ceil((width * samples * depth) / 8)
  const size = (rowBytes + 1) * height
  if (size > Math.min(unpackedBytesMax, unpacking.bytesLeft)) return undefined
  unpacking.bytesLeft -= size
  const chunks = chunksOf(bytes, view)
  const rows = chunks === undefined ? undefined : unpacked(chunks.data, size)
  if (chunks === undefined || rows === undefined) return undefined
  const light = lightReader(depth, colour, samples, chunks)
  const sums = new Float64Array(side * side)
  const counts = new Float64Array(side * side)
  const step = Math.max(1, (samples * depth) >> 3)
  const [right, down] = [strideOf(width, side), strideOf(height, side)]
  let before: Uint8Array = new Uint8Array(rowBytes)
  for (let y = 0; y < height; y += 1) {
    const at = y * (rowBytes + 1)
    const row = rows.subarray(at + 1, at + 1 + rowBytes)
    unfilter(rows[at]!, row, before, step)
    before = row
    if (y % down !== 0) continue
    const across = Math.floor((y * side) / height) * side
    for (let x = 0; x < width; x += right) {
      const square = across + Math.floor((x * side) / width)
      sums[square]! += light(row, x)
      counts[square]! += 1
    }
  }
  for (let square = 0; square < sums.length; square += 1) sums[square]! /= counts[square]!
  return sums
}

/** So many pixels of a square are looked at either way: more change nothing that is kept. */
const looksMax = 10
const strideOf = (pixels: number, side: number) => Math.max(1, Math.floor(pixels / (side * looksMax)))

interface Chunks {
  data: Uint8Array
  palette: Uint8Array | null
  clear: Uint8Array | null
}

function chunksOf(bytes: Uint8Array, view: DataView): Chunks | undefined {
  const parts: Uint8Array[] = []
  let [palette, clear]: Array<Uint8Array | null> = [null, null]
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const end = at + 8 + length
    if (end > bytes.length) break
    const name = view.getUint32(at + 4)
    const content = bytes.subarray(at + 8, end)
    if (name === 0x49444154) parts.push(content)
    else if (name === 0x504c5445) palette = content
    else if (name === 0x74524e53) clear = content
    else if (name === 0x49454e44) break
    at = end + 4
  }
  return parts.length === 0 ? undefined : { data: Buffer.concat(parts), palette: palette ?? null, clear: clear ?? null }
}

function unpacked(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    const rows = inflateSync(data, { maxOutputLength: size + 1 })
    return rows.length === size ? rows : undefined
  } catch {
    return undefined
  }
}

/** Undoes the filter of one row in its place. */
function unfilter(filter: number, row: Uint8Array, before: Uint8Array, step: number): void {
  if (filter === 0) return
  // A loop for each, since all pixels of all pictures go through here.
  const { length } = row
  if (filter === 1) for (let at = step; at < length; at += 1) row[at] = row[at]! + row[at - step]!
  else if (filter === 2) for (let at = 0; at < length; at += 1) row[at] = row[at]! + before[at]!
  else if (filter === 3) for (let at = 0; at < length; at += 1) row[at] = row[at]! + (((at < step ? 0 : row[at - step]!) + before[at]!) >> 1)
  else if (filter === 4) {
    for (let at = 0; at < step && at < length; at += 1) row[at] = row[at]! + before[at]!
    for (let at = step; at < length; at += 1) row[at] = row[at]! + nearest(row[at - step]!, before[at]!, before[at - step]!)
  }
}

/** Of the three neighbours the one nearest to their slope. */
function nearest(left: number, up: number, corner: number): number {
  const slope = left + up - corner
  const [byLeft, byUp, byCorner] = [Math.abs(slope - left), Math.abs(slope - up), Math.abs(slope - corner)]
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner
}

/** Reads the light of the pixel at `x` of a row. */
function lightReader(depth: number, colour: number, samples: number, { palette, clear }: Chunks): (row: Uint8Array, x: number) => number {
  const max = (1 << Math.min(8, depth)) - 1
  // Of sixteen bits the upper eight are enough.
  const sample = depth >= 8
    ? (row: Uint8Array, at: number) => row[at * (depth >> 3)]!
    : (row: Uint8Array, at: number) => (row[(at * depth) >> 3]! >> (8 - depth - ((at * depth) & 7))) & max
  const scale = colour === 3 ? 1 : 255 / max
  const onWhite = (light: number, alpha: number) => 255 - ((255 - light) * alpha) / 255
  return (row, x) => {
    const at = x * samples
    const first = sample(row, at) * scale
    if (colour === 0) return first
    if (colour === 4) return onWhite(first, sample(row, at + 1) * scale)
    if (colour === 3) {
      const place = first * 3
      return palette === null || place + 2 >= palette.length ? 0 : onWhite(lightOf(palette[place]!, palette[place + 1]!, palette[place + 2]!), clear?.[first] ?? 255)
    }
    const light = lightOf(first, sample(row, at + 1) * scale, sample(row, at + 2) * scale)
    return colour === 6 ? onWhite(light, sample(row, at + 3) * scale) : light
  }
}

const lightOf = (red: number, green: number, blue: number) => 0.299 * red + 0.587 * green + 0.114 * blue
