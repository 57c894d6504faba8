import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Capture } from '../model/capture.js'
import { extractCapture } from './capture.js'
import { readPicture } from './picture.js'
import { pictureSize } from './picture-size.js'

type Colour = [red: number, green: number, blue: number, alpha?: number]
type Paint = (x: number, y: number) => Colour

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const bytes = Buffer.alloc(body.length + 8)
  bytes.writeUInt32BE(content.length, 0)
  body.copy(bytes, 4)
  bytes.writeUInt32BE(crc32(body), body.length + 4)
  return bytes
}

/** A PNG of eight bits a sample, every row with the given filter. */
function png(width: number, height: number, paint: Paint, { filter = 0, alpha = false, interlaced = 0 } = {}): Buffer {
  const samples = alpha ? 4 : 3
  const rows = Buffer.alloc((width * samples + 1) * height)
  const plain = (x: number, y: number, sample: number) => (x < 0 || y < 0 ? 0 : (paint(x, y)[sample] ?? 255))
  for (let y = 0; y < height; y += 1) {
    const at = y * (width * samples + 1)
    rows[at] = filter
    for (let x = 0; x < width; x += 1) {
      for (let sample = 0; sample < samples; sample += 1) {
        const [left, up, corner] = [plain(x - 1, y, sample), plain(x, y - 1, sample), plain(x - 1, y - 1, sample)]
        const slope = left + up - corner
        const paeth = [left, up, corner].reduce((best, one) => (Math.abs(slope - one) < Math.abs(slope - best) ? one : best))
        rows[at + 1 + x * samples + sample] = plain(x, y, sample) - [0, left, up, (left + up) >> 1, paeth][filter]!
      }
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, alpha ? 6 : 2, 0, 0, interlaced], 8)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

/** A PNG with a palette of two colours, one bit a pixel. */
function twoTone(width: number, height: number, isDark: (x: number, y: number) => boolean): Buffer {
  const rowBytes = Math.ceil(width / 8)
  const rows = Buffer.alloc((rowBytes + 1) * height)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) if (isDark(x, y)) rows[y * (rowBytes + 1) + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 3, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('PLTE', Buffer.from([255, 255, 255, 30, 30, 30])), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

/** Steps of a treatment, one below the other, in parts of the whole so that it can be drawn in any size. */
const steps = (width: number, height: number, shade = 0): Paint => (x, y) => {
  const [across, down] = [x / width, y / height]
  if (down < 0.12) return [20 + shade, 60, 120]
  const step = Math.floor((down - 0.12) / 0.22)
  if (across < 0.3 && (down - 0.12) % 0.22 < 0.15) return [[200, 80, 40], [60, 160, 60], [220, 200, 40], [120, 40, 160]][step] as Colour
  return across > 0.4 && across < 0.55 + 0.1 * step && (down * 40) % 2 < 1 ? [60, 60, 60] : [250 - shade, 250, 245]
}
const chart = (width: number, height: number): Paint => (x, y) => (1 - y / height < [0.2, 0.5, 0.35, 0.8, 0.65, 0.9][Math.floor((x / width) * 6)]! ? [30, 90, 160] : [255, 255, 255])

const capture = (body: Uint8Array, changes: Partial<Capture> = {}): Capture => ({
  kind: 'response', url: 'https://clinic.example/steps.png', at: '2026-03-01T00:00:00.000Z' as Capture['at'], status: 200, headers: new Map(), mediaType: 'image/png', body, truncated: false, wat: null, file: 'a.warc', offset: 0, ...changes,
})
const lookOf = (body: Uint8Array) => readPicture(capture(body))!.look!
const bitsBetween = (a: string, b: string) => [...(BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2)].filter((bit) => bit === '1').length

describe('how a picture looks', () => {
  const original = lookOf(png(400, 900, steps(400, 900)))

  it.each<[string, Buffer]>([
    ['smaller', png(240, 540, steps(240, 540))],
    ['larger and brighter', png(700, 1_575, steps(700, 1_575, 12))],
    ['a little cut', png(400, 880, steps(400, 900))],
    ['with an alpha channel', png(400, 900, steps(400, 900), { alpha: true })],
    ...[1, 2, 3, 4].map((filter): [string, Buffer] => [`by filter ${filter}`, png(400, 900, steps(400, 900), { filter })]),
  ])('is that of the original: %s', (_, copy) => {
    expect(bitsBetween(original, lookOf(copy))).toBeLessThanOrEqual(8)
  })

  it('does not depend on filters at all', () => {
    for (const filter of [1, 2, 3, 4]) expect(lookOf(png(300, 300, steps(300, 300), { filter }))).toBe(lookOf(png(300, 300, steps(300, 300))))
  })

  it('is another for another picture', () => {
    expect(bitsBetween(original, lookOf(png(400, 900, chart(400, 900))))).toBeGreaterThan(16)
    expect(bitsBetween(original, lookOf(twoTone(400, 900, (x, y) => x % 130 < (y % 310) / 3)))).toBeGreaterThan(16)
  })

  it('of two tones with a palette is that of the same in colours', () => {
    const isDark = (x: number, y: number) => x < y && x > 60
    expect(bitsBetween(lookOf(twoTone(301, 401, isDark)), lookOf(png(301, 401, (x, y) => (isDark(x, y) ? [30, 30, 30] : [255, 255, 255]))))).toBe(0)
  })

  it('is white where it is clear', () => {
    expect(lookOf(png(300, 300, (x, y) => (x > y ? [0, 0, 0, 0] : [40, 40, 40, 255]), { alpha: true }))).toBe(lookOf(png(300, 300, (x, y) => (x > y ? [255, 255, 255] : [40, 40, 40]))))
  })

  it.each<[string, Buffer]>([
    ['one tone', png(300, 300, () => [200, 200, 200])],
    ['a lone bar', png(300, 300, (x) => (x > 200 ? [20, 20, 20] : [240, 240, 240]))],
    ['a gradient', png(300, 300, (x, y) => [(x + y) / 3, (x + y) / 3, (x + y) / 3])],
    ['interlaced', png(300, 300, steps(300, 300), { interlaced: 1 })],
    ['damaged', png(300, 300, steps(300, 300)).fill(7, 60, 80)],
    ['cut short', png(300, 300, steps(300, 300)).subarray(0, 120)],
  ])('is not told of one that is %s, while its bytes are', (_, body) => {
    expect(readPicture(capture(body))).toMatchObject({ width: 300, height: 300, look: null, bytes: body.length })
  })
})

describe('what unpacking may cost', () => {
  const zeros = (width: number, height: number) => {
    const head = Buffer.alloc(13)
    head.writeUInt32BE(width, 0)
    head.writeUInt32BE(height, 4)
    head[8] = 8
    return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))), chunk('IEND', Buffer.alloc(0))])
  }
  const costOf = (body: Buffer, bytesLeft: number) => {
    const unpacking = { bytesLeft }
    const picture = readPicture(capture(body), unpacking)
    return { spent: bytesLeft - unpacking.bytesLeft, picture }
  }

  it('is nothing for a picture of few bytes and too many pixels', () => {
    const body = zeros(6_000, 6_000)
    expect(body.length).toBeLessThan(50_000)
    expect(costOf(body, 1e9)).toMatchObject({ spent: 0, picture: { width: 6_000, height: 6_000, look: null } })
  })

  it('is bounded for all pictures together, of which the later ones are known by their bytes', () => {
    const body = png(300, 300, steps(300, 300))
    const unpacked = (300 * 3 + 1) * 300
    expect(costOf(body, unpacked)).toEqual({ spent: unpacked, picture: readPicture(capture(body)) })
    expect(costOf(body, unpacked - 1)).toMatchObject({ spent: 0, picture: { look: null, bytes: body.length } })
  })

  it('lets large drawings of few colours through', () => {
    expect(readPicture(capture(twoTone(3_000, 4_000, (x, y) => x < y && x > 600)))!.look).not.toBeNull()
  })
})

