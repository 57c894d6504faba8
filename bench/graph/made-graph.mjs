// A made-up web graph that behaves like the real ones: about 55 % of the vertices dangling, out-degrees of a Pareto
// tail (1.5), 70 % of the targets by Zipf (0.8) popularity scattered over the ids and 30 % near their source in the
// order of reversed names, about 93 % of the edges ending in vertices with links of their own, every vertex linked to.

const linkingShare = 0.45
const linkingTargetShare = 0.93
const nearShare = 0.3
const mostLinkedShare = 0.43
const draws = { chunk: 1 << 19, sourceMax: 1 << 20 }

/** The numbering and the sizes, from which any part of the graph can be made by itself. */
export function planGraph({ nodes, degree, seed = 1 }) {
  const vertexCount = Math.round(Number(nodes))
  if (!(vertexCount >= 100 && vertexCount <= 2 ** 31 && degree >= 1)) throw new RangeError(`a graph of ${nodes} vertices and degree ${degree} cannot be made`)
  const threshold = Math.round(linkingShare * 2 ** 32)
  const seedOfKind = mix(seed ^ 0x5bd1e995)
  let linkingCount = 0
  for (let id = 0; id < vertexCount; id += 1) if (mix(id ^ seedOfKind) < threshold) linkingCount += 1
  const linkingIds = new Uint32Array(new SharedArrayBuffer(4 * linkingCount))
  const danglingIds = new Uint32Array(new SharedArrayBuffer(4 * (vertexCount - linkingCount)))
  for (let id = 0, linking = 0, dangling = 0; id < vertexCount; id += 1) {
    if (mix(id ^ seedOfKind) < threshold) linkingIds[linking++] = id
    else danglingIds[dangling++] = id
  }
  const plan = { vertexCount, degree, seed, linkingIds, danglingIds, stride: strideFor(linkingCount), danglingStride: strideFor(danglingIds.length), lowest: 1, headShift: 0, danglingBelow: 0, chunks: [], edgesMax: 0 }
  // Every dangling vertex has one link from the linking vertex at its height; further links to dangling ones by chance.
  const wanted = vertexCount * degree
  const byChance = Math.max(0, (1 - linkingTargetShare) * wanted - danglingIds.length)
  const drawsWanted = Math.max(linkingCount, (wanted - danglingIds.length) * repeatedDraws(degree))
  plan.danglingBelow = Math.round((65536 * byChance) / drawsWanted)
  plan.lowest = Math.max(1, drawsWanted / linkingCount / 3 + 0.17)
  plan.headShift = headShiftFor(plan)
  let first = 0
  let size = 0
  for (let number = 0; number < linkingCount; number += 1) {
    const own = drawCount(plan, number) + danglingOf(plan, number + 1) - danglingOf(plan, number)
    if (size > 0 && size + own > draws.chunk) {
      plan.chunks.push([first, number])
      plan.edgesMax = Math.max(plan.edgesMax, size)
      first = number
      size = 0
    }
    size += own
  }
  plan.chunks.push([first, linkingCount])
  plan.edgesMax = Math.max(plan.edgesMax, size)
  return plan
}

let list = new Uint32Array(1024)

