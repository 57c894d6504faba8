/**
 * A text for each row, held as a few long ones. Unlike the texts that are searched they are kept to the letter, line
 * breaks and all.
 */
export interface RowTexts {
  /** Texts of `slabRows` rows each, one behind the other. */
  slabs: string[]
  /** Where the text of each row ends in its slab. */
  ends: Uint32Array
}

const slabRows = 16_384

export function textOfRow({ slabs, ends }: RowTexts, row: number): string {
  return slabs[Math.floor(row / slabRows)]!.slice(row % slabRows === 0 ? 0 : ends[row - 1]!, ends[row])
}

/** Takes texts row by row. */
export class TextCollector {
  private count = 0
  private parts: string[] = []
  private chars = 0
  private readonly slabs: string[] = []
  private ends = new Uint32Array(4_096)

  add(text: string): void {
    this.makeRoom(this.count + 1)
    this.parts.push(text)
    this.chars += text.length
    this.ends[this.count] = this.chars
    this.count += 1
    if (this.count % slabRows === 0) this.closeSlab()
  }

  /** Takes the texts of rows that follow one another in other texts: as many at a time as lie in one slab there and fit into one here. */
  addRun({ slabs, ends }: RowTexts, first: number, last: number): void {
    for (let row = first; row < last;) {
      const number = Math.floor(row / slabRows)
      const until = Math.min(last, (number + 1) * slabRows, row + slabRows - (this.count % slabRows))
      const from = row % slabRows === 0 ? 0 : ends[row - 1]!
      this.makeRoom(this.count + until - row)
      this.parts.push(slabs[number]!.slice(from, ends[until - 1]!))
      const moved = this.chars - from
      for (let at = row; at < until; at += 1) this.ends[this.count + at - row] = ends[at]! + moved
      this.chars += ends[until - 1]! - from
      this.count += until - row
      row = until
      if (this.count % slabRows === 0) this.closeSlab()
    }
  }

  finish(): RowTexts {
    if (this.count % slabRows !== 0) this.closeSlab()
    return { slabs: this.slabs, ends: this.ends.slice(0, this.count) }
  }

  private makeRoom(count: number): void {
    if (count <= this.ends.length) return
    const larger = new Uint32Array(Math.max(count, 2 * this.ends.length))
    larger.set(this.ends)
    this.ends = larger
  }

  private closeSlab(): void {
    this.slabs.push(this.parts.join(''))
    this.parts = []
    this.chars = 0
  }
}
