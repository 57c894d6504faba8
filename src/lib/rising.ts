/** First place of a rising list whose number is at least `wanted`; its length where there is none. */
export function firstNotBelow(list: Uint32Array, wanted: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (list[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** Place of a number in a rising list, or −1. A set could not hold the largest of these lists. */
export function placeInRising(list: Uint32Array, wanted: number): number {
  const place = firstNotBelow(list, wanted)
  return list[place] === wanted ? place : -1
}