/** The links of linking vertices `first` to `end` − 1. Gives their number. */
export function fillEdges(plan, first, end, from, to) {
  const { linkingIds, danglingIds, stride, danglingStride, danglingBelow, headShift } = plan
  const linkingCount = linkingIds.length
  const danglingCount = danglingIds.length
  const headPower = headShift ** 5
  const headScale = 1 / (1 - headPower)
  const uScale = (1 - headShift) / 2 ** 32
  const nearBelow = Math.round(65536 * nearShare)
  const nearBits = Math.max(0, Math.min(15, Math.floor(Math.log2(Math.min(linkingCount, danglingCount) / 4))))
  const seed = mix(plan.seed ^ 0x1b873593)
  let edges = 0
  for (let number = first; number < end; number += 1) {
    const own = linkingIds[number]
    const count = drawCount(plan, number)
    const danglingFirst = danglingOf(plan, number)
    const danglingEnd = danglingOf(plan, number + 1)
    if (list.length < count + danglingEnd - danglingFirst) list = new Uint32Array(2 * (count + danglingEnd - danglingFirst))
    let state = mix(number ^ seed)
    const key = mix(state ^ 0x7ed55d16)
    let size = 0
    for (let place = danglingFirst; place < danglingEnd; place += 1) list[size++] = danglingIds[place]
    for (let draw = 0; draw < count; draw += 1) {
      state = (state + 0x9e3779b9) | 0
      const choice = mix(state ^ key)
      state = (state + 0x9e3779b9) | 0
      const chance = mix(state ^ key)
      const dangling = (choice & 0xffff) < danglingBelow
      const span = dangling ? danglingCount : linkingCount
      let place
      if (choice >>> 16 < nearBelow) {
        // Distances are even over the powers of two up to 65,536 vertices.
        const bits = (((chance >>> 16) & 0xff) * (nearBits + 1)) >> 8
        const distance = (1 << bits) + (chance & ((1 << bits) - 1))
        place = (dangling ? danglingFirst : number) + (chance >>> 31 === 0 ? distance : -distance)
        if (place < 0) place += span
        else if (place >= span) place -= span
      } else {
        const u = headShift + chance * uScale
        const square = u * u
        const popularity = Math.floor(span * (square * square * u - headPower) * headScale)
        const step = popularity * (dangling ? danglingStride : stride) + (span >>> 1)
        place = step - Math.floor(step / span) * span
        if (place < 0) place += span
        else if (place >= span) place -= span
      }
      list[size++] = dangling ? danglingIds[place] : linkingIds[place]
    }
    sortList(size)
    let last = -1
    for (let at = 0; at < size; at += 1) {
      const target = list[at]
      if (target === last || target === own) continue
      last = target
      from[edges] = own
      to[edges++] = target
    }
  }
  return edges
}

function sortList(size) {
  if (size > 80) {
    list.subarray(0, size).sort()
    return
  }
  for (let at = 1; at < size; at += 1) {
    const value = list[at]
    let place = at - 1
    for (; place >= 0 && list[place] > value; place -= 1) list[place + 1] = list[place]
    list[place + 1] = value
  }
}

/** Pareto tail 1.5: the mean is three times the lowest. */
function drawCount(plan, number) {
  const u = (mix(number ^ mix(plan.seed ^ 0x2127599b)) + 1) * 2.3283064365386963e-10
  const root = Math.cbrt(u)
  return Math.min(draws.sourceMax, Math.max(1, plan.linkingIds.length >> 3), Math.floor(plan.lowest / (root * root)))
}

function danglingOf({ linkingIds, danglingIds }, number) {
  return Math.floor((number * danglingIds.length) / linkingIds.length)
}

/**
 * Where Zipf popularity begins, so that the most linked vertex has links from the share of the linking vertices that it
 * has in the published graphs (0.39 to 0.43) at any size; 0 is Zipf from its very head.
 */
function headShiftFor({ linkingIds, lowest, danglingBelow }) {
  const span = linkingIds.length
  const shareAt = (chance) => {
    let sum = 0
    for (let step = 0.5; step < 1000; step += 1) sum += 1 - (1 - chance) ** Math.max(1, Math.floor(lowest * (step / 1000) ** (-2 / 3)))
    return sum / 1000
  }
  const chanceAt = (shift) => ((1 - nearShare) * (1 - danglingBelow / 65536) * ((shift ** 5 + (1 - shift ** 5) / span) ** 0.2 - shift)) / (1 - shift)
  let low = 0
  let high = 0.9
  if (shareAt(chanceAt(low)) <= mostLinkedShare) return 0
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (shareAt(chanceAt(middle)) > mostLinkedShare) low = middle
    else high = middle
  }
  return low
}

/** Draws for one edge that is left when those drawn twice are dropped, as measured at 1 to 50 M vertices. */
function repeatedDraws(degree) {
  return 1 + 0.005 * Math.min(degree, 40)
}

/** A step that visits every place once, far from the place before. */
function strideFor(span) {
  let stride = Math.max(1, Math.floor(span * 0.6180339887))
  const shared = (a, b) => (b === 0 ? a : shared(b, a % b))
  while (shared(span, stride) !== 1) stride += 1
  return stride
}

/** Chance without state: a whole number below 2³² for each number. */
export function mix(value) {
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b)
  return (value ^ (value >>> 16)) >>> 0
}
