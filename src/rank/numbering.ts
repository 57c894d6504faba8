/**
 * From rows to ids and back in bulk (see model/graph.ts). `bits` are the graph's linking bits.
 */

/** Ids of the linking vertices, by linking number. */
export function linkingIds(bits: Uint32Array, vertexCount: number, linkingCount: number): Uint32Array {
  return idsWhere(bits, vertexCount, linkingCount, true)
}

/** Ids of the dangling vertices, by row less the linking ones. */
export function danglingIds(bits: Uint32Array, vertexCount: number, linkingCount: number): Uint32Array {
  return idsWhere(bits, vertexCount, vertexCount - linkingCount, false)
}

function idsWhere(bits: Uint32Array, vertexCount: number, count: number, linking: boolean): Uint32Array {
  const ids = new Uint32Array(count)
  let place = 0
  for (let id = 0; id < vertexCount; id += 1) {
    if (isLinking(bits, id) !== linking) continue
    ids[place] = id
    place += 1
  }
  return ids
}

export function isLinking(bits: Uint32Array, id: number): boolean {
  return ((bits[id >>> 5]! >>> (id & 31)) & 1) === 1
}

/** What is known by row, by id instead: `into[id] = rows[row of id]`. */
export function byId<Numbers extends Float64Array | Uint8Array>(bits: Uint32Array, rows: Float64Array | Uint32Array | Uint8Array, linkingCount: number, into: Numbers): Numbers {
  let linking = 0
  let dangling = linkingCount
  for (let id = 0; id < into.length; id += 1) {
    if (isLinking(bits, id)) {
      into[id] = rows[linking]!
      linking += 1
    } else {
      into[id] = rows[dangling]!
      dangling += 1
    }
  }
  return into
}