describe('what is kept', () => {
  const body = png(300, 400, steps(300, 400))

  it('is size and hash', () => expect(readPicture(capture(body))).toMatchObject({ width: 300, height: 400, bytes: body.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as string }))

  it.each<[string, Capture]>([
    ['an icon', capture(png(64, 400, steps(64, 400)))],
    ['a revisit', capture(body, { kind: 'revisit', body: null })],
    ['a part', capture(body, { truncated: true })],
    ['an answer without it', capture(body, { status: 404 })],
    ['something else', capture(Buffer.from('%PDF-1.4 and so on, a document of the clinic'), { mediaType: 'application/pdf' })],
    ['nothing', capture(Buffer.alloc(0))],
  ])('is nothing of %s', (_, one) => expect(readPicture(one)).toBeNull())

  it('is a record that says nothing about links', () => {
    const options = { seenBy: 'archive:a.warc', pictures: readPicture, target: 'other.example' }
    expect(extractCapture(capture(body), options)).toMatchObject({ sightings: [], page: { url: 'https://clinic.example/steps.png', features: null, linkCount: 0, readFor: null, picture: { width: 300 } } })
    expect(extractCapture(capture(body), { seenBy: 'archive:a.warc' }).page).toBeNull()
    const page = capture(Buffer.from('<!doctype html><title>Steps</title><a href="https://x.example/">x</a>'), { mediaType: 'text/html' })
    expect(extractCapture(page, { ...options, target: null })).toMatchObject({ page: { title: 'Steps' }, sightings: [{ target: 'https://x.example/' }] })
  })
})

it.each<[string, string, [string, number, number]]>([
  ['GIF', '47494638396120030c01800000', ['gif', 800, 268]],
  ['JPEG', 'ffd8ffe000104a46494600010100000100010000ffc2001108025803200301220002110103110100000000', ['jpeg', 800, 600]],
  ['WebP, extended', '524946460000000057454250565038580a000000000000001f0300570200', ['webp', 800, 600]],
])('size of %s', (_, hex, [format, width, height]) => {
  const bytes = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(32)])
  expect(pictureSize(bytes)).toEqual({ format, width, height })
})

it.each(['ffd8ffe0ffff', 'ffd8ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '89504e470d0a1a0a0000000d49484452'])('bytes that end early or never say: %s', (hex) => {
  expect(pictureSize(Buffer.from(hex, 'hex'))).toBeUndefined()
})
