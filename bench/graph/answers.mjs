import { readFileSync } from 'node:fs'
import { readCsr } from './peers/csr.mjs'

export function median(list) {
  return list.toSorted((a, b) => a - b)[list.length >> 1]
}

export function readScores(path) {
  const bytes = readFileSync(path)
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)
}

/** L1 distance of two vectors that each sum to 1; NaN where one is no such vector. */
export function distance(a, b) {
  if (a.length !== b.length) return NaN
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += Math.abs(a[at] - b[at])
  return sum
}

/** The scores of the linking vertices alone, again with sum 1. */
export function onlyLinking(scores, folder) {
  const { vertexCount, offsets } = readCsr(folder)
  const kept = new Float64Array(vertexCount)
  let count = 0
  let sum = 0
  for (let id = 0; id < vertexCount; id += 1) {
    if (offsets[id + 1] === offsets[id]) continue
    kept[count++] = scores[id]
    sum += scores[id]
  }
  return kept.subarray(0, count).map((score) => score / sum)
}

/**
 * Iterations until the summed change falls below each tolerance, for PageRank from the even start with dangling mass
 * spread evenly: what the packages of npm do without telling.
 */
export function stepsTo(folder, tolerances) {
  const { vertexCount, offsets, targets } = readCsr(folder)
  const found = new Map()
  let ranks = new Float64Array(vertexCount).fill(1 / vertexCount)
  for (let step = 1; found.size < tolerances.length && step < 2_000; step += 1) {
    const next = new Float64Array(vertexCount)
    let dangling = 0
    for (let from = 0; from < vertexCount; from += 1) {
      const degree = offsets[from + 1] - offsets[from]
      if (degree === 0) dangling += ranks[from]
      const share = (0.85 * ranks[from]) / degree
      for (let edge = offsets[from]; edge < offsets[from + 1]; edge += 1) next[targets[edge]] += share
    }
    let change = 0
    for (let id = 0; id < vertexCount; id += 1) {
      next[id] += (0.15 + 0.85 * dangling) / vertexCount
      change += Math.abs(next[id] - ranks[id])
    }
    ranks = next
    for (const tolerance of tolerances) if (change < tolerance && !found.has(tolerance)) found.set(tolerance, step)
  }
  return found
}
