import { createHash } from 'node:crypto'
import type { Capture } from '../model/capture.js'
import { pictureSideMin, type Picture } from '../model/picture.js'
import { pictureSize } from './picture-size.js'
import { newUnpacking, pngSquares, type Squares, type Unpacking } from './png-grey.js'

/**
 * What is kept of a captured picture (LT-15); null for what is no picture, too small to be shown for its own sake, or not
 * whole. How it looks is told of PNG alone: the other formats cannot be unpacked here, and are known again by their bytes.
 * Whoever reads many pictures hands in one `unpacking` for all of them.
 */
export function readPicture({ kind, body, mediaType, status, truncated }: Capture, unpacking: Unpacking = newUnpacking()): Picture | null {
  if (kind === 'revisit' || body === null || truncated || (status !== null && status !== 200)) return null
  if (mediaType !== '' && !mediaType.startsWith('image/') && mediaType !== 'application/octet-stream') return null
  const size = pictureSize(body)
  if (size === undefined || size.width < pictureSideMin || size.height < pictureSideMin) return null
  const squares = size.format === 'png' ? pngSquares(body, side, unpacking) : undefined
  return { sha256: createHash('sha256').update(body).digest('hex'), bytes: body.length, width: size.width, height: size.height, look: squares === undefined ? null : lookOf(squares) }
}

const side = 32
const kept = 8
/** A picture of one tone has no look: what is left are the errors of its format. */
const spreadMin = 4
/** Waves weaker than this share of the strongest come and go with the size of a copy. */
const waveShareMin = 0.01
/** A picture of few waves, as a gradient or a lone bar, is like many others. */
const bitsMin = 14

/** Waves that fit into the picture once to eight times either way: whether each is clearly above the median of all. */
function lookOf(squares: Squares): string | null {
  const mean = squares.reduce((sum, light) => sum + light, 0) / squares.length
  const spread = Math.sqrt(squares.reduce((sum, light) => sum + (light - mean) ** 2, 0) / squares.length)
  if (spread < spreadMin) return null
  const waves = wavesOf(squares)
  // The first is the light of the whole, which a brighter copy changes.
  const others = waves.slice(1).sort((a, b) => a - b)
  const median = others[others.length >> 1]!
  const clear = median + waveShareMin * Math.max(Math.abs(others[0]!), Math.abs(others.at(-1)!))
  const bits = waves.map((strength, at) => (at > 0 && strength > clear ? 1 : 0) as number)
  if (bits.filter((bit) => bit === 1).length < bitsMin) return null
  let text = ''
  for (let at = 0; at < bits.length; at += 4) text += bits.slice(at, at + 4).reduce((digit, bit) => digit * 2 + bit, 0).toString(16)
  return text
}

/** How strong each wave is, those across of one frequency down after those of the one before; of each row first, then of what these give. */
function wavesOf(squares: Squares): number[] {
  const rows = new Float64Array(side * kept)
  for (let y = 0; y < side; y += 1) for (let across = 0; across < kept; across += 1) {
    let sum = 0
    for (let x = 0; x < side; x += 1) sum += squares[y * side + x]! * cosines[across * side + x]!
    rows[y * kept + across] = sum
  }
  return Array.from({ length: kept * kept }, (_, at) => {
    const [down, across] = [Math.floor(at / kept), at % kept]
    let sum = 0
    for (let y = 0; y < side; y += 1) sum += rows[y * kept + across]! * cosines[down * side + y]!
    return sum
  })
}

const cosines = Float64Array.from({ length: kept * side }, (_, at) => Math.cos((Math.PI * Math.floor(at / side) * (2 * (at % side) + 1)) / (2 * side)))
