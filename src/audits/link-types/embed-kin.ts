import type { PictureKin } from '../../model/facts.js'
import type { SeenPicture } from '../../model/picture.js'

/** Two looks are of one picture up to this many differing bits of 64 (LT-15). */
export const lookBitsMax = 8
/** Own pictures that are compared by their looks, the largest first; all are compared by their bytes. */
const looksMax = 2_000

/**
 * How pictures that are links compare with those of the site itself, by their addresses (LT-15): the same bytes, or a look
 * that is alike, as copies in another size have. Own addresses stand among them, for a picture may be loaded from its owner.
 */
export function embedKin(pictures: readonly SeenPicture[], ownDomain: string): ReadonlyMap<string, PictureKin> {
  const own = pictures.filter(({ domain }) => domain === ownDomain)
  const byBytes = new Map(own.map(({ url, picture }) => [picture.sha256, url]))
  const looks = own
    .flatMap(({ url, picture }) => (picture.look === null ? [] : [{ url, size: picture.width * picture.height, ...halvesOf(picture.look) }]))
    .sort((a, b) => b.size - a.size || (a.url < b.url ? -1 : 1))
    .slice(0, looksMax)
  const kin = new Map<string, PictureKin>()
  for (const { url, isLinked, picture } of pictures) {
    if (!isLinked) continue
    const { width, height, sha256, look } = picture
    const same = byBytes.get(sha256)
    const near = same !== undefined || look === null ? undefined : nearestOf(halvesOf(look), looks)
    kin.set(url, { own: same ?? near?.url ?? null, bits: near?.bits ?? null, byBytesAlone: look === null, width, height })
  }
  return kin
}

interface Halves {
  high: number
  low: number
}

function halvesOf(look: string): Halves {
  return { high: Number.parseInt(look.slice(0, 8), 16), low: Number.parseInt(look.slice(8), 16) }
}

function nearestOf({ high, low }: Halves, looks: ReadonlyArray<Halves & { url: string }>): { url: string; bits: number } | undefined {
  let nearest: { url: string; bits: number } | undefined
  for (const one of looks) {
    const bits = onesIn(high ^ one.high) + onesIn(low ^ one.low)
    if (bits <= lookBitsMax && (nearest === undefined || bits < nearest.bits)) nearest = { url: one.url, bits }
  }
  return nearest
}

function onesIn(word: number): number {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1
  return count
}
