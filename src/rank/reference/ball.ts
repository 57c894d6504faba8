import type { Adjacency } from './adjacency.js'
import { rowsOf } from './adjacency.js'

const mask = (1n << 64n) - 1n

/** 64 bits that depend on every bit of the row and the seed: the finish of splitmix64, written with big integers. */
function referenceHash(row: number, seed: number): bigint {
  let bits = (BigInt(row) + 1n) * 0x9e3779b97f4a7c15n + BigInt(seed) * 0xd1342543de82ef95n
  bits &= mask
  bits = ((bits ^ (bits >> 30n)) * 0xbf58476d1ce4e5b9n) & mask
  bits = ((bits ^ (bits >> 27n)) * 0x94d049bb133111ebn) & mask
  return bits ^ (bits >> 31n)
}

/** A HyperLogLog counter that has seen one row: the lowest bits choose the register, the zeros that end the others its value. */
function referenceCounter(row: number, seed: number, registers: number): number[] {
  const hash = referenceHash(row, seed)
  const bits = Math.log2(registers)
  const counter = Array.from<number>({ length: registers }).fill(0)
  let rest = hash >> BigInt(bits)
  let value = 1
  while (value <= 64 - bits && (rest & 1n) === 0n) {
    rest >>= 1n
    value += 1
  }
  counter[Number(hash & BigInt(registers - 1))] = value
  return counter
}

/** HyperLogLog estimate with the correction for few elements (Flajolet and others, 2007). */
function referenceSize(counter: readonly number[]): number {
  const m = counter.length
  const alpha = m === 16 ? 0.673 : m === 32 ? 0.697 : m === 64 ? 0.709 : 0.7213 / (1 + 1.079 / m)
  const raw = (alpha * m * m) / counter.reduce((sum, value) => sum + 2 ** -value, 0)
  const empty = counter.filter((value) => value === 0).length
  return raw <= 2.5 * m && empty > 0 ? m * Math.log(m / empty) : raw
}

/**
 * Harmonic centrality by HyperBall (Boldi, Vigna 2013): counters of the balls around every vertex grow step by step,
 * and each step adds what came new divided by its distance.
 */
export function referenceBall(graph: Adjacency, { seed, registers, stepsMax = Infinity }: { seed: number; registers: number; stepsMax?: number }): { scores: number[]; steps: number } {
  const { rowOfId } = rowsOf(graph)
  let balls = rowOfId.map((row) => referenceCounter(row, seed, registers))
  const scores = Array.from<number>({ length: graph.vertexCount }).fill(0)
  let steps = 0
  for (let step = 1; step <= stepsMax; step += 1) {
    const next = balls.map((ball, id) => graph.in[id]!.reduce((union, other) => union.map((value, register) => Math.max(value, balls[other]![register]!)), ball))
    const changed = next.some((ball, id) => ball.some((value, register) => value !== balls[id]![register]))
    if (!changed) break
    steps = step
    next.forEach((ball, id) => (scores[id]! += (referenceSize(ball) - referenceSize(balls[id]!)) / step))
    balls = next
  }
  return { scores, steps }
}
