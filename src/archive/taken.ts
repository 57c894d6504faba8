/** Bytes of a block that were kept, and how many there were. */
export interface Taken {
  parts: Buffer[]
  kept: number
  length: number
  keep: number
}

export function newTaken(keep: number): Taken {
  return { parts: [], kept: 0, length: 0, keep }
}

export function resetTaken(taken: Taken): void {
  taken.parts = []
  taken.kept = 0
  taken.length = 0
}

export function take(taken: Taken, bytes: Buffer): void {
  taken.length += bytes.length
  const room = taken.keep - taken.kept
  if (room <= 0) return
  const part = bytes.length <= room ? bytes : bytes.subarray(0, room)
  taken.parts.push(part)
  taken.kept += part.length
}

/** Takes away the line ends that separate a block from the next record. */
export function trimLineEnds(taken: Taken): void {
  for (let removed = 0; removed < 4 && taken.kept === taken.length && taken.parts.length > 0; removed += 1) {
    const last = taken.parts.at(-1)!
    const byte = last.at(-1)
    if (byte !== 10 && byte !== 13) return
    if (last.length === 1) taken.parts.pop()
    else taken.parts[taken.parts.length - 1] = last.subarray(0, -1)
    taken.kept -= 1
    taken.length -= 1
  }
}

export function joined(taken: Taken): Buffer {
  return taken.parts.length === 1 ? taken.parts[0]! : Buffer.concat(taken.parts)
}

